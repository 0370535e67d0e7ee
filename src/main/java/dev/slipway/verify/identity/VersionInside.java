package dev.slipway.verify.identity;

import dev.slipway.binary.Traces;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether the version a program prints is the release's.
///
/// The program's own name in front of a version is proof either way. A version without the name is only a hint,
/// for libraries leave theirs too.
final class VersionInside {
  private VersionInside() {}

  static List<Finding> findings(String name, Traces traces, String version, Optional<String> program) {
    if (program.isPresent()) {
      List<String> said =
          traces.versions().stream()
              .filter(v -> names(v.before(), program.get()))
              .map(Traces.VersionText::version)
              .distinct()
              .toList();
      if (said.contains(version)) {
        return List.of();
      }
      if (!said.isEmpty()) {
        return List.of(
            Finding.about(
                    name, "wrong-version", Severity.ERROR,
                    "%s says %s %s inside, and the release is %s."
                        .formatted(name, program.get(), String.join(", ", said), version),
                    "Build it again from the tag.")
                .because("It was built from another commit, or the version was not raised before the tag."));
      }
    }
    boolean anywhere = traces.versions().stream().anyMatch(v -> v.version().equals(version));
    if (anywhere) {
      return List.of();
    }
    return List.of(
        Finding.about(
            name, "version-not-found", Severity.WARNING,
            "The version %s stands nowhere in %s, so which version it is cannot be told.".formatted(version, name),
            "Let the program carry its version as text, or turn the check off."));
  }

  private static boolean names(String before, String program) {
    String word = before.toLowerCase(Locale.ROOT);
    String wanted = program.toLowerCase(Locale.ROOT);
    return word.equals(wanted) || word.equals(wanted.replace('-', '_')) || word.endsWith("-" + wanted)
        || word.endsWith("_" + wanted);
  }
}
