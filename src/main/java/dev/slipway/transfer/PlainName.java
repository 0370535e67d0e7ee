package dev.slipway.transfer;

import dev.slipway.fact.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// A name from the host that may become the name of a file in a folder, and nothing else: no path, no
/// device, no stream of another file.
final class PlainName {
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private PlainName() {}

  /// Passes the name through.
  ///
  /// @throws Problem when it could lead out of the folder or name no file
  static String check(String name) throws Problem {
    boolean plain =
        !name.isBlank()
            && name.getBytes(StandardCharsets.UTF_8).length <= 200
            && name.chars().noneMatch(c -> c < ' ' || c == 0x7f || "/\\:*?\"<>|".indexOf(c) >= 0)
            && !name.equals(".") && !name.equals("..")
            && !name.endsWith(".") && !name.endsWith(" ")
            && !device(name);
    if (!plain) {
      throw Problem.outOfReach(
          "The host names a file \"%s\", which cannot be the name of a file in a folder. It was not downloaded; rename it where it is made."
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  private static boolean device(String name) {
    String stem = name.toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
    return DEVICES.contains(stem) || stem.matches("(com|lpt)[0-9]");
  }
}
