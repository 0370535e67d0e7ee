package dev.slipway.release;

import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Target;
import dev.slipway.target.TargetHint;
import java.util.List;
import java.util.Optional;

/// Which target a file of the release is for.
final class FileTargets {
  private final List<PlannedLeg> legs;
  private final List<Target> targets;

  /// @param legs    the legs of the release workflow
  /// @param triples the triples of the policy
  FileTargets(List<PlannedLeg> legs, List<String> triples) {
    this.legs = legs;
    this.targets =
        triples.isEmpty()
            ? legs.stream().flatMap(leg -> leg.knownTarget().stream()).distinct().toList()
            : triples.stream().flatMap(triple -> Target.parse(triple).stream()).toList();
  }

  /// The target a file is for: the triple in its name, else the leg that is expected to make it, else the
  /// only target its words fit. Empty for what is for no target or for no single one.
  Optional<Target> of(String fileName) {
    Optional<Target> written =
        targets.stream().filter(target -> fileName.contains(target.triple())).findFirst();
    if (written.isPresent()) {
      return written;
    }
    List<Target> expected =
        legs.stream()
            .filter(leg -> leg.assets().stream().anyMatch(asset -> asset.matches(fileName)))
            .flatMap(leg -> leg.knownTarget().stream())
            .distinct()
            .toList();
    if (expected.size() == 1) {
      return Optional.of(expected.getFirst());
    }
    TargetHint hint = TargetHint.in(fileName);
    if (hint.os().isEmpty() && hint.arch().isEmpty()) {
      return Optional.empty();
    }
    List<Target> fitting = targets.stream().filter(target -> fits(hint, target)).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static boolean fits(TargetHint hint, Target target) {
    return hint.os().map(os -> os == target.os()).orElse(true)
        && hint.arch().map(arch -> arch == target.arch()).orElse(true)
        && hint.environment().map(environment -> environment == target.environment()).orElse(true);
  }
}
