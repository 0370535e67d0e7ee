package dev.slipway.size;

import dev.slipway.fact.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of bytes as people write them. KB and MB are of 1,024, on screen as in a policy.
public final class ByteCount {
  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(?:[.](\\d{1,6}))?\\s*([KMGkmg]?i?[Bb]?)");

  private ByteCount() {}

  /// Reads `15MB`, `300 KB`, `1.5 MiB` or plain bytes.
  ///
  /// @throws Problem when it is none of these
  public static long parse(String text) throws Problem {
    Matcher matcher = WRITTEN.matcher(text.strip());
    if (!matcher.matches()) {
      throw Problem.wrongUse(
          "\"%s\" is no amount of bytes. Write it like 15MB, 300KB or 15728640.".formatted(text));
    }
    long unit =
        switch (matcher.group(3).isEmpty() ? 'b' : Character.toLowerCase(matcher.group(3).charAt(0))) {
          case 'k' -> 1024L;
          case 'm' -> 1024L * 1024;
          case 'g' -> 1024L * 1024 * 1024;
          default -> 1L;
        };
    String fraction = matcher.group(2) == null ? "" : matcher.group(2);
    var amount = new java.math.BigDecimal(matcher.group(1) + "." + (fraction.isEmpty() ? "0" : fraction));
    java.math.BigDecimal bytes = amount.multiply(java.math.BigDecimal.valueOf(unit));
    if (bytes.compareTo(java.math.BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw Problem.wrongUse("\"%s\" is more bytes than any file has. Write a smaller amount.".formatted(text));
    }
    return bytes.longValue();
  }

  /// Bytes as shown: `312.3 KB`, `13.2 MB`, `96 B`.
  public static String shown(long bytes) {
    return shown(bytes, 1);
  }

  /// Bytes as shown, with a number of decimals; two are used where a limit is near.
  public static String shown(long bytes, int decimals) {
    long magnitude = Math.abs(bytes);
    if (magnitude < 1024) {
      return bytes + " B";
    }
    if (magnitude < 1024 * 1024) {
      return String.format(Locale.ROOT, "%." + decimals + "f KB", bytes / 1024.0);
    }
    if (magnitude < 1024L * 1024 * 1024) {
      return String.format(Locale.ROOT, "%." + decimals + "f MB", bytes / (1024.0 * 1024));
    }
    return String.format(Locale.ROOT, "%." + decimals + "f GB", bytes / (1024.0 * 1024 * 1024));
  }

  /// A change as shown, always with its sign: `+26.2 KB`, `−1.2 KB`, `0 B`.
  public static String change(long bytes) {
    return bytes == 0 ? "0 B" : (bytes > 0 ? "+" : "−") + shown(Math.abs(bytes));
  }
}
