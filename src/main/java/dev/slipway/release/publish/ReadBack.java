package dev.slipway.release.publish;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.List;
import java.util.Optional;

/// Step 5: reads what is public now as anybody would. A release that turns out to be another one than was verified is made
/// a draft again where the host still allows it, unless an earlier try has seen it whole: then somebody may depend on it.
final class ReadBack {
  private static final System.Logger LOG = System.getLogger(ReadBack.class.getName());

  private static final String VERIFIED = "verified-public";

  /// Its files were seen whole, its words or marks were others, and that was told.
  private static final String SAYS_OTHERWISE = "says-otherwise";

  private final Forge forge;
  private final HostCalls host;
  private final ReleaseProof proof;
  private final Journal journal;

  ReadBack(Forge forge, HostCalls host, ReleaseProof proof, Journal journal) {
    this.forge = forge;
    this.host = host;
    this.proof = proof;
    this.journal = journal;
  }

  /// Of a release that was published just now: its files, its words and its marks.
  void filesAndText(Attempt its, Release published) throws Problem, Cancelled {
    Read read = read(its, published);
    try {
      proof.says(its.request(), read.release());
      proof.marks(its.request(), published, read.latest());
    } catch (Problem e) {
      journal(its, published, SAYS_OTHERWISE);
      throw failed(its, e);
    }
    done(its, published, read.latest());
  }

  /// Of a release that an earlier try published: its files, and its words and marks unless that try came as far as to
  /// look at them and tell. They may have been edited on purpose since.
  void ofEarlierTry(Attempt its, Release published) throws Problem, Cancelled {
    if (wasSeenWhole(published)) {
      done(its, published, read(its, published).latest());
    } else {
      filesAndText(its, published);
    }
  }

  private void done(Attempt its, Release published, Optional<Release> latest) throws Problem {
    String which =
        latest.isEmpty() ? "The host shows no release as the latest"
            : latest.get().id() == published.id() ? "It is the latest release"
            : "The latest release is " + latest.get().tag();
    its.tracker().step(
        StepId.PUBLIC, StepState.DONE, "All %d assets are public and equal. %s".formatted(its.request().files().size(), which));
    journal(its, published, VERIFIED);
  }

  private void journal(Attempt its, Release published, String event) throws Problem {
    try {
      journal.add(event, "release", Long.toString(published.id()));
    } catch (Problem e) {
      throw isPublic(its.request(), published, e);
    }
  }

  /// The same problem where the release is public already, which must not go untold.
  static Problem isPublic(PublishRequest request, Release published, Problem problem) {
    return new Problem(problem.kind(), "%s is public at %s. %s".formatted(request.tag(), published.page(), problem.sentence()), problem);
  }

  /// What the host shows of a release that is public and whose files are as verified.
  ///
  /// @param latest the release it shows as latest
  private record Read(Release release, Optional<Release> latest) {}

  private Read read(Attempt its, Release published) throws Problem, Cancelled {
    its.tracker().step(StepId.PUBLIC, StepState.RUNNING, "Reading every asset as anybody would");
    try {
      Release release = stillThere(its, published);
      try {
        proof.holds(its, release, "the release");
        proof.tagIsAsBuilt(its.request(), its.progress());
        proof.bytes(its, release);
      } catch (Problem e) {
        throw failed(its, e.kind() == Problem.Kind.DOES_NOT_HOLD ? another(its, published, e) : e);
      }
      return new Read(release, proof.latest(its, published));
    } catch (ForgeException e) {
      throw failed(its, Problem.outOfReach(
          "%s is public at %s, but could not be read back: %s Publish again to go on with reading; nothing is sent twice."
              .formatted(its.request().tag(), published.page(), e.sentence()),
          e));
    } catch (Cancelled e) {
      throw failed(its, Problem.outOfReach(
          "%s is public at %s; it was stopped before all of it was read back. Publish again to go on with reading; nothing is sent twice."
              .formatted(its.request().tag(), published.page()),
          e));
    }
  }

  private Release stillThere(Attempt its, Release published) throws Problem, ForgeException, Cancelled {
    Release release;
    try {
      release = proof.read(its, published.id());
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        throw failed(its, Problem.doesNotHold(
            "%s was published at %s, and that release is not there any more: somebody deleted it, or the token may not see it. Look there, then publish again."
                .formatted(its.request().tag(), published.page())));
      }
      throw e;
    }
    if (release.draft()) {
      throw failed(its, Problem.doesNotHold(
          "%s is a draft and not public: somebody made it one again, or the host did not publish it. Publish again."
              .formatted(its.request().tag())));
    }
    return release;
  }

  private static Problem failed(Attempt its, Problem problem) {
    its.tracker().step(StepId.PUBLIC, StepState.FAILED, problem.sentence());
    return problem;
  }

  /// What is said, and done, about a public release that is not the one that was verified.
  private Problem another(Attempt its, Release published, Problem found) {
    if (wasSeenWhole(published)) {
      return Problem.doesNotHold(
          "%s It was published and verified from here before, so it was left public: either it was changed since, or the files here are of another build. Look at %s."
              .formatted(found.sentence(), published.page()));
    }
    Optional<Release> now = takenBack(its, published);
    if (now.isEmpty()) {
      return Problem.doesNotHold(
          "%s It was to be made a draft again, and whether it is one is not known: look at %s, and delete it there if it is public."
              .formatted(found.sentence(), published.page()));
    }
    if (!now.get().draft()) {
      return Problem.doesNotHold(stillPublic(found, published));
    }
    String told = found.sentence() + " The release was made a draft again, so that nobody gets it.";
    try {
      journal.add(Journal.TAKEN_BACK, "release", Long.toString(published.id()));
      return Problem.doesNotHold(told);
    } catch (Problem e) {
      return new Problem(Problem.Kind.DOES_NOT_HOLD, told + " " + e.sentence(), e);
    }
  }

  /// The release after it was to be made a draft again; empty where nobody could tell what it is.
  private Optional<Release> takenBack(Attempt its, Release published) {
    try {
      return Optional.of(host.call(its.progress(), () -> forge.change(its.request().repository(), published.id(), its.request().asDraft())));
    } catch (ForgeException | Cancelled e) {
      LOG.log(System.Logger.Level.DEBUG, "taking back " + published.page(), e);
    }
    try { // it may have been carried out and called a failure
      return Optional.of(host.call(Progress.unwatched(), () -> forge.release(its.request().repository(), published.id())));
    } catch (ForgeException | Cancelled e) {
      LOG.log(System.Logger.Level.DEBUG, "reading " + published.page(), e);
      return Optional.empty();
    }
  }

  /// Whether every file of it was seen in public after it was published last, and the outcome told.
  private boolean wasSeenWhole(Release published) {
    return journal.entries().reversed().stream()
        .filter(entry -> List.of(VERIFIED, SAYS_OTHERWISE, Journal.PUBLISHING).contains(entry.event()))
        .findFirst()
        .filter(entry -> !entry.event().equals(Journal.PUBLISHING))
        .filter(entry -> Long.toString(published.id()).equals(entry.details().get("release")))
        .isPresent();
  }

  private static String stillPublic(Problem found, Release published) {
    return "%s The release could not be taken back: it is public at %s. Delete it there%s.".formatted(
        found.sentence(), published.page(),
        published.immutable() ? ", and take another version: it is immutable, so its tag cannot be used again" : "");
  }
}
