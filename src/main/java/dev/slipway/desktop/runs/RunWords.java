package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// Runs, jobs and steps in the words of the window.
final class RunWords {
  private RunWords() {}

  static Status status(RunStatus status, Conclusion conclusion) {
    if (!status.ended()) {
      return switch (status) {
        case IN_PROGRESS -> Status.RUNNING;
        case REQUESTED, WAITING, PENDING, QUEUED -> Status.WAITING;
        case COMPLETED, UNKNOWN -> Status.UNKNOWN;
      };
    }
    return switch (conclusion) {
      case SUCCESS, NEUTRAL -> Status.SUCCEEDED;
      case FAILURE, TIMED_OUT, STARTUP_FAILURE, ACTION_REQUIRED -> Status.FAILED;
      case CANCELLED, STALE -> Status.CANCELLED;
      case SKIPPED -> Status.SKIPPED;
      case NONE, UNKNOWN -> Status.UNKNOWN;
    };
  }

  /// The name of the file a job's log is saved in; the id tells the attempts apart.
  static String logName(Job job) {
    return job.name().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "") + "-" + job.id() + ".log";
  }

  static Status status(WorkflowRun run) {
    return status(run.status(), run.conclusion());
  }

  static Status status(Job job) {
    return status(job.status(), job.conclusion());
  }

  /// `Release #214`.
  static String title(WorkflowRun run) {
    return run.name() + " #" + run.number();
  }

  /// `Failed, v0.4.0, tag push`.
  static String detail(WorkflowRun run) {
    String where = run.headBranch().isEmpty() ? shortSha(run) : run.headBranch();
    return status(run).word() + ", " + where + ", " + event(run.event());
  }

  static String event(String event) {
    return switch (event) {
      case "push" -> "push";
      case "workflow_dispatch" -> "started by hand";
      case "pull_request" -> "pull request";
      case "schedule" -> "schedule";
      default -> event.replace('_', ' ');
    };
  }

  static String shortSha(WorkflowRun run) {
    return run.headSha().substring(0, Math.min(7, run.headSha().length()));
  }

  static String when(WorkflowRun run, Instant now) {
    return Figures.time(run.created(), now, ZoneId.systemDefault());
  }

  static String took(WorkflowRun run, Instant now) {
    Timeline.Span span = span(run, now);
    return Figures.duration(Duration.between(span.from(), span.to()));
  }

  /// From when to when a run is counted.
  static Timeline.Span span(WorkflowRun run, Instant now) {
    return new Timeline.Span(run.started().orElse(run.created()), run.status().ended() ? run.updated() : now);
  }

  static String took(Optional<Instant> started, Optional<Instant> completed, Instant now) {
    return started.map(from -> Figures.duration(Duration.between(from, completed.orElse(now)))).orElse("");
  }

  static String sentence(WorkflowRun run, Instant now) {
    return title(run) + ", " + detail(run) + ", " + when(run, now) + ", " + took(run, now) + ".";
  }
}
