package dev.slipway.workflow.yaml;

import dev.slipway.fact.Position;
import java.util.Optional;

/// A scalar.
///
/// @param value  the text after YAML's own unescaping and folding
/// @param type   what GitHub's scalar table makes of it
/// @param style  how it is written
/// @param at     where it is used
/// @param anchor where it is written, when an alias led here
public record YamlScalar(String value, Type type, Style style, Position at, Optional<Position> anchor)
    implements YamlNode {

  /// The types of GitHub's scalar table (the core schema of YAML 1.2).
  public enum Type { NULL, BOOLEAN, NUMBER, STRING }

  /// How a scalar is written.
  public enum Style { PLAIN, SINGLE_QUOTED, DOUBLE_QUOTED, LITERAL, FOLDED }

  @Override
  public int nodes() {
    return 1;
  }

  @Override
  public YamlScalar usedAt(Position use) {
    return new YamlScalar(value, type, style, use, Optional.of(writtenAt()));
  }

  /// Where the text itself stands.
  public Position writtenAt() {
    return anchor.orElse(at);
  }

  /// Whether a YAML block holds the text, so that positions inside have to be found in the raw lines.
  public boolean isBlock() {
    return style == Style.LITERAL || style == Style.FOLDED;
  }

  /// Whether it is the boolean `true`.
  public boolean isTrue() {
    return type == Type.BOOLEAN && value.equalsIgnoreCase("true");
  }

  /// Whether it is the boolean `false`.
  public boolean isFalse() {
    return type == Type.BOOLEAN && value.equalsIgnoreCase("false");
  }
}
