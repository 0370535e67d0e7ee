package dev.slipway.release.board;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.forge.Job;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.LegState;
import dev.slipway.release.LegState.Outcome;
import dev.slipway.release.Place;
import dev.slipway.release.run.RunState;
import dev.slipway.target.Target;
import dev.slipway.target.TargetPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Every leg that builds for a target was built, and every target the policy names has a leg.
final class TargetsGate {
  private TargetsGate() {}

  static Gate of(Facts facts) {
    ReleasePolicy policy = facts.subject().policy().policy();
    List<LegState> legs = facts.pipeline().legs();
    List<Finding> findings = new ArrayList<>();
    List<String> absent = absent(policy, legs);
    absent.forEach(triple ->
        findings.add(
            Finding.about(
                triple, "target-without-leg", Severity.ERROR,
                triple + " is in the policy, and no leg of the workflow builds it.",
                "Add a leg for it to the matrix, or take it out of the policy.")));
    legs.forEach(leg -> finding(leg, facts.pipeline().run()).ifPresent(findings::add));

    int wanted = legs.size() + absent.size();
    long built = legs.stream().filter(leg -> leg.outcome() == Outcome.BUILT).count();
    List<String> lacking =
        legs.stream().filter(leg -> leg.outcome() != Outcome.BUILT).map(TargetsGate::name).collect(Collectors.toList());
    lacking.addAll(absent);
    return new Gate(
        GateId.TARGETS,
        (legs.size() == 1 ? "1 leg of " : legs.size() + " legs of ") + workflow(facts),
        policy.policy(GateId.TARGETS),
        state(facts, findings, built == wanted),
        wanted + " of " + wanted + " built",
        built + " of " + wanted + " built",
        lacking.isEmpty() ? "" : "not " + shortened(lacking),
        findings);
  }

  private static GateState state(Facts facts, List<Finding> findings, boolean all) {
    if (facts.subject().place() instanceof Place.Folder) {
      return new GateState.NotApplicable("a folder has no workflow run");
    }
    if (facts.pipeline().targets() instanceof Unknown<?>(String reason)) {
      return new GateState.Unknown(reason);
    }
    if (facts.pipeline().legs().isEmpty()) {
      return new GateState.Unknown("no workflow builds for a target");
    }
    if (!findings.isEmpty()) {
      return new GateState.Failed();
    }
    Optional<RunState> run = facts.pipeline().run();
    if (run.isEmpty()) {
      return new GateState.Pending("there is no run yet; run the workflow, or push its tag");
    }
    if (!run.get().over()) {
      return new GateState.Pending(run.get().ended() + " of " + run.get().jobs().size() + " jobs ended");
    }
    boolean unsure = facts.pipeline().legs().stream().anyMatch(leg -> leg.outcome() == Outcome.UNKNOWN);
    if (unsure) {
      return new GateState.Unknown("the host's job names do not tell which leg is which");
    }
    return all ? new GateState.Passed() : new GateState.Failed();
  }

  /// The triples of the policy that no leg builds.
  private static List<String> absent(ReleasePolicy policy, List<LegState> legs) {
    return policy.targets().stream().filter(triple -> legs.stream().noneMatch(leg -> builds(leg, triple))).toList();
  }

  private static boolean builds(LegState leg, String triple) {
    Optional<Target> wanted = Target.parse(triple);
    return leg.leg().knownTarget()
        .map(target -> target.triple().equals(triple) || wanted.map(target::sameAs).orElse(false))
        .orElse(false);
  }

  private static Optional<Finding> finding(LegState leg, Optional<RunState> run) {
    String name = name(leg);
    return switch (leg.outcome()) {
      case BUILT, RUNNING, QUEUED, NOT_STARTED, UNKNOWN -> Optional.empty();
      case FAILED, CANCELLED, SKIPPED -> Optional.of(
          Finding.about(
              name, "leg-" + leg.outcome().name().toLowerCase(java.util.Locale.ROOT), Severity.ERROR,
              name + " was not built: " + why(leg) + ".",
              "Read the log of its job, mend what failed and run the workflow again."));
      case MISSING -> Optional.of(
          Finding.about(
              name, "leg-missing", Severity.ERROR,
              name + " was not built: the run ended without a job for it.",
              "Compare the workflow file of the run's commit with the one on the branch, and run it again."));
      case STUCK -> Optional.of(
          Finding.about(
              name, "leg-stuck", Severity.ERROR,
              name + " was not built: no runner took its job"
                  + run.flatMap(RunState::stall).map(stall -> " in " + stall.waiting().toSeconds() + " s").orElse("")
                  + ", which asks for " + String.join(", ", leg.jobs().stream().flatMap(job -> job.labels().stream()).distinct().toList()) + ".",
              "Check that a runner with these labels exists; GitHub lets a job with a retired label wait for a day."));
    };
  }

  private static String why(LegState leg) {
    Job job = leg.jobs().isEmpty() ? null : leg.jobs().getFirst();
    if (job == null) {
      return leg.outcome().word().toLowerCase(java.util.Locale.ROOT);
    }
    return job.steps().stream()
        .filter(step -> step.conclusion().failed())
        .findFirst()
        .map(step -> "step \"" + step.name() + "\" failed")
        .orElse("its job " + switch (leg.outcome()) {
          case CANCELLED -> "was cancelled";
          case SKIPPED -> "was skipped";
          case NOT_STARTED, QUEUED, RUNNING, BUILT, FAILED, MISSING, STUCK, UNKNOWN -> "failed";
        });
  }

  private static String name(LegState leg) {
    return leg.leg().knownTarget().map(Target::triple).orElseGet(() -> leg.leg().name().shown());
  }

  /// The file of the run; before there is one, the file that would be run.
  private static String workflow(Facts facts) {
    return facts.pipeline().run().map(run -> fileName(run.run().path()))
        .or(() -> facts.pipeline().targets().value().flatMap(TargetPlan::release).map(its -> its.workflow().fileName()))
        .orElse("no workflow");
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String shortened(List<String> names) {
    return names.size() <= 2 ? String.join(", ", names) : names.getFirst() + " and " + (names.size() - 1) + " more";
  }
}
