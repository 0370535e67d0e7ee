package dev.slipway.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
  private static final int OVERLAP = 256;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long DOTS = '.' * ONES;
  private static final long DIGITS = '0' * ONES;
  private static final long TENS = 0xf0f0f0f0f0f0f0f0L;
  private static final long RS = 'r' * ONES;
  private static final long US = 'u' * ONES;
  private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
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

  static Traces find(Bytes bytes) throws FormatException {
    var traces = new TextTraces();
    byte[] buffer = new byte[CHUNK];
    int kept = 0;
    for (long at = 0; at < bytes.size(); ) {
      int fresh = (int) Math.min(CHUNK - kept, bytes.size() - at);
      bytes.copy(at, buffer, kept, fresh);
      at += fresh;
      int end = kept + fresh;
      int begun = at < bytes.size() ? lastRun(buffer, end) : end;
      if (end - begun > CHUNK / 2) {
        // Text without an end is looked at in pieces that overlap.
        traces.take(buffer, end);
        begun = end - OVERLAP;
      } else {
        traces.take(buffer, begun);
      }
      kept = end - begun;
      System.arraycopy(buffer, begun, buffer, 0, kept);
    }
    return traces.result();
  }

  /// Where the run begins that the end of the buffer cuts.
  private static int lastRun(byte[] buffer, int end) {
    int at = end;
    while (at > 0 && printable(buffer[at - 1])) {
      at--;
    }
    return at;
  }

  /// Looks for a number with a dot, or the name of the compiler, eight bytes at a time and seven further each time,
  /// so that no pair of bytes is missed: most of a program is no text, and most text has neither.
  private void take(byte[] buffer, int end) {
    int looked = 0;
    int at = 0;
    while (at < end) {
      if (at + 8 <= end && noPair((long) WORD.get(buffer, at))) {
        at += 7;
        continue;
      }
      int word = Math.min(end, at + 8);
      int next = at + 8 <= end ? at + 7 : end;
      while (at < word && !tells(buffer, at, end)) {
        at++;
      }
      if (at == word) {
        at = next;
        continue;
      }
      int start = at;
      while (start > looked && printable(buffer[start - 1])) {
        start--;
      }
      while (at < end && printable(buffer[at])) {
        at++;
      }
      look(buffer, start, at);
      looked = at;
    }
  }

  /// Whether eight bytes certainly have no digit before a dot, and no `ru`.
  private static boolean noPair(long word) {
    long number = zeros(word & TENS ^ DIGITS) & zeros(word ^ DOTS) >>> 8;
    long name = zeros(word ^ RS) & zeros(word ^ US) >>> 8;
    return (number | name) == 0;
  }

  /// The highest bit of every byte that is zero (Mycroft's test; one above such a byte may be marked as well).
  private static long zeros(long word) {
    return (word - ONES) & ~word & HIGH;
  }

  private static boolean tells(byte[] buffer, int at, int end) {
    return switch (buffer[at]) {
      case '.' -> at > 0 && at + 1 < end && digit(buffer[at - 1]) && digit(buffer[at + 1]);
      case 'r' ->
          at + 5 <= end && buffer[at + 1] == 'u' && buffer[at + 2] == 's' && buffer[at + 3] == 't' && buffer[at + 4] == 'c';
      default -> false;
    };
  }

  private static boolean printable(byte b) {
    return b >= 0x20 && b < 0x7f;
  }

  private void look(byte[] buffer, int from, int to) {
    for (int start = from; start < to; start += LONGEST_RUN - OVERLAP) {
      length = Math.min(LONGEST_RUN, to - start);
      System.arraycopy(buffer, start, run, 0, length);
      if (length >= 5) {
        look();
      }
      if (start + length == to) {
        return;
      }
    }
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
