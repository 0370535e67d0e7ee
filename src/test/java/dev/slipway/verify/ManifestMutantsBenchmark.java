package dev.slipway.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every character of a good manifest in every dialect replaced by, and preceded by, every character of ASCII and some more; and
/// deleted. [ManifestMutantsTest] looks at a sample of the same.
@Tag("benchmark")
class ManifestMutantsBenchmark {
  private static final List<String> BEYOND_ASCII = List.of("\u00A0", "\u00E9", "\u2028", "\u200B", "\uFEFF", "\uFF0F", "\uFFFD", "\u0416", "\u202E");

  @TempDir Path folder;

  static Stream<ManifestMutants.Dialect> dialects() {
    return ManifestMutants.dialects();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void noChangePassesUnlessItSaysTheSame(ManifestMutants.Dialect dialect) throws Exception {
    List<String> characters = new ArrayList<>(BEYOND_ASCII);
    for (char c = 0; c < 128; c++) {
      characters.add(String.valueOf(c));
    }
    ManifestMutants mutants = new ManifestMutants(folder, dialect);
    mutants.everyChange(1, characters);
    System.out.println(mutants.summary());
  }
}
