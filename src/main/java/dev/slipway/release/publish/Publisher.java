package dev.slipway.release.publish;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.AssetReader;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final DraftOfTag drafts;
  private final AssetUploads uploads;
  private final ReadBack readBack;
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
    this.drafts = new DraftOfTag(forge, host, journal);
    this.uploads = new AssetUploads(forge, host, journal);
    this.readBack = new ReadBack(forge, host, proof, journal);
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
      Release draft = prepared(new Attempt(request, progress, tracker));
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
      Attempt its = new Attempt(request, progress, tracker);
      Optional<Release> already = alreadyPublic(its);
      if (already.isPresent()) {
        readBack.ofEarlierTry(its.meaning(journal.publishing()), already.get());
      } else {
        readBack.filesAndText(its, makePublic(its, prepared(its)));
      }
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
      tracker.stopped(e instanceof Cancelled ? "Stopped by you" : String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private Release prepared(Attempt its) throws Problem, ForgeException, Cancelled {
    its.tracker().step(StepId.DRAFT, StepState.RUNNING, "Looking for a draft of " + its.request().tag());
    proof.tagIsFreeOrAsBuilt(its.request(), its.progress());
    Release draft = drafts.findOrCreate(its);
    its.tracker().release(draft.id(), draft.page());
    its.tracker().step(StepId.DRAFT, StepState.DONE, "Draft %d for %s at %s".formatted(draft.id(), its.request().tag(), ReleaseProof.shortened(its.request().commit())));

    its.tracker().step(StepId.UPLOAD, StepState.RUNNING, "Uploading what is missing or differs");
    uploads.upload(its, draft);
    its.tracker().step(StepId.UPLOAD, StepState.DONE, its.request().files().size() + " files are on the host");

    its.tracker().step(StepId.DIGESTS, StepState.RUNNING, "Reading the draft again");
    Release read = proof.read(its, draft.id());
    proof.holds(its, read, "the draft");
    if (!read.draft()) {
      throw Problem.doesNotHold(
          "The draft of %s was published by somebody else meanwhile: %s. Nothing was changed; look at it before you go on."
              .formatted(its.request().tag(), read.page()));
    }
    if (!read.notes().equals(draft.notes())) {
      throw DraftOfTag.changedText(its.request());
    }
    its.tracker().step(StepId.DIGESTS, StepState.DONE, "All %d digests equal".formatted(its.request().files().size()));
    journal.add("draft-verified", "release", Long.toString(read.id()));
    return read;
  }

  /// A release that an earlier try published before it could write that down. It is asked for by its number first: by its
  /// tag, a host may show it late.
  private Optional<Release> alreadyPublic(Attempt its) throws Problem, ForgeException, Cancelled {
    Optional<Release> ours = publishedFromHere(its);
    Optional<Release> existing =
        ours.isPresent() ? ours : host.call(its.progress(), () -> forge.published(its.request().repository(), its.request().tag()));
    if (existing.isEmpty()) {
      return Optional.empty();
    }
    Release release = existing.get();
    if (ours.isEmpty()) {
      throw DraftOfTag.taken(release);
    }
    its.tracker().release(release.id(), release.page());
    for (StepId id : List.of(StepId.DRAFT, StepId.UPLOAD, StepId.DIGESTS)) {
      its.tracker().step(id, StepState.DONE, "Done in an earlier try");
    }
    its.tracker().step(StepId.PUBLISH, StepState.DONE, "Published in an earlier try");
    return existing;
  }

  /// The release that the journal says was about to become public, where it is.
  private Optional<Release> publishedFromHere(Attempt its) throws Problem, ForgeException, Cancelled {
    Optional<Long> id =
        journal.publishing().map(entry -> entry.details().getOrDefault("release", "")).filter(it -> it.matches("\\d{1,18}")).map(Long::valueOf);
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Release release;
    try {
      release = host.call(its.progress(), () -> forge.release(its.request().repository(), id.get()));
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
    if (!release.draft() && !release.tag().equals(its.request().tag())) {
      throw Problem.doesNotHold(
          "%s was published from here and was given the tag %s on the host since: %s. Nothing was changed; give it back its tag, or delete it, and publish again."
              .formatted(its.request().tag(), release.tag(), release.page()));
    }
    return Optional.of(release).filter(it -> !it.draft());
  }

  private Release makePublic(Attempt its, Release draft) throws Problem, ForgeException, Cancelled {
    its.progress().phase("publishing " + its.request().tag());
    its.progress().checkCancelled();
    its.tracker().step(StepId.PUBLISH, StepState.RUNNING, "Making " + its.request().tag() + " public");
    its.tracker().call("PATCH", PublishPlan.READ, CallState.SENDING, Optional.empty());
    journal.add(Journal.PUBLISHING, its.request().meant(draft.id()));
    Release release;
    try {
      release = becomePublic(its, draft);
    } catch (Cancelled e) {
      throw unknown(its, "Publishing was stopped while %s was made public, so whether it is public is not known.".formatted(its.request().tag()), e);
    }
    its.tracker().call("PATCH", PublishPlan.READ, CallState.DONE, Optional.of("200, public"));
    its.tracker().release(release.id(), release.page());
    its.tracker().step(StepId.PUBLISH, StepState.DONE, "Public at " + release.page());
    try {
      journal.add("published", "release", Long.toString(release.id()), "page", release.page().toString());
    } catch (Problem e) {
      throw ReadBack.isPublic(its.request(), release, e);
    }
    return release;
  }

  /// What is public after it was asked for. An answer that shows a draft may be older than the change: the host is asked
  /// until it shows the release, or is known not to have published it.
  private Release becomePublic(Attempt its, Release draft) throws Problem, ForgeException, Cancelled {
    Release answered = changed(its, draft);
    if (!answered.draft()) {
      return answered;
    }
    try {
      return host.call(its.progress(), () -> {
        Release now = forge.release(its.request().repository(), draft.id());
        if (now.draft()) {
          throw new ForgeException(ForgeException.Kind.HOST_FAULT, 200, "The host still shows a draft.", Optional.empty(), null);
        }
        return now;
      });
    } catch (ForgeException e) {
      if (e.status() != 200) {
        throw unknown(its, "Whether %s is public is not known: the answer to publishing showed a draft still. %s".formatted(its.request().tag(), e.sentence()), e);
      }
      its.tracker().call("PATCH", PublishPlan.READ, CallState.FAILED, Optional.of("200, still a draft"));
      journal.add(Journal.NOT_PUBLISHED, "release", Long.toString(draft.id()));
      throw Problem.doesNotHold(
          "The host took the call that publishes %s and left it a draft: nothing is public. Look at %s, then publish again."
              .formatted(its.request().tag(), answered.page()));
    }
  }

  /// Makes the draft public. A host may carry that out and call it a failure: it is asked what the release is before
  /// the failure is believed.
  private Release changed(Attempt its, Release draft) throws Problem, ForgeException, Cancelled {
    AtomicBoolean answerLost = new AtomicBoolean();
    try {
      return host.call(its.progress(), () -> {
        try {
          return forge.change(its.request().repository(), draft.id(), its.request().asPublic());
        } catch (ForgeException e) {
          answerLost.compareAndSet(false, e.kind() == ForgeException.Kind.UNREACHABLE || e.kind() == ForgeException.Kind.HOST_FAULT);
          throw e;
        }
      });
    } catch (ForgeException e) {
      Release now;
      try {
        now = host.call(its.progress(), () -> forge.release(its.request().repository(), draft.id()));
      } catch (ForgeException unread) {
        e.addSuppressed(unread);
        if (answerLost.get()) {
          throw unknown(its, "Whether %s is public is not known: the answer to publishing it was lost. %s".formatted(its.request().tag(), e.sentence()), e);
        }
        throw e;
      }
      if (now.draft()) {
        journal.add(Journal.NOT_PUBLISHED, "release", Long.toString(draft.id()));
        throw e;
      }
      return now;
    }
  }

  /// What is said where a release was asked to become public and nobody could tell whether it did.
  private static Problem unknown(Attempt its, String why, Exception cause) {
    its.tracker().step(StepId.PUBLISH, StepState.FAILED, why);
    return Problem.outOfReach(why + " Publish again: what the host has is looked at first, and nothing is made twice.", cause);
  }
}
