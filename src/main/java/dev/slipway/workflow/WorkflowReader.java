package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.workflow.expression.Expressions;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlFile;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlReader;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a workflow file. It never throws: faults become findings, unknown keys stop nothing.
public final class WorkflowReader {
  private final String file;
  private final SourceText text;
  private final List<Finding> findings;
  private final Expressions expressions = new Expressions();

  private WorkflowReader(YamlFile yaml) {
    this.file = yaml.text().file();
    this.text = yaml.text();
    this.findings = new ArrayList<>(yaml.findings());
  }

  /// Reads a workflow file.
  ///
  /// @param bytes the whole file
  /// @param file  its name, relative to what the user asked for; positions carry it
  public static WorkflowFile read(byte[] bytes, String file) {
    YamlFile yaml = YamlReader.read(bytes, file);
    return new WorkflowReader(yaml).workflow(yaml.root());
  }

  private WorkflowFile workflow(Optional<YamlNode> node) {
    YamlMapping root = node.flatMap(YamlNode::mapping).orElseGet(() -> YamlMapping.empty(Position.of(file)));
    if (findings.isEmpty() && node.flatMap(YamlNode::mapping).isEmpty()) {
      error(new Position(file, 1, 1), "no-workflow", "the file holds no mapping, so it is no workflow",
          "A workflow has the keys `on` and `jobs`.");
    }
    List<Trigger> triggers = triggers(root);
    List<WorkflowJob> jobs = jobs(root);
    checkKeys(root, node.isPresent());
    if (findings.isEmpty()) {
      findings.addAll(RefusedFiles.of(root, triggers, jobs));
    }
    findings.addAll(ExpressionCheck.of(root, text, expressions));
    return new WorkflowFile(
        file, root, triggers,
        inputs(triggers, "workflow_dispatch"), inputs(triggers, "workflow_call"),
        jobs, List.copyOf(findings), text, expressions, List.of());
  }

  private void checkKeys(YamlMapping root, boolean read) {
    if (!read || !findings.isEmpty()) {
      return;
    }
    if (root.entry("jobs").isEmpty()) {
      error(root.at(), "no-workflow", "the file has no `jobs`, so it is no workflow", "Give it the keys `on` and `jobs`.");
    } else if (root.entry("on").isEmpty()) {
      error(root.at(), "no-workflow", "the file has no `on`, so nothing starts it", "Say when it runs, such as `on: push`.");
    }
  }

  private static List<Trigger> triggers(YamlMapping root) {
    List<Trigger> triggers = new ArrayList<>();
    root.get("on").ifPresent(on -> {
      switch (on) {
        case YamlScalar s -> triggers.add(new Trigger(s.value(), YamlMapping.empty(s.at()), s.at()));
        case YamlSequence s -> {
          for (YamlNode item : s.items()) {
            item.text().ifPresent(event -> triggers.add(new Trigger(event, YamlMapping.empty(item.at()), item.at())));
          }
        }
        case YamlMapping m -> {
          for (YamlMapping.Entry e : m.entries()) {
            YamlMapping body = e.value().mapping().orElseGet(() -> YamlMapping.empty(e.key().at()));
            triggers.add(new Trigger(e.name(), body, e.key().at()));
          }
        }
      }
    });
    return List.copyOf(triggers);
  }

  private static List<WorkflowInput> inputs(List<Trigger> triggers, String event) {
    List<WorkflowInput> inputs = new ArrayList<>();
    triggers.stream()
        .filter(t -> t.event().equals(event))
        .flatMap(t -> t.body().mapping("inputs").stream())
        .flatMap(m -> m.entries().stream())
        .forEach(e -> {
          YamlMapping body = e.value().mapping().orElseGet(() -> YamlMapping.empty(e.key().at()));
          inputs.add(new WorkflowInput(
              e.name(),
              WorkflowInput.Type.of(body.text("type").orElse("string")),
              body.text("description").orElse(""),
              body.text("default"),
              body.texts("options"),
              body.get("required").flatMap(YamlNode::scalar).filter(YamlScalar::isTrue).isPresent(),
              e.key().at()));
        });
    return List.copyOf(inputs);
  }

  private static List<WorkflowJob> jobs(YamlMapping root) {
    return root.mapping("jobs").map(YamlMapping::entries).orElse(List.of()).stream()
        .filter(e -> e.value() instanceof YamlMapping)
        .map(e -> WorkflowJob.of(e.key(), (YamlMapping) e.value()))
        .toList();
  }

  private void error(Position at, String rule, String message, String fix) {
    findings.add(Finding.at(at, rule, Severity.ERROR, message, fix));
  }
}
