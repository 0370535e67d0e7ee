package dev.slipway.desktop.runs;

import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import java.io.InputStream;
import java.util.List;

/// Where the Runs page reads from. Every call blocks and is made away from the FX thread.
public interface RunsSource {

  /// One page of the newest runs, from 1.
  RunPage page(int number) throws ForgeException;

  /// The jobs of one attempt of a run, from 1.
  List<Job> jobs(WorkflowRun run, int attempt) throws ForgeException;

  /// The log of a job that has ended.
  InputStream log(Job job) throws ForgeException;

  /// Runs the failed jobs of a run again.
  void rerunFailed(WorkflowRun run) throws ForgeException;

  /// Asks the host to stop a run.
  void cancel(WorkflowRun run) throws ForgeException;
}
