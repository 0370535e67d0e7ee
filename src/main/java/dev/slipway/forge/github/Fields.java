package dev.slipway.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fields of one JSON object of an answer. A promised field that is absent, or of another kind,
/// is [Malformed]: nothing is made up in its place.
///
/// @param node  the object
/// @param where its place in the answer, for the message
record Fields(JsonNode node, String where) {

  Fields {
    if (!node.isObject()) {
      throw new Malformed((where.isEmpty() ? "the answer" : "`" + where + "`") + " is no JSON object");
    }
  }

  long number(String name) {
    JsonNode value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new Malformed("`" + at(name) + "` is no whole number");
    }
    return value.longValue();
  }

  long number(String name, long absent) {
    return node.hasNonNull(name) ? number(name) : absent;
  }

  /// A size in bytes or a count: never negative.
  long size(String name) {
    long value = number(name);
    if (value < 0) {
      throw new Malformed("`" + at(name) + "` is negative");
    }
    return value;
  }

  int count(String name, int absent) {
    return (int) Math.clamp(number(name, absent), 0, Integer.MAX_VALUE);
  }

  String text(String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new Malformed("`" + at(name) + "` is no text");
    }
    return value.textValue();
  }

  /// A text that may be null or absent; empty then.
  String textOrEmpty(String name) {
    return node.hasNonNull(name) ? text(name) : "";
  }

  @Nullable String textOrNull(String name) {
    return node.hasNonNull(name) ? text(name) : null;
  }

  boolean flag(String name) {
    JsonNode value = node.path(name);
    if (!value.isBoolean()) {
      throw new Malformed("`" + at(name) + "` is neither true nor false");
    }
    return value.booleanValue();
  }

  boolean flag(String name, boolean absent) {
    return node.hasNonNull(name) ? flag(name) : absent;
  }

  Instant time(String name) {
    String text = text(name);
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Malformed("`" + at(name) + "` is no time");
    }
  }

  Optional<Instant> timeIfAny(String name) {
    return node.hasNonNull(name) ? Optional.of(time(name)) : Optional.empty();
  }

  /// A link that may be opened in a browser; the other address where it is absent or leads elsewhere than to the web.
  URI link(String name, URI otherwise) {
    try {
      URI uri = URI.create(textOrEmpty(name));
      return Origin.of(uri).isPresent() ? uri : otherwise;
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  Fields object(String name) {
    return new Fields(node.path(name), at(name));
  }

  Optional<Fields> objectIfAny(String name) {
    return node.hasNonNull(name) ? Optional.of(object(name)) : Optional.empty();
  }

  List<Fields> objects(String name) {
    return objects(node.path(name), at(name));
  }

  /// The objects of an array.
  static List<Fields> objects(JsonNode array, String where) {
    if (!array.isArray()) {
      throw new Malformed((where.isEmpty() ? "the answer" : "`" + where + "`") + " is no list");
    }
    var all = new ArrayList<Fields>(array.size());
    for (int i = 0; i < array.size(); i++) {
      all.add(new Fields(array.get(i), where + "[" + i + "]"));
    }
    return all;
  }

  List<String> texts(String name) {
    var all = new ArrayList<String>();
    for (JsonNode value : node.path(name)) {
      all.add(value.asText());
    }
    return List.copyOf(all);
  }

  private String at(String name) {
    return where.isEmpty() ? name : where + "." + name;
  }
}
