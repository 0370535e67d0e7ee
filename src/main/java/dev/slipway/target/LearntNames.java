package dev.slipway.target;

import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fills in the names the workflow does not tell from the assets of an earlier release. A name is learnt only
/// when exactly one leg can have made the asset.
public final class LearntNames {
  private LearntNames() {}

  /// Completes a plan.
  ///
  /// @param release the tag of the earlier release, such as `v0.3.1`
  /// @param assets  the names of its assets
  public static TargetPlan complete(TargetPlan plan, String release, List<String> assets) {
    Optional<PlannedWorkflow> maker = plan.release();
    if (maker.isEmpty() || assets.isEmpty()) {
      return plan;
    }
    String before = version(release);
    String now = plan.scenario().isTag() ? version(plan.scenario().refName()) : before;
    List<PlannedLeg> legs = maker.get().targetLegs();
    Set<String> taken = new HashSet<>();
    for (PlannedLeg leg : legs) {
      leg.assets().forEach(f -> assets.stream().filter(a -> isSettled(f) && f.matches(renamed(a, before, now))).forEach(taken::add));
    }
    List<PlannedWorkflow> workflows = new ArrayList<>();
    for (PlannedWorkflow workflow : plan.workflows()) {
      if (!workflow.equals(maker.get())) {
        workflows.add(workflow);
        continue;
      }
      List<PlannedJob> jobs = new ArrayList<>();
      for (PlannedJob job : workflow.jobs()) {
        List<PlannedLeg> learnt = job.legs().stream()
            .map(leg -> legs.contains(leg) ? learn(leg, legs, assets, taken, release, before, now) : leg)
            .toList();
        jobs.add(new PlannedJob(job.id(), job.job(), job.dynamic(), job.why(), learnt));
      }
      workflows.add(new PlannedWorkflow(workflow.workflow(), workflow.expansion(), workflow.starts(), List.copyOf(jobs), workflow.findings(),
          workflow.sources()));
    }
    return new TargetPlan(plan.scenario(), List.copyOf(workflows));
  }

  private static boolean isSettled(ExpectedFile file) {
    return file.source() == NameSource.EXACT || file.source() == NameSource.SHELL;
  }

  private static PlannedLeg learn(PlannedLeg leg, List<PlannedLeg> legs, List<String> assets, Set<String> taken,
      String release, String before, String now) {
    List<ExpectedFile> files = new ArrayList<>();
    Set<String> given = new HashSet<>(taken);
    for (ExpectedFile file : leg.assets()) {
      if (isSettled(file)) {
        files.add(file);
        continue;
      }
      List<String> fitting = assets.stream()
          .filter(a -> !given.contains(a))
          .filter(a -> file.source() == NameSource.UNKNOWN || file.matches(a))
          .filter(a -> belongs(a, leg, legs))
          .toList();
      if (fitting.isEmpty()) {
        files.add(file);
      }
      for (String asset : fitting) {
        given.add(asset);
        files.add(file.learnt(renamed(asset, before, now), release));
      }
    }
    if (leg.assets().isEmpty()) {
      for (String asset : assets) {
        if (!given.contains(asset) && belongs(asset, leg, legs)) {
          files.add(new ExpectedFile(Text.of(renamed(asset, before, now)), false, NameSource.LEARNT, leg.leg().at(), Optional.of(release), ""));
        }
      }
    }
    return leg.withAssets(List.copyOf(files));
  }

  /// Whether this leg, and no other, can have made the asset, by what its name says of the target.
  private static boolean belongs(String asset, PlannedLeg leg, List<PlannedLeg> legs) {
    return maker(asset, legs).filter(leg::equals).isPresent();
  }

  /// The leg whose target is in the asset's name; the one with the triple itself first, then the only one that fits.
  private static Optional<PlannedLeg> maker(String asset, List<PlannedLeg> legs) {
    List<PlannedLeg> whole = legs.stream()
        .filter(l -> l.knownTarget().filter(t -> asset.contains(t.triple())).isPresent()).toList();
    if (whole.size() == 1) {
      return Optional.of(whole.getFirst());
    }
    TargetHint hint = TargetHint.in(asset);
    List<PlannedLeg> fitting = legs.stream().filter(l -> l.knownTarget().filter(hint::names).isPresent()).toList();
    return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
  }

  private static String version(String tag) {
    int digit = 0;
    while (digit < tag.length() && !Character.isDigit(tag.charAt(digit))) {
      digit++;
    }
    return tag.substring(digit);
  }

  private static String renamed(String asset, String before, String now) {
    return before.isEmpty() ? asset : asset.replace(before, now);
  }
}
