package dev.slipway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads JSON into a tree: strictly, so that a key given twice or anything behind the end is refused, and not deeper than 64.
///
/// Jackson's `ObjectMapper` reads the same trees. Making one takes longer than verifying a bundle: it gets ready to read and write
/// dates, enums and records, of which there are none.
public final class JsonTree {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonTree() {}

  /// The one document of a text.
  ///
  /// @throws JsonProcessingException when it is none, or something follows it
  public static JsonNode document(String text) throws JsonProcessingException {
    List<JsonNode> documents = documents(text, 2);
    if (documents.size() != 1) {
      throw new JsonParseException(null, documents.isEmpty() ? "it is empty" : "something follows its end");
    }
    return documents.getFirst();
  }

  /// The documents of a text, one behind the other as in JSON Lines.
  ///
  /// @param most how many are read; what follows them is not looked at
  /// @throws JsonProcessingException when one cannot be read
  public static List<JsonNode> documents(String text, int most) throws JsonProcessingException {
    List<JsonNode> documents = new ArrayList<>();
    JsonReader reader = new JsonReader(text);
    while (documents.size() < most && reader.next() instanceof JsonNode document) {
      documents.add(document);
    }
    return documents;
  }

  /// A tree as JSON again, for those who read texts.
  public static String text(JsonNode node) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(node, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonNode node, JsonGenerator generator) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        generator.writeStartObject();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
          generator.writeFieldName(field.getKey());
          write(field.getValue(), generator);
        }
        generator.writeEndObject();
      }
      case ARRAY -> {
        generator.writeStartArray();
        for (JsonNode item : node) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      case STRING -> generator.writeString(node.textValue());
      case NUMBER -> generator.writeNumber(node.asText());
      case BOOLEAN -> generator.writeBoolean(node.booleanValue());
      case NULL, MISSING -> generator.writeNull();
      case BINARY, POJO -> throw new IllegalArgumentException("no text makes a tree with " + node.getNodeType());
    }
  }
}
