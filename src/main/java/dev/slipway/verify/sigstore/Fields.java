package dev.slipway.verify.sigstore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.json.JsonTree;
import dev.slipway.verify.sigstore.Refused.Step;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads JSON as Sigstore's protocol buffers map to it: strictly, with the step that failed in every error.
record Fields(JsonNode node, Step step) {
  static Fields parse(String json, Step step) throws Refused {
    try {
      JsonNode node = JsonTree.document(json);
      if (!node.isObject()) {
        throw new Refused(step, "it is no JSON object");
      }
      return new Fields(node, step);
    } catch (JsonProcessingException e) {
      throw new Refused(step, "it is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  boolean has(String key) {
    return node.hasNonNull(key);
  }

  Fields object(String key) throws Refused {
    JsonNode child = node.path(key);
    if (!child.isObject()) {
      throw missing(key);
    }
    return new Fields(child, step);
  }

  List<Fields> objects(String key) throws Refused {
    JsonNode list = node.path(key);
    List<Fields> all = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return all;
    }
    if (!list.isArray()) {
      throw missing(key);
    }
    for (JsonNode item : list) {
      if (!item.isObject()) {
        throw missing(key);
      }
      all.add(new Fields(item, step));
    }
    return all;
  }

  String text(String key) throws Refused {
    JsonNode child = node.path(key);
    if (!child.isTextual()) {
      throw missing(key);
    }
    return child.asText();
  }

  String text(String key, String otherwise) {
    return node.path(key).isTextual() ? node.path(key).asText() : otherwise;
  }

  long number(String key) throws Refused {
    JsonNode child = node.path(key);
    if (child.isMissingNode() || child.isNull()) {
      return 0;
    }
    if (child.isIntegralNumber() && child.canConvertToLong()) {
      return child.asLong();
    }
    try {
      return Long.parseLong(text(key));
    } catch (NumberFormatException e) {
      throw new Refused(step, key + " is no number", e);
    }
  }

  byte[] base64(String key) throws Refused {
    return base64(text(key), key, step);
  }

  List<byte[]> base64List(String key) throws Refused {
    List<byte[]> all = new ArrayList<>();
    for (JsonNode item : node.path(key)) {
      if (!item.isTextual()) {
        throw missing(key);
      }
      all.add(base64(item.asText(), key, step));
    }
    return all;
  }

  /// Decodes base64; line breaks are skipped, but bits nobody signed must not be set.
  static byte[] base64(String text, String what, Step step) throws Refused {
    try {
      String packed = text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0 ? text.replaceAll("[\\r\\n]", "") : text;
      byte[] bytes = Base64.getDecoder().decode(packed);
      String again = Base64.getEncoder().encodeToString(bytes);
      if (!again.equals(packed) && !again.replace("=", "").equals(packed)) {
        throw new Refused(step, what + " is no canonical base64");
      }
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new Refused(step, what + " is no base64", e);
    }
  }

  private Refused missing(String key) {
    return new Refused(step, key + " is missing or of another kind");
  }
}
