package dev.slipway.target;

import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Value;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/// What Jazzer calls with bytes of its own making, each in a virtual machine of its own.
public final class FuzzTargets {
  private FuzzTargets() {}

  /// Reads bytes as a workflow, plans and audits it.
  public static final class Reader {
    private static final RunnerLabels LABELS = RunnerLabels.bundled();

    private Reader() {}

    public static void fuzzerTestOneInput(byte[] data) {
      TargetPlan plan = new TargetPlanner(LABELS).plan(List.of(WorkflowReader.read(data, "f.yml")), Scenario.tagPush("v1.2.3", "o/r"));
      new PipelineAudit(LABELS, AuditOptions.filesOnly()).audit(plan);
      LearntNames.complete(plan, "v1.2.2", List.of("tool-v1.2.2-win64.zip", "tool.wasm"));
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
