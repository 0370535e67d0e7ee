package dev.slipway.cli;

import dev.slipway.fact.ByteSize;
import java.util.Locale;

/// Numbers as the command line prints them.
final class Figures {
  private Figures() {}

  /// A change in bytes, always with its sign.
  static String change(long bytes) {
    return bytes == 0 ? "0 B" : (bytes > 0 ? "+" : "−") + ByteSize.words(Math.abs(bytes));
  }

  /// `1 error`, `7 errors`.
  static String count(long number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
