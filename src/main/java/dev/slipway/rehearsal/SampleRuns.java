package dev.slipway.rehearsal;

import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.WorkflowStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs that made the releases published before the rehearsal starts. What they built is in those releases; of
/// their logs and artifacts the host has nothing any more.
final class SampleRuns {
  private static final int QUEUED_SECONDS = 12;
  private static final int LEG_SECONDS = 240;

  private SampleRuns() {}

  /// Ends a run of every workflow that a tag of the history started, each job with success.
  static void end(HostedRepository repository, Hub hub) {
    for (String tag : List.copyOf(repository.history().tags().keySet())) {
      History.Made head = repository.history().resolve(tag).orElseThrow();
      Scenario scenario = Scenario.tagPush(tag, repository.project().repository().toString()).at(head.sha());
      for (ListedWorkflow listed : repository.workflows()) {
        Optional<WorkflowFile> file = SourceTree.of(repository.project(), head).file(listed.path())
            .map(text -> WorkflowReader.read(text.getBytes(StandardCharsets.UTF_8), listed.path()))
            .filter(its -> its.startsFor(scenario));
        if (file.isPresent()) {
          repository.runs().add(run(repository, hub, listed, Expansion.of(file.get(), scenario), head));
        }
      }
    }
  }

  private static RunState run(HostedRepository repository, Hub hub, ListedWorkflow listed, Expansion plan, History.Made head) {
    RunState run = new RunState(
        hub.nextId(), repository.nextNumber(listed), listed, plan.scenario().event(), plan.scenario().ref(), head, head.author(), Map.of(),
        Fault.NONE, head.date());
    Instant begins = head.date();
    for (ExpandedJob job : plan.jobs()) {
      Instant ends = begins;
      for (Leg leg : job.runs().orElse(true) ? job.knownLegs() : List.<Leg>of()) {
        RunState.JobState state = job(hub, job, leg, begins, 40L * (leg.name().shown().length() % 7));
        run.jobs.add(state);
        ends = state.completed.filter(ends::isBefore).orElse(ends);
      }
      begins = ends;
    }
    run.status = "completed";
    run.conclusion = "success";
    run.updated = begins;
    return run;
  }

  private static RunState.JobState job(Hub hub, ExpandedJob job, Leg leg, Instant begins, long longer) {
    RunState.JobState state =
        new RunState.JobState(hub.nextId(), 1, leg.name().shown(), leg.runsOn().value().orElse(List.of()), begins);
    Instant ends = begins.plusSeconds(QUEUED_SECONDS + LEG_SECONDS + longer);
    state.started = Optional.of(begins.plusSeconds(QUEUED_SECONDS));
    state.completed = Optional.of(ends);
    state.status = "completed";
    state.conclusion = "success";
    state.runner = "GitHub Actions " + state.id % 1000;
    for (WorkflowStep step : job.job().steps()) {
      var ended = new RunState.StepState(state.steps.size() + 1, step.title());
      ended.status = "completed";
      ended.conclusion = "success";
      ended.started = state.started;
      ended.completed = state.completed;
      state.steps.add(ended);
    }
    return state;
  }
}
