package dev.slipway.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// The text of a manifest, whatever editor or shell saved it.
///
/// @param text    the characters, without a byte order mark
/// @param charset what they were read as
record ManifestText(String text, Charset charset) {

  /// Decodes UTF-8 and UTF-16, with a byte order mark or as PowerShell leaves it; anything else as
  /// Latin-1, which loses nothing.
  static ManifestText of(byte[] bytes) {
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) {
      return decode(bytes, 3, StandardCharsets.UTF_8);
    }
    if (starts(bytes, 0xFF, 0xFE)) {
      return decode(bytes, 2, StandardCharsets.UTF_16LE);
    }
    if (starts(bytes, 0xFE, 0xFF)) {
      return decode(bytes, 2, StandardCharsets.UTF_16BE);
    }
    if (bytes.length >= 4 && bytes.length % 2 == 0) {
      if (bytes[1] == 0 && bytes[3] == 0 && bytes[0] != 0 && bytes[2] != 0) {
        return decode(bytes, 0, StandardCharsets.UTF_16LE);
      }
      if (bytes[0] == 0 && bytes[2] == 0 && bytes[1] != 0 && bytes[3] != 0) {
        return decode(bytes, 0, StandardCharsets.UTF_16BE);
      }
    }
    return decode(bytes, 0, StandardCharsets.UTF_8);
  }

  private static ManifestText decode(byte[] bytes, int from, Charset charset) {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes, from, bytes.length - from))
              .toString();
      return new ManifestText(text, charset);
    } catch (CharacterCodingException e) {
      return new ManifestText(
          new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    if (bytes.length < mark.length) {
      return false;
    }
    for (int i = 0; i < mark.length; i++) {
      if ((bytes[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
