package dev.slipway.desktop.runs;

import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/// Where the Runs page reads from. Every call blocks and is made away from the FX thread.
public interface RunsSource {

  /// One page of the newest runs, from 1.
  RunPage page(int number) throws ForgeException;

  /// The jobs of one attempt of a run, from 1.
  List<Job> jobs(WorkflowRun run, int attempt) throws ForgeException;

  /// The log of a job that has ended.
  InputStream log(Job job) throws ForgeException;

  /// Runs a job again, and those that wait for it.
  void rerun(Job job) throws ForgeException;

  /// Runs all jobs of a run again.
  void rerun(WorkflowRun run) throws ForgeException;

  /// Runs the failed jobs of a run again, and those that wait for them.
  void rerunFailed(WorkflowRun run) throws ForgeException;

  /// Asks the host to stop a run.
  void cancel(WorkflowRun run) throws ForgeException;

  /// Looks at a run until it ends or stands still.
  ///
  /// @param attempt the attempt that is meant, from 1; the host may not show it yet
  /// @param seen told each look that differs from the one before, on the calling thread
  RunState follow(WorkflowRun run, int attempt, Progress progress, Consumer<RunState> seen) throws ForgeException, Cancelled;
}
