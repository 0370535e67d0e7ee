package dev.slipway.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for texts in bytes that pass by, also where two blocks meet.
final class TextSearch {
  private static final int BLOCK = 256 * 1024;

  private final List<String> texts;
  private final Set<String> found = new HashSet<>();

  TextSearch(List<String> texts) {
    this.texts = List.copyOf(texts);
  }

  boolean found(String text) {
    return found.contains(text);
  }

  /// Copies everything, looking for the texts on the way.
  void copy(InputStream in, OutputStream out) throws IOException {
    List<byte[]> wanted = new ArrayList<>();
    int longest = 1;
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      wanted.add(bytes);
      longest = Math.max(longest, bytes.length);
    }
    byte[] window = new byte[BLOCK + longest];
    int kept = 0;
    for (int n = in.read(window, 0, BLOCK); n >= 0; n = in.read(window, kept, BLOCK)) {
      out.write(window, kept, n);
      int length = kept + n;
      for (int i = 0; i < wanted.size(); i++) {
        if (!found.contains(texts.get(i)) && contains(window, length, wanted.get(i))) {
          found.add(texts.get(i));
        }
      }
      int next = Math.min(longest - 1, length);
      System.arraycopy(window, length - next, window, 0, next);
      kept = next;
    }
  }

  private static boolean contains(byte[] window, int length, byte[] text) {
    for (int at = 0; at + text.length <= length; at++) {
      int i = 0;
      while (i < text.length && window[at + i] == text[i]) {
        i++;
      }
      if (i == text.length) {
        return true;
      }
    }
    return false;
  }
}
