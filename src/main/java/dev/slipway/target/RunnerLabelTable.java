package dev.slipway.target;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.slipway.target.RunnerLabel.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The table of runner labels as its file has it, read token by token: every start of a command reads it.
///
/// @param asOf               the date it holds for; empty when the file has none
/// @param labels             its labels
/// @param thirdPartyPrefixes what the labels of third parties start with
/// @param selfHosted         the labels every self-hosted runner has
record RunnerLabelTable(
    Optional<String> asOf, List<RunnerLabel> labels, List<String> thirdPartyPrefixes, List<String> selfHosted) {

  /// @throws IOException when it is no JSON; a table that lacks something is read without it
  static RunnerLabelTable read(InputStream in) throws IOException {
    Optional<String> asOf = Optional.empty();
    List<RunnerLabel> labels = new ArrayList<>();
    List<String> thirdParty = new ArrayList<>();
    List<String> selfHosted = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(in)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String field = json.currentName();
          json.nextToken();
          switch (field) {
            case "asOf" -> asOf = Optional.ofNullable(json.getValueAsString());
            case "labels" -> readLabels(json, labels);
            case "thirdPartyPrefixes" -> readTexts(json, thirdParty);
            case "selfHosted" -> readTexts(json, selfHosted);
            default -> json.skipChildren();
          }
        }
      }
    }
    return new RunnerLabelTable(asOf, List.copyOf(labels), List.copyOf(thirdParty), List.copyOf(selfHosted));
  }

  private static void readTexts(JsonParser json, List<String> into) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          into.add(json.getText());
        } else {
          json.skipChildren();
        }
      }
    } else {
      json.skipChildren();
    }
  }

  private static void readLabels(JsonParser json, List<RunnerLabel> into) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_OBJECT) {
        label(row(json)).ifPresent(into::add);
      } else {
        json.skipChildren();
      }
    }
  }

  private static Map<String, String> row(JsonParser json) throws IOException {
    Map<String, String> row = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      if (json.nextToken() == JsonToken.VALUE_STRING) {
        row.put(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return row;
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
