package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// GitHub's OpenAPI description, cut to the calls that the embedded GitHub answers: reading all of it takes seconds.
final class Description {
  private static final List<String> LEFT_OUT =
      List.of("/branches/", "/environments", "/reactions", "/check-", "/deployment", "/pending_", "/timing");

  private Description() {}

  static String read(Path file) {
    ObjectNode description;
    try {
      description = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode paths = (ObjectNode) description.path("paths");
    for (String path : names(paths)) {
      boolean unused = LEFT_OUT.stream().anyMatch(path::contains);
      // The same call is described a second time in a form that no request can match.
      if (unused || path.endsWith("/{base}...{head}")) {
        paths.remove(path);
      }
    }
    JsonNode components = description.path("components");
    Set<String> needed = reachable(paths, description);
    for (String kind : names((ObjectNode) components)) {
      ObjectNode parts = (ObjectNode) components.path(kind);
      names(parts).stream().filter(name -> !needed.contains("#/components/" + kind + "/" + name)).forEach(parts::remove);
    }
    description.remove(List.of("webhooks", "x-webhooks"));
    return description.toString();
  }

  private static List<String> names(ObjectNode node) {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> reachable(JsonNode from, JsonNode description) {
    Set<String> found = new HashSet<>();
    Deque<JsonNode> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      JsonNode node = open.pop();
      if (node.isTextual() && node.asText().startsWith("#/components/") && found.add(node.asText())) {
        open.push(description.at(node.asText().substring(1)));
      }
      node.forEach(open::push);
    }
    return found;
  }
}
