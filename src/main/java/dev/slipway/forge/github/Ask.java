package dev.slipway.forge.github;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One request to the API.
///
/// @param what   what it does, as a user reads it: "reading the runs of clawft/weft"
/// @param method the HTTP method
/// @param uri    the whole address
/// @param accept the media type asked for
/// @param type   the media type of the body
/// @param body   the body; null for none
record Ask(String what, String method, URI uri, String accept, String type, byte @Nullable [] body) {
  static final String JSON = "application/vnd.github+json";

  static Ask get(String what, URI uri) {
    return new Ask(what, "GET", uri, JSON, "", null);
  }

  static Ask send(String what, String method, URI uri, String json) {
    return new Ask(what, method, uri, JSON, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  static Ask bare(String what, String method, URI uri) {
    return new Ask(what, method, uri, JSON, "", null);
  }

  Ask accepting(String mediaType) {
    return new Ask(what, method, uri, mediaType, type, body);
  }

  Ask at(URI other) {
    return new Ask(what, method, other, accept, type, body);
  }

  /// Whether it only looks.
  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
