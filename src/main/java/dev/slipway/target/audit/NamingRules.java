package dev.slipway.target.audit;

import dev.slipway.target.ExpectedFile;
import dev.slipway.target.NameSource;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.Target;
import dev.slipway.target.TargetPlan;
import java.util.List;
import java.util.Optional;

/// Files of one repository that contradict each other on targets and names.
final class NamingRules {
  private NamingRules() {}

  static void check(TargetPlan plan, Report report) {
    Optional<PlannedWorkflow> release = plan.release();
    if (release.isEmpty()) {
      return;
    }
    for (PlannedWorkflow other : plan.workflows()) {
      if (other.file().equals(release.get().file())) {
        continue;
      }
      for (PlannedLeg leg : other.targetLegs()) {
        Target target = leg.knownTarget().orElseThrow();
        targets(leg, target, release.get(), report);
        names(leg, target, release.get(), report);
      }
    }
  }

  /// The same system and processor with another library or ABI, when the release has no leg with this one.
  private static void targets(PlannedLeg leg, Target target, PlannedWorkflow release, Report report) {
    List<Target> there = release.targetLegs().stream().flatMap(l -> l.knownTarget().stream()).toList();
    if (there.stream().anyMatch(t -> t.sameAs(target))) {
      return;
    }
    there.stream()
        .filter(t -> t.os() == target.os() && t.arch() == target.arch())
        .findFirst()
        .ifPresent(t -> report.add(Rule.TARGET_DIFFERS, leg.leg().at(),
            "%s here, %s in %s".formatted(target.triple(), t.triple(), release.workflow().fileName()),
            "Build one of them in both files."));
  }

  /// An artifact here and an asset there, both known whole, of one target under unlike names.
  private static void names(PlannedLeg leg, Target target, PlannedWorkflow release, Report report) {
    Optional<ExpectedFile> here = leg.artifacts().stream().filter(f -> f.source() == NameSource.EXACT).findFirst();
    Optional<ExpectedFile> there = release.targetLegs().stream()
        .filter(l -> l.knownTarget().filter(t -> t.sameAs(target)).isPresent())
        .flatMap(l -> l.assets().stream().filter(f -> f.source() == NameSource.EXACT))
        .findFirst();
    if (here.isEmpty() || there.isEmpty() || scheme(here.get(), target).equals(scheme(there.get(), target))) {
      return;
    }
    report.add(Rule.NAMING_DIFFERS, here.get().at(),
        "%s here, %s in %s".formatted(here.get().shown(), there.get().shown(), release.workflow().fileName()),
        "Use one naming scheme.");
  }

  private static String scheme(ExpectedFile file, Target target) {
    return file.shown().replace(target.triple(), "{target}").replaceFirst("\\.(tar\\.\\w+|zip|exe|tgz)$", "");
  }
}
