package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.ScalarTable;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A node after all expressions in it were evaluated, with the places its parts come from.
///
/// @param value    the value
/// @param at       where it is written
/// @param children the parts of an array or object, in order; none when an expression made it
/// @param names    the keys of an object, in order
record Located(Value value, Position at, List<Located> children, List<String> names) {

  /// The value of a scalar that holds no expression.
  static Value plain(YamlScalar scalar) {
    return switch (scalar.type()) {
      case NULL -> Value.NULL;
      case BOOLEAN -> Value.of(scalar.isTrue());
      case NUMBER -> Value.of(ScalarTable.number(scalar.value()));
      case STRING -> Value.of(scalar.value());
    };
  }

  /// The value of a scalar, its expressions evaluated.
  static Value scalar(YamlScalar scalar, Evaluator evaluator) throws ExpressionError {
    return scalar.type() == YamlScalar.Type.STRING && Template.isIn(scalar.value())
        ? evaluator.template(scalar.value())
        : plain(scalar);
  }

  /// Evaluates a node and everything in it.
  ///
  /// @throws ExpressionError when an expression in it cannot be read or evaluated
  static Located of(YamlNode node, Evaluator evaluator) throws ExpressionError {
    return switch (node) {
      case YamlScalar s -> made(scalar(s, evaluator), s.at());
      case YamlSequence s -> {
        List<Located> items = new ArrayList<>(s.items().size());
        for (YamlNode item : s.items()) {
          items.add(of(item, evaluator));
        }
        yield new Located(Value.of(items.stream().map(Located::value).toList()), s.at(), items, List.of());
      }
      case YamlMapping m -> mapping(m, evaluator);
    };
  }

  private static Located mapping(YamlMapping m, Evaluator evaluator) throws ExpressionError {
    Map<String, Located> fields = new LinkedHashMap<>();
    for (YamlMapping.Entry e : m.entries()) {
      Located value = of(e.value(), evaluator);
      if (!Template.isIn(e.name())) {
        fields.put(e.name(), new Located(value.value(), e.key().at(), value.children(), value.names()));
      } else if (isInsert(e.name())) {
        if (!(value.value() instanceof Value.Obj inserted)) {
          return made(value.value().isOpen() ? value.value() : Value.NULL, m.at());
        }
        inserted.fields().forEach((k, v) -> fields.put(k, made(v, e.key().at())));
      } else {
        Value key = evaluator.template(e.name());
        if (key.isOpen()) {
          return made(new Value.Unknown(e.name(), "a key depends on something only a run can tell"), m.at());
        }
        fields.put(key.asText().shown(), value);
      }
    }
    LinkedHashMap<String, Value> values = new LinkedHashMap<>();
    fields.forEach((k, v) -> values.put(k, v.value()));
    return new Located(new Value.Obj(values), m.at(), List.copyOf(fields.values()), List.copyOf(fields.keySet()));
  }

  private static boolean isInsert(String key) {
    return key.replaceAll("[\\s${}]", "").toLowerCase(Locale.ROOT).equals("insert");
  }

  /// A value an expression made: all its parts stand where the expression stands.
  static Located made(Value value, Position at) {
    return new Located(value, at, List.of(), List.of());
  }

  /// The items of an array with their places.
  List<Located> items() {
    return value instanceof Value.Arr arr && children.isEmpty()
        ? arr.items().stream().map(v -> made(v, at)).toList()
        : children;
  }

  /// The fields of an object with the places of their keys.
  Map<String, Located> fields() {
    Map<String, Located> fields = new LinkedHashMap<>();
    if (value instanceof Value.Obj obj) {
      if (names.isEmpty()) {
        obj.fields().forEach((k, v) -> fields.put(k, made(v, at)));
      } else {
        for (int i = 0; i < names.size(); i++) {
          fields.put(names.get(i), children.get(i));
        }
      }
    }
    return fields;
  }

  /// The name GitHub's parser has for a value's kind, as its messages use it.
  static String token(Value value) {
    return switch (value) {
      case Value.Null _ -> "NullToken";
      case Value.Bool _ -> "BooleanToken";
      case Value.Num _ -> "NumberToken";
      case Value.Str _, Value.Templated _, Value.Unknown _ -> "StringToken";
      case Value.Arr _ -> "SequenceToken";
      case Value.Obj _ -> "MappingToken";
    };
  }
}
