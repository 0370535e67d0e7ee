package dev.slipway.fact;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Sizes as people write them: `15 MB`, `300KB`, `1.5 MiB`, `15728640`. KB and MB are of 1024, as in the window.
public final class ByteSize {
  private static final Pattern FORM = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?)\\s*(B|K|KB|KiB|M|MB|MiB|G|GB|GiB)?", Pattern.CASE_INSENSITIVE);

  private ByteSize() {}

  /// The number of bytes; empty when the text is no size.
  public static OptionalLong parse(String text) {
    var matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2).toUpperCase(java.util.Locale.ROOT);
    long factor =
        switch (unit.charAt(0)) {
          case 'K' -> 1L << 10;
          case 'M' -> 1L << 20;
          case 'G' -> 1L << 30;
          default -> 1L;
        };
    BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    try {
      return OptionalLong.of(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    } catch (ArithmeticException e) {
      return OptionalLong.empty();
    }
  }

  /// `612 B`, `312.3 KB`, `5.31 MB`: of 1024, one decimal, two for MB and above.
  public static String words(long bytes) {
    if (bytes < 1L << 10) {
      return bytes + " B";
    }
    if (bytes < 1L << 20) {
      return String.format(java.util.Locale.ROOT, "%.1f KB", bytes / 1024.0);
    }
    if (bytes < 1L << 30) {
      return String.format(java.util.Locale.ROOT, "%.2f MB", bytes / 1048576.0);
    }
    return String.format(java.util.Locale.ROOT, "%.2f GB", bytes / 1073741824.0);
  }
}
