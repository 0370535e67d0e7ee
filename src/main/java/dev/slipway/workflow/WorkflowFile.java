package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.workflow.expression.Expressions;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A workflow file as far as it could be read.
///
/// @param file     the name positions carry
/// @param root     everything the file says; empty when nothing could be read
/// @param triggers its `on:`, in file order
/// @param inputs   the inputs of `workflow_dispatch`
/// @param callInputs the inputs of `workflow_call`
/// @param jobs     its jobs, in file order
/// @param findings what is wrong with it
/// @param text     the raw lines, for excerpts
/// @param expressions its expressions, parsed
/// @param actions the actions of the repository itself that its steps use, and those use, as far as they were read
public record WorkflowFile(
    String file,
    YamlMapping root,
    List<Trigger> triggers,
    List<WorkflowInput> inputs,
    List<WorkflowInput> callInputs,
    List<WorkflowJob> jobs,
    List<Finding> findings,
    SourceText text,
    Expressions expressions,
    List<LocalAction> actions) {

  /// Its `name`, or its path where it has none, as GitHub shows it.
  public String name() {
    return root.text("name").orElse(file);
  }

  /// The last part of its path.
  public String fileName() {
    return file.substring(file.lastIndexOf('/') + 1);
  }

  /// The job with this key.
  public Optional<WorkflowJob> job(String id) {
    return jobs.stream().filter(j -> j.id().equalsIgnoreCase(id)).findFirst();
  }

  /// The trigger for this event.
  public Optional<Trigger> trigger(String event) {
    return triggers.stream().filter(t -> t.event().equals(event)).findFirst();
  }

  /// Whether a scenario starts this workflow.
  public boolean startsFor(Scenario scenario) {
    return triggers.stream().anyMatch(t -> t.startsFor(scenario));
  }

  /// Whether it can be run by hand.
  public boolean isDispatchable() {
    return trigger("workflow_dispatch").isPresent();
  }

  /// Its `env`.
  public YamlMapping env() {
    return root.mapping("env").orElseGet(() -> YamlMapping.empty(Position.of(file)));
  }

  /// Its `permissions`.
  public Optional<YamlNode> permissions() {
    return root.get("permissions");
  }

  /// The same file, its steps with the actions of the repository they use.
  WorkflowFile with(UnaryOperator<WorkflowStep> filled) {
    List<WorkflowJob> changed = jobs.stream().map(job -> job.with(filled)).toList();
    Map<String, LocalAction> used = new LinkedHashMap<>();
    changed.forEach(job -> collect(job.steps(), used));
    return new WorkflowFile(
        file, root, triggers, inputs, callInputs, changed, findings, text, expressions, List.copyOf(used.values()));
  }

  private static void collect(List<WorkflowStep> steps, Map<String, LocalAction> into) {
    for (WorkflowStep step : steps) {
      step.inside().filter(action -> into.putIfAbsent(action.file(), action) == null)
          .ifPresent(action -> collect(action.steps(), into));
    }
  }

  /// Every job that has to end before this one starts, directly or through others.
  public List<String> ancestors(String id) {
    java.util.LinkedHashSet<String> found = new java.util.LinkedHashSet<>();
    java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>(List.of(id));
    while (!open.isEmpty()) {
      job(open.pop()).ifPresent(j -> j.needs().stream().filter(found::add).forEach(open::push));
    }
    return List.copyOf(found);
  }
}
