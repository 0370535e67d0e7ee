package dev.slipway.workflow;

import dev.slipway.workflow.Matrix.Fault;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A job's `strategy`, evaluated.
///
/// @param failFast    whether one failing leg cancels the others; empty where only a run can tell
/// @param maxParallel how many legs run at once; 0 when it is not given
/// @param hasMatrix   whether there is a matrix
/// @param matrix      its combinations; none when there is no matrix
/// @param faults      what GitHub refuses, matrix included
record Strategy(Optional<Boolean> failFast, int maxParallel, boolean hasMatrix, Matrix.Result matrix, List<Fault> faults) {

  static Strategy none() {
    return new Strategy(Optional.of(true), 0, false, nothing(), List.of());
  }

  private static Matrix.Result nothing() {
    return new Matrix.Result(List.of(), Optional.empty(), List.of(), MatrixUse.NONE);
  }

  private static Matrix.Result unknown(String reason) {
    return new Matrix.Result(List.of(), Optional.of(reason), List.of(), MatrixUse.NONE);
  }

  static Strategy of(YamlNode node, Evaluator evaluator) {
    Located located;
    try {
      located = Located.of(node, evaluator);
    } catch (ExpressionError e) {
      return new Strategy(Optional.of(true), 0, true, unknown("an expression in the strategy fails: " + e.reason()),
          List.of(new Fault(e.reason(), node.at())));
    }
    if (located.value() instanceof Value.Unknown u) {
      return new Strategy(Optional.of(true), 0, true, unknown(u.name() + ": " + u.reason()), List.of());
    }
    if (!(located.value() instanceof Value.Obj)) {
      return new Strategy(Optional.of(true), 0, false, nothing(), List.of(unexpected(located, "strategy", "MappingToken")));
    }
    return of(located);
  }

  /// A value of the wrong kind, in GitHub's own words.
  static Fault unexpected(Located value, String what, String wanted) {
    return new Fault(
        "Unexpected type '%s' encountered while reading '%s'. The type '%s' was expected.".formatted(Located.token(value.value()), what, wanted),
        value.at());
  }

  private static Strategy of(Located strategy) {
    Optional<Boolean> failFast = Optional.of(true);
    int maxParallel = 0;
    Optional<Matrix.Result> matrix = Optional.empty();
    List<Fault> faults = new ArrayList<>();
    for (Map.Entry<String, Located> field : strategy.fields().entrySet()) {
      Value value = field.getValue().value();
      switch (field.getKey()) {
        case "fail-fast" -> {
          failFast = value.isOpen() ? Optional.empty() : Optional.of(!(value instanceof Value.Bool b) || b.value());
          if (!value.isOpen() && !(value instanceof Value.Bool)) {
            faults.add(unexpected(field.getValue(), "strategy fail-fast", "BooleanToken"));
          }
        }
        case "max-parallel" -> {
          maxParallel = value instanceof Value.Num n && n.value() > 0 ? (int) Math.min(n.value(), 1e6) : 0;
          if (!value.isOpen() && !(value instanceof Value.Num)) {
            faults.add(unexpected(field.getValue(), "strategy max-parallel", "NumberToken"));
          }
        }
        case "matrix" -> matrix = Optional.of(Matrix.expand(field.getValue()));
        default -> faults.add(new Fault(
            "Error while reading 'strategy key'. Unexpected value '%s'".formatted(field.getKey()), field.getValue().at()));
      }
    }
    matrix.ifPresent(m -> faults.addAll(m.faults()));
    return new Strategy(failFast, maxParallel, matrix.isPresent(), matrix.orElseGet(Strategy::nothing), List.copyOf(faults));
  }
}
