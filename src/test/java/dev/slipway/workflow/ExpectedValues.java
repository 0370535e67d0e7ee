package dev.slipway.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Values of the expectation files.
final class ExpectedValues {
  private ExpectedValues() {}

  static Optional<Value.Obj> object(JsonNode node) {
    return node.isObject() ? Optional.of((Value.Obj) value(node)) : Optional.empty();
  }

  static Value value(JsonNode node) {
    if (node.isObject()) {
      LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
      node.properties().forEach(e -> fields.put(e.getKey(), value(e.getValue())));
      return new Value.Obj(fields);
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(i -> items.add(value(i)));
      return new Value.Arr(items);
    }
    return node.isBoolean() ? Value.of(node.booleanValue())
        : node.isNumber() ? Value.of(node.doubleValue())
        : node.isTextual() ? Value.of(node.textValue()) : Value.NULL;
  }
}
