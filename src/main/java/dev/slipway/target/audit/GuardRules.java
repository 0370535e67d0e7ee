package dev.slipway.target.audit;

import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.Trigger;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.HashMap;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a push to a branch, or a pull request, could make a release.
final class GuardRules {
  private static final Pattern FAILS = Pattern.compile("\\b(?:exit\\s+[1-9]|false\\b)");

  /// A test, and in it, or behind it in the same line, one of the variables that tell a tag from a branch.
  private static final Pattern ASKS = Pattern.compile(
      "(?:\\bif\\b|\\bcase\\b|\\btest\\b|\\[)[^\\n]*(?:GITHUB_REF|GITHUB_EVENT_NAME|\\bgithub\\.(?:ref|event_name))");

  private static final Pattern ABOUT_TAG = Pattern.compile("\\bgithub\\.(?:ref|ref_name|ref_type)\\b");

  private GuardRules() {}

  /// @param files every file of the plan, by the name positions carry
  static void check(PlannedWorkflow workflow, Map<String, WorkflowFile> files, Report report) {
    WorkflowFile file = workflow.workflow();
    if (workflow.jobs().stream().noneMatch(GuardRules::releases)) {
      return;
    }
    workflow.jobs().forEach(job -> skipped(workflow, job, report));
    Map<String, WorkflowFile> called = new HashMap<>();
    files.values().forEach(other -> called.putIfAbsent(other.fileName(), other));
    for (Scenario scenario : others(file, workflow.expansion().scenario().repository())) {
      Expansion expansion = Expansion.of(file, scenario, called);
      for (PlannedJob job : workflow.jobs()) {
        List<ExpandedJob> way = job.legs().isEmpty() || !releases(job) ? List.of() : way(expansion, job.id());
        if (!way.isEmpty()) {
          judge(way, files, job, scenario, report);
        }
      }
    }
  }

  /// A job of a called workflow behind those that call it; none where the scenario has no such job.
  private static List<ExpandedJob> way(Expansion expansion, String id) {
    List<ExpandedJob> way = new ArrayList<>();
    List<ExpandedJob> jobs = expansion.jobs();
    for (String part : id.split("/")) {
      Optional<ExpandedJob> next = jobs.stream().filter(job -> job.id().equals(part)).findFirst();
      if (next.isEmpty()) {
        return List.of();
      }
      way.add(next.get());
      jobs = next.get().knownLegs().stream().findFirst().map(Leg::called).orElse(List.of());
    }
    return way;
  }

  private static void judge(List<ExpandedJob> way, Map<String, WorkflowFile> files, PlannedJob job, Scenario scenario, Report report) {
    ExpandedJob last = way.getLast();
    Contexts contexts = last.knownLegs().stream().findFirst().map(Leg::contexts).orElse(scenario.contexts());
    for (StepRun run : job.legs().getFirst().steps()) {
      if (run.release().filter(r -> r.creates() || r.publishes()).isPresent()) {
        judge(way, files, run, scenario, last.runs(), runs(run, contexts), report);
      }
    }
  }

  /// A release job whose own condition lets it run for the tag, behind a job that is skipped.
  private static void skipped(PlannedWorkflow workflow, PlannedJob job, Report report) {
    WorkflowFile file = workflow.workflow();
    if (!workflow.starts() || job.legs().isEmpty() || !releases(job) || job.job().runs().orElse(true)
        || !job.job().file().equals(file.file()) || job.job().job().condition().filter(c -> ABOUT_TAG.matcher(c.value()).find()).isEmpty()
        || !Expansion.holds(job.job().job().condition(), job.legs().getFirst().leg().contexts()).orElse(false)) {
      return;
    }
    file.ancestors(job.id()).stream()
        .flatMap(a -> workflow.expansion().job(a).stream())
        .filter(a -> !a.runs().orElse(true) && !Expansion.holds(a.job().condition(), workflow.expansion().scenario().contexts()).orElse(true))
        .findFirst()
        .ifPresent(a -> report.add(Rule.RELEASE_SKIPPED, job.job().job().at(),
            "a push of %s skips job %s, and job %s behind it".formatted(workflow.expansion().scenario().refName(), a.id(), job.id()),
            "Begin its `if` with `!failure() && !cancelled() &&`, or take %s out of the `needs`.".formatted(a.id())));
  }

  private static boolean releases(PlannedJob job) {
    return job.legs().stream().findFirst()
        .filter(leg -> leg.steps().stream().anyMatch(run -> run.release().filter(r -> r.creates() || r.publishes()).isPresent()))
        .isPresent();
  }

  /// The scenarios that start the workflow and are no tag.
  private static List<Scenario> others(WorkflowFile file, String repository) {
    List<Scenario> scenarios = new ArrayList<>();
    for (Trigger trigger : file.triggers()) {
      if (trigger.event().equals("push") && !trigger.isTagsOnly()) {
        String branch = trigger.branches().stream().filter(b -> b.matches("[\\w./-]+")).findFirst().orElse("main");
        Scenario scenario = Scenario.branchPush(branch, repository);
        if (trigger.startsFor(scenario)) {
          scenarios.add(scenario);
        }
      } else if (trigger.event().equals("create")) {
        scenarios.add(new Scenario("create", "refs/heads/main", "", repository, new java.util.LinkedHashMap<>()));
      } else if (trigger.event().equals("pull_request")) {
        scenarios.add(new Scenario("pull_request", "refs/pull/1/merge", "", repository, new java.util.LinkedHashMap<>()));
      }
    }
    return scenarios;
  }

  private static void judge(List<ExpandedJob> way, Map<String, WorkflowFile> files, StepRun run, Scenario scenario, Optional<Boolean> jobRuns,
      Optional<Boolean> stepRuns, Report report) {
    if (jobRuns.filter(r -> !r).isPresent() || stepRuns.filter(r -> !r).isPresent()) {
      return;
    }
    Set<String> conditions = conditions(way, files, run, jobRuns.isEmpty(), stepRuns.isEmpty());
    String what = switch (scenario.event()) {
      case "push" -> "a push to " + scenario.refName();
      case "create" -> "a new branch";
      default -> "a pull request";
    };
    if (conditions.isEmpty()) {
      report.add(Rule.TAG_GUARD, run.step().at(),
          "%s runs this release step, and no `if` stops it".formatted(what),
          "Add `if: startsWith(github.ref, 'refs/tags/v')` to the job.");
    } else {
      report.add(Rule.GUARD_DEPENDS, run.step().at(),
          "whether %s runs this release step depends on %s".formatted(what, String.join(" and ", conditions)),
          "Nothing, if that is true for tags only.");
    }
  }

  /// What may keep the step from running: conditions of the step, its job and the jobs it waits for, scripts that ask
  /// what is built, and the rules of an environment. A condition that certainly
  /// holds keeps nothing, unless it asks for the ref: then somebody wants a release of a branch.
  ///
  /// @param jobOpen  whether it is not known that the job runs
  /// @param stepOpen whether it is not known that the step runs in it
  private static Set<String> conditions(List<ExpandedJob> way, Map<String, WorkflowFile> files, StepRun run, boolean jobOpen, boolean stepOpen) {
    Set<String> conditions = new LinkedHashSet<>();
    run.chain().forEach(step -> step.condition().filter(c -> keeps(c, stepOpen)).ifPresent(c -> conditions.add(shown(c))));
    run.step().run().filter(GuardRules::asks).ifPresent(_ -> conditions.add("its script"));
    guards(before(way.getLast().job(), run), way.getLast().job(), jobOpen, conditions);
    for (ExpandedJob job : way) {
      job.job().condition().filter(c -> keeps(c, jobOpen)).ifPresent(c -> conditions.add(shown(c)));
      Optional.ofNullable(files.get(job.file())).ifPresent(home -> home.ancestors(job.id()).stream()
          .flatMap(ancestor -> home.job(ancestor).stream())
          .forEach(ancestor -> guards(ancestor.allSteps(), ancestor, jobOpen, conditions)));
    }
    return conditions;
  }

  private static List<WorkflowStep> before(WorkflowJob job, StepRun run) {
    return job.allSteps().stream().takeWhile(step -> step != run.step()).toList();
  }

  /// @param steps those that stop what follows when they fail
  private static void guards(List<WorkflowStep> steps, WorkflowJob job, boolean open, Set<String> conditions) {
    job.condition().filter(c -> keeps(c, open)).ifPresent(c -> conditions.add(shown(c)));
    job.environment().ifPresent(name -> conditions.add("the rules of the environment " + name));
    for (WorkflowStep step : steps) {
      if (step.run().filter(s -> FAILS.matcher(s.value()).find()).isPresent()
          && (step.condition().isPresent() || step.run().filter(GuardRules::asks).isPresent())) {
        conditions.add("the step in line " + step.at().line());
      }
    }
  }

  private static boolean keeps(YamlScalar condition, boolean open) {
    return open || ABOUT_TAG.matcher(condition.value()).find();
  }

  /// Whether a step runs, those it is used through all told. What is passed to an action depends on the event as well.
  private static Optional<Boolean> runs(StepRun run, Contexts contexts) {
    Optional<Boolean> all = Optional.of(true);
    Contexts here = contexts;
    for (WorkflowStep caller : run.callers()) {
      all = both(all, Expansion.holds(caller.condition(), here));
      here = StepRun.inside(caller, here);
    }
    return both(all, Expansion.holds(run.step().condition(), here));
  }

  private static Optional<Boolean> both(Optional<Boolean> one, Optional<Boolean> other) {
    return !one.orElse(true) ? one : one.isPresent() || !other.orElse(true) ? other : Optional.empty();
  }

  /// Whether a script looks at what is built before it does something.
  private static boolean asks(YamlScalar script) {
    return ASKS.matcher(script.value()).find();
  }

  private static String shown(YamlScalar condition) {
    String text = condition.value().replaceAll("\\s+", " ").replace("${{", "").replace("}}", "").strip();
    return "`" + (text.length() > 80 ? text.substring(0, 77) + "…" : text) + "`";
  }
}
