package dev.slipway.workflow;

import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a workflow would do in a scenario: its jobs with their legs.
///
/// @param file     the workflow
/// @param scenario what happened
/// @param jobs     its jobs in file order
public record Expansion(WorkflowFile file, Scenario scenario, List<ExpandedJob> jobs) {
  /// Expands a workflow alone; jobs that call another workflow keep one leg.
  public static Expansion of(WorkflowFile file, Scenario scenario) {
    return of(file, scenario, Map.of());
  }

  /// Expands a workflow and the local workflows its jobs call.
  ///
  /// @param others the repository's other workflows, by file name such as `build.yml`
  public static Expansion of(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others) {
    return of(file, scenario, others, (_, leg) -> leg.contexts());
  }

  /// The same, where more is known of what steps leave behind than the file alone tells.
  public static Expansion of(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others, StepOutputs steps) {
    return Expander.expansion(file, scenario, others, steps);
  }

  /// The job with this key.
  public Optional<ExpandedJob> job(String id) {
    return jobs.stream().filter(j -> j.id().equalsIgnoreCase(id)).findFirst();
  }

  /// Contexts inside an `env:` mapping: what the mapping says over what was known.
  public static Contexts withEnv(Contexts contexts, YamlMapping env) {
    if (env.entries().isEmpty()) {
      return contexts;
    }
    LinkedHashMap<String, Value> known = new LinkedHashMap<>(contexts.known("env").fields());
    Evaluator evaluator = new Evaluator(contexts);
    for (YamlMapping.Entry e : env.entries()) {
      Value value = e.value() instanceof YamlScalar s ? evaluate(s, evaluator) : Value.EMPTY;
      known.put(e.name(), Value.of(value.asText()));
    }
    return contexts.withOpen("env", new Value.Obj(known), "a step or the runner may set it");
  }

  /// The value of a scalar; unknown with the reason where it cannot be evaluated.
  public static Value evaluate(YamlScalar scalar, Evaluator evaluator) {
    try {
      return Located.scalar(scalar, evaluator);
    } catch (ExpressionError e) {
      return new Value.Unknown(scalar.value().strip(), e.reason());
    }
  }

  /// Whether a condition holds; empty where only a run can tell. No condition holds.
  ///
  /// @param condition an `if`, with or without `${{ }}`
  public static Optional<Boolean> holds(Optional<YamlScalar> condition, Contexts contexts) {
    if (condition.isEmpty()) {
      return Optional.of(true);
    }
    Evaluator evaluator = new Evaluator(contexts);
    YamlScalar scalar = condition.get();
    if (scalar.type() != YamlScalar.Type.STRING) {
      return Optional.of(!scalar.isFalse() && scalar.type() != YamlScalar.Type.NULL);
    }
    try {
      return evaluator.condition(scalar.value());
    } catch (ExpressionError e) {
      return Optional.empty();
    }
  }

  /// Whether a condition asks for a status itself, so that GitHub puts no `success()` before it.
  public static boolean asksForStatus(Optional<YamlScalar> condition) {
    return asksForStatus(condition, new Evaluator(Contexts.none()));
  }

  static boolean asksForStatus(Optional<YamlScalar> condition, Evaluator evaluator) {
    try {
      return condition.isPresent() && condition.get().type() == YamlScalar.Type.STRING
          && evaluator.asksForStatus(condition.get().value());
    } catch (ExpressionError e) {
      return false;
    }
  }
}
