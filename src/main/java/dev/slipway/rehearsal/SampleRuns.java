package dev.slipway.rehearsal;

import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs that made the releases published before the rehearsal starts. What they built is in those releases; of
/// their logs and artifacts the host has nothing any more.
final class SampleRuns {
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
        RunState.JobState state = job(hub, run, plan, job, leg, begins);
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

  private static RunState.JobState job(
      Hub hub, RunState run, Expansion plan, ExpandedJob job, Leg leg, Instant begins) {
    RunState.JobState state =
        new RunState.JobState(hub.nextId(), 1, leg.name().shown(), leg.runsOn().value().orElse(List.of()), begins);
    var durations = new SampleDurations(state.name, run.number);
    Contexts contexts = Expansion.withEnv(Expansion.withEnv(leg.contexts(), plan.file().env()), job.job().env());
    state.started = Optional.of(begins.plusSeconds(durations.queued()));
    state.status = "completed";
    state.conclusion = "success";
    state.runner = "GitHub Actions " + state.id % 1000;
    Instant now = step(state, "Set up job", true, durations, state.started.get());
    for (WorkflowStep step : job.job().steps()) {
      Contexts here = Expansion.withEnv(contexts.withOpen("steps", new Value.Obj(new LinkedHashMap<>()), "nobody knows any more"), step.env());
      boolean ran = Expansion.holds(step.condition(), here).orElse(true);
      now = step(state, step.name().orElse("Run " + step.title()), ran, durations, now);
    }
    state.completed = Optional.of(step(state, "Complete job", true, durations, now));
    return state;
  }

  /// @return when it ended
  private static Instant step(RunState.JobState state, String title, boolean ran, SampleDurations durations, Instant began) {
    var ended = new RunState.StepState(state.steps.size() + 1, title);
    ended.status = "completed";
    ended.conclusion = ran ? "success" : "skipped";
    ended.started = Optional.of(began);
    ended.completed = Optional.of(ran ? began.plusSeconds(durations.step(title)) : began);
    state.steps.add(ended);
    return ended.completed.get();
  }
}
