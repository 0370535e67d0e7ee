package dev.slipway.release.publish;

import dev.slipway.fact.Digest;
import dev.slipway.changelog.notes.RemoteText;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.AssetReader;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.ReleaseFile;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Carries a verified set of files to a public release, in steps that can each be repeated without harm.
///
/// Nothing is public before [#publish]; [#prepare] leaves a draft that was read back and is equal to what
/// was verified. What the host says is asked anew each time, so that a stop anywhere, even a killed
/// process, is followed by the same calls and ends in the same release.
public final class Publisher {
  private final Forge forge;
  private final HostCalls host;
  private final ReleaseProof proof;
  private final Journal journal;
  private final Clock clock;

  /// @param forge   the code host, with a token that may push
  /// @param host    how passing failures are waited out
  /// @param reader  reads assets back as the public sees them
  /// @param journal where each step is written down before the next
  public Publisher(Forge forge, HostCalls host, AssetReader reader, Journal journal, Clock clock) {
    this.forge = forge;
    this.host = host;
    this.proof = new ReleaseProof(forge, host, reader);
    this.journal = journal;
    this.clock = clock;
  }

  /// Steps 1 to 3: a draft that carries every file, read back and equal.
  ///
  /// @return the draft's state, [State.DraftReady]
  /// @throws Problem when it cannot be had; what was done stays and is used by the next try
  public Publication prepare(PublishRequest request, Progress progress, Consumer<Publication> listener)
      throws Problem, ForgeException, Cancelled {
    PublicationTracker tracker = new PublicationTracker(PublishPlan.of(request), clock, listener);
    return guarded(tracker, () -> {
      Release draft = prepared(request, progress, tracker);
      tracker.step(StepId.PUBLISH, StepState.NEEDS_YOU, "The draft is complete. Until you confirm, nothing is public");
      tracker.release(draft.id(), draft.page());
      tracker.state(new State.DraftReady());
    });
  }

  /// All steps: prepares the draft, publishes it and reads it back through its public addresses.
  ///
  /// @throws Problem when it cannot be had; before step 4 nothing is public, after it the sentence says what is
  public Publication publish(PublishRequest request, Progress progress, Consumer<Publication> listener)
      throws Problem, ForgeException, Cancelled {
    PublicationTracker tracker = new PublicationTracker(PublishPlan.of(request), clock, listener);
    return guarded(tracker, () -> {
      Optional<Release> already = alreadyPublic(request, progress, tracker);
      Release release =
          already.isPresent() ? already.get() : makePublic(request, prepared(request, progress, tracker), progress, tracker);
      readBack(request, release, progress, tracker);
      journal.add("verified-public", "release", Long.toString(release.id()));
      tracker.state(new State.Published(clock.instant()));
    });
  }

  @FunctionalInterface
  private interface Body {
    void run() throws Problem, ForgeException, Cancelled;
  }

  private static Publication guarded(PublicationTracker tracker, Body body)
      throws Problem, ForgeException, Cancelled {
    tracker.state(new State.Running());
    try {
      body.run();
      return tracker.current();
    } catch (Problem | ForgeException | Cancelled e) {
      tracker.state(new State.Stopped(e instanceof Cancelled ? "Stopped by you" : String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private Release prepared(PublishRequest request, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    tracker.step(StepId.DRAFT, StepState.RUNNING, "Looking for a draft of " + request.tag());
    proof.tagIsFreeOrAsBuilt(request, progress);
    Release draft = findOrCreate(request, progress, tracker);
    tracker.release(draft.id(), draft.page());
    tracker.step(StepId.DRAFT, StepState.DONE, "Draft %d for %s at %s".formatted(draft.id(), request.tag(), ReleaseProof.shortened(request.commit())));

    tracker.step(StepId.UPLOAD, StepState.RUNNING, "Uploading what is missing or differs");
    upload(request, draft, progress, tracker);
    tracker.step(StepId.UPLOAD, StepState.DONE, request.files().size() + " files are on the host");

    tracker.step(StepId.DIGESTS, StepState.RUNNING, "Reading the draft again");
    Release read = proof.compare(request, draft.id(), progress, tracker, "the draft");
    if (!read.draft()) {
      throw Problem.doesNotHold(
          "The draft of %s was published by somebody else meanwhile: %s. Nothing was changed; look at it before you go on."
              .formatted(request.tag(), read.page()));
    }
    if (!read.notes().equals(draft.notes())) {
      throw changedText(request);
    }
    tracker.step(StepId.DIGESTS, StepState.DONE, "All %d digests equal".formatted(request.files().size()));
    journal.add("draft-verified", "release", Long.toString(read.id()));
    return read;
  }

  /// A release that an earlier try published before it could write that down.
  private Optional<Release> alreadyPublic(PublishRequest request, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    Optional<Journal.Entry> intent = journal.newest("publishing");
    Optional<Release> existing = host.call(progress, () -> forge.published(request.repository(), request.tag()));
    if (existing.isEmpty()) {
      return Optional.empty();
    }
    Release release = existing.get();
    boolean ours = intent.map(entry -> Long.toString(release.id()).equals(entry.details().get("release"))).orElse(false);
    if (!ours) {
      throw Problem.doesNotHold(
          "A release for %s exists already: %s. It was left as it is; choose another tag, or delete that release first."
              .formatted(request.tag(), release.page()));
    }
    tracker.release(release.id(), release.page());
    for (StepId id : List.of(StepId.DRAFT, StepId.UPLOAD, StepId.DIGESTS)) {
      tracker.step(id, StepState.DONE, "Done in an earlier try");
    }
    tracker.step(StepId.PUBLISH, StepState.DONE, "Published in an earlier try");
    return existing;
  }

  private Release findOrCreate(PublishRequest request, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    tracker.call("GET", PublishPlan.LIST, CallState.SENDING, Optional.empty());
    List<Release> same =
        host.call(progress, () -> forge.releases(request.repository())).stream()
            .filter(release -> release.tag().equals(request.tag()))
            .toList();
    tracker.call("GET", PublishPlan.LIST, CallState.DONE, Optional.of("200, " + (same.isEmpty() ? "none" : same.size() + " found")));
    for (Release release : same) {
      if (!release.draft()) {
        throw Problem.doesNotHold(
            "A release for %s exists already: %s. It was left as it is; choose another tag, or delete that release first."
                .formatted(request.tag(), release.page()));
      }
    }
    Optional<String> ours = journal.newest("draft").map(entry -> entry.details().get("release"));
    List<Release> own =
        same.stream().filter(release -> Optional.of(Long.toString(release.id())).equals(ours)).toList();
    List<Release> drafts = own.isEmpty() ? same : own;
    if (drafts.size() > 1) {
      throw Problem.doesNotHold(
          "%d drafts carry the tag %s: %s. Nothing was changed; delete all but one and try again."
              .formatted(drafts.size(), request.tag(), String.join(", ", drafts.stream().map(d -> d.page().toString()).toList())));
    }
    Release draft =
        drafts.isEmpty() ? create(request, progress, tracker) : adopt(request, drafts.getFirst(), progress, tracker);
    journal.add("draft", "release", Long.toString(draft.id()), "tag", request.tag());
    return draft;
  }

  private Release create(PublishRequest request, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    tracker.call("POST", PublishPlan.CREATE, CallState.SENDING, Optional.empty());
    Release draft = host.create(progress, () -> forge.create(request.repository(), request.asDraft()),
        () -> forge.releases(request.repository()).stream()
            .filter(release -> release.draft() && release.tag().equals(request.tag()))
            .findFirst());
    tracker.call("POST", PublishPlan.CREATE, CallState.DONE, Optional.of("201, draft"));
    return draft;
  }

  /// Uses a draft that is there; its text becomes the one that was finished here.
  private Release adopt(PublishRequest request, Release draft, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    boolean same =
        draft.notes().equals(request.notes())
            && draft.title().equals(request.title())
            && draft.prerelease() == request.prerelease();
    if (same) {
      return draft;
    }
    if (RemoteText.compare(request.readNotes().orElse(""), draft.notes(), request.notes()) instanceof RemoteText.Changed) {
      throw changedText(request);
    }
    // What is replaced here was seen; the journal keeps it all the same.
    journal.add("notes-replaced", "release", Long.toString(draft.id()), "title", draft.title(), "notes", draft.notes());
    tracker.call("PATCH", PublishPlan.READ + " {notes}", CallState.SENDING, Optional.empty());
    Release changed = host.call(progress, () -> forge.change(request.repository(), draft.id(), request.asDraft()));
    tracker.call("PATCH", PublishPlan.READ + " {notes}", CallState.DONE, Optional.of("200, draft"));
    return changed;
  }

  private static Problem changedText(PublishRequest request) {
    return Problem.doesNotHold(
        "The text of the draft of %s was changed on the host since it was read here. Nothing was written; look at both on the Notes page and decide."
            .formatted(request.tag()));
  }

  private void upload(PublishRequest request, Release draft, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    Map<String, Asset> there = new HashMap<>();
    draft.assets().forEach(asset -> there.put(asset.name(), asset));
    Set<String> wanted = new HashSet<>();
    request.files().forEach(file -> wanted.add(file.name()));
    for (Asset asset : draft.assets()) {
      if (!wanted.contains(asset.name()) && asset.state() == Asset.State.UPLOADED) {
        throw Problem.doesNotHold(
            "The draft of %s carries %s, which was not verified here. Nothing was published; verify it too, or delete it from the draft."
                .formatted(request.tag(), asset.name()));
      }
    }
    long total = request.files().stream().mapToLong(ReleaseFile::size).sum();
    long done = 0;
    for (ReleaseFile file : request.files()) {
      progress.checkCancelled();
      progress.phase("uploading " + file.name());
      Asset asset = there.get(file.name());
      if (asset != null && equal(asset, file)) {
        tracker.asset(file.name(), file.size(), AssetStatus.KEPT);
        tracker.call("POST", PublishPlan.upload(file.name()), CallState.DONE, Optional.of("kept, equal"));
      } else {
        if (asset != null) {
          Asset old = asset;
          host.call(progress, () -> {
            forge.deleteAsset(request.repository(), old.id());
            return old;
          });
          journal.add("asset-removed", "name", old.name(), "digest", old.digest().map(Digest::toString).orElse("none"));
        }
        send(request, draft, file, done, total, progress, tracker);
      }
      done += file.size();
      progress.report(done, total);
    }
  }

  private void send(
      PublishRequest request, Release draft, ReleaseFile file, long before, long total, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    String path = PublishPlan.upload(file.name());
    tracker.call("POST", path, CallState.SENDING, Optional.empty());
    tracker.asset(file.name(), 0, AssetStatus.SENDING);
    try {
      Asset asset =
          host.upload(progress, forge, request.repository(), draft, file, sent -> {
            tracker.asset(file.name(), Math.min(sent, file.size()), AssetStatus.SENDING);
            progress.report(before + Math.min(sent, file.size()), total);
          });
      if (!asset.name().equals(file.name())) {
        throw Problem.doesNotHold(
            "The host stored %s under the name %s, so checksum manifests would name a file that is not there. Nothing was published; rename the file and build again."
                .formatted(file.name(), asset.name()));
      }
    } catch (Problem | ForgeException e) {
      tracker.asset(file.name(), 0, AssetStatus.FAILED);
      tracker.call("POST", path, CallState.FAILED, Optional.of(String.valueOf(e.getMessage())));
      tracker.step(StepId.UPLOAD, StepState.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    tracker.asset(file.name(), file.size(), AssetStatus.UPLOADED);
    tracker.call("POST", path, CallState.DONE, Optional.of("201"));
    journal.add("uploaded", "name", file.name(), "digest", file.sha256().toString());
  }

  private Release makePublic(PublishRequest request, Release draft, Progress progress, PublicationTracker tracker)
      throws Problem, ForgeException, Cancelled {
    progress.phase("publishing " + request.tag());
    progress.checkCancelled();
    tracker.step(StepId.PUBLISH, StepState.RUNNING, "Making " + request.tag() + " public");
    tracker.call("PATCH", PublishPlan.READ, CallState.SENDING, Optional.empty());
    journal.add("publishing", "release", Long.toString(draft.id()), "tag", request.tag());
    Release release = changed(request, draft, progress);
    tracker.call("PATCH", PublishPlan.READ, CallState.DONE, Optional.of(release.draft() ? "200, still a draft" : "200, public"));
    journal.add("published", "release", Long.toString(release.id()), "page", release.page().toString());
    tracker.release(release.id(), release.page());
    tracker.step(StepId.PUBLISH, StepState.DONE, "Public at " + release.page());
    return release;
  }

  /// Makes the draft public. A host may carry that out and call it a failure: it is asked what the release is before
  /// the failure is believed.
  private Release changed(PublishRequest request, Release draft, Progress progress) throws ForgeException, Cancelled {
    try {
      return host.call(progress, () -> forge.change(request.repository(), draft.id(), request.asPublic()));
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.UNAUTHORIZED) {
        throw e;
      }
      Release now;
      try {
        now = host.call(progress, () -> forge.release(request.repository(), draft.id()));
      } catch (ForgeException unread) {
        e.addSuppressed(unread);
        throw e;
      }
      if (now.draft()) {
        throw e;
      }
      return now;
    }
  }

  /// Step 5. A difference found here takes the release back where the host still allows it.
  private void readBack(PublishRequest request, Release published, Progress progress, PublicationTracker tracker)
      throws Problem, Cancelled {
    tracker.step(StepId.PUBLIC, StepState.RUNNING, "Reading every asset as anybody would");
    try {
      Release release = proof.compare(request, published.id(), progress, tracker, "the release");
      if (release.draft()) {
        throw Problem.wrongUse(
            "%s is a draft and not public: somebody made it one again, or the host did not publish it. Publish again."
                .formatted(request.tag()));
      }
      proof.tagIsAsBuilt(request, progress);
      proof.bytes(request, release, progress, tracker);
    } catch (Problem e) {
      tracker.step(StepId.PUBLIC, StepState.FAILED, e.sentence());
      throw e.kind() == Problem.Kind.DOES_NOT_HOLD ? takenBack(request, published, e, progress) : e;
    } catch (ForgeException e) {
      Problem unread =
          Problem.outOfReach(
              "%s is public at %s, but could not be read back: %s Publish again to go on with reading; nothing is sent twice."
                  .formatted(request.tag(), published.page(), e.sentence()),
              e);
      tracker.step(StepId.PUBLIC, StepState.FAILED, unread.sentence());
      throw unread;
    }
    tracker.step(StepId.PUBLIC, StepState.DONE, "All %d assets are public and equal".formatted(request.files().size()));
  }

  private Problem takenBack(PublishRequest request, Release published, Problem found, Progress progress) throws Problem {
    try {
      Release draft = host.call(progress, () -> forge.change(request.repository(), published.id(), request.asDraft()));
      if (draft.draft()) {
        journal.add("taken-back", "release", Long.toString(published.id()));
        return Problem.doesNotHold(found.sentence() + " The release was made a draft again, so that nobody gets it.");
      }
    } catch (ForgeException | Cancelled e) {
      return new Problem(Problem.Kind.DOES_NOT_HOLD, stillPublic(found, published), e);
    }
    return Problem.doesNotHold(stillPublic(found, published));
  }

  private static String stillPublic(Problem found, Release published) {
    return found.sentence() + " The release could not be taken back: it is public at " + published.page() + ". Delete it there.";
  }

  private static boolean equal(Asset asset, ReleaseFile file) {
    return asset.state() == Asset.State.UPLOADED
        && asset.size() == file.size()
        && asset.digest().map(digest -> digest.equals(file.sha256())).orElse(false);
  }
}
