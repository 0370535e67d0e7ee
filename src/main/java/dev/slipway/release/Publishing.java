package dev.slipway.release;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Commit;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.gate.Gate;
import dev.slipway.release.host.HashingAssetReader;
import dev.slipway.release.host.HashingAssetReader.Visitor;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.ReleaseFile;
import dev.slipway.release.notes.NotesWork;
import dev.slipway.release.publish.Journal;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.PublishPlan;
import dev.slipway.release.publish.PublishRequest;
import dev.slipway.release.publish.Publisher;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The last steps of a release: what must hold before anything is changed on the host, what is asked of the
/// [Publisher], and what the journal keeps for a later try. The session sees to it that one step runs at a time.
final class Publishing {
  private final Connection connection;
  private final HostCalls host;
  private final SnapshotStore store;
  private final NotesWork notes;
  private final WorkspaceFolder workspace;

  Publishing(Connection connection, HostCalls host, SnapshotStore store, NotesWork notes, WorkspaceFolder workspace) {
    this.connection = connection;
    this.host = host;
    this.store = store;
    this.notes = notes;
    this.workspace = workspace;
  }

  /// What publishing would do, call by call; nothing is done.
  ///
  /// @throws Problem when it would do nothing, for the release of somebody else is public
  Publication plan() throws Problem {
    mustBeFree();
    Publication plan = wasBeingPublished() ? PublishPlan.ofPublished(request()) : PublishPlan.of(request());
    store.publication(plan);
    return plan;
  }

  /// Makes the draft complete and equal to what was verified, and leaves it a draft.
  ///
  /// @throws Problem when a gate blocks, among others
  Publication prepare(Progress progress) throws Problem, ForgeException, Cancelled {
    mustBeFree();
    mustBeReady();
    return prepared(request(), progress);
  }

  /// The same with a mark that a person chose, in place of the one that follows from the version.
  ///
  /// @param prerelease whether it is marked as a pre-release
  Publication prepare(boolean prerelease, Progress progress) throws Problem, ForgeException, Cancelled {
    mustBeFree();
    mustBeReady();
    PublishRequest usual = request();
    return prepared(usual.marked(prerelease, usual.latest()), progress);
  }

  private Publication prepared(PublishRequest request, Progress progress) throws Problem, ForgeException, Cancelled {
    try (var _ = WorkspaceLock.take(workspace.get(), WorkspaceLock.TURN, progress)) {
      Publication prepared = publisher().prepare(request, progress, store::publication);
      notes.written(request.notes());
      return prepared;
    }
  }

  /// Deletes a draft with its assets.
  ///
  /// The host is asked once more what it is: what was made public meanwhile is not deleted.
  void discardDraft(long id, Progress progress) throws Problem, ForgeException, Cancelled {
    Release draft = host.call(progress, () -> connection.forge().release(connection.repository(), id));
    if (!draft.draft()) {
      throw Problem.doesNotHold("%s is public and no draft any more. Nothing was deleted.".formatted(draft.tag()));
    }
    Journal.open(workspace.get().journal(), connection.clock())
        .add("draft-discarded", "release", Long.toString(id), "title", draft.title(), "notes", draft.notes());
    connection.forge().deleteRelease(connection.repository(), id);
    List<Release> releases = host.call(progress, () -> connection.forge().releases(connection.repository()));
    store.subject(subject -> SnapshotStore.withReleases(subject, releases));
    if (store.current().board().ready()) {
      plan();
    }
  }

  /// Publishes.
  ///
  /// @param confirmed the tag, typed by the person who publishes
  /// @throws Problem when a gate blocks, when the tag is another one, among others
  Publication publish(String confirmed, Progress progress) throws Problem, ForgeException, Cancelled {
    mustBeFree();
    return publish(confirmed, request(), progress);
  }

  /// Publishes with marks that a person chose, in place of those that follow from the version.
  ///
  /// @param confirmed  the tag, typed by the person who publishes
  /// @param prerelease whether it is marked as a pre-release
  /// @param latest     what happens to the "latest" mark
  /// @throws Problem as the other
  Publication publish(String confirmed, boolean prerelease, NewRelease.Latest latest, Progress progress)
      throws Problem, ForgeException, Cancelled {
    mustBeFree();
    return publish(confirmed, request().marked(prerelease, latest), progress);
  }

  private Publication publish(String confirmed, PublishRequest request, Progress progress) throws Problem, ForgeException, Cancelled {
    if (!confirmed.equals(request.tag())) {
      throw Problem.wrongUse("\"%s\" is not the tag %s. Nothing was published; type it exactly.".formatted(confirmed, request.tag()));
    }
    if (!wasBeingPublished()) {
      mustBeReady();
    }
    try (var _ = WorkspaceLock.take(workspace.get(), WorkspaceLock.TURN, progress)) {
      Optional<RunState> run = store.facts().pipeline().run();
      if (run.isPresent()) {
        Journal.open(workspace.get().journal(), connection.clock()).add("made-of", "run", Long.toString(run.get().run().id()));
      }
      Publication publication = publisher().publish(request, progress, store::publication);
      store.published(releasesWith(publication));
      try {
        notes.written(request.notes());
      } catch (Problem e) {
        throw new Problem(e.kind(), "%s is published, and every asset was read back and is equal. %s".formatted(request.tag(), e.sentence()), e);
      }
      return publication;
    }
  }

  /// The releases with the one that is public now. It was read back already: whatever fails here, or a person who stops it,
  /// makes it no other than it is.
  private List<Release> releasesWith(Publication publication) {
    List<Release> releases = new ArrayList<>(store.facts().subject().releases());
    try {
      Release release =
          host.call(Progress.unwatched(), () -> connection.forge().release(connection.repository(), publication.draft().orElseThrow()));
      releases.removeIf(one -> one.id() == release.id());
      releases.addFirst(release);
    } catch (ForgeException | Cancelled e) {
      System.getLogger(Publishing.class.getName()).log(System.Logger.Level.DEBUG, "the published release is read the next time", e);
    }
    return releases;
  }

  /// Whether an earlier try of ours published the release and was stopped before it had read it back. Its gates
  /// were open then, and all that is left is to look.
  private boolean wasBeingPublished() throws Problem {
    Optional<String> ours =
        Journal.open(workspace.get().journal(), connection.clock()).publishing().map(entry -> entry.details().getOrDefault("release", ""));
    return store.facts().subject().published().map(release -> ours.equals(Optional.of(Long.toString(release.id())))).orElse(false);
  }

  /// The run that was published from here, where the release is public and of our making.
  Optional<Long> madeOf() throws Problem {
    return wasBeingPublished() ? journal("made-of", "run").filter(id -> id.matches("\\d{1,18}")).map(Long::valueOf) : Optional.empty();
  }

  /// A detail of the newest event of a kind.
  private Optional<String> journal(String event, String detail) throws Problem {
    return Journal.open(workspace.get().journal(), connection.clock()).newest(event).map(entry -> entry.details().getOrDefault(detail, ""));
  }

  private void mustBeFree() throws Problem {
    Optional<Release> taken = store.facts().subject().published();
    if (taken.isPresent() && !wasBeingPublished()) {
      throw Problem.doesNotHold(
          "A release for %s exists already: %s. It was left as it is; choose another tag, or delete that release first."
              .formatted(taken.get().tag(), taken.get().page()));
    }
  }

  private void mustBeReady() throws Problem {
    ReleaseSnapshot snapshot = store.current();
    if (!snapshot.board().ready()) {
      Gate first = snapshot.board().firstBlocking().orElseThrow();
      throw Problem.doesNotHold(
          "%s is not ready: \"%s\" blocks (%s%s). Nothing was published; mend it, or waive it with a reason."
              .formatted(
                  snapshot.subject().tag().orElse("The release"), first.id().title(), first.measured(),
                  first.detail().isEmpty() ? "" : ", " + first.detail()));
    }
  }

  private PublishRequest request() throws Problem {
    Facts facts = store.facts();
    Subject subject = facts.subject();
    String tag = subject.tag().orElseThrow(() -> Problem.wrongUse("No tag was chosen. Name one with --tag."));
    VerificationReport report =
        facts.files().verification().value().orElseThrow(() -> unverified(facts));
    List<ReleaseFile> files = new ArrayList<>();
    for (HeldFile file : facts.files().held()) {
      Digest digest =
          report.file(file.name()).flatMap(row -> row.digest())
              .orElseThrow(() -> Problem.doesNotHold("%s was not verified. Verify again before publishing.".formatted(file.name())));
      files.add(new ReleaseFile(file.name(), file.path(), file.size(), digest));
    }
    if (files.isEmpty()) {
      throw Problem.doesNotHold("%s has not one file, so there is nothing to publish. Look at what its run built.".formatted(tag));
    }
    boolean prerelease = subject.unstable();
    String commit = facts.pipeline().run().map(run -> run.run().headSha()).or(() -> subject.head().map(Commit::sha)).orElse("");
    String title = subject.policy().policy().project().map(project -> project + " " + tag).orElse(tag);
    return new PublishRequest(
        connection.repository(), tag, commit, title, facts.notes().text(), notes.readDraft(), prerelease,
        prerelease ? NewRelease.Latest.NO : NewRelease.Latest.BY_VERSION, files);
  }

  private static Problem unverified(Facts facts) {
    Optional<RunState> run = facts.pipeline().run();
    if (run.isEmpty()) {
      return Problem.wrongUse("No run has built %s yet, so nothing can be published. Run the workflow first, then publish."
          .formatted(facts.subject().ref()));
    }
    return Problem.wrongUse("%s #%d %s, so nothing was verified and nothing can be published. Download and verify its files first."
        .formatted(run.get().run().name(), run.get().run().number(), run.get().over() ? "has ended" : "has not ended"));
  }

  private Publisher publisher() throws Problem {
    Visitor visitor =
        store.facts().subject().repository().filter(repository -> !repository.isPrivate())
            .map(repository -> Visitor.anybody(connection.publicForge(), repository))
            .orElse(Visitor.member(connection.forge()));
    return new Publisher(
        connection.forge(), host, new HashingAssetReader(connection.forge(), visitor, host),
        Journal.open(workspace.get().journal(), connection.clock()), connection.clock());
  }
}
