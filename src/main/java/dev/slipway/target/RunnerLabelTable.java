package dev.slipway.target;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.json.JsonTree;
import dev.slipway.target.RunnerLabel.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The table of runner labels as its file has it; every start of a command reads it.
///
/// @param asOf               the date it holds for; empty when the file has none
/// @param labels             its labels
/// @param thirdPartyPrefixes what the labels of third parties start with
/// @param selfHosted         the labels every self-hosted runner has
record RunnerLabelTable(
    Optional<String> asOf, List<RunnerLabel> labels, List<String> thirdPartyPrefixes, List<String> selfHosted) {
  private static final int LARGEST = 1 << 20;

  /// @throws IOException when it is no JSON; a table that lacks something is read without it
  static RunnerLabelTable read(InputStream in) throws IOException {
    JsonNode table = JsonTree.document(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
    List<RunnerLabel> labels = new ArrayList<>();
    table.path("labels").forEach(row -> label(texts(row)).ifPresent(labels::add));
    return new RunnerLabelTable(
        Optional.ofNullable(table.path("asOf").textValue()), List.copyOf(labels), list(table.path("thirdPartyPrefixes")),
        list(table.path("selfHosted")));
  }

  private static List<String> list(JsonNode items) {
    List<String> texts = new ArrayList<>();
    if (items.isArray()) {
      items.forEach(item -> Optional.ofNullable(item.textValue()).ifPresent(texts::add));
    }
    return List.copyOf(texts);
  }

  private static Map<String, String> texts(JsonNode row) {
    Map<String, String> texts = new HashMap<>();
    row.properties().forEach(field -> Optional.ofNullable(field.getValue().textValue()).ifPresent(text -> texts.put(field.getKey(), text)));
    return texts;
  }

  /// A row without a label or with a status nobody knows says nothing.
  private static Optional<RunnerLabel> label(Map<String, String> row) {
    Optional<Status> status = status(row.getOrDefault("status", "current"));
    String label = row.getOrDefault("label", "");
    if (label.isEmpty() || status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RunnerLabel(
        label,
        Triples.os(row.getOrDefault("os", "")).orElse(Target.Os.NONE),
        Triples.arch(row.getOrDefault("arch", "")).orElse(Target.Arch.X86_64),
        status.get(),
        text(row, "alias"),
        text(row, "retired").or(() -> text(row, "deprecated")),
        text(row, "retires"),
        text(row, "replace"),
        text(row, "source")));
  }

  private static Optional<Status> status(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "current" -> Optional.of(Status.CURRENT);
      case "preview" -> Optional.of(Status.PREVIEW);
      case "deprecated" -> Optional.of(Status.DEPRECATED);
      case "retired" -> Optional.of(Status.RETIRED);
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(Map<String, String> row, String field) {
    return Optional.ofNullable(row.get(field));
  }
}
