package dev.slipway.target;

import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.target.shell.ScriptReader;
import dev.slipway.workflow.LocalActionSearch;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Jazzer calls with bytes of its own making, each in a virtual machine of its own.
public final class FuzzTargets {
  private FuzzTargets() {}

  /// A workflow that uses actions of the repository; each of them is the same file, so that it uses itself.
  static List<WorkflowFile> withActions(byte[] bytes) {
    LocalActionSearch search = new LocalActionSearch(List.of(WorkflowReader.read(bytes, "f.yml")));
    for (Optional<String> folder = search.next(); folder.isPresent(); folder = search.next()) {
      search.found(bytes, LocalActionSearch.paths(folder.get()).getFirst());
    }
    return search.files();
  }

  /// Reads bytes as a workflow and as the actions it uses, plans and audits it.
  public static final class Reader {
    private static final RunnerLabels LABELS = RunnerLabels.bundled();

    private Reader() {}

    public static void fuzzerTestOneInput(byte[] data) {
      TargetPlan plan = new TargetPlanner(LABELS).plan(withActions(data), Scenario.tagPush("v1.2.3", "o/r"));
      new PipelineAudit(LABELS, AuditOptions.filesOnly()).audit(plan);
      LearntNames.complete(plan, "v1.2.2", List.of("tool-v1.2.2-win64.zip", "tool.wasm"));
    }
  }

  /// Reads bytes as a script.
  public static final class Scripts {
    private static final Map<String, Text> VARIABLES = Map.of("GITHUB_REF", Text.of("refs/tags/v1.2.3"), "GITHUB_REF_NAME", Text.of("v1.2.3"));

    private Scripts() {}

    public static void fuzzerTestOneInput(byte[] data) {
      ScriptReader.read(Text.of(new String(data, StandardCharsets.UTF_8)).plus(Text.hole("a.b", "it is a hole")), VARIABLES)
          .released().forEach(file -> file.name().shown());
    }
  }

  /// Evaluates bytes as a text with expressions.
  public static final class Expressions {
    private static final Contexts CONTEXTS = Contexts.none()
        .with("matrix", Value.object(new LinkedHashMap<>(java.util.Map.of("os", Value.of("linux"), "n", Value.of(3)))))
        .withUnknown("needs", "it is an output of another job");

    private Expressions() {}

    public static void fuzzerTestOneInput(byte[] data) {
      try {
        Template.parse(new String(data, StandardCharsets.UTF_8)).value(new Evaluator(CONTEXTS)).asText().shown();
      } catch (ExpressionError e) {
        if (e.reason().isEmpty()) {
          throw new AssertionError("an error without a reason", e);
        }
      }
    }
  }
}
