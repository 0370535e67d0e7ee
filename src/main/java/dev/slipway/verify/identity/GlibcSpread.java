package dev.slipway.verify.identity;

import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Compares what the GNU targets of one release ask of the system: a leg built on a newer runner silently needs
/// a newer system than its siblings.
public final class GlibcSpread {
  private GlibcSpread() {}

  /// Warns about each file that needs a newer GLIBC than the one that needs the oldest.
  ///
  /// @param files each file by its name
  public static List<Finding> findings(Map<String, BinaryFile> files) {
    record Need(String name, String version) {}
    List<Need> needs = new ArrayList<>();
    files.forEach(
        (name, file) -> {
          if (file.format() instanceof Format.Elf elf) {
            elf.glibc().ifPresent(version -> needs.add(new Need(name, version)));
          }
        });
    Comparator<Need> byVersion =
        (a, b) -> Arrays.compare(numbers(a.version()), numbers(b.version()));
    if (needs.size() < 2) {
      return List.of();
    }
    Need least = needs.stream().min(byVersion).orElseThrow();
    return needs.stream()
        .filter(need -> byVersion.compare(need, least) > 0)
        .map(
            need ->
                Finding.about(
                        need.name(), "glibc-spread", Severity.WARNING,
                        "%s needs GLIBC %s where %s needs only %s."
                            .formatted(need.name(), need.version(), least.name(), least.version()),
                        "Build both on the same, older system, or say so in the notes.")
                    .because("It does not start on systems where the other one does."))
        .toList();
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("\\."))
        .mapToInt(part -> part.matches("[0-9]{1,6}") ? Integer.parseInt(part) : 0)
        .toArray();
  }
}
