package dev.slipway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.function.Function;

/// Builds the JSON documents that `--json` prints; keys keep the order in which they were put.
final class Json {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /// An array with one element for each item.
  static <T> ArrayNode array(Collection<? extends T> items, Function<? super T, ? extends JsonNode> element) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
    items.forEach(item -> array.add(element.apply(item)));
    return array;
  }

  static ArrayNode strings(Collection<String> items) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
    items.forEach(array::add);
    return array;
  }

  /// A finding in the shape every command uses.
  static ObjectNode finding(Finding finding) {
    ObjectNode node = object();
    node.put("rule", finding.rule());
    node.put("severity", finding.severity().word());
    finding.at()
        .ifPresentOrElse(
            at -> {
              node.put("file", at.file());
              if (at.line() > 0) {
                node.put("line", at.line());
                node.put("column", at.column());
              }
            },
            () -> node.put("subject", finding.subject()));
    node.put("message", finding.message());
    if (!finding.why().isEmpty()) {
      node.put("why", finding.why());
    }
    if (!finding.fix().isEmpty()) {
      node.put("fix", finding.fix());
    }
    return node;
  }

  /// Prints one document and a line end.
  static void print(PrintWriter out, JsonNode document) {
    try {
      out.println(MAPPER.writeValueAsString(document));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes can always be written", e);
    }
  }
}
