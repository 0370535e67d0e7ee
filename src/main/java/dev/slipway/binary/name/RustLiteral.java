package dev.slipway.binary.name;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/// Constants in v0 names, printed as Rust's `Debug` prints them.
final class RustLiteral {
  private RustLiteral() {}

  static Optional<String> character(String hex) {
    if (hex.length() > 8) {
      return Optional.empty();
    }
    long value = hex.isEmpty() ? 0 : Long.parseLong(hex, 16);
    if (value > 0x10ffff || value >= 0xd800 && value < 0xe000) {
      return Optional.empty();
    }
    return Optional.of("'" + escaped((int) value, '\'') + "'");
  }

  static Optional<String> text(String hex) {
    if (hex.length() % 2 != 0) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(HexFormat.of().parseHex(hex))).toString();
      StringBuilder out = new StringBuilder("\"");
      text.codePoints().forEach(c -> out.append(escaped(c, '"')));
      return Optional.of(out.append('"').toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String escaped(int c, char quote) {
    return switch (c) {
      case 0 -> "\\0";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\\' -> "\\\\";
      default -> c == quote ? "\\" + quote
          : Character.isISOControl(c) || !Character.isDefined(c) ? "\\u{" + Integer.toHexString(c) + "}"
          : Character.toString(c);
    };
  }
}
