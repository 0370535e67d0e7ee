package dev.slipway.workflow.expression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.workflow.yaml.ScalarTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// GitHub's functions.
///
/// @see <a href="https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#functions">functions</a>
final class Functions {
  private static final ObjectMapper JSON = new ObjectMapper();
  /// The longest text a function makes; GitHub bounds memory at 10 MiB for a whole template.
  private static final int LONGEST_RESULT = 1 << 20;

  private Functions() {}

  /// Refuses a function GitHub does not have, and a wrong number of arguments.
  static void checkArguments(String name, int count, int offset) throws ExpressionError {
    int least;
    int most;
    switch (name.toLowerCase(Locale.ROOT)) {
      case "contains", "startswith", "endswith" -> {
        least = 2;
        most = 2;
      }
      case "format" -> {
        least = 1;
        most = 255;
      }
      case "join" -> {
        least = 1;
        most = 2;
      }
      case "tojson", "fromjson" -> {
        least = 1;
        most = 1;
      }
      case "case" -> {
        least = 3;
        most = 255;
      }
      case "hashfiles" -> {
        least = 1;
        most = 255;
      }
      case "success", "failure", "cancelled", "always" -> {
        least = 0;
        most = 255;
      }
      default -> throw new ExpressionError("GitHub has no function '%s'".formatted(name), offset);
    }
    if (count < least) {
      throw new ExpressionError("too few arguments for '%s': at least %d are needed".formatted(name, least), offset);
    }
    if (count > most) {
      throw new ExpressionError("too many arguments for '%s': at most %d are read".formatted(name, most), offset);
    }
    if (name.equalsIgnoreCase("case") && count % 2 == 0) {
      throw new ExpressionError("'case' needs an odd number of arguments: pairs, then the value otherwise", offset);
    }
  }

  /// Calls a function. The status functions answer for a run that goes well, which is what a plan shows.
  static Value call(Expression.Call call, List<Value> arguments) throws ExpressionError {
    return switch (call.function()) {
      case "contains" -> decided(contains(arguments.get(0), arguments.get(1)), call, arguments);
      case "startswith" -> decided(edge(arguments.get(0), arguments.get(1), true), call, arguments);
      case "endswith" -> decided(edge(arguments.get(0), arguments.get(1), false), call, arguments);
      case "format" -> format(call, arguments);
      case "join" -> join(arguments);
      case "tojson" -> arguments.getFirst().isPartlyUnknown() ? unknown(call, arguments) : Value.of(json(arguments.getFirst()));
      case "fromjson" -> fromJson(call, arguments);
      case "always" -> Value.TRUE;
      case "failure", "cancelled" -> Value.FALSE;
      case "hashfiles" -> new Value.Unknown(call.shown(), "it is computed from files in a run");
      default -> throw new ExpressionError("GitHub has no function '%s'".formatted(call.function()), call.offset());
    };
  }

  private static Value decided(Optional<Boolean> answer, Expression.Call call, List<Value> arguments) {
    return answer.map(Value::of).orElseGet(() -> unknown(call, arguments));
  }

  private static Value unknown(Expression.Call call, List<Value> arguments) {
    for (Value argument : arguments) {
      Optional<String> reason = reason(argument);
      if (reason.isPresent()) {
        return new Value.Unknown(call.shown(), reason.get());
      }
    }
    return new Value.Unknown(call.shown(), "only a run can tell");
  }

  private static Optional<String> reason(Value value) {
    return switch (value) {
      case Value.Unknown u -> Optional.of(u.reason());
      case Value.Templated t -> Optional.of(t.text().holes().getFirst().reason());
      case Value.Arr a -> a.items().stream().flatMap(v -> reason(v).stream()).findFirst();
      case Value.Obj o -> o.fields().values().stream().flatMap(v -> reason(v).stream()).findFirst().or(o::elsewhere);
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> Optional.empty();
    };
  }

  private static Optional<Boolean> contains(Value in, Value wanted) {
    return switch (in) {
      case Value.Unknown _ -> Optional.empty();
      case Value.Arr arr -> any(arr, wanted);
      case Value.Obj _ -> Optional.of(false);
      case Value.Templated t ->
          wanted.isPrimitive() && t.text().parts().stream().anyMatch(p -> p instanceof Text.Literal l && has(l.text(), string(wanted)))
              ? Optional.of(true)
              : Optional.empty();
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ ->
          wanted.isOpen() ? Optional.empty() : Optional.of(wanted.isPrimitive() && has(string(in), string(wanted)));
    };
  }

  private static Optional<Boolean> any(Value.Arr arr, Value wanted) {
    boolean open = false;
    for (Value item : arr.items()) {
      Optional<Boolean> equal = Coercion.equal(item, wanted);
      if (equal.isEmpty()) {
        open = true;
      } else if (equal.get()) {
        return equal;
      }
    }
    return open ? Optional.empty() : Optional.of(false);
  }

  private static boolean has(String text, String part) {
    return text.toUpperCase(Locale.ROOT).contains(part.toUpperCase(Locale.ROOT));
  }

  private static Optional<Boolean> edge(Value in, Value wanted, boolean start) {
    if (in instanceof Value.Unknown || wanted.isOpen()) {
      return Optional.empty();
    }
    if (in instanceof Value.Templated t) {
      return wanted.isPrimitive() ? edge(t.text(), string(wanted), start) : Optional.of(false);
    }
    if (!in.isPrimitive() || !wanted.isPrimitive()) {
      return Optional.of(false);
    }
    String text = string(in);
    String part = string(wanted);
    return Optional.of(text.regionMatches(true, start ? 0 : text.length() - part.length(), part, 0, part.length()));
  }

  /// A text with holes starts with what its first literal starts with, as far as that goes.
  private static Optional<Boolean> edge(Text text, String part, boolean start) {
    Text.Part outer = start ? text.parts().getFirst() : text.parts().getLast();
    if (!(outer instanceof Text.Literal literal)) {
      return part.isEmpty() ? Optional.of(true) : Optional.empty();
    }
    String known = literal.text();
    int common = Math.min(known.length(), part.length());
    boolean same =
        start
            ? known.regionMatches(true, 0, part, 0, common)
            : known.regionMatches(true, known.length() - common, part, part.length() - common, common);
    return !same ? Optional.of(false) : common == part.length() ? Optional.of(true) : Optional.empty();
  }

  private static String string(Value primitive) {
    return primitive.asText().shown();
  }

  private static Value format(Expression.Call call, List<Value> arguments) throws ExpressionError {
    if (arguments.getFirst().isOpen()) {
      return unknown(call, arguments);
    }
    String pattern = string(arguments.getFirst());
    Text result = new Text(List.of());
    StringBuilder literal = new StringBuilder();
    int length = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if ((c == '{' || c == '}') && i + 1 < pattern.length() && pattern.charAt(i + 1) == c) {
        literal.append(c);
        i++;
      } else if (c == '{') {
        int close = pattern.indexOf('}', i);
        Value argument = argument(call, arguments, close < 0 ? "" : pattern.substring(i + 1, close));
        Text text = argument.asText();
        length += text.shown().length();
        if (length > LONGEST_RESULT) {
          throw new ExpressionError("format makes more text than GitHub keeps", call.offset());
        }
        result = result.plus(literal.toString()).plus(text);
        literal.setLength(0);
        i = close;
      } else if (c == '}') {
        throw new ExpressionError("the format string '%s' has a brace too many".formatted(pattern), call.offset());
      } else {
        literal.append(c);
      }
    }
    return Value.of(result.plus(literal.toString()));
  }

  private static Value argument(Expression.Call call, List<Value> arguments, String number) throws ExpressionError {
    if (number.isEmpty() || number.length() > 3 || !number.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ExpressionError("the format string holds a brace that is no argument; write '{{'", call.offset());
    }
    int n = Integer.parseInt(number) + 1;
    if (n >= arguments.size()) {
      throw new ExpressionError("the format string asks for {%s}, which is not given".formatted(number), call.offset());
    }
    return arguments.get(n);
  }

  private static Value join(List<Value> arguments) {
    Value separator = arguments.size() > 1 ? arguments.get(1) : Value.of(",");
    Text between = separator.isPrimitive() || separator.isOpen() ? separator.asText() : Text.of(",");
    return switch (arguments.getFirst()) {
      case Value.Arr arr -> {
        Text result = new Text(List.of());
        for (int i = 0; i < arr.items().size(); i++) {
          result = (i == 0 ? result : result.plus(between)).plus(arr.items().get(i).asText());
        }
        yield Value.of(result);
      }
      case Value.Obj _ -> Value.EMPTY;
      case Value.Unknown u -> u;
      case Value.Templated t -> t;
      case Value.Null _, Value.Bool _, Value.Num _, Value.Str _ -> Value.of(arguments.getFirst().asText());
    };
  }

  private static Value fromJson(Expression.Call call, List<Value> arguments) throws ExpressionError {
    Value argument = arguments.getFirst();
    if (argument.isOpen()) {
      return unknown(call, arguments);
    }
    String text = string(argument);
    if (text.isBlank()) {
      throw new ExpressionError("fromJSON was given an empty text", call.offset());
    }
    try {
      return value(JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw new ExpressionError("fromJSON was given a text that is no JSON: " + e.getOriginalMessage(), call.offset());
    }
  }

  private static Value value(JsonNode node) {
    if (node.isObject()) {
      LinkedHashMap<String, Value> fields = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        fields.put(field.getKey(), value(field.getValue()));
      }
      return new Value.Obj(fields);
    }
    if (node.isArray()) {
      List<Value> items = new ArrayList<>();
      node.forEach(item -> items.add(value(item)));
      return new Value.Arr(items);
    }
    if (node.isBoolean()) {
      return Value.of(node.booleanValue());
    }
    if (node.isNumber()) {
      return Value.of(node.doubleValue());
    }
    return node.isTextual() ? Value.of(node.textValue()) : Value.NULL;
  }

  /// The value as GitHub's toJSON writes it: two spaces a level.
  private static String json(Value value) {
    StringBuilder out = new StringBuilder();
    write(value, 0, out);
    return out.toString();
  }

  private static void write(Value value, int depth, StringBuilder out) {
    switch (value) {
      case Value.Null _ -> out.append("null");
      case Value.Bool b -> out.append(b.value());
      case Value.Num n -> out.append(ScalarTable.written(n.value()));
      case Value.Str s -> quote(s.value(), out);
      case Value.Arr arr -> {
        if (arr.items().isEmpty()) {
          out.append("[]");
          return;
        }
        String separator = "[\n";
        for (Value item : arr.items()) {
          out.append(separator).append("  ".repeat(depth + 1));
          write(item, depth + 1, out);
          separator = ",\n";
        }
        out.append('\n').append("  ".repeat(depth)).append(']');
      }
      case Value.Obj obj -> {
        if (obj.fields().isEmpty()) {
          out.append("{}");
          return;
        }
        String separator = "{\n";
        for (Map.Entry<String, Value> field : obj.fields().entrySet()) {
          out.append(separator).append("  ".repeat(depth + 1));
          quote(field.getKey(), out);
          out.append(": ");
          write(field.getValue(), depth + 1, out);
          separator = ",\n";
        }
        out.append('\n').append("  ".repeat(depth)).append('}');
      }
      case Value.Templated _, Value.Unknown _ -> out.append("null");
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20) {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
