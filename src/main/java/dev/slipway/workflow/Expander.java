package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Source;
import dev.slipway.workflow.expression.Coercion;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Expands one file, and the files it calls.
final class Expander {
  /// GitHub reads at most this many levels of workflows calling workflows.
  private static final int DEEPEST_CALL = 10;
  /// Far more than GitHub starts in one run; where workflows call one another with matrices, the legs multiply.
  private static final int MOST_LEGS = 5_000;

  private final WorkflowFile file;
  private final Scenario scenario;
  private final Map<String, WorkflowFile> others;
  private final StepOutputs steps;
  private final Calls calls;
  private final Contexts contexts;
  /// The jobs that were expanded, those they wait for before them, by their keys in lower case.
  private final Map<String, ExpandedJob> done = new HashMap<>();
  private final Map<String, Value> outputs = new HashMap<>();
  /// What the workflow a job calls gives back.
  private final Map<String, Value> givenBack = new HashMap<>();
  /// Whether the job that calls this file runs.
  private final Optional<Boolean> called;

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

  private Expander(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others, StepOutputs steps, Calls calls, Optional<Boolean> called) {
    this.file = file;
    this.scenario = scenario;
    this.others = others;
    this.steps = steps;
    this.calls = calls;
    this.called = called;
    this.contexts = withInputs(scenario.contexts(file.expressions()))
        .withUnknown("vars", "it is a variable of the repository")
        .withUnknown("secrets", "it is a secret");
  }

  static Expansion expansion(WorkflowFile file, Scenario scenario, Map<String, WorkflowFile> others, StepOutputs steps) {
    Calls calls = new Calls(List.of(file.file()), new AtomicInteger(MOST_LEGS));
    return new Expansion(file, scenario, new Expander(file, scenario, others, steps, calls, Optional.of(true)).jobs());
  }

  private Contexts withInputs(Contexts base) {
    if (calls.path().size() == 1 && scenario.event().equals("workflow_dispatch") && scenario.inputs().isEmpty() && !file.inputs().isEmpty()) {
      return base.withOpen("inputs", new Value.Obj(scenario.inputs()), "whoever starts the run gives it");
    }
    boolean calledFromElsewhere = calls.path().size() == 1 && !file.startsFor(scenario) && !file.callInputs().isEmpty();
    return calledFromElsewhere
        ? base.withOpen("inputs", new Value.Obj(scenario.inputs()), "the calling workflow gives it")
        : base.with("inputs", new Value.Obj(scenario.inputs()));
  }

  private List<ExpandedJob> jobs() {
    for (WorkflowJob job : JobOrder.of(file.jobs()).jobs()) {
      ExpandedJob expanded = job(job);
      done.put(key(job.id()), expanded);
      outputs.put(key(job.id()), outputs(expanded));
    }
    return file.jobs().stream().flatMap(job -> Optional.ofNullable(done.get(key(job.id()))).stream()).toList();
  }

  private static String key(String id) {
    return id.toLowerCase(Locale.ROOT);
  }

  private ExpandedJob job(WorkflowJob job) {
    Contexts jobContexts = contexts.with("needs", needs(job));
    Evaluator evaluator = new Evaluator(jobContexts);
    Optional<Boolean> runs = runs(job, jobContexts);
    Strategy strategy = job.strategy().map(s -> Strategy.of(s, evaluator)).orElseGet(Strategy::none);
    List<Finding> findings = new ArrayList<>();
    for (Matrix.Fault fault : strategy.faults()) {
      findings.add(Finding.at(fault.at(), "matrix", Severity.ERROR, "job %s: %s".formatted(job.id(), fault.message()),
          "GitHub refuses to run the job; mend the matrix."));
    }
    callee(job).flatMap(this::refusal).ifPresent(reason -> findings.add(Finding.at(
        job.uses().map(YamlScalar::at).orElse(job.at()), "call", Severity.ERROR, "job %s calls %s".formatted(job.id(), reason),
        "GitHub refuses the file; call workflows in one direction only.")));
    return new ExpandedJob(
        job, file.file(), job.name().map(YamlScalar::value).orElse(job.id()), legs(job, strategy, jobContexts, runs),
        strategy.hasMatrix(), strategy.failFast(), strategy.maxParallel(), runs, List.copyOf(findings),
        strategy.matrix().use());
  }

  /// Whether a job runs. `success()`, which GitHub puts before a condition that asks for no status, is about every job
  /// on the way here: one that was skipped skips all behind it.
  private Optional<Boolean> runs(WorkflowJob job, Contexts jobContexts) {
    Optional<Boolean> succeeded = Optional.of(true);
    for (String ancestor : file.ancestors(job.id())) {
      succeeded = both(succeeded, Optional.ofNullable(done.get(key(ancestor))).flatMap(ExpandedJob::runs));
    }
    Contexts behind = jobContexts.behind(succeeded);
    Optional<Boolean> holds = Expansion.holds(job.condition(), behind);
    return Expansion.asksForStatus(job.condition(), new Evaluator(behind)) ? both(called, holds) : both(called, both(succeeded, holds));
  }

  private static Optional<Boolean> both(Optional<Boolean> one, Optional<Boolean> other) {
    if (one.filter(o -> !o).isPresent() || other.filter(o -> !o).isPresent()) {
      return Optional.of(false);
    }
    return one.isEmpty() || other.isEmpty() ? Optional.empty() : Optional.of(true);
  }

  private Value.Obj needs(WorkflowJob job) {
    LinkedHashMap<String, Value> needs = new LinkedHashMap<>();
    for (String need : job.needs()) {
      Optional<Boolean> ran = Optional.ofNullable(done.get(key(need))).flatMap(ExpandedJob::runs);
      LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("result", ran.<Value>map(r -> Value.of(r ? "success" : "skipped"))
          .orElseGet(() -> new Value.Unknown("needs." + need + ".result", "whether job " + need + " runs is not known")));
      fields.put("outputs", outputs.getOrDefault(key(need), new Value.Unknown("needs." + need + ".outputs", "it is an output of job " + need)));
      needs.put(need, new Value.Obj(fields));
    }
    return new Value.Obj(needs);
  }

  /// The outputs of a job as those behind it see them.
  private Value outputs(ExpandedJob job) {
    List<Leg> legs = job.knownLegs();
    String reason = "it is an output of job " + job.id();
    if (job.runs().filter(r -> !r).isPresent()) {
      return Value.object(Map.of());
    }
    if (job.runs().isEmpty() || legs.size() != 1) {
      return new Value.Unknown("needs." + job.id() + ".outputs", reason);
    }
    if (job.job().uses().isPresent()) {
      return givenBack.getOrDefault(key(job.id()), new Value.Unknown("needs." + job.id() + ".outputs", reason));
    }
    LinkedHashMap<String, Value> outputs = new LinkedHashMap<>();
    job.job().body().mapping("outputs").ifPresent(written -> {
      Evaluator evaluator = new Evaluator(steps.after(job.job(), legs.getFirst()));
      written.entries().forEach(output -> output.value().scalar().ifPresent(text ->
          outputs.put(output.name(), output(job.job(), output.name(), Expansion.evaluate(text, evaluator)))));
    });
    return new Value.Obj(outputs);
  }

  /// Outputs are texts.
  private static Value output(WorkflowJob job, String name, Value value) {
    return value instanceof Value.Unknown
        ? new Value.Unknown("needs." + job.id() + ".outputs." + name, "it is an output of job " + job.id())
        : Value.of(value.asText());
  }

  private Known<List<Leg>> legs(WorkflowJob job, Strategy strategy, Contexts jobContexts, Optional<Boolean> runs) {
    Matrix.Result matrix = strategy.matrix();
    if (matrix.unknown().isPresent()) {
      return Known.unknown(matrix.unknown().get());
    }
    List<Leg> legs = new ArrayList<>();
    if (!strategy.faults().isEmpty()) {
      return Known.of(List.of(), new Source.InFile(job.at()));
    }
    if (matrix.combinations().isEmpty()) {
      legs.add(leg(job, strategy, jobContexts, runs, "__default", Optional.empty(), LegOrigin.job(job.at()), 0, 1));
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
        legs.add(leg(job, strategy, jobContexts, runs, id, Optional.of(combination), combination.origin(), index++,
            matrix.combinations().size()));
      }
    }
    return Known.of(List.copyOf(legs), new Source.InFile(job.at()));
  }

  private Leg leg(WorkflowJob job, Strategy strategy, Contexts jobContexts, Optional<Boolean> runs, String id,
      Optional<Matrix.Combination> combination, LegOrigin origin, int index, int total) {
    calls.left().decrementAndGet();
    Optional<Value.Obj> values = combination.map(Matrix.Combination::values);
    LinkedHashMap<String, Value> strategyFields = new LinkedHashMap<>();
    strategyFields.put("fail-fast", strategy.failFast().<Value>map(Value::of)
        .orElseGet(() -> new Value.Unknown("strategy.fail-fast", "only a run can tell")));
    strategyFields.put("job-index", Value.of(index));
    strategyFields.put("job-total", Value.of(total));
    strategyFields.put("max-parallel", Value.of(strategy.maxParallel() == 0 ? total : strategy.maxParallel()));
    Contexts legContexts = jobContexts
        .with("matrix", values.<Value>map(v -> v).orElse(Value.NULL))
        .with("strategy", new Value.Obj(strategyFields));
    Evaluator evaluator = new Evaluator(legContexts);
    Text name = name(job, combination.map(Matrix.Combination::named), evaluator);
    Contexts inside = Expansion.withEnv(Expansion.withEnv(
            legContexts
                .withUnknown("env", "a step or the runner may set it")
                .withUnknown("steps", "it is an output of a step")
                .withUnknown("runner", "the runner knows it")
                .withUnknown("job", "GitHub knows it only in a run"),
            file.env()), job.env());
    Known<Runner> runner = Runner.of(job, evaluator);
    return new Leg(id, name, values, runner.map(Runner::labels), runner.value().flatMap(Runner::group), origin, inside, called(job, inside, runs));
  }

  private Text name(WorkflowJob job, Optional<Value.Obj> named, Evaluator evaluator) {
    Optional<YamlScalar> written = job.name();
    if (written.isPresent() && Template.isIn(written.get().value())) {
      Text name = Expansion.evaluate(written.get(), evaluator).asText();
      if (!name.parts().isEmpty()) {
        return LegNames.cut(name);
      }
    }
    String base = written.map(YamlScalar::value).filter(n -> !n.isEmpty() && !Template.isIn(n)).orElse(job.id());
    return LegNames.withSegments(Text.of(base), named.map(LegNames::segments).orElse(List.of()));
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

  private List<ExpandedJob> called(WorkflowJob job, Contexts inside, Optional<Boolean> runs) {
    Optional<WorkflowFile> callee = callee(job);
    if (callee.isEmpty() || refusal(callee.get()).isPresent() || calls.left().get() <= 0) {
      return List.of();
    }
    Evaluator evaluator = new Evaluator(inside);
    LinkedHashMap<String, Value> inputs = new LinkedHashMap<>();
    for (WorkflowInput input : callee.get().callInputs()) {
      Optional<YamlScalar> given = job.with().get(input.name()).flatMap(YamlNode::scalar);
      inputs.put(input.name(), given.map(g -> Expansion.evaluate(g, evaluator)).orElseGet(() -> defaultOf(input)));
    }
    Expander inner = new Expander(callee.get(), scenario.withInputs(inputs), others, steps, calls.to(callee.get()), runs);
    List<ExpandedJob> jobs = inner.jobs();
    givenBack.put(key(job.id()), inner.outputsOfCall(job));
    return jobs;
  }

  /// What a called workflow gives back: each output is an expression over those of its jobs.
  private Value outputsOfCall(WorkflowJob caller) {
    LinkedHashMap<String, Value> jobs = new LinkedHashMap<>();
    outputs.forEach((id, values) -> jobs.put(id, Value.object(Map.of("outputs", values))));
    Evaluator evaluator = new Evaluator(contexts.with("jobs", new Value.Obj(jobs)));
    LinkedHashMap<String, Value> given = new LinkedHashMap<>();
    file.trigger("workflow_call").flatMap(call -> call.body().mapping("outputs")).ifPresent(written ->
        written.entries().forEach(output -> output.value().mapping().flatMap(o -> o.get("value")).flatMap(YamlNode::scalar)
            .ifPresent(text -> given.put(output.name(), output(caller, output.name(), Expansion.evaluate(text, evaluator))))));
    return new Value.Obj(given);
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
