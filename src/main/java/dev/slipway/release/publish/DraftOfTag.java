package dev.slipway.release.publish;

import dev.slipway.changelog.notes.RemoteText;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.task.Cancelled;
import java.util.List;
import java.util.Optional;

/// The one draft that a tag is published from: ours of an earlier try, one that somebody else or the workflow made, or a
/// new one.
final class DraftOfTag {
  private final Forge forge;
  private final HostCalls host;
  private final Journal journal;

  DraftOfTag(Forge forge, HostCalls host, Journal journal) {
    this.forge = forge;
    this.host = host;
    this.journal = journal;
  }

  /// @throws Problem when the tag is published already, when several drafts could be meant, or when the text was changed
  Release findOrCreate(Attempt its) throws Problem, ForgeException, Cancelled {
    its.tracker().call("GET", PublishPlan.LIST, CallState.SENDING, Optional.empty());
    List<Release> same =
        host.call(its.progress(), () -> forge.releases(its.request().repository())).stream()
            .filter(release -> release.tag().equals(its.request().tag()))
            .toList();
    its.tracker().call("GET", PublishPlan.LIST, CallState.DONE, Optional.of("200, " + (same.isEmpty() ? "none" : same.size() + " found")));
    for (Release release : same) {
      if (!release.draft()) {
        throw taken(release);
      }
    }
    Optional<String> ours = journal.newest("draft").map(entry -> entry.details().get("release"));
    List<Release> own =
        same.stream().filter(release -> Optional.of(Long.toString(release.id())).equals(ours)).toList();
    List<Release> drafts = own.isEmpty() ? same : own;
    if (drafts.size() > 1) {
      throw Problem.doesNotHold(
          "%d drafts carry the tag %s: %s. Nothing was changed; delete all but one and try again."
              .formatted(drafts.size(), its.request().tag(), String.join(", ", drafts.stream().map(d -> d.page().toString()).toList())));
    }
    Release draft = drafts.isEmpty() ? create(its) : adopt(its, drafts.getFirst());
    journal.add("draft", "release", Long.toString(draft.id()), "tag", its.request().tag());
    return draft;
  }

  private Release create(Attempt its) throws Problem, ForgeException, Cancelled {
    its.tracker().call("POST", PublishPlan.CREATE, CallState.SENDING, Optional.empty());
    Release draft = host.create(its.progress(), () -> forge.create(its.request().repository(), its.request().asDraft()),
        () -> forge.releases(its.request().repository()).stream()
            .filter(release -> release.draft() && release.tag().equals(its.request().tag()))
            .findFirst());
    its.tracker().call("POST", PublishPlan.CREATE, CallState.DONE, Optional.of("201, draft"));
    return draft;
  }

  /// Uses a draft that is there; its text becomes the one that was finished here.
  private Release adopt(Attempt its, Release draft) throws Problem, ForgeException, Cancelled {
    boolean same =
        draft.notes().equals(its.request().notes())
            && draft.title().equals(its.request().title())
            && draft.prerelease() == its.request().prerelease();
    if (same) {
      return draft;
    }
    if (RemoteText.compare(its.request().readNotes().orElse(""), draft.notes(), its.request().notes()) instanceof RemoteText.Changed) {
      throw changedText(its.request());
    }
    // What is replaced here was seen; the journal keeps it all the same.
    journal.add("notes-replaced", "release", Long.toString(draft.id()), "title", draft.title(), "notes", draft.notes());
    its.tracker().call("PATCH", PublishPlan.READ + " {notes}", CallState.SENDING, Optional.empty());
    Release changed = host.call(its.progress(), () -> forge.change(its.request().repository(), draft.id(), its.request().asDraft()));
    its.tracker().call("PATCH", PublishPlan.READ + " {notes}", CallState.DONE, Optional.of("200, draft"));
    return changed;
  }

  static Problem taken(Release release) {
    return Problem.doesNotHold(
        "A release for %s exists already: %s. It was left as it is; choose another tag, or delete that release first."
            .formatted(release.tag(), release.page()));
  }

  static Problem changedText(PublishRequest request) {
    return Problem.doesNotHold(
        "The text of the draft of %s was changed on the host since it was read here. Nothing was written; look at both on the Notes page and decide."
            .formatted(request.tag()));
  }
}
