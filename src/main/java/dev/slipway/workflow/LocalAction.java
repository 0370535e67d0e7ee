package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlFile;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlReader;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// An action of the repository itself, as its `action.yml` describes it.
///
/// @param root     everything the file says
/// @param steps    the steps of a composite action; none for one in JavaScript or a container
/// @param text     the raw lines
/// @param findings what kept the file from being read
/// @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax">metadata syntax</a>
public record LocalAction(YamlMapping root, List<WorkflowStep> steps, SourceText text, List<Finding> findings) {

  /// GitHub reads at most this many levels of actions using actions.
  public static final int DEEPEST = 10;
  /// No job has as many steps; where actions use one another, they multiply.
  public static final int MOST_STEPS = 2_000;

  /// Reads an `action.yml`. It never throws: faults become findings.
  ///
  /// @param file the name positions carry
  static LocalAction read(byte[] bytes, String file) {
    YamlFile yaml = YamlReader.read(bytes, file);
    YamlMapping root = yaml.root().flatMap(YamlNode::mapping).orElseGet(() -> YamlMapping.empty(yaml.text().start()));
    Optional<YamlMapping> runs = root.mapping("runs").filter(r -> r.text("using").filter("composite"::equalsIgnoreCase).isPresent());
    List<WorkflowStep> steps = new ArrayList<>();
    for (YamlNode item : runs.flatMap(r -> r.get("steps")).flatMap(YamlNode::sequence).map(YamlSequence::items).orElse(List.of())) {
      item.mapping().ifPresent(m -> steps.add(WorkflowStep.of(steps.size() + 1, m)));
    }
    return new LocalAction(root, List.copyOf(steps), yaml.text(), yaml.findings());
  }

  /// The name positions carry.
  public String file() {
    return text.file();
  }

  /// What it takes.
  public List<YamlMapping.Entry> inputs() {
    return root.mapping("inputs").map(YamlMapping::entries).orElse(List.of());
  }

  /// What it gives back.
  public List<YamlMapping.Entry> outputs() {
    return root.mapping("outputs").map(YamlMapping::entries).orElse(List.of());
  }

  /// The same action with other steps.
  LocalAction with(UnaryOperator<WorkflowStep> change) {
    return new LocalAction(root, steps.stream().map(change).toList(), text, findings);
  }
}
