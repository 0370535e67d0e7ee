package dev.slipway.size;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Remembers how large the largest binary in a file is, by the file's digest: the bytes of a digest never change, so
/// no earlier release has to be downloaded or unpacked twice. A text file, a line each; it may be deleted at any time.
public final class SizeCache {
  private static final int MOST = 20_000;
  private static final int LONGEST_LINE = 200;

  private final Path file;
  private final Map<String, Long> unpacked = new LinkedHashMap<>();

  private SizeCache(Path file) {
    this.file = file;
  }

  /// Reads it; lines that mean nothing are left out, and a file that cannot be read is an empty cache.
  public static SizeCache open(Path file) {
    var cache = new SizeCache(file);
    if (Files.isRegularFile(file)) {
      try (var in = Files.newInputStream(file);
          var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        cache.read(lines);
      } catch (IOException e) {
        System.getLogger(SizeCache.class.getName()).log(System.Logger.Level.DEBUG, "sizes are measured again", e);
      }
    }
    return cache;
  }

  private void read(BufferedReader lines) throws IOException {
    char[] line = new char[LONGEST_LINE];
    int length = 0;
    for (int c = lines.read(); unpacked.size() < MOST; c = lines.read()) {
      if (c != '\n' && c >= 0) {
        if (length < LONGEST_LINE) {
          line[length] = (char) c;
        }
        length++;
        continue;
      }
      take(length > LONGEST_LINE ? "" : new String(line, 0, length));
      length = 0;
      if (c < 0) {
        return;
      }
    }
  }

  private void take(String line) {
    String[] words = line.split(" ", 3);
    if (words.length == 2 && words[0].matches("[0-9a-z]{2,10}:[0-9a-f]{32,128}") && words[1].matches("[0-9]{1,18}")) {
      unpacked.put(words[0], Long.parseLong(words[1]));
    }
  }

  /// The bytes of the largest binary in the file of a digest; empty where it was not measured yet.
  public OptionalLong of(Digest digest) {
    Long known = unpacked.get(key(digest));
    return known == null ? OptionalLong.empty() : OptionalLong.of(known);
  }

  /// Remembers it.
  public void keep(Digest digest, long bytes) {
    if (unpacked.size() >= MOST) {
      unpacked.remove(unpacked.keySet().iterator().next());
    }
    unpacked.put(key(digest), bytes);
  }

  /// Writes it down.
  ///
  /// @throws Problem when it cannot be written
  public void save() throws Problem {
    StringBuilder text = new StringBuilder();
    unpacked.forEach((digest, bytes) -> text.append(digest).append(' ').append(bytes).append('\n'));
    WholeFile.writeText(file, text.toString());
  }

  private static String key(Digest digest) {
    return digest.algorithm().id() + ":" + digest.hex();
  }
}
