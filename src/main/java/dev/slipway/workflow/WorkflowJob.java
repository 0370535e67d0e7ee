package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// One job as the file writes it.
///
/// @param id    its key under `jobs:`
/// @param at    where the key stands
/// @param body  everything the file says about it
/// @param steps its steps in order; none for a job that calls a workflow
public record WorkflowJob(String id, Position at, YamlMapping body, List<WorkflowStep> steps) {

  /// Its `name`, as written.
  public Optional<YamlScalar> name() {
    return body.get("name").flatMap(YamlNode::scalar).filter(s -> s.type() != YamlScalar.Type.NULL);
  }

  /// The jobs it waits for.
  public List<String> needs() {
    return body.texts("needs");
  }

  /// Where a name stands in its `needs`, or the job itself.
  public Position needsAt() {
    return body.entry("needs").map(e -> e.key().at()).orElse(at);
  }

  /// Its `if`.
  public Optional<YamlScalar> condition() {
    return body.get("if").flatMap(YamlNode::scalar);
  }

  /// Its `runs-on`.
  public Optional<YamlNode> runsOn() {
    return body.get("runs-on");
  }

  /// Its `strategy`.
  public Optional<YamlNode> strategy() {
    return body.get("strategy");
  }

  /// The workflow it calls.
  public Optional<YamlScalar> uses() {
    return body.get("uses").flatMap(YamlNode::scalar);
  }

  /// What it passes to the workflow it calls.
  public YamlMapping with() {
    return body.mapping("with").orElseGet(() -> YamlMapping.empty(at));
  }

  /// Its `env`.
  public YamlMapping env() {
    return body.mapping("env").orElseGet(() -> YamlMapping.empty(at));
  }

  /// Its `permissions`: a mapping, or one of the words `read-all`, `write-all`.
  public Optional<YamlNode> permissions() {
    return body.get("permissions");
  }

  /// The image of its `container`, as written.
  public Optional<String> container() {
    return body.get("container").flatMap(c -> c.text().or(() -> c.mapping().flatMap(m -> m.text("image"))));
  }

  /// The name of its `environment`, as written.
  public Optional<String> environment() {
    return body.get("environment").flatMap(e -> e.text().or(() -> e.mapping().flatMap(m -> m.text("name"))));
  }

  /// Its steps, each with those of the repository's own action that it uses behind it. GitHub reads ten levels of
  /// actions; no job has as many steps as are taken here.
  public List<WorkflowStep> allSteps() {
    if (steps.stream().noneMatch(step -> step.inside().isPresent())) {
      return steps;
    }
    List<WorkflowStep> all = new ArrayList<>();
    collect(steps, 0, all);
    return all;
  }

  private static void collect(List<WorkflowStep> steps, int depth, List<WorkflowStep> into) {
    for (WorkflowStep step : steps) {
      if (into.size() < LocalAction.MOST_STEPS) {
        into.add(step);
        step.inside().filter(_ -> depth < LocalAction.DEEPEST).ifPresent(action -> collect(action.steps(), depth + 1, into));
      }
    }
  }

  /// The same job with other steps.
  WorkflowJob with(UnaryOperator<WorkflowStep> change) {
    return new WorkflowJob(id, at, body, steps.stream().map(change).toList());
  }

  static WorkflowJob of(YamlScalar key, YamlMapping body) {
    List<YamlNode> items = body.get("steps").flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of());
    List<WorkflowStep> steps = new ArrayList<>();
    for (YamlNode item : items) {
      item.mapping().ifPresent(m -> steps.add(WorkflowStep.of(steps.size() + 1, m)));
    }
    return new WorkflowJob(key.value(), key.at(), body, List.copyOf(steps));
  }
}
