package dev.slipway.target;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Unknown;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.LegNames;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.yaml.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans what workflows would build.
public final class TargetPlanner {
  private final TargetFinder targets;
  private final MethodJudge methods;
  private final RunnerLabels labels;

  /// @param labels the table of runner labels to judge by
  public TargetPlanner(RunnerLabels labels) {
    this.targets = new TargetFinder(labels);
    this.methods = new MethodJudge(labels);
    this.labels = labels;
  }

  /// Plans a repository's workflows. A workflow that a job calls with `./.github/workflows/…` is planned in
  /// place when it is among them.
  public TargetPlan plan(List<WorkflowFile> files, Scenario scenario) {
    Map<String, WorkflowFile> byName = new LinkedHashMap<>();
    Map<String, SourceText> sources = new HashMap<>();
    files.forEach(f -> {
      byName.putIfAbsent(f.fileName(), f);
      sources.put(f.file(), f.text());
      f.actions().forEach(action -> sources.put(action.file(), action.text()));
    });
    return new TargetPlan(scenario, files.parallelStream().map(f -> plan(f, scenario, byName, sources)).toList());
  }

  private PlannedWorkflow plan(WorkflowFile file, Scenario pushed, Map<String, WorkflowFile> others, Map<String, SourceText> sources) {
    Scenario scenario = pushed.reaching(file);
    Walker walker = new Walker(scenario, new ReadScripts(), sources, labels, new IdentityHashMap<>());
    Expansion expansion = Expansion.of(file, scenario, others, (job, leg) -> walker.walk(job, leg).after());
    List<Part> parts = new ArrayList<>();
    for (ExpandedJob job : expansion.jobs()) {
      collect(job, job.id(), Optional.empty(), parts);
    }
    Map<ExpandedJob, List<StepRun>> first = new IdentityHashMap<>();
    for (Part part : parts) {
      part.job().knownLegs().stream().findFirst().ifPresent(leg -> first.put(part.job(), walker.steps(part.job(), leg)));
    }
    Optional<ArtifactFlow> flow = ArtifactFlow.of(parts.stream().map(Part::job).toList(), first);
    List<Finding> findings = new ArrayList<>(file.findings());
    file.actions().forEach(action -> findings.addAll(action.findings()));
    List<PlannedJob> jobs = new ArrayList<>();
    for (Part part : parts) {
      findings.addAll(part.job().findings());
      jobs.add(planned(part, flow, walker, first));
    }
    return new PlannedWorkflow(file, expansion, starts(file, scenario), List.copyOf(jobs), findings.stream().distinct().toList(), sources);
  }

  /// Whether the push starts the workflow; a published release or a person comes after it.
  private static boolean starts(WorkflowFile file, Scenario scenario) {
    return file.startsFor(scenario) && !scenario.event().equals("release") && !scenario.event().equals("workflow_dispatch");
  }

  /// A job at some depth of calls.
  private record Part(ExpandedJob job, String id, Optional<Text> caller) {}

  private static void collect(ExpandedJob job, String id, Optional<Text> caller, List<Part> into) {
    into.add(new Part(job, id, caller));
    for (Leg leg : job.knownLegs()) {
      Text name = caller.map(c -> LegNames.called(c, leg.name())).orElse(leg.name());
      leg.called().forEach(c -> collect(c, id + "/" + c.id(), Optional.of(name), into));
    }
  }

  /// Walks the steps of the legs of one workflow, each leg once.
  private record Walker(Scenario scenario, ReadScripts scripts, Map<String, SourceText> sources, RunnerLabels labels,
      Map<Leg, StepWalker.Walk> walked) {

    List<StepRun> steps(ExpandedJob job, Leg leg) {
      return walk(job.job(), leg).steps();
    }

    StepWalker.Walk walk(WorkflowJob job, Leg leg) {
      StepWalker.Walk known = walked.get(leg);
      if (known == null) {
        known = StepWalker.walk(job, leg, scenario, scripts, sources, labels);
        walked.put(leg, known);
      }
      return known;
    }
  }

  private PlannedJob planned(Part part, Optional<ArtifactFlow> flow, Walker walker, Map<ExpandedJob, List<StepRun>> first) {
    ExpandedJob job = part.job();
    List<PlannedLeg> legs = new ArrayList<>();
    for (Leg leg : job.knownLegs()) {
      if (leg.called().isEmpty()) {
        Text name = part.caller().map(c -> LegNames.called(c, leg.name())).orElse(leg.name());
        List<StepRun> runs = legs.isEmpty() ? first.getOrDefault(job, List.of()) : walker.steps(job, leg);
        legs.add(leg(job, leg, name, flow, runs));
      }
    }
    Optional<String> why = job.legs() instanceof Unknown<List<Leg>> u ? Optional.of(u.reason()) : Optional.empty();
    return new PlannedJob(part.id(), job, job.isDynamic(), why, List.copyOf(legs));
  }

  private PlannedLeg leg(ExpandedJob job, Leg leg, Text name, Optional<ArtifactFlow> flow, List<StepRun> runs) {
    Known<Target> likely = targets.find(job, leg, true, runs);
    LegFiles files = LegFiles.of(job, runs, flow, likely.value().map(Target::os));
    boolean builds = !files.artifacts().isEmpty() || !files.assets().isEmpty();
    Known<Target> target = builds ? likely : targets.find(job, leg, false, runs);
    MethodJudge.Judgement method = methods.judge(target, leg, runs);
    return new PlannedLeg(leg, name, target, method.method(), method.reason(), files.artifacts(), files.assets(), runs);
  }
}
