package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The artifacts a leg uploads with `actions/upload-artifact`.
public final class Uploads {
  private Uploads() {}

  /// One upload.
  ///
  /// @param name    the artifact's name
  /// @param path    what is uploaded, one pattern a line
  /// @param certain whether the step certainly runs; empty where only a run can tell
  /// @param step    the step
  public record Upload(Text name, Text path, Optional<Boolean> certain, WorkflowStep step, Position at) {

    /// The upload as an expected file.
    ExpectedFile expected() {
      NameSource source = name.exact().isPresent() ? NameSource.EXACT : name.isUnknown() ? NameSource.UNKNOWN : NameSource.PATTERN;
      return new ExpectedFile(name, false, source, at, Optional.empty(), path.shown());
    }
  }

  /// The uploads of a leg in step order, those whose condition certainly fails included.
  public static List<Upload> of(ExpandedJob job, Leg leg) {
    List<Upload> uploads = new ArrayList<>();
    for (WorkflowStep step : job.job().steps()) {
      if (step.action().equals("actions/upload-artifact")) {
        Contexts contexts = Expansion.withEnv(leg.contexts(), step.env());
        Evaluator evaluator = new Evaluator(contexts);
        Text name = input(step.with(), "name", evaluator).orElse(Text.of("artifact"));
        Text path = input(step.with(), "path", evaluator).orElse(Text.of(""));
        Position at = step.with().entry("name").map(e -> e.value().at()).orElse(step.at());
        uploads.add(new Upload(name, path, Expansion.holds(step.condition(), contexts), step, at));
      }
    }
    return uploads;
  }

  /// An input of an action, evaluated.
  static Optional<Text> input(YamlMapping with, String name, Evaluator evaluator) {
    return with.get(name)
        .flatMap(n -> n.scalar())
        .filter(s -> s.type() != YamlScalar.Type.NULL)
        .map(s -> Expansion.evaluate(s, evaluator).asText());
  }
}
