package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.LocalAction;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A step of a leg with what is known when it starts, scripts of earlier steps read.
///
/// @param step   the step
/// @param callers for a step of an action of the repository, the steps that use the action, the job's own first
/// @param plain  what the file alone tells
/// @param known  what the file and the scripts before tell
/// @param runs   whether its condition holds; empty where only a run can tell
/// @param made   the files its script makes
/// @param released the files its script gives to a release
/// @param skippedLines the lines of its script, from 0, that certainly do not run
/// @param release what it does to a release; empty when it does nothing to one
public record StepRun(WorkflowStep step, List<WorkflowStep> callers, Contexts plain, Contexts known, Optional<Boolean> runs, List<Made> made,
    List<Made> released, Set<Integer> skippedLines, Optional<ReleaseStep> release) {

  static StepRun of(WorkflowStep step, List<WorkflowStep> callers, Contexts plain, Contexts known, Optional<Boolean> runs,
      List<Made> made, List<Made> released, Set<Integer> skippedLines) {
    StepRun run = new StepRun(step, callers, plain, known, runs, made, released, skippedLines, Optional.empty());
    Optional<ReleaseStep> release = ReleaseStep.of(run);
    return release.isEmpty() ? run : new StepRun(step, callers, plain, known, runs, made, released, skippedLines, release);
  }

  /// The step and those it is used through, from the inside out.
  public Stream<WorkflowStep> chain() {
    return Stream.concat(Stream.of(step), callers.reversed().stream());
  }

  /// A file a script makes, and where the script says it.
  ///
  /// @param certain whether no condition nobody can judge stands before it
  public record Made(Text name, Position at, boolean certain) {}

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

  /// What expressions in the action a step uses may ask: its own inputs and steps.
  public static Contexts inside(WorkflowStep step, Contexts caller) {
    LinkedHashMap<String, Value> inputs = new LinkedHashMap<>();
    Evaluator evaluator = new Evaluator(caller);
    for (YamlMapping.Entry input : step.inside().map(LocalAction::inputs).orElse(List.of())) {
      Optional<YamlScalar> standard = input.value().mapping().flatMap(i -> i.get("default")).flatMap(YamlNode::scalar);
      inputs.put(input.name(), standard.<Value>map(s -> Value.of(Expansion.evaluate(s, evaluator).asText())).orElse(Value.EMPTY));
    }
    for (YamlMapping.Entry given : step.with().entries()) {
      String name = inputs.keySet().stream().filter(given.name()::equalsIgnoreCase).findFirst().orElse(given.name());
      given.value().scalar().ifPresent(text -> inputs.put(name, Value.of(Expansion.evaluate(text, evaluator).asText())));
    }
    return caller.with("inputs", new Value.Obj(inputs)).withUnknown("steps", "it is an output of a step");
  }
}
