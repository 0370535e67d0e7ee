package dev.slipway.workflow.expression;

import dev.slipway.workflow.yaml.ScalarTable;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// What an expression can be: GitHub's six kinds, a text with holes, or unknown with the reason.
public sealed interface Value {

  /// `null`.
  record Null() implements Value {}

  /// A boolean.
  record Bool(boolean value) implements Value {}

  /// A number; GitHub has only doubles.
  record Num(double value) implements Value {}

  /// A string.
  record Str(String value) implements Value {}

  /// An array.
  record Arr(List<Value> items) implements Value {
    public Arr {
      items = List.copyOf(items);
    }
  }

  /// An object; its keys are found without regard to case and keep their order.
  ///
  /// @param fields    what is known of it
  /// @param elsewhere why keys it lacks cannot be told, as a clause; empty where they are null
  record Obj(SequencedMap<String, Value> fields, Optional<String> elsewhere) implements Value {
    public Obj {
      fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /// An object that is known whole.
    public Obj(SequencedMap<String, Value> fields) {
      this(fields, Optional.empty());
    }

    /// The value of a key, ignoring case, unknown or null where the object lacks it.
    ///
    /// @param asked the expression that leads to it
    Value at(String key, Supplier<String> asked) {
      return get(key).orElseGet(() -> elsewhere.<Value>map(reason -> new Unknown(asked.get(), reason)).orElse(NULL));
    }

    /// The value of a key, ignoring case; empty where it is not known or there is none.
    public Optional<Value> get(String key) {
      Value exact = fields.get(key);
      if (exact != null) {
        return Optional.of(exact);
      }
      for (Map.Entry<String, Value> field : fields.entrySet()) {
        if (field.getKey().length() == key.length() && field.getKey().equalsIgnoreCase(key)) {
          return Optional.of(field.getValue());
        }
      }
      return Optional.empty();
    }
  }

  /// A string of which a part is unknown. It has at least one hole.
  record Templated(Text text) implements Value {}

  /// A value nobody can tell from the file.
  ///
  /// @param name   the expression that leads to it
  /// @param reason why it cannot be told, as a clause
  record Unknown(String name, String reason) implements Value {}

  Value NULL = new Null();
  Value TRUE = new Bool(true);
  Value FALSE = new Bool(false);
  Value EMPTY = new Str("");

  static Value of(boolean value) {
    return value ? TRUE : FALSE;
  }

  static Value of(double value) {
    return new Num(value);
  }

  static Value of(String value) {
    return new Str(value);
  }

  static Value of(Collection<? extends Value> items) {
    return new Arr(List.copyOf(items));
  }

  /// The value of a text: a string when it is known whole, unknown when nothing of it is known.
  static Value of(Text text) {
    Optional<String> exact = text.exact();
    if (exact.isPresent()) {
      return new Str(exact.get());
    }
    if (text.parts().size() == 1) {
      Text.Hole hole = text.holes().getFirst();
      return new Unknown(hole.name(), hole.reason());
    }
    return new Templated(text);
  }

  /// Whether this or anything inside it is unknown or has a hole.
  default boolean isPartlyUnknown() {
    return switch (this) {
      case Unknown _, Templated _ -> true;
      case Arr arr -> arr.items().stream().anyMatch(Value::isPartlyUnknown);
      case Obj obj -> obj.elsewhere().isPresent() || obj.fields().values().stream().anyMatch(Value::isPartlyUnknown);
      case Null _, Bool _, Num _, Str _ -> false;
    };
  }

  /// Whether this itself is no value: unknown, or a text with holes.
  default boolean isOpen() {
    return this instanceof Unknown || this instanceof Templated;
  }

  /// Whether it is null, a boolean, a number or a string.
  default boolean isPrimitive() {
    return this instanceof Null || this instanceof Bool || this instanceof Num || this instanceof Str;
  }

  /// The value as GitHub writes it into a string; holes are kept.
  default Text asText() {
    return switch (this) {
      case Null _ -> Text.of("");
      case Bool b -> Text.of(b.value() ? "true" : "false");
      case Num n -> Text.of(ScalarTable.written(n.value()));
      case Str s -> Text.of(s.value());
      case Arr _ -> Text.of("Array");
      case Obj _ -> Text.of("Object");
      case Templated t -> t.text();
      case Unknown u -> Text.hole(u.name(), u.reason());
    };
  }

  /// The value as a JSON-like text for people: strings bare, objects and arrays in braces and brackets.
  default String shown() {
    return switch (this) {
      case Arr arr -> "[" + String.join(", ", arr.items().stream().map(Value::shown).toList()) + "]";
      case Obj obj ->
          "{" + String.join(", ", obj.fields().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue().shown()).toList()) + "}";
      case Null _ -> "null";
      case Bool _, Num _, Str _, Templated _, Unknown _ -> asText().shown();
    };
  }

  /// GitHub's word for the kind, in lower case.
  default String kind() {
    return switch (this) {
      case Null _ -> "null";
      case Bool _ -> "boolean";
      case Num _ -> "number";
      case Str _, Templated _ -> "string";
      case Arr _ -> "array";
      case Obj _ -> "object";
      case Unknown _ -> "unknown";
    };
  }

  /// A builder-like map for objects written in code.
  static Obj object(Map<String, ? extends Value> fields) {
    return new Obj(new LinkedHashMap<>(fields));
  }

}
