package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Figures;
import dev.slipway.gate.Board;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.StepState;
import java.util.ArrayList;
import java.util.List;

/// How far publishing is and what is missing for it, in the words of the window.
final class PublishWords {
  private PublishWords() {}

  /// Whether the release is public already.
  static boolean published(PublishInput now) {
    return now.publication().map(Publication::state).filter(State.Published.class::isInstance).isPresent();
  }

  static boolean running(PublishInput now) {
    return now.publication().map(Publication::state).filter(State.Running.class::isInstance).isPresent();
  }

  /// Whether what was typed is the tag, exactly.
  static boolean confirms(PublishInput now, String typed) {
    return !now.tag().isEmpty() && typed.equals(now.tag());
  }

  /// Why nothing can be sent now; empty when it can.
  static String refusal(PublishInput now) {
    if (now.tag().isEmpty()) {
      return "No release chosen.";
    }
    if (published(now)) {
      return now.tag() + " is public already.";
    }
    if (!now.board().ready()) {
      return obstacle(now.board()) + ". See the board.";
    }
    return running(now) ? "An upload is running." : "";
  }

  /// What is missing until the release can be published.
  static String hint(PublishInput now, String typed) {
    if (published(now)) {
      return now.tag() + " is public, and every asset was read back and is equal.";
    }
    if (!now.board().ready() || now.tag().isEmpty()) {
      return refusal(now);
    }
    List<String> missing = new ArrayList<>();
    if (!confirms(now, typed)) {
      boolean begun = now.tag().startsWith(typed);
      missing.add(begun ? Figures.count(now.tag().length() - typed.length(), "character", "characters") : "the exact tag name");
    }
    now.publication().ifPresent(
        publication -> {
          long uploads = publication.steps().stream().flatMap(step -> step.assets().stream())
              .filter(asset -> StepRow.unfinished(asset.status())).count();
          if (uploads > 0) {
            missing.add(Figures.count(uploads, "upload", "uploads"));
          }
          if (publication.step(Publication.StepId.DIGESTS).state() != StepState.DONE) {
            missing.add("the digest check");
          }
        });
    return missing.isEmpty() ? "Everything is there." : "Still to come: " + String.join(", ", missing) + ".";
  }

  /// How it stands, in one line.
  static String headline(PublishInput now) {
    if (now.tag().isEmpty()) {
      return "No release chosen.";
    }
    if (now.publication().filter(its -> its.state() instanceof State.Published).isPresent()) {
      return now.tag() + " is public, and every asset was read back and is equal.";
    }
    boolean unmeasured = !now.board().ready() && now.board().failing().isEmpty();
    String ready = now.tag() + (now.board().ready() ? " is ready: " : " is not ready: ")
        + (unmeasured
            ? now.board().obstacle()
            : now.board().failing().size() + " blocking, " + Figures.count(warnings(now.board()), "warning", "warnings"))
        + ". ";
    return ready + now.publication().map(PublishWords::stage).orElse("Nothing is planned yet.");
  }

  /// Which gates stand in the way, while they are few.
  private static String obstacle(Board board) {
    List<String> blocking = board.failing().stream().map(gate -> gate.id().title()).toList();
    return switch (blocking.size()) {
      case 1 -> blocking.getFirst() + " blocks the release";
      case 2 -> String.join(" and ", blocking) + " block the release";
      default -> board.obstacle();
    };
  }

  private static String stage(Publication publication) {
    return switch (publication.state()) {
      case State.Planned _ -> "Nothing was sent yet.";
      case State.Running _ -> "Step " + stepNow(publication) + " of " + publication.steps().size() + " is running"
          + (publication.step(Publication.StepId.PUBLISH).state() == StepState.DONE ? "." : ", nothing is public yet.");
      case State.DraftReady _ -> "The draft is complete, nothing is public yet.";
      case State.Stopped(String reason) -> "Stopped: " + reason;
      case State.Published _ -> "";
    };
  }

  static int stepNow(Publication publication) {
    for (Publication.Step step : publication.steps()) {
      if (step.state() != StepState.DONE) {
        return step.id().ordinal() + 1;
      }
    }
    return publication.steps().size();
  }

  static long warnings(Board board) {
    return board.gates().stream()
        .filter(gate -> gate.policy() == Policy.WARN && gate.state() instanceof GateState.Failed)
        .count();
  }
}
