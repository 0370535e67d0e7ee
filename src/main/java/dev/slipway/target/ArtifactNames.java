package dev.slipway.target;

import dev.slipway.workflow.expression.NamePattern;
import dev.slipway.workflow.expression.Text;
import java.util.List;
import java.util.Optional;

/// The names artifact steps use.
public final class ArtifactNames {
  private ArtifactNames() {}

  /// The name an upload gives, `artifact` where it gives none.
  public static Text of(StepRun upload) {
    return upload.input("name").map(StepRun.Input::text).orElse(Text.of("artifact"));
  }

  /// Whether a download certainly asks for this artifact by name or pattern; one that asks for all does not.
  public static boolean isNamed(StepRun download, String artifact) {
    Optional<StepRun.Input> name = download.input("name").filter(n -> n.text().exact().isPresent());
    Optional<StepRun.Input> pattern = download.input("pattern").filter(p -> p.text().exact().isPresent());
    if (name.isPresent()) {
      return name.get().text().exact().filter(artifact::equals).isPresent();
    }
    return pattern.isPresent() && Globs.pattern(pattern.get().text(), true).matches(artifact);
  }

  /// The names and patterns a job's downloads ask for; none when one asks for all.
  static List<NamePattern> asked(List<StepRun> downloads) {
    return ArtifactFlow.names(downloads);
  }

  /// Whether an input is certainly true.
  public static boolean isTrue(StepRun run, String input) {
    return run.input(input).flatMap(i -> i.text().exact()).filter("true"::equalsIgnoreCase).isPresent();
  }

  /// An input's text, with holes, where it is given.
  public static Optional<Text> input(StepRun run, String input) {
    return run.input(input).map(StepRun.Input::text);
  }
}
