package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.release.Facts;
import dev.slipway.release.Subject;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.StepRun;
import java.util.List;
import java.util.Optional;

/// What publishing sets off. The tag it makes, and the event of a published release, start workflows; one whose job adds files
/// to the release puts what nobody verified in the place of what was, minutes after it was read back.
final class SetOff {
  private SetOff() {}

  /// A warning for each job that certainly adds files to the release once it is public. A step whose condition only a run
  /// can tell may leave a published release alone, so nothing is said of it.
  static List<Finding> of(Facts facts) {
    Subject subject = facts.subject();
    if (subject.tag().isEmpty() || subject.published().isPresent()) {
      return List.of();
    }
    return facts.pipeline().targets().value().stream()
        .flatMap(plan -> plan.workflows().stream())
        .filter(workflow -> isSetOff(workflow, subject))
        .flatMap(workflow -> workflow.jobs().stream().filter(SetOff::addsFiles).map(job -> warning(workflow, job)))
        .toList();
  }

  private static boolean isSetOff(PlannedWorkflow workflow, Subject subject) {
    boolean byTheTag = workflow.starts() && subject.tagged().isEmpty();
    return byTheTag || workflow.expansion().scenario().event().equals("release");
  }

  private static boolean addsFiles(PlannedJob job) {
    return certain(job.job().runs())
        && job.legs().stream().flatMap(leg -> leg.steps().stream())
            .anyMatch(step -> certain(step.runs()) && step.release().filter(SetOff::replaces).isPresent());
  }

  private static boolean certain(Optional<Boolean> runs) {
    return runs.equals(Optional.of(true));
  }

  /// `gh release create` refuses a tag that has a release; actions and uploads add to the one that is there.
  private static boolean replaces(ReleaseStep release) {
    return release.addsFiles() && !(release.creates() && release.step().run().isPresent());
  }

  private static Finding warning(PlannedWorkflow workflow, PlannedJob job) {
    return Finding.about(
        workflow.file(), "set-off", Severity.WARNING,
        "publishing starts %s, whose job %s then adds its own files to the release, over those verified here".formatted(workflow.file(), job.id()),
        "Push the tag first and publish the files of its run, or let the step leave a published release alone.");
  }
}
