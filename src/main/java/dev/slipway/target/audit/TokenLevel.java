package dev.slipway.target.audit;

import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.Locale;

/// What a `permissions` block lets the token do in one scope. A scope that a mapping does not name it may not touch.
enum TokenLevel {
  NONE, READ, WRITE;

  static TokenLevel of(YamlNode block, String scope) {
    return switch (block) {
      case YamlScalar s -> switch (s.value().toLowerCase(Locale.ROOT)) {
        case "write-all" -> WRITE;
        case "read-all" -> READ;
        default -> NONE;
      };
      case YamlMapping m -> m.text(scope).map(TokenLevel::word).orElse(NONE);
      case YamlSequence _ -> NONE;
    };
  }

  private static TokenLevel word(String word) {
    if (word.contains("${{")) {
      return WRITE;
    }
    return switch (word) {
      case "write" -> WRITE;
      case "read" -> READ;
      default -> NONE;
    };
  }

  /// The word in the file.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
