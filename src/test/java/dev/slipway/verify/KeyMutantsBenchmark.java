package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every character of a public key of minisign changed into every other: it is another key, or none.
@Tag("benchmark")
class KeyMutantsBenchmark {
  @Test
  void everyCharacterOfAKey() {
    String good = "untrusted comment: key\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    Minisign.Key key = Minisign.Key.read(good).orElseThrow();
    assertThat(Minisign.Key.read(good)).as("read again it is the same").contains(key);
    for (int i = good.indexOf('\n') + 1; i < good.length(); i++) {
      for (char c = 32; c < 127; c++) {
        if (c != good.charAt(i)) {
          assertThat(Minisign.Key.read(good.substring(0, i) + c + good.substring(i + 1))).as("%d %s", i, c).isNotEqualTo(Optional.of(key));
        }
      }
    }
  }
}
