package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.target.shell.ScriptResult;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.LocalAction;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Walks the steps of one leg in order, those of the repository's own actions in their places, and keeps what is known
/// when each starts.
final class StepWalker {
  private static final Pattern OTHER_LANGUAGE =
      Pattern.compile("(?:python|node|perl|ruby|deno|bun|php|Rscript|nu)", Pattern.CASE_INSENSITIVE);
  private static final String OF_A_STEP = "it is an output of a step";

  private final Scenario scenario;
  private final ReadScripts scripts;
  private final Map<String, SourceText> sources;
  private final List<StepRun> runs = new ArrayList<>();
  /// What scripts have written to `$GITHUB_ENV`, which holds for the rest of the job.
  private final Map<String, Value> environment = new LinkedHashMap<>();

  private StepWalker(Scenario scenario, ReadScripts scripts, Map<String, SourceText> sources) {
    this.scenario = scenario;
    this.scripts = scripts;
    this.sources = sources;
  }

  /// The steps of a leg in order, and what is known behind the last.
  record Walk(List<StepRun> steps, Contexts after) {}

  /// @param sources the lines of every file a step may stand in, by the name positions carry
  static Walk walk(WorkflowJob job, Leg leg, Scenario scenario, ReadScripts scripts, Map<String, SourceText> sources, RunnerLabels labels) {
    StepWalker walker = new StepWalker(scenario, scripts, sources);
    Contexts start = leg.runsOn().value().flatMap(labels::hosted).map(runner -> onRunner(leg.contexts(), runner)).orElse(leg.contexts());
    Contexts after = walker.steps(job.steps(), new Scope(start, start, Optional.of(true), List.of()));
    return new Walk(List.copyOf(walker.runs), after);
  }

  /// What GitHub's own runners say of themselves.
  private static Contexts onRunner(Contexts contexts, RunnerLabel runner) {
    LinkedHashMap<String, Value> known = new LinkedHashMap<>();
    Optional.ofNullable(switch (runner.os()) {
      case LINUX -> "Linux";
      case WINDOWS -> "Windows";
      case MACOS -> "macOS";
      default -> null;
    }).ifPresent(os -> known.put("os", Value.of(os)));
    Optional.ofNullable(switch (runner.arch()) {
      case X86_64 -> "X64";
      case AARCH64 -> "ARM64";
      default -> null;
    }).ifPresent(arch -> known.put("arch", Value.of(arch)));
    return contexts.withOpen("runner", new Value.Obj(known), "the runner knows it");
  }

  /// Where steps stand: in a job, or in an action that steps of a job use.
  ///
  /// @param plain   what the file alone tells when the first step starts
  /// @param known   what the scripts before tell as well
  /// @param runs    whether they run at all
  /// @param callers the steps that use the action
  private record Scope(Contexts plain, Contexts known, Optional<Boolean> runs, List<WorkflowStep> callers) {}

  private Contexts steps(List<WorkflowStep> steps, Scope scope) {
    Map<String, Value> outputs = new LinkedHashMap<>();
    Contexts known = scope.known();
    for (WorkflowStep step : steps) {
      if (runs.size() >= LocalAction.MOST_STEPS) {
        break;
      }
      Contexts plain = Expansion.withEnv(scope.plain(), step.env());
      Contexts here = Expansion.withEnv(known, step.env());
      Optional<Boolean> holds = both(scope.runs(), Expansion.holds(step.condition(), here));
      Optional<LocalAction> action = step.inside().filter(_ -> scope.callers().size() < LocalAction.DEEPEST);
      if (action.isPresent()) {
        runs.add(StepRun.of(step, scope.callers(), plain, here, holds, List.of(), List.of(), Set.of()));
        Map<String, Value> given = action(step, action.get(), plain, here, holds, scope.callers());
        known = withOutputs(withEnvironment(known), step, given, outputs);
      } else if (step.run().isEmpty() || !holds.orElse(true) || !isShell(step)) {
        runs.add(StepRun.of(step, scope.callers(), plain, here, holds, List.of(), List.of(), Set.of()));
      } else {
        ScriptResult result = script(step, scope.callers(), plain, here, holds);
        result.environment().forEach((name, text) -> environment.put(name, value(name, text, holds.isPresent())));
        Map<String, Value> given = new LinkedHashMap<>();
        result.outputs().forEach((name, text) -> given.put(name, value(name, text, holds.isPresent())));
        known = withOutputs(result.environment().isEmpty() ? known : withEnvironment(known), step, given, outputs);
      }
    }
    return known;
  }

  private static Optional<Boolean> both(Optional<Boolean> outer, Optional<Boolean> own) {
    return !outer.orElse(true) ? outer : outer.isPresent() || !own.orElse(true) ? own : Optional.empty();
  }

  private ScriptResult script(WorkflowStep step, List<WorkflowStep> callers, Contexts plain, Contexts here, Optional<Boolean> holds) {
    YamlScalar written = step.run().orElseThrow();
    Text script = Expansion.evaluate(written, new Evaluator(here)).asText();
    ScriptResult result = scripts.read(script, () -> variables(here));
    runs.add(StepRun.of(step, callers, plain, here, holds, placed(result.made(), written), placed(result.released(), written), result.skipped()));
    return result;
  }

  private List<StepRun.Made> placed(List<ScriptResult.Made> files, YamlScalar script) {
    List<StepRun.Made> placed = new ArrayList<>(files.size());
    for (ScriptResult.Made file : files) {
      placed.add(new StepRun.Made(file.name(), inScript(script, file.line()), file.certain()));
    }
    return List.copyOf(placed);
  }

  private Position inScript(YamlScalar script, int line) {
    SourceText text = sources.get(script.writtenAt().file());
    return text == null ? script.at() : text.lineOf(script, line);
  }

  /// Walks the steps of an action.
  ///
  /// @return what it gives back
  private Map<String, Value> action(WorkflowStep step, LocalAction action, Contexts plain, Contexts here, Optional<Boolean> holds,
      List<WorkflowStep> callers) {
    List<WorkflowStep> deeper = new ArrayList<>(callers);
    deeper.add(step);
    Contexts end = steps(action.steps(), new Scope(StepRun.inside(step, plain), StepRun.inside(step, here), holds, List.copyOf(deeper)));
    Map<String, Value> given = new LinkedHashMap<>();
    Evaluator evaluator = new Evaluator(end);
    for (YamlMapping.Entry output : action.outputs()) {
      Optional<YamlScalar> written = output.value().mapping().flatMap(o -> o.get("value")).flatMap(YamlNode::scalar);
      written.ifPresent(text -> given.put(output.name(), value(output.name(), Expansion.evaluate(text, evaluator).asText(), holds.isPresent())));
    }
    return given;
  }

  /// Whether the script is for a shell, and not for another language.
  private static boolean isShell(WorkflowStep step) {
    Optional<String> shell = step.body().text("shell");
    return shell.isEmpty() || !OTHER_LANGUAGE.matcher(shell.get()).lookingAt();
  }

  private Contexts withEnvironment(Contexts known) {
    if (environment.isEmpty()) {
      return known;
    }
    LinkedHashMap<String, Value> env = new LinkedHashMap<>(known.known("env").fields());
    env.putAll(environment);
    return known.withOpen("env", new Value.Obj(env), "a step or the runner may set it");
  }

  private static Contexts withOutputs(Contexts known, WorkflowStep step, Map<String, Value> given, Map<String, Value> outputs) {
    Optional<String> id = given.isEmpty() ? Optional.empty() : step.id();
    if (id.isEmpty()) {
      return known;
    }
    LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
    fields.put("outputs", new Value.Obj(new LinkedHashMap<>(given), Optional.of(OF_A_STEP)));
    outputs.put(id.get(), new Value.Obj(fields, Optional.of("it is the outcome of a step")));
    return known.withOpen("steps", Value.object(outputs), OF_A_STEP);
  }

  private static Value value(String name, Text text, boolean certain) {
    return certain ? Value.of(text) : new Value.Unknown("$" + name, "whether the step that sets it runs is not known");
  }

  /// The environment of a script.
  private Map<String, Text> variables(Contexts contexts) {
    Map<String, Text> variables = new HashMap<>();
    variables.put("GITHUB_REF", Text.of(scenario.ref()));
    variables.put("GITHUB_REF_NAME", Text.of(scenario.refName()));
    variables.put("GITHUB_REF_TYPE", Text.of(scenario.isTag() ? "tag" : "branch"));
    variables.put("GITHUB_EVENT_NAME", Text.of(scenario.event()));
    variables.put("GITHUB_REPOSITORY", Text.of(scenario.repository()));
    contexts.known("runner").fields().forEach((k, v) -> variables.put("RUNNER_" + k.toUpperCase(Locale.ROOT), v.asText()));
    contexts.known("env").fields().forEach((k, v) -> variables.put(k, v.asText()));
    return variables;
  }
}
