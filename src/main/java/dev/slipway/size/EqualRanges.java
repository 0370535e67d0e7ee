package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.Section;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/// Symbols whose bytes are equal: all but one of them could go.
///
/// @param functions     how many functions could go
/// @param functionBytes their bytes
/// @param data          how many data symbols could go
/// @param dataBytes     their bytes
record EqualRanges(int functions, long functionBytes, int data, long dataBytes) {
  /// Smaller ones are often equal by chance and never worth the work.
  private static final long LEAST = 64;

  private static final int LARGEST = 16 << 20;

  private record Content(long size, long high, long low) {}

  static EqualRanges of(NativeImage image, Attribution attribution) throws FormatException {
    Map<Long, Integer> ofSize = new HashMap<>();
    for (int i = 0; i < attribution.count(); i++) {
      ofSize.merge(attribution.size(i), 1, Integer::sum);
    }
    MessageDigest hash = hash();
    Map<Content, Boolean> seen = new HashMap<>();
    int functions = 0;
    int data = 0;
    long functionBytes = 0;
    long dataBytes = 0;
    for (int i = 0; i < attribution.count(); i++) {
      long size = attribution.size(i);
      if (size < LEAST || size > LARGEST || ofSize.getOrDefault(size, 0) < 2) {
        continue;
      }
      byte[] bytes = new byte[(int) size];
      image.bytes().copy(attribution.offset(i), bytes, 0, bytes.length);
      ByteBuffer digest = ByteBuffer.wrap(hash.digest(bytes));
      if (seen.putIfAbsent(new Content(size, digest.getLong(), digest.getLong()), Boolean.TRUE) != null) {
        if (code(image, attribution.offset(i))) {
          functions++;
          functionBytes += size;
        } else {
          data++;
          dataBytes += size;
        }
      }
    }
    return new EqualRanges(functions, functionBytes, data, dataBytes);
  }

  private static boolean code(NativeImage image, long offset) {
    for (Section section : image.sections()) {
      if (offset >= section.offset() && offset - section.offset() < section.fileSize()) {
        return section.code();
      }
    }
    return false;
  }

  private static MessageDigest hash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
