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
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plans what workflows would build.
public final class TargetPlanner {
  private final TargetFinder targets;
  private final MethodJudge methods;

  /// @param labels the table of runner labels to judge by
  public TargetPlanner(RunnerLabels labels) {
    this.targets = new TargetFinder(labels);
    this.methods = new MethodJudge(labels);
  }

  /// Plans a repository's workflows. A workflow that a job calls with `./.github/workflows/…` is planned in
  /// place when it is among them.
  public TargetPlan plan(List<WorkflowFile> files, Scenario scenario) {
    Map<String, WorkflowFile> byName = new LinkedHashMap<>();
    files.forEach(f -> byName.putIfAbsent(f.fileName(), f));
    return new TargetPlan(scenario, files.stream().map(f -> plan(f, scenario, byName)).toList());
  }

  private PlannedWorkflow plan(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others) {
    Expansion expansion = Expansion.of(file, scenario, others);
    List<PlannedJob> jobs = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(file.findings());
    for (ExpandedJob job : expansion.jobs()) {
      add(job, job.id(), Optional.empty(), jobs, findings);
    }
    return new PlannedWorkflow(file, expansion, file.startsFor(scenario), List.copyOf(jobs), List.copyOf(findings));
  }

  private void add(ExpandedJob job, String id, Optional<Text> caller, List<PlannedJob> jobs, List<Finding> findings) {
    findings.addAll(job.findings());
    List<PlannedLeg> legs = new ArrayList<>();
    List<Runnable> called = new ArrayList<>();
    for (Leg leg : job.knownLegs()) {
      Text name = caller.map(c -> LegNames.called(c, leg.name())).orElse(leg.name());
      if (leg.called().isEmpty()) {
        legs.add(plan(job, leg, name));
      } else {
        leg.called().forEach(c -> called.add(() -> add(c, id + "/" + c.id(), Optional.of(name), jobs, findings)));
      }
    }
    Optional<String> why = job.legs() instanceof Unknown<List<Leg>> u ? Optional.of(u.reason()) : Optional.empty();
    jobs.add(new PlannedJob(id, job, job.isDynamic(), why, List.copyOf(legs)));
    called.forEach(Runnable::run);
  }

  private PlannedLeg plan(ExpandedJob job, Leg leg, Text name) {
    List<ExpectedFile> artifacts =
        Uploads.of(job, leg).stream()
            .filter(u -> u.certain().orElse(true))
            .map(Uploads.Upload::expected)
            .toList();
    List<ExpectedFile> assets = List.of();
    Known<Target> target = targets.find(job, leg, !artifacts.isEmpty() || !assets.isEmpty());
    MethodJudge.Judgement method = methods.judge(target, job, leg);
    return new PlannedLeg(leg, name, target, method.method(), method.reason(), artifacts, assets);
  }
}
