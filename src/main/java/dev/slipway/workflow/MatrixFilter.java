package dev.slipway.workflow;

import dev.slipway.workflow.expression.Coercion;
import dev.slipway.workflow.expression.Value;
import java.util.Map;
import java.util.Optional;

/// Whether a filter of `include` or `exclude` matches a combination: every leaf of the filter has to equal,
/// loosely, what the combination has in the same place; what the filter does not name does not matter.
final class MatrixFilter {
  private MatrixFilter() {}

  /// Whether the filter matches; empty where that depends on something only a run can tell.
  static Optional<Boolean> matches(Value filter, Value target) {
    return switch (filter) {
      case Value.Obj obj -> {
        boolean open = false;
        for (Map.Entry<String, Value> field : obj.fields().entrySet()) {
          Optional<Boolean> match = matches(field.getValue(), property(target, field.getKey()));
          if (match.isPresent() && !match.get()) {
            yield match;
          }
          open |= match.isEmpty();
        }
        yield open ? Optional.empty() : Optional.of(true);
      }
      case Value.Arr arr -> {
        boolean open = false;
        for (int i = 0; i < arr.items().size(); i++) {
          Optional<Boolean> match = matches(arr.items().get(i), item(target, i));
          if (match.isPresent() && !match.get()) {
            yield match;
          }
          open |= match.isEmpty();
        }
        yield open ? Optional.empty() : Optional.of(true);
      }
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _, Value.Unknown _ ->
          Coercion.equal(target, filter);
    };
  }

  private static Value property(Value target, String key) {
    return switch (target) {
      case Value.Obj obj -> obj.get(key).orElse(Value.NULL);
      case Value.Unknown _ -> target;
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _, Value.Arr _ -> Value.NULL;
    };
  }

  private static Value item(Value target, int i) {
    return switch (target) {
      case Value.Arr arr -> i < arr.items().size() ? arr.items().get(i) : Value.NULL;
      case Value.Obj obj -> obj.get(Integer.toString(i)).orElse(Value.NULL);
      case Value.Unknown _ -> target;
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _, Value.Templated _ -> Value.NULL;
    };
  }
}
