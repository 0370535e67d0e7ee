package dev.slipway.workflow;

import dev.slipway.fact.Known;
import dev.slipway.fact.Source;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a `runs-on` asks for.
///
/// @param labels the labels a runner has to have; none when any runner of the group will do
/// @param group  the group of runners it has to be in
record Runner(List<String> labels, Optional<String> group) {

  /// The runner a leg asks for, or unknown when that depends on something only a run can tell.
  static Known<Runner> of(WorkflowJob job, Evaluator evaluator) {
    if (job.runsOn().isEmpty()) {
      return Known.unknown(job.uses().isPresent() ? "the workflow it calls says it" : "the job has no runs-on");
    }
    YamlNode node = job.runsOn().get();
    try {
      Value value = Located.of(node, evaluator).value();
      Optional<Value> group = value instanceof Value.Obj obj ? obj.get("group") : Optional.empty();
      Value labels = value instanceof Value.Obj obj ? obj.get("labels").orElse(Value.of(List.of())) : value;
      List<Value> parts = new ArrayList<>(labels instanceof Value.Arr arr ? arr.items() : List.of(labels));
      group.ifPresent(parts::add);
      List<String> known = new ArrayList<>();
      for (Value part : parts) {
        Optional<String> exact = part.asText().exact();
        if (exact.isEmpty()) {
          Text.Hole hole = part.asText().holes().getFirst();
          return Known.unknown("%s: %s".formatted(hole.name(), hole.reason()));
        }
        known.add(exact.get());
      }
      Optional<String> named = group.map(_ -> known.removeLast()).filter(name -> !name.isEmpty());
      return Known.of(new Runner(List.copyOf(known), named), new Source.InFile(node.at()));
    } catch (ExpressionError e) {
      return Known.unknown(e.reason());
    }
  }
}
