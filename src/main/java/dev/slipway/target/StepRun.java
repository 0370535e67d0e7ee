package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.target.shell.ScriptResult;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A step of a leg with what is known when it starts, scripts of earlier steps read.
///
/// @param step   the step
/// @param plain  what the file alone tells
/// @param known  what the file and the scripts before tell
/// @param runs   whether its condition holds; empty where only a run can tell
/// @param made   the files its script makes
/// @param skippedLines the lines of its script, from 0, that certainly do not run
/// @param release what it does to a release; empty when it does nothing to one
public record StepRun(WorkflowStep step, Contexts plain, Contexts known, Optional<Boolean> runs, List<Made> made,
    Set<Integer> skippedLines, Optional<ReleaseStep> release) {
  private static final Pattern OTHER_LANGUAGE = Pattern.compile("^(?:python|node|perl|ruby|deno|bun|php|Rscript|nu)", Pattern.CASE_INSENSITIVE);

  private static StepRun of(WorkflowStep step, Contexts plain, Contexts known, Optional<Boolean> runs, List<Made> made,
      Set<Integer> skippedLines) {
    StepRun run = new StepRun(step, plain, known, runs, made, skippedLines, Optional.empty());
    Optional<ReleaseStep> release = ReleaseStep.of(run);
    return release.isEmpty() ? run : new StepRun(step, plain, known, runs, made, skippedLines, release);
  }

  /// A file a script makes, and where the script says it.
  public record Made(Text name, Position at) {}

  /// An input of the step's action.
  Optional<Input> input(String name) {
    Optional<Text> sure = Uploads.input(step.with(), name, new Evaluator(plain));
    if (sure.isEmpty()) {
      return Optional.empty();
    }
    Position at = step.with().entry(name).map(e -> e.value().at()).orElse(step.at());
    if (sure.get().exact().isPresent()) {
      return Optional.of(new Input(sure.get(), false, at));
    }
    Text read = Uploads.input(step.with(), name, new Evaluator(known)).orElse(sure.get());
    return Optional.of(new Input(read, !read.equals(sure.get()), at));
  }

  /// An input.
  ///
  /// @param text      the value
  /// @param fromShell whether a script had to be read to know it
  /// @param at        where it stands
  record Input(Text text, boolean fromShell, Position at) {}

  /// The steps of a leg in order, and what is known behind the last.
  record Walk(List<StepRun> steps, Contexts after) {}

  /// Walks the steps of a leg in order.
  static Walk of(WorkflowJob job, Leg leg, Scenario scenario, ReadScripts scripts, SourceLines lines) {
    List<StepRun> runs = new ArrayList<>();
    LinkedHashMap<String, Value> outputs = new LinkedHashMap<>();
    Contexts known = leg.contexts();
    for (WorkflowStep step : job.steps()) {
      Contexts plain = Expansion.withEnv(leg.contexts(), step.env());
      Contexts here = Expansion.withEnv(known, step.env());
      Optional<Boolean> holds = Expansion.holds(step.condition(), here);
      if (step.run().isEmpty() || (holds.isPresent() && !holds.get()) || !isShell(step)) {
        runs.add(of(step, plain, here, holds, List.of(), Set.of()));
        continue;
      }
      Text script = Expansion.evaluate(step.run().get(), new Evaluator(here)).asText();
      ScriptResult result = scripts.read(script, () -> variables(here, scenario));
      List<Made> made = result.made().stream()
          .map(m -> new Made(m.name(), lines.inScript(step.run().get(), m.line())))
          .toList();
      runs.add(of(step, plain, here, holds, made, result.skipped()));
      known = after(known, result, holds.isPresent(), step, outputs);
    }
    return new Walk(List.copyOf(runs), known);
  }

  /// Whether the script is for a shell, and not for another language.
  private static boolean isShell(WorkflowStep step) {
    return step.body().text("shell").filter(shell -> OTHER_LANGUAGE.matcher(shell).find()).isEmpty();
  }

  /// Finds the line of a script in its file.
  interface SourceLines {
    Position inScript(dev.slipway.workflow.yaml.YamlScalar script, int line);
  }

  private static Contexts after(Contexts known, ScriptResult result, boolean certain, WorkflowStep step, Map<String, Value> outputs) {
    Contexts next = known;
    if (!result.environment().isEmpty()) {
      LinkedHashMap<String, Value> env = new LinkedHashMap<>(known.known("env").fields());
      result.environment().forEach((k, v) -> env.put(k, value(k, v, certain)));
      next = next.withOpen("env", new Value.Obj(env), "a step or the runner may set it");
    }
    if (step.id().isPresent() && !result.outputs().isEmpty()) {
      LinkedHashMap<String, Value> values = new LinkedHashMap<>();
      result.outputs().forEach((k, v) -> values.put(k, value(k, v, certain)));
      LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
      fields.put("outputs", new Value.Obj(values, Optional.of("it is an output of a step")));
      outputs.put(step.id().get(), new Value.Obj(fields, Optional.of("it is the outcome of a step")));
      next = next.withOpen("steps", Value.object(outputs), "it is an output of a step");
    }
    return next;
  }

  private static Value value(String name, Text text, boolean certain) {
    return certain ? Value.of(text) : new Value.Unknown("$" + name, "whether the step that sets it runs is not known");
  }

  /// The environment of a script.
  private static Map<String, Text> variables(Contexts contexts, Scenario scenario) {
    Map<String, Text> variables = new HashMap<>();
    variables.put("GITHUB_REF", Text.of(scenario.ref()));
    variables.put("GITHUB_REF_NAME", Text.of(scenario.refName()));
    variables.put("GITHUB_REF_TYPE", Text.of(scenario.isTag() ? "tag" : "branch"));
    variables.put("GITHUB_EVENT_NAME", Text.of(scenario.event()));
    variables.put("GITHUB_REPOSITORY", Text.of(scenario.repository()));
    contexts.known("env").fields().forEach((k, v) -> variables.put(k, v.asText()));
    return variables;
  }
}
