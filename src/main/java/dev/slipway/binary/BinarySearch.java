package dev.slipway.binary;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Looks for texts anywhere in a file, symbols or strings: `mi_malloc`, a version, the name of a library.
public final class BinarySearch {
  private static final int CHUNK = 1 << 16;

  private BinarySearch() {}

  /// Which of the texts stand in the file.
  ///
  /// @param texts none longer than 1,000 bytes in UTF-8
  public static Set<String> find(Bytes bytes, List<String> texts) throws FormatException {
    List<byte[]> needles = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    int longest = needles.stream().mapToInt(n -> n.length).max().orElse(0);
    if (longest > 1000) {
      throw new IllegalArgumentException("a text of more than 1,000 bytes is looked for");
    }
    Set<String> found = new LinkedHashSet<>();
    byte[] chunk = new byte[CHUNK + longest];
    for (long at = 0; at < bytes.size() && found.size() < texts.size(); at += CHUNK) {
      int size = (int) Math.min(chunk.length, bytes.size() - at);
      bytes.copy(at, chunk, 0, size);
      for (int i = 0; i < needles.size(); i++) {
        if (!found.contains(texts.get(i)) && holds(chunk, size, needles.get(i))) {
          found.add(texts.get(i));
        }
      }
    }
    return found;
  }

  private static boolean holds(byte[] chunk, int size, byte[] needle) {
    if (needle.length == 0) {
      return true;
    }
    byte first = needle[0];
    int last = size - needle.length;
    for (int i = 0; i <= last; i++) {
      if (chunk[i] == first && matches(chunk, i, needle)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(byte[] chunk, int at, byte[] needle) {
    for (int i = 1; i < needle.length; i++) {
      if (chunk[at + i] != needle[i]) {
        return false;
      }
    }
    return true;
  }
}
