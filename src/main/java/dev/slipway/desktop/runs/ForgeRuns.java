package dev.slipway.desktop.runs;

import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.Connection;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.run.RunFollower;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/// The runs of one repository on a code host.
public record ForgeRuns(Connection connection) implements RunsSource {
  private static final int PER_PAGE = 50;

  @Override
  public RunPage page(int number) throws ForgeException {
    return connection.forge().runs(connection.repository(), RunQuery.newest(PER_PAGE).atPage(number));
  }

  @Override
  public List<Job> jobs(WorkflowRun run, int attempt) throws ForgeException {
    return connection.forge().jobs(connection.repository(), run.id(), attempt);
  }

  @Override
  public InputStream log(Job job) throws ForgeException {
    return connection.forge().log(connection.repository(), job.id());
  }

  @Override
  public void rerun(Job job) throws ForgeException {
    connection.forge().rerunJob(connection.repository(), job.id());
  }

  @Override
  public void rerun(WorkflowRun run) throws ForgeException {
    connection.forge().rerun(connection.repository(), run.id());
  }

  @Override
  public void rerunFailed(WorkflowRun run) throws ForgeException {
    connection.forge().rerunFailedJobs(connection.repository(), run.id());
  }

  @Override
  public void cancel(WorkflowRun run) throws ForgeException {
    connection.forge().cancel(connection.repository(), run.id());
  }

  @Override
  public RunState follow(WorkflowRun run, int attempt, Progress progress, Consumer<RunState> seen)
      throws ForgeException, Cancelled {
    return new RunFollower(
            connection.forge(), new PatientCalls(connection.retry()), connection.repository(), connection.rhythm(), connection.clock())
        .follow(run.id(), attempt, progress, seen);
  }
}
