package dev.slipway.target;

import dev.slipway.workflow.LegNames;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The jobs of a run, given back to the legs of a plan. The plan has to be made from the workflow file at the
/// run's own commit. What cannot be told apart stays a set; nothing is guessed.
///
/// @param outcomes one entry for each leg of the plan, in its order
/// @param others   jobs of the run that are in no leg: those of a dynamic matrix, or of a workflow elsewhere
public record RunLegs(SequencedMap<PlannedLeg, LegOutcome> outcomes, List<RunJob> others) {

  /// Matches a run with a plan.
  public static RunLegs match(PlannedWorkflow workflow, List<RunJob> jobs) {
    LinkedHashMap<PlannedLeg, LegOutcome> outcomes = new LinkedHashMap<>();
    Set<RunJob> used = new HashSet<>();
    Map<String, List<PlannedLeg>> byKey = new LinkedHashMap<>();
    for (PlannedLeg leg : workflow.legs()) {
      byKey.computeIfAbsent(key(leg.name()), k -> new ArrayList<>()).add(leg);
    }
    for (List<PlannedLeg> legs : byKey.values()) {
      List<RunJob> named = jobs.stream().filter(j -> !used.contains(j) && isNamed(j, legs.getFirst().name(), workflow)).toList();
      assign(legs, named, outcomes, used);
    }
    for (PlannedJob job : workflow.jobs()) {
      skipped(job, jobs, outcomes, used);
    }
    LinkedHashMap<PlannedLeg, LegOutcome> ordered = new LinkedHashMap<>();
    workflow.legs().forEach(l -> ordered.put(l, outcomes.getOrDefault(l, new LegOutcome.Absent())));
    return new RunLegs(ordered, jobs.stream().filter(j -> !used.contains(j)).toList());
  }

  /// What became of a leg.
  public LegOutcome of(PlannedLeg leg) {
    return outcomes.getOrDefault(leg, new LegOutcome.Absent());
  }

  private static String key(Text name) {
    return name.shown();
  }

  /// Exact, or for a name the host has cut at 100 characters by what is left of it, or by a name with holes
  /// when no leg of another name is exactly that.
  private static boolean isNamed(RunJob job, Text name, PlannedWorkflow workflow) {
    if (name.exact().isPresent()) {
      String exact = name.exact().get();
      boolean cut = job.name().length() == LegNames.LONGEST && job.name().endsWith("...");
      return job.name().equals(exact) || (cut && exact.startsWith(job.name().substring(0, LegNames.LONGEST - 3)));
    }
    return !name.isUnknown()
        && name.pattern().matches(job.name())
        && workflow.legs().stream().noneMatch(l -> l.name().exact().filter(job.name()::equals).isPresent());
  }

  private static void assign(List<PlannedLeg> legs, List<RunJob> jobs, Map<PlannedLeg, LegOutcome> outcomes, Set<RunJob> used) {
    if (jobs.isEmpty()) {
      return;
    }
    used.addAll(jobs);
    if (legs.size() == 1 && jobs.size() == 1) {
      outcomes.put(legs.getFirst(), new LegOutcome.Ran(jobs.getFirst()));
      return;
    }
    for (PlannedLeg leg : legs) {
      List<RunJob> labelled = leg.runsOn().value().map(r -> jobs.stream().filter(j -> sameLabels(j.labels(), r)).toList()).orElse(List.of());
      long rivals = legs.stream().filter(l -> l.runsOn().value().equals(leg.runsOn().value())).count();
      boolean certain = labelled.size() == 1 && rivals == 1;
      outcomes.put(leg, certain
          ? new LegOutcome.Ran(labelled.getFirst())
          : labelled.isEmpty() ? new LegOutcome.Ambiguous(jobs, legs.size()) : new LegOutcome.Ambiguous(labelled, (int) rivals));
    }
  }

  private static boolean sameLabels(List<String> a, List<String> b) {
    return lower(a).equals(lower(b));
  }

  private static Set<String> lower(List<String> labels) {
    Set<String> lower = new LinkedHashSet<>();
    labels.forEach(l -> lower.add(l.toLowerCase(java.util.Locale.ROOT)));
    return lower;
  }

  /// A job skipped before expansion is one job with the name as it is written.
  private static void skipped(PlannedJob job, List<RunJob> jobs, Map<PlannedLeg, LegOutcome> outcomes, Set<RunJob> used) {
    Optional<RunJob> bare = jobs.stream()
        .filter(j -> j.isSkipped() && j.name().equals(job.job().bareName()))
        .findFirst();
    if (bare.isPresent() && job.legs().stream().allMatch(l -> !outcomes.containsKey(l) || outcomes.get(l).equals(new LegOutcome.Ran(bare.get())))) {
      used.add(bare.get());
      job.legs().forEach(l -> outcomes.put(l, new LegOutcome.Skipped(bare.get())));
    }
  }
}
