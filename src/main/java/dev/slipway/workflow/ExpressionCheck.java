package dev.slipway.workflow;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.workflow.expression.Expression;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Expressions;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;

/// Every expression of a file has to be one, and may name only what is there where it stands; conditions are
/// expressions without braces.
final class ExpressionCheck {
  private final SourceText text;
  private final Expressions expressions;
  private final List<Finding> findings = new ArrayList<>();
  /// The keys from the top of the file.
  private final List<String> path = new ArrayList<>();

  private ExpressionCheck(SourceText text, Expressions expressions) {
    this.text = text;
    this.expressions = expressions;
  }

  /// What is wrong with the expressions of a file.
  ///
  /// @param expressions where those that were parsed are kept
  static List<Finding> of(YamlMapping root, SourceText text, Expressions expressions) {
    ExpressionCheck check = new ExpressionCheck(text, expressions);
    check.check(root);
    return check.findings;
  }

  private void check(YamlNode node) {
    switch (node) {
      case YamlScalar s -> check(s);
      case YamlSequence s -> s.items().forEach(this::check);
      case YamlMapping m -> {
        for (YamlMapping.Entry e : m.entries()) {
          path.addLast(e.name());
          if (e.value().anchor().isEmpty() || isCondition()) {
            check(e.value());
          }
          path.removeLast();
        }
      }
    }
  }

  /// Whether the path leads to the `if` of a job or step; an input or a value of a matrix may be called so too.
  private boolean isCondition() {
    if (path.size() < 3 || !path.getLast().equals("if") || !path.getFirst().equals("jobs")) {
      return false;
    }
    return path.size() == 3 || switch (path.get(path.size() - 2)) {
      case "steps", "parallel", "snapshot" -> true;
      default -> false;
    };
  }

  private void check(YamlScalar scalar) {
    boolean condition = isCondition() && !Template.isIn(scalar.value());
    if (scalar.type() == YamlScalar.Type.NULL || (!condition && (!Template.isIn(scalar.value()) || scalar.anchor().isPresent()))) {
      return;
    }
    try {
      if (condition) {
        check(expressions.condition(scalar.value()), 0, scalar);
      } else {
        for (Template.Code code : expressions.template(scalar.value()).codes()) {
          check(code.expression(), code.offset(), scalar);
        }
      }
    } catch (ExpressionError e) {
      error(text.positionIn(scalar, e.offset()), "expression-syntax", e.reason(), "GitHub refuses the file; mend the expression.");
    }
  }

  private void check(Expression expression, int offset, YamlScalar scalar) {
    ContextsAllowed.at(path).refusal(expression).ifPresent(refusal -> error(
        text.positionIn(scalar, offset + refusal.offset()), "context",
        "GitHub has no %s in `%s`".formatted(refusal.what(), String.join(".", path)),
        "GitHub refuses the file; %s.".formatted(refusal.there())));
  }

  private void error(Position at, String rule, String message, String fix) {
    findings.add(Finding.at(at, rule, Severity.ERROR, message, fix));
  }
}
