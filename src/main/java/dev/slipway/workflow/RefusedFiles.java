package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What GitHub refuses a whole file for, beside its expressions: none of its jobs starts, and the release with them.
///
/// @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax">workflow syntax</a>
final class RefusedFiles {
  private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");
  private static final int LONGEST_ID = 99;

  private static final Set<String> OF_THE_FILE = Set.of(
      "on", "name", "description", "run-name", "defaults", "env", "permissions", "concurrency", "jobs");
  private static final Set<String> OF_EVERY_JOB = Set.of("name", "needs", "if", "permissions", "concurrency", "strategy");
  private static final Set<String> OF_A_CALL = Set.of("uses", "with", "secrets");
  private static final Set<String> OF_A_JOB_WITH_STEPS = Set.of(
      "runs-on", "timeout-minutes", "cancel-timeout-minutes", "continue-on-error", "container", "services", "env",
      "environment", "outputs", "defaults", "steps", "snapshot");
  private static final Set<String> OF_EVERY_STEP = Set.of(
      "name", "id", "if", "timeout-minutes", "continue-on-error", "env", "background");
  private static final Set<String> OF_A_SCRIPT = Set.of("run", "shell", "working-directory");
  private static final Set<String> OF_AN_ACTION = Set.of("uses", "with");
  private static final Set<String> OF_OTHER_STEPS = Set.of("parallel", "wait", "wait-all", "cancel");
  private static final Set<String> OF_ANY_JOB = union(OF_EVERY_JOB, OF_A_CALL, OF_A_JOB_WITH_STEPS);
  private static final Set<String> OF_ANY_STEP = union(OF_EVERY_STEP, OF_A_SCRIPT, OF_AN_ACTION, OF_OTHER_STEPS);

  private final List<Finding> findings = new ArrayList<>();

  private RefusedFiles() {}

  /// What is wrong with a file.
  static List<Finding> of(YamlMapping root, List<Trigger> triggers, List<WorkflowJob> jobs) {
    RefusedFiles check = new RefusedFiles();
    check.keys(root, "a workflow", OF_THE_FILE);
    triggers.forEach(check::filters);
    jobs.forEach(check::job);
    check.needs(jobs);
    return check.findings;
  }

  private void filters(Trigger trigger) {
    for (String filter : List.of("branches", "tags", "paths")) {
      Optional<YamlMapping.Entry> ignored = trigger.body().entry(filter + "-ignore");
      if (ignored.isPresent() && trigger.body().entry(filter).isPresent()) {
        error(ignored.get().key().at(), "`%s` has both %s and %s-ignore".formatted(trigger.event(), filter, filter),
            "GitHub takes one of them; write what is left out as `!pattern` in %s.".formatted(filter));
      }
    }
  }

  private void job(WorkflowJob job) {
    YamlMapping body = job.body();
    identifier(job.id(), job.at(), "job");
    if (job.uses().isPresent()) {
      misplaced(body, OF_A_JOB_WITH_STEPS, "job %s calls a workflow".formatted(job.id()));
    } else {
      misplaced(body, OF_A_CALL, "job %s calls no workflow".formatted(job.id()));
      if (body.entry("runs-on").isEmpty()) {
        error(job.at(), "job %s has no `runs-on`".formatted(job.id()), "Say where it runs, such as `runs-on: ubuntu-24.04`.");
      }
    }
    keys(body, "a job", OF_ANY_JOB);
    Map<String, WorkflowStep> ids = new HashMap<>();
    for (WorkflowStep step : job.steps()) {
      step(step);
      step.id().filter(id -> !Template.isIn(id)).ifPresent(id -> {
        Position at = step.body().get("id").map(YamlNode::at).orElse(step.at());
        identifier(id, at, "step");
        WorkflowStep first = ids.putIfAbsent(id, step);
        if (first != null) {
          error(at, "job %s has two steps with the id %s".formatted(job.id(), id), "Give one of them another id; the first is in line %d."
              .formatted(first.at().line()));
        }
      });
    }
  }

  private void step(WorkflowStep step) {
    YamlMapping body = step.body();
    if (body.entry("run").isPresent()) {
      misplaced(body, OF_AN_ACTION, "the step runs a script");
    } else if (body.entry("uses").isPresent()) {
      misplaced(body, OF_A_SCRIPT, "the step uses an action");
    } else if (OF_OTHER_STEPS.stream().noneMatch(key -> body.entry(key).isPresent())) {
      error(step.at(), "the step has neither `run` nor `uses`", "Give it one of them.");
    }
    keys(body, "a step", OF_ANY_STEP);
  }

  @SafeVarargs
  private static Set<String> union(Set<String>... some) {
    return Stream.of(some).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
  }

  private void misplaced(YamlMapping body, Set<String> keys, String where) {
    for (YamlMapping.Entry entry : body.entries()) {
      if (keys.contains(entry.name())) {
        error(entry.key().at(), "%s, so it cannot have `%s`".formatted(where, entry.name()), "Remove the key.");
        return;
      }
    }
  }

  /// Keys may be newer than this list, so an unknown one only warns.
  private void keys(YamlMapping body, String what, Set<String> known) {
    for (YamlMapping.Entry entry : body.entries()) {
      if (!Template.isIn(entry.name()) && !entry.name().equals("<<") && entry.key().anchor().isEmpty()
          && !known.contains(entry.name())) {
        findings.add(Finding.at(entry.key().at(), "unknown-key", Severity.WARNING,
            "%s has no key `%s` in GitHub's documentation".formatted(what, entry.name()),
            "GitHub refuses the file where the key is misspelt."));
      }
    }
  }

  private void identifier(String id, Position at, String what) {
    if (!ID.matcher(id).matches() || id.length() > LONGEST_ID || id.startsWith("__")) {
      error(at, "'%s' is no id of a %s".formatted(id, what),
          "Use letters, digits, - and _, begin with a letter or one _, and stay under 100 characters.");
    }
  }

  private void needs(List<WorkflowJob> jobs) {
    for (WorkflowJob job : jobs) {
      for (String need : job.needs()) {
        if (!Template.isIn(need) && jobs.stream().noneMatch(j -> j.id().equalsIgnoreCase(need))) {
          findings.add(Finding.at(job.needsAt(), "needs-nobody", Severity.ERROR,
              "job %s needs '%s', which is no job of this file".formatted(job.id(), need), "GitHub refuses the file; name a job of this file."));
        }
      }
    }
    JobOrder.of(jobs).circle().ifPresent(job -> findings.add(Finding.at(job.needsAt(), "needs-circle", Severity.ERROR,
        "job %s waits for itself through its `needs`".formatted(job.id()), "GitHub refuses the file; break the circle.")));
  }

  private void error(Position at, String message, String fix) {
    findings.add(Finding.at(at, "refused", Severity.ERROR, message, "GitHub refuses the file. " + fix));
  }
}
