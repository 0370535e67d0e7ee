package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/// A call that is answered with an error in GitHub's form.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ArrayNode errors;
  private final transient Map<String, String> headers;

  private Refusal(int status, String message, ArrayNode errors, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }

  static Refusal of(int status, String message) {
    return new Refusal(status, message, JsonNodeFactory.instance.arrayNode(), Map.of());
  }

  /// An error that says when to try again, or what is left.
  static Refusal with(int status, String message, Map<String, String> headers) {
    return new Refusal(status, message, JsonNodeFactory.instance.arrayNode(), headers);
  }

  static Refusal notFound() {
    return of(404, "Not Found");
  }

  /// 422 with the field that is wrong, as `already_exists`, `missing_field`, `invalid` or `custom`.
  static Refusal invalid(String resource, String code, String field) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    errors.addObject().put("resource", resource).put("code", code).put("field", field);
    return new Refusal(422, "Validation Failed", errors, Map.of());
  }

  /// 422 with a sentence of its own.
  static Refusal custom(String resource, String message) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    errors.addObject().put("resource", resource).put("code", "custom").put("message", message);
    return new Refusal(422, "Validation Failed", errors, Map.of());
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", String.valueOf(getMessage()));
    if (!errors.isEmpty()) {
      body.set("errors", errors);
    }
    body.put("documentation_url", "https://docs.github.com/rest");
    if (status != 422) {
      body.put("status", Integer.toString(status));
    }
    return body;
  }
}
