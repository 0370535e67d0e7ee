package dev.slipway.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Some characters of a good manifest in every dialect changed; the benchmark profile changes them all.
class ManifestMutantsTest {
  @TempDir Path folder;

  static Stream<ManifestMutants.Dialect> dialects() {
    return ManifestMutants.dialects();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void noChangePassesUnlessItSaysTheSame(ManifestMutants.Dialect dialect) throws Exception {
    new ManifestMutants(folder, dialect).everyChange(19, List.of("A", "0", "#", "/", " ", "\n", "\""));
  }
}
