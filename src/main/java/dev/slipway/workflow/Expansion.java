package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Source;
import dev.slipway.workflow.expression.Coercion;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// What a workflow would do in a scenario: its jobs with their legs.
///
/// @param file     the workflow
/// @param scenario what happened
/// @param jobs     its jobs in file order
public record Expansion(WorkflowFile file, Scenario scenario, List<ExpandedJob> jobs) {
  /// GitHub reads at most this many levels of workflows calling workflows.
  private static final int DEEPEST_CALL = 10;
  /// Far more than GitHub starts in one run; where workflows call one another with matrices, the legs multiply.
  private static final int MOST_LEGS = 5_000;

  /// Expands a workflow alone; jobs that call another workflow keep one leg.
  public static Expansion of(WorkflowFile file, Scenario scenario) {
    return of(file, scenario, Map.of());
  }

  /// Expands a workflow and the local workflows its jobs call.
  ///
  /// @param others the repository's other workflows, by file name such as `build.yml`
  public static Expansion of(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others) {
    return new Expander(file, scenario, others, new Calls(List.of(file.file()), new AtomicInteger(MOST_LEGS))).expansion();
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

  private static boolean asksForStatus(Optional<YamlScalar> condition, Evaluator evaluator) {
    try {
      return condition.isPresent() && condition.get().type() == YamlScalar.Type.STRING
          && evaluator.asksForStatus(condition.get().value());
    } catch (ExpressionError e) {
      return false;
    }
  }

  /// How a workflow came to be called.
  ///
  /// @param path the files that call one another, the first one first
  /// @param left how many legs the whole expansion may still have
  private record Calls(List<String> path, AtomicInteger left) {
    Calls to(WorkflowFile callee) {
      List<String> longer = new ArrayList<>(path);
      longer.add(callee.file());
      return new Calls(List.copyOf(longer), left);
    }
  }

  /// Expands one file.
  private static final class Expander {
    private final WorkflowFile file;
    private final Scenario scenario;
    private final Map<String, WorkflowFile> others;
    private final Calls calls;
    private final Contexts contexts;
    private final Map<String, Optional<Boolean>> runs = new LinkedHashMap<>();

    private Expander(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others, Calls calls) {
      this.file = file;
      this.scenario = scenario;
      this.others = others;
      this.calls = calls;
      this.contexts = withInputs(scenario.contexts())
          .withUnknown("vars", "it is a variable of the repository")
          .withUnknown("secrets", "it is a secret");
    }

    private Contexts withInputs(Contexts base) {
      boolean calledFromElsewhere = calls.path().size() == 1 && !file.startsFor(scenario) && !file.callInputs().isEmpty();
      return calledFromElsewhere
          ? base.withOpen("inputs", new Value.Obj(scenario.inputs()), "the calling workflow gives it")
          : base.with("inputs", new Value.Obj(scenario.inputs()));
    }

    private Expansion expansion() {
      return new Expansion(file, scenario, file.jobs().stream().map(this::job).toList());
    }

    private ExpandedJob job(WorkflowJob job) {
      Contexts jobContexts = contexts.with("needs", needs(job));
      Evaluator evaluator = new Evaluator(jobContexts);
      Strategy strategy = job.strategy().map(s -> Strategy.of(s, evaluator)).orElseGet(Strategy::none);
      Optional<Boolean> runsHere = runs(job, jobContexts);
      runs.put(job.id(), runsHere);
      List<Finding> findings = new ArrayList<>();
      for (Matrix.Fault fault : strategy.faults()) {
        findings.add(Finding.at(fault.at(), "matrix", Severity.ERROR, "job %s: %s".formatted(job.id(), fault.message()),
            "GitHub refuses to run the job; mend the matrix."));
      }
      callee(job).flatMap(this::refusal).ifPresent(reason -> findings.add(Finding.at(
          job.uses().map(YamlScalar::at).orElse(job.at()), "call", Severity.ERROR, "job %s calls %s".formatted(job.id(), reason),
          "GitHub refuses the file; call workflows in one direction only.")));
      return new ExpandedJob(
          job, file.file(), job.name().map(YamlScalar::value).orElse(job.id()), legs(job, strategy, jobContexts),
          strategy.hasMatrix(), strategy.failFast(), strategy.maxParallel(), runsHere, List.copyOf(findings),
          strategy.matrix().use());
    }

    private Optional<Boolean> runs(WorkflowJob job, Contexts jobContexts) {
      Optional<Boolean> holds = holds(job.condition(), jobContexts);
      if (asksForStatus(job.condition(), new Evaluator(jobContexts))) {
        return holds;
      }
      boolean open = false;
      for (String need : job.needs()) {
        Optional<Boolean> needed = runs.getOrDefault(need, Optional.empty());
        if (needed.isPresent() && !needed.get()) {
          return needed;
        }
        open |= needed.isEmpty();
      }
      return holds.isPresent() && !holds.get() ? holds : open ? Optional.empty() : holds;
    }

    private Value.Obj needs(WorkflowJob job) {
      LinkedHashMap<String, Value> needs = new LinkedHashMap<>();
      for (String need : job.needs()) {
        LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
        Optional<Boolean> ran = runs.getOrDefault(need, Optional.empty());
        fields.put("result", ran.isPresent() && !ran.get() ? Value.of("skipped") : Value.of("success"));
        fields.put("outputs", new Value.Unknown("needs." + need + ".outputs", "it is an output of job " + need));
        needs.put(need, new Value.Obj(fields));
      }
      return new Value.Obj(needs);
    }

    private Known<List<Leg>> legs(WorkflowJob job, Strategy strategy, Contexts jobContexts) {
      Matrix.Result matrix = strategy.matrix();
      if (matrix.unknown().isPresent()) {
        return Known.unknown(matrix.unknown().get());
      }
      List<Leg> legs = new ArrayList<>();
      if (!strategy.faults().isEmpty()) {
        return Known.of(List.of(), new Source.InFile(job.at()));
      }
      if (matrix.combinations().isEmpty()) {
        legs.add(leg(job, strategy, jobContexts, "__default", Optional.empty(), LegOrigin.job(job.at()), 0, 1));
      } else {
        LegIds ids = new LegIds();
        int index = 0;
        for (Matrix.Combination combination : matrix.combinations()) {
          List<String> segments = LegNames.segments(combination.named()).stream().map(Text::shown).toList();
          String id;
          try {
            id = ids.next(segments);
          } catch (IllegalStateException e) {
            return Known.unknown("a thousand combinations are alike, and GitHub gives up");
          }
          legs.add(leg(job, strategy, jobContexts, id, Optional.of(combination), combination.origin(), index++,
              matrix.combinations().size()));
        }
      }
      return Known.of(List.copyOf(legs), new Source.InFile(job.at()));
    }

    private Leg leg(WorkflowJob job, Strategy strategy, Contexts jobContexts, String id,
        Optional<Matrix.Combination> combination, LegOrigin origin, int index, int total) {
      calls.left().decrementAndGet();
      Optional<Value.Obj> values = combination.map(Matrix.Combination::values);
      LinkedHashMap<String, Value> strategyFields = new LinkedHashMap<>();
      strategyFields.put("fail-fast", Value.of(strategy.failFast()));
      strategyFields.put("job-index", Value.of(index));
      strategyFields.put("job-total", Value.of(total));
      strategyFields.put("max-parallel", Value.of(strategy.maxParallel() == 0 ? total : strategy.maxParallel()));
      Contexts legContexts = jobContexts
          .with("matrix", values.<Value>map(v -> v).orElse(Value.NULL))
          .with("strategy", new Value.Obj(strategyFields));
      Evaluator evaluator = new Evaluator(legContexts);
      Text name = name(job, combination.map(Matrix.Combination::named), evaluator);
      Contexts inside = withEnv(withEnv(
              legContexts
                  .withUnknown("env", "a step or the runner may set it")
                  .withUnknown("steps", "it is an output of a step")
                  .withUnknown("runner", "the runner knows it")
                  .withUnknown("job", "GitHub knows it only in a run"),
              file.env()), job.env());
      return new Leg(id, name, values, runsOn(job, evaluator), origin, inside, called(job, inside));
    }

    private Text name(WorkflowJob job, Optional<Value.Obj> named, Evaluator evaluator) {
      Optional<YamlScalar> written = job.name();
      if (written.isPresent() && Template.isIn(written.get().value())) {
        Text name = evaluate(written.get(), evaluator).asText();
        if (!name.parts().isEmpty()) {
          return LegNames.cut(name);
        }
      }
      String base = written.map(YamlScalar::value).filter(n -> !n.isEmpty() && !Template.isIn(n)).orElse(job.id());
      return LegNames.withSegments(Text.of(base), named.map(LegNames::segments).orElse(List.of()));
    }

    private static Known<List<String>> runsOn(WorkflowJob job, Evaluator evaluator) {
      if (job.runsOn().isEmpty()) {
        return Known.unknown(job.uses().isPresent() ? "the workflow it calls says it" : "the job has no runs-on");
      }
      YamlNode node = job.runsOn().get();
      try {
        Value value = Located.of(node, evaluator).value();
        if (value instanceof Value.Obj obj) {
          value = obj.get("labels").orElseGet(() -> obj.get("group").orElse(Value.NULL));
        }
        List<Value> labels = value instanceof Value.Arr arr ? arr.items() : List.of(value);
        List<String> known = new ArrayList<>();
        for (Value label : labels) {
          Optional<String> exact = label.asText().exact();
          if (exact.isEmpty()) {
            Text.Hole hole = label.asText().holes().getFirst();
            return Known.unknown("%s: %s".formatted(hole.name(), hole.reason()));
          }
          known.add(exact.get());
        }
        return Known.of(List.copyOf(known), new Source.InFile(node.at()));
      } catch (ExpressionError e) {
        return Known.unknown(e.reason());
      }
    }

    private Optional<WorkflowFile> callee(WorkflowJob job) {
      return job.uses().flatMap(u -> local(u.value())).flatMap(n -> Optional.ofNullable(others.get(n)));
    }

    /// Why GitHub calls no such workflow from here.
    private Optional<String> refusal(WorkflowFile callee) {
      if (calls.path().contains(callee.file())) {
        return Optional.of("%s, which leads back to itself".formatted(callee.fileName()));
      }
      return calls.path().size() >= DEEPEST_CALL
          ? Optional.of("%s, which is more than the %d levels of workflows GitHub reads".formatted(callee.fileName(), DEEPEST_CALL)) : Optional.empty();
    }

    private List<ExpandedJob> called(WorkflowJob job, Contexts inside) {
      Optional<WorkflowFile> callee = callee(job);
      if (callee.isEmpty() || refusal(callee.get()).isPresent() || calls.left().get() <= 0) {
        return List.of();
      }
      Evaluator evaluator = new Evaluator(inside);
      LinkedHashMap<String, Value> inputs = new LinkedHashMap<>();
      for (WorkflowInput input : callee.get().callInputs()) {
        Optional<YamlScalar> given = job.with().get(input.name()).flatMap(YamlNode::scalar);
        inputs.put(input.name(), given.map(g -> evaluate(g, evaluator)).orElseGet(() -> defaultOf(input)));
      }
      return new Expander(callee.get(), scenario.withInputs(inputs), others, calls.to(callee.get())).expansion().jobs();
    }

    private static Value defaultOf(WorkflowInput input) {
      return switch (input.type()) {
        case BOOLEAN -> Value.of(input.defaultValue().filter("true"::equalsIgnoreCase).isPresent());
        case NUMBER -> Value.of(input.defaultValue().map(Coercion::number).orElse(0.0));
        case STRING, CHOICE, ENVIRONMENT -> Value.of(input.defaultValue().orElse(""));
      };
    }

    /// The file name of a workflow of the same repository; empty for one elsewhere.
    private static Optional<String> local(String uses) {
      return uses.startsWith("./.github/workflows/") || uses.startsWith("$/.github/workflows/")
          ? Optional.of(uses.substring(uses.lastIndexOf('/') + 1))
          : Optional.empty();
    }
  }
}
