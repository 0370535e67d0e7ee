package dev.slipway.release;

import dev.slipway.fact.Fact;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Unknown;
import dev.slipway.forge.ForgeException;
import dev.slipway.gate.Gate;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Carries one release through unattended, from the matrix to the public page, with the very steps a person
/// takes in the window; it stops where a gate blocks.
public final class Walk {
  private final ReleaseSession session;
  private final Clock clock;
  private final Consumer<Step> listener;
  private final List<Step> steps = new ArrayList<>();

  /// @param listener told each step when it ended
  public Walk(ReleaseSession session, Clock clock, Consumer<Step> listener) {
    this.session = session;
    this.clock = clock;
    this.listener = listener;
  }

  /// A step that was taken.
  ///
  /// @param name   what was done: `targets`, `run`, `download`, …
  /// @param took   how long it took
  /// @param ok     whether it was done; a step that found a fault was done
  /// @param detail what came out, in a few words
  public record Step(String name, Duration took, boolean ok, String detail) {}

  /// How the walk ended.
  ///
  /// @param steps     the steps in order
  /// @param published whether the release is public, and every asset was read back and equal
  /// @param stoppedBy the sentence that says what stopped it; empty when every step was done
  public record Result(List<Step> steps, boolean published, Optional<String> stoppedBy) {}

  @FunctionalInterface
  private interface Body {
    String run() throws Problem, ForgeException, Cancelled;
  }

  /// Walks.
  ///
  /// @param tag    the tag the release gets; empty for what the commits ask for
  /// @param inputs values for the inputs of the release workflow, by name
  /// @throws Cancelled when it was asked to stop
  public Result go(Optional<String> tag, Map<String, String> inputs, Progress progress) throws Cancelled {
    try {
      step("open", () -> {
        session.open(tag, Optional.empty(), progress);
        return session.snapshot().subject().place().title() + " " + session.snapshot().subject().tag().orElse("");
      });
      step("targets", () -> session.snapshot().pipeline().legs().size() + " legs");
      step("run", () -> {
        session.dispatch(inputs, progress);
        return session.snapshot().pipeline().run()
            .map(run -> "%s #%d: %s".formatted(run.run().name(), run.run().number(), run.stall().isPresent() ? "stands still" : run.run().conclusion().name().toLowerCase(java.util.Locale.ROOT)))
            .orElse("");
      });
      step("download", () -> {
        session.download(progress);
        return session.snapshot().files().held().size() + " files";
      });
      step("verify", () -> {
        session.verify(progress);
        return session.snapshot().files().verification().value().map(report -> report.verdict().word()).orElse("");
      });
      step("sizes", () -> {
        session.measure(progress);
        return session.snapshot().board().gate(dev.slipway.gate.GateId.SIZES).map(Gate::measured).orElse("");
      });
      step("compare", () -> {
        session.compareSizes(progress);
        return switch (session.snapshot().files().earlier()) {
          case Fact<Earlier> known -> "sizes with those of " + known.get().tag();
          case Unknown<Earlier> unknown -> unknown.reason();
        };
      });
      step("notes", () -> {
        session.draftNotes(progress);
        return session.snapshot().notes().range().value().map(Notes.Range::reason).orElse("");
      });
      step("gates", () -> {
        Optional<Gate> blocking = session.snapshot().board().firstBlocking();
        return blocking.map(gate -> "blocked by " + gate.id().id()).orElse("ready");
      });
      step("publish", () -> {
        session.publish(session.snapshot().subject().tag().orElse(""), progress);
        return session.snapshot().publication().flatMap(publication -> publication.page()).map(Object::toString).orElse("");
      });
      step("evidence", () -> {
        session.saveEvidence();
        return "saved";
      });
      return ended(Optional.empty());
    } catch (Problem e) {
      return ended(Optional.of(e.sentence()));
    } catch (ForgeException e) {
      return ended(Optional.of(e.sentence()));
    }
  }

  private Result ended(Optional<String> stoppedBy) {
    boolean published =
        session.snapshot().publication().filter(its -> its.state() instanceof Publication.State.Published).isPresent();
    return new Result(List.copyOf(steps), published, stoppedBy);
  }

  private void step(String name, Body body) throws Problem, ForgeException, Cancelled {
    Instant begin = clock.instant();
    try {
      String detail = body.run();
      add(new Step(name, Duration.between(begin, clock.instant()), true, detail));
    } catch (Problem | ForgeException e) {
      add(new Step(name, Duration.between(begin, clock.instant()), false, String.valueOf(e.getMessage())));
      throw e;
    }
  }

  private void add(Step step) {
    steps.add(step);
    listener.accept(step);
  }
}
