package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.yaml.SourceText;
import java.util.List;
import java.util.Optional;

/// What a repository's workflows would build in a scenario, where, by what method and under which names.
///
/// @param scenario  what happened
/// @param workflows one entry a file, in the order given
public record TargetPlan(Scenario scenario, List<PlannedWorkflow> workflows) {

  /// The workflow in this file, by its path or file name.
  public Optional<PlannedWorkflow> workflow(String file) {
    return workflows.stream()
        .filter(w -> w.file().equals(file) || w.workflow().fileName().equals(file))
        .findFirst();
  }

  /// The lines of the file a place is in: a workflow, or an action one uses.
  public Optional<SourceText> source(Position at) {
    return workflow(at.file()).map(w -> w.workflow().text())
        .or(() -> workflows.stream().flatMap(w -> Optional.ofNullable(w.sources().get(at.file())).stream()).findFirst());
  }

  /// The workflow that makes the release: one the scenario starts that adds assets, for most targets; else the
  /// one that builds for most targets. Empty when none builds for a target.
  public Optional<PlannedWorkflow> release() {
    return workflows.stream()
        .filter(w -> !w.targetLegs().isEmpty())
        .max(java.util.Comparator.comparing(PlannedWorkflow::starts)
            .thenComparing(w -> w.legs().stream().anyMatch(l -> !l.assets().isEmpty()))
            .thenComparing(w -> w.targetLegs().size()));
  }

  /// The legs of the release workflow that build for a target.
  public List<PlannedLeg> targetLegs() {
    return release().map(PlannedWorkflow::targetLegs).orElse(List.of());
  }

  /// The targets of the release, each once, in file order.
  public List<Target> targets() {
    return targetLegs().stream().flatMap(l -> l.knownTarget().stream()).distinct().toList();
  }
}
