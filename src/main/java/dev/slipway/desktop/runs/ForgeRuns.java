package dev.slipway.desktop.runs;

import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import java.io.InputStream;
import java.util.List;

/// The runs of one repository on a code host.
public record ForgeRuns(Forge forge, RepositoryName repository) implements RunsSource {
  private static final int PER_PAGE = 50;

  @Override
  public RunPage page(int number) throws ForgeException {
    return forge.runs(repository, RunQuery.newest(PER_PAGE).atPage(number));
  }

  @Override
  public List<Job> jobs(WorkflowRun run, int attempt) throws ForgeException {
    return forge.jobs(repository, run.id(), attempt);
  }

  @Override
  public InputStream log(Job job) throws ForgeException {
    return forge.log(repository, job.id());
  }

  @Override
  public void rerunFailed(WorkflowRun run) throws ForgeException {
    forge.rerunFailedJobs(repository, run.id());
  }

  @Override
  public void cancel(WorkflowRun run) throws ForgeException {
    forge.cancel(repository, run.id());
  }
}
