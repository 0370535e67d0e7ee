package dev.slipway.rehearsal;

import java.util.List;
import java.util.Locale;

/// The machine behind a runner label.
///
/// @param os   `Linux`, `macOS` or `Windows`, as the `runner` context says
/// @param arch `X64` or `ARM64`
record Runner(String os, String arch) {

  static Runner of(List<String> labels) {
    String label = labels.isEmpty() ? "" : labels.getFirst().toLowerCase(Locale.ROOT);
    String os = label.startsWith("windows") ? "Windows" : label.startsWith("macos") ? "macOS" : "Linux";
    boolean arm = label.contains("arm") || (os.equals("macOS") && !label.contains("intel") && !label.contains("large"));
    return new Runner(os, arm ? "ARM64" : "X64");
  }

  /// Whether GitHub still has machines for a label. A job that asks for a retired one waits in vain.
  static boolean exists(List<String> labels) {
    return labels.stream()
        .noneMatch(
            label -> label.matches("macos-1[0-4](\\..*|-.*)?|ubuntu-(16|18|20)\\.04|windows-(2016|2019)"));
  }
}
