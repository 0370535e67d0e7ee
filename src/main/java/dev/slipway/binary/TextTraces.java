package dev.slipway.binary;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Walks through the bytes of a file once and gathers what printable text in it tells.
///
/// Only runs of printable ASCII with a version-like number or a telling word are looked at closely, so a
/// file of 100 MB takes about as long as reading it.
final class TextTraces {
  private static final int CHUNK = 1 << 16;
  private static final int LONGEST_RUN = 4096;
  private static final int MOST = 4096;

  /// A registry source path in a panic message: `…/index.crates.io-<hash>/serde_json-1.0.117/src/…`.
  private static final Pattern CRATE =
      Pattern.compile(
          "(?:index\\.crates\\.io|github\\.com)-[0-9a-f]{16}[/\\\\]([A-Za-z0-9_-]+?)-(\\d+\\.\\d+\\.\\d+[0-9A-Za-z.+-]*)[/\\\\]");
  private static final Pattern RUSTC =
      Pattern.compile("rustc version (\\d+\\.\\d+\\.\\d+[^\\s)]*)|/rustc/([0-9a-f]{40})/");
  private static final Pattern GO = Pattern.compile("\\bgo(1\\.\\d{1,2}(?:\\.\\d{1,2}|rc\\d|beta\\d)?)(?![0-9.])");
  private static final Pattern COMPILER =
      Pattern.compile("(GCC: \\([^)]{1,64}\\) [0-9.]{1,16}|(?:[A-Za-z]+ )?clang version [0-9][0-9.]{1,16}|Linker: LLD [0-9][0-9.]{1,16})");
  private static final Pattern AROUND_VERSION =
      Pattern.compile(
          "(?<before>[A-Za-z][A-Za-z0-9_-]{0,30}[ /:@-]?)?v?(?<version>\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}"
              + "(?:-(?:alpha|beta|rc|pre|dev|nightly)(?:[.-]?[0-9A-Za-z]{1,16}){0,3})?)(?!\\.?[0-9])");

  private final Set<Traces.VersionText> versions = new LinkedHashSet<>();
  private final Set<Traces.Crate> crates = new LinkedHashSet<>();
  private final Set<String> compilers = new LinkedHashSet<>();
  private String rustc = "";
  private String go = "";
  private final byte[] run = new byte[LONGEST_RUN];
  private int length;
  private int dots;

  static Traces find(Bytes bytes) throws FormatException {
    var traces = new TextTraces();
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < bytes.size(); at += CHUNK) {
      int size = (int) Math.min(CHUNK, bytes.size() - at);
      bytes.copy(at, chunk, 0, size);
      traces.take(chunk, size);
    }
    traces.endOfRun();
    return traces.result();
  }

  private void take(byte[] chunk, int size) {
    for (int i = 0; i < size; i++) {
      byte b = chunk[i];
      if (b >= 0x20 && b < 0x7f) {
        if (length == LONGEST_RUN) {
          keepTail();
        }
        run[length++] = b;
        if (b == '.') {
          dots++;
        }
      } else if (length > 0) {
        endOfRun();
      }
    }
  }

  /// A run longer than the buffer is looked at in pieces that overlap by 256 bytes.
  private void keepTail() {
    look();
    System.arraycopy(run, LONGEST_RUN - 256, run, 0, 256);
    length = 256;
    dots = 2;
  }

  private void endOfRun() {
    if (length >= 5 && dots > 0) {
      look();
    }
    length = 0;
    dots = 0;
  }

  private void look() {
    boolean number = numbers();
    if (!number && !holds("rustc")) {
      return;
    }
    String text = new String(run, 0, length, StandardCharsets.US_ASCII);
    if (text.contains("crates.io-") || text.contains("github.com-")) {
      Matcher crate = CRATE.matcher(text);
      while (crate.find() && crates.size() < MOST) {
        crates.add(new Traces.Crate(crate.group(1), crate.group(2)));
      }
    }
    if (rustc.isEmpty() && text.contains("rustc")) {
      Matcher matcher = RUSTC.matcher(text);
      if (matcher.find()) {
        rustc = matcher.group(1) != null ? matcher.group(1) : "commit " + matcher.group(2);
      }
    }
    if (go.isEmpty() && text.contains("go1.")) {
      Matcher matcher = GO.matcher(text);
      if (matcher.find()) {
        go = matcher.group(1);
      }
    }
    if (text.contains("GCC: (") || text.contains("clang version ") || text.contains("Linker: LLD")) {
      Matcher compiler = COMPILER.matcher(text);
      while (compiler.find() && compilers.size() < 32) {
        compilers.add(compiler.group(1));
      }
    }
  }

  private boolean holds(String word) {
    for (int i = 0; i + word.length() <= length; i++) {
      int j = 0;
      while (j < word.length() && run[i + j] == word.charAt(j)) {
        j++;
      }
      if (j == word.length()) {
        return true;
      }
    }
    return false;
  }

  /// Finds what looks like three numbers with dots, and tells whether any number with a dot is there at all.
  private boolean numbers() {
    boolean any = false;
    int i = 1;
    while (i < length - 1) {
      if (run[i] != '.' || !digit(run[i - 1]) || !digit(run[i + 1])) {
        i++;
        continue;
      }
      any = true;
      int start = i - 1;
      while (start > 0 && digit(run[start - 1])) {
        start--;
      }
      int end = i + 1;
      int groups = 2;
      while (end < length && (digit(run[end]) || run[end] == '.' && end + 1 < length && digit(run[end + 1]))) {
        groups += run[end] == '.' ? 1 : 0;
        end++;
      }
      if (groups == 3 && (start == 0 || run[start - 1] != '.')) {
        version(start);
      }
      i = end + 1;
    }
    return any;
  }

  private void version(int start) {
    if (versions.size() >= MOST) {
      return;
    }
    int from = Math.max(0, start - 33);
    int to = Math.min(length, start + 80);
    String text = new String(run, from, to - from, StandardCharsets.US_ASCII);
    Matcher matcher = AROUND_VERSION.matcher(text);
    int at = 0;
    while (at < text.length() && matcher.find(at)) {
      if (matcher.start("version") == start - from) {
        String before = matcher.group("before");
        versions.add(
            new Traces.VersionText(
                before == null ? "" : before.replaceAll("[ /:@-]?v?$", "").toLowerCase(Locale.ROOT),
                matcher.group("version")));
        return;
      }
      at = matcher.start() + 1;
    }
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private Traces result() {
    List<Traces.Crate> sorted = new ArrayList<>(crates);
    sorted.sort(
        java.util.Comparator.comparing(Traces.Crate::name).thenComparing(Traces.Crate::version));
    return new Traces(
        List.copyOf(versions),
        sorted,
        rustc.isEmpty() ? Optional.empty() : Optional.of(rustc),
        go.isEmpty() ? Optional.empty() : Optional.of(go),
        List.copyOf(compilers));
  }
}
