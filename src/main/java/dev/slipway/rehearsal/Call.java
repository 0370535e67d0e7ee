package dev.slipway.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/// A call of the API.
///
/// @param method     the HTTP method
/// @param path       the decoded path
/// @param query      the decoded parameters
/// @param variables  the parts of the path that its route leaves open
/// @param accept     the media types asked for
/// @param media      the media type of what was sent
/// @param text       what was sent, where it is JSON
/// @param bytes      what was sent, where it is a file
/// @param authorized whether it carries the token
record Call(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> variables,
    String accept,
    String media,
    String text,
    InputStream bytes,
    boolean authorized) {

  private static final ObjectMapper JSON = new ObjectMapper();

  Call with(Map<String, String> open) {
    return new Call(method, path, query, open, accept, media, text, bytes, authorized);
  }

  /// A part of the path.
  String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  /// A part of the path that is a number; any other text leads to nothing, as on GitHub.
  long id(String name) throws Refusal {
    try {
      return Long.parseLong(variable(name));
    } catch (NumberFormatException e) {
      throw Refusal.notFound();
    }
  }

  /// A parameter; empty when it is not given.
  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /// What was sent, as an object.
  JsonNode body() throws Refusal {
    if (text.isBlank()) {
      return JSON.createObjectNode();
    }
    try {
      JsonNode node = JSON.readTree(text);
      if (!node.isObject()) {
        throw Refusal.of(400, "Body should be a JSON object");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw Refusal.of(400, "Problems parsing JSON");
    }
  }

  /// Whether a page must hold this many at most: `per_page`, from 1 to 100.
  int perPage(int usual) {
    return Math.clamp(number("per_page", usual), 1, 100);
  }

  /// The page asked for, from 1.
  int page() {
    return Math.max(1, number("page", 1));
  }

  private int number(String name, int usual) {
    try {
      return parameter(name).map(Integer::parseInt).orElse(usual);
    } catch (NumberFormatException e) {
      return usual;
    }
  }
}
