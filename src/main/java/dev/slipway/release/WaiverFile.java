package dev.slipway.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.gate.GateId;
import dev.slipway.gate.Waiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/// The waivers of one release, on disk.
final class WaiverFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private WaiverFile() {}

  /// Reads the waivers; none when the file is absent.
  ///
  /// @throws Problem when the file is there and cannot be read: a waiver is never guessed
  static List<Waiver> read(Path file) throws Problem {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<Waiver> waivers = new ArrayList<>();
      for (JsonNode node : JSON.readTree(file.toFile())) {
        for (GateId gate : GateId.values()) {
          if (gate.id().equals(node.path("gate").asText())) {
            waivers.add(
                new Waiver(
                    gate,
                    node.path("reason").asText(),
                    node.path("by").asText(),
                    Instant.parse(node.path("at").asText()),
                    node.path("measured").asText()));
          }
        }
      }
      return List.copyOf(waivers);
    } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
      throw Problem.outOfReach(
          "The waivers in %s could not be read. No gate was waived; correct the file or delete it and waive again."
              .formatted(file),
          e);
    }
  }

  static void write(Path file, List<Waiver> waivers) throws Problem {
    ArrayNode array = JSON.createArrayNode();
    for (Waiver waiver : waivers) {
      ObjectNode node = array.addObject();
      node.put("gate", waiver.gate().id());
      node.put("reason", waiver.reason());
      node.put("by", waiver.by());
      node.put("at", waiver.at().toString());
      node.put("measured", waiver.measured());
    }
    WholeFile.writeText(file, array.toPrettyString() + "\n");
  }
}
