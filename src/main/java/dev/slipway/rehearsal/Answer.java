package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Map;

/// What a call is answered with.
sealed interface Answer {

  /// JSON. A GET with status 200 gets an ETag.
  record Json(int status, JsonNode body, Map<String, String> headers) implements Answer {}

  /// A file's own bytes. Gets an ETag as JSON does.
  record Bytes(byte[] body, String media) implements Answer {}

  /// A status and nothing else.
  record Nothing(int status) implements Answer {}

  /// 302 to where the bytes are.
  record Elsewhere(URI address) implements Answer {}

  static Answer ok(JsonNode body) {
    return new Json(200, body, Map.of());
  }

  static Answer created(JsonNode body) {
    return new Json(201, body, Map.of());
  }

  static Answer accepted(JsonNode body) {
    return new Json(202, body, Map.of());
  }

  static Answer noContent() {
    return new Nothing(204);
  }
}
