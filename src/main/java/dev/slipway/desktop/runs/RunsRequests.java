package dev.slipway.desktop.runs;

import dev.slipway.forge.WorkflowRun;

/// What the Runs page asks for that is about the release. All methods return at once.
public interface RunsRequests {

  /// Asks for the inputs of the release workflow, starts it and follows its run.
  void runWorkflow();

  /// Goes on with a run that was started again or stopped: follows it, and measures what it made.
  ///
  /// @param attempt the attempt to go on with, from 1
  /// @return whether the release rests on this run; otherwise nothing is done
  boolean goOn(WorkflowRun run, int attempt);
}
