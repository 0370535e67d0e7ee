package dev.slipway.verify;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Texts between `-----BEGIN` and `-----END` (RFC 7468; RFC 9580, section 6.2).
final class Armor {
  private Armor() {}

  /// Whether a text is nothing but such blocks of one kind: what only begins like a key could hold anything behind it.
  static boolean isOnly(String kind, String text) {
    boolean inside = false;
    int blocks = 0;
    for (String line : text.lines().map(String::strip).toList()) {
      if (!inside) {
        inside = line.equals("-----BEGIN " + kind + "-----");
        if (!inside && !line.isEmpty()) {
          return false;
        }
      } else if (line.equals("-----END " + kind + "-----")) {
        inside = false;
        blocks++;
      } else if (!line.matches("[A-Za-z0-9+/]*={0,2}|=[A-Za-z0-9+/]{4}|(Version|Comment|Hash|Charset): .*")) {
        return false;
      }
    }
    return blocks > 0 && !inside;
  }

  /// The text that stands in base64; empty when it is none.
  static String inBase64(String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
