package dev.slipway.desktop.session;

import dev.slipway.desktop.runs.RunsRequests;
import dev.slipway.fact.Problem;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.task.Running;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowInput;
import java.util.List;
import java.util.Map;

/// Answers the Runs page.
final class RunsDesk implements RunsRequests {
  private final OpenRelease release;
  private final Runnable toRuns;

  /// @param toRuns shows the page
  RunsDesk(OpenRelease release, Runnable toRuns) {
    this.release = release;
    this.toRuns = toRuns;
  }

  @Override
  public void runWorkflow() {
    release.now().ifPresent(now -> {
      try {
        String workflow = now.session().releaseWorkflow();
        List<WorkflowInput> inputs = now.session().workflows().stream()
            .filter(file -> file.fileName().equals(workflow)).findFirst().map(WorkflowFile::inputs).orElse(List.of());
        askInputs(workflow, inputs, now.opened().inputs());
      } catch (Problem problem) {
        release.dialogs().explain(problem);
      }
    });
  }

  /// Asks for the inputs the file declares, each by its type, then starts.
  private void askInputs(String workflow, List<WorkflowInput> inputs, Map<String, String> offered) {
    String ref = release.now().map(now -> now.session().snapshot().subject().ref()).orElse("");
    release.dialogs().fill(InputsForm.of(workflow, ref, inputs, offered), given -> {
      toRuns.run();
      release.step("Running " + workflow, (session, progress) -> {
        session.dispatch(given, progress);
        OpenRelease.measureAll(session, progress);
      });
    });
  }

  @Override
  public boolean goOn(WorkflowRun run, int attempt) {
    boolean its = release.now().flatMap(now -> now.session().snapshot().pipeline().run()).filter(state -> state.run().id() == run.id()).isPresent();
    if (its) {
      release.step("Following " + run.name() + " #" + run.number(), (session, progress) -> {
        session.watch(run.id(), attempt, progress);
        OpenRelease.measureAll(session, progress);
      });
    }
    return its;
  }
}
