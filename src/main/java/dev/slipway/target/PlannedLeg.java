package dev.slipway.target;

import dev.slipway.fact.Known;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.Text;
import java.util.List;
import java.util.Optional;

/// A leg with what it is expected to build.
///
/// @param leg       the leg as GitHub expands it
/// @param name      the name GitHub shows, the calling job's in front
/// @param target    what it builds for; unknown, with the reason, for a leg that builds nothing for a platform
/// @param method    native or cross
/// @param reason    why the method is what it is, as a clause
/// @param artifacts what it uploads to the run
/// @param assets    what it, or the release job through its artifacts, adds to the release
/// @param steps     its steps, with what is known when each starts
public record PlannedLeg(
    Leg leg,
    Text name,
    Known<Target> target,
    Method method,
    String reason,
    List<ExpectedFile> artifacts,
    List<ExpectedFile> assets,
    List<StepRun> steps) {

  /// The runner labels.
  public Known<List<String>> runsOn() {
    return leg.runsOn();
  }

  /// The target, where it is known.
  public Optional<Target> knownTarget() {
    return target.value();
  }

  /// The same leg with other expected assets.
  PlannedLeg withAssets(List<ExpectedFile> other) {
    return new PlannedLeg(leg, name, target, method, reason, artifacts, other, steps);
  }

  /// Enough to spread legs in a map; the whole would walk the whole file.
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /// The same leg of the same plan.
  @Override
  public boolean equals(Object other) {
    return other instanceof PlannedLeg p && p.leg == leg && p.name.equals(name) && p.assets.equals(assets);
  }

  /// The runner it asks for, as people say it; empty where only a run can tell.
  public Optional<String> runner() {
    return runsOn().value().map(labels -> {
      String all = String.join(", ", labels);
      String group = leg.group().map(name -> "group " + name).orElse("");
      return all.isEmpty() ? group : group.isEmpty() ? all : all + " in " + group;
    });
  }
}
