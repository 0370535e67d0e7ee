package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BundleVerifier;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every character of what is good is changed, one at a time: the answer changes, or the change is one of the few that
/// mean nothing. The suite looks at samples of the same.
@Tag("benchmark")
class MutantsBenchmark {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  /// Where a changed character may go unnoticed: the padding of base64; the optional digest beside a signature; the position and the
  /// empty path of a proof over a single entry; the parts of a timestamp that its authority
  /// does not sign; the case of a hexadecimal digit; and the label around a certificate in PEM.
  private static final List<String> UNSIGNED =
      List.of("padding", "messageDigest", "logIndex", "hashes", "signedTimestamp", "logID", "cert");

  @ParameterizedTest
  @ValueSource(strings = {"cosign.bundle", "release.json", "clocked-provenance.json", "message.json"})
  void everyCharacterOfABundle(String name) throws Exception {
    String good = MintedBundlesTest.text(name);
    BundleVerifier verifier =
        new BundleVerifier(
            List.of(
                TrustRoot.read("logs", MintedBundlesTest.text("root-with-logs.json")),
                TrustRoot.read("clock", MintedBundlesTest.text("root-with-clock.json"))));
    Artifact artifact = Artifact.of(List.of(Digest.of(Algorithm.SHA256, HexFormat.of().parseHex(HELLO))));
    assertThat(holds(verifier, good, artifact)).isTrue();
    List<String> survivors = new ArrayList<>();
    int mutants = 0;
    for (int i = 0; i < good.length(); i++) {
      char c = good.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      for (String with : List.of(c == 'A' ? "B" : "A", "")) {
        mutants++;
        if (holds(verifier, good.substring(0, i) + with + good.substring(i + 1), artifact)) {
          survivors.add(c == '=' ? "padding" : field(good, i));
        }
      }
    }
    System.out.printf("%s: %d mutants, %d unnoticed in %s%n", name, mutants, survivors.size(), survivors.stream().distinct().toList());
    assertThat(survivors).isSubsetOf(UNSIGNED);
  }

  private static String field(String json, int at) {
    var keys = java.util.regex.Pattern.compile("\"([A-Za-z0-9]+)\"\\s*:").matcher(json);
    String last = "";
    while (keys.find() && keys.start() <= at) {
      last = keys.group(1);
    }
    return last;
  }

  private static boolean holds(BundleVerifier verifier, String bundle, Artifact artifact) {
    try {
      String json = bundle.contains("base64Signature") ? dev.slipway.verify.sigstore.CosignBundle.modern(bundle) : bundle;
      return !verifier.verify(json, artifact, new Expectation.Anybody()).subjects().isEmpty();
    } catch (Refused e) {
      return false;
    }
  }

  @Test
  void everyCharacterOfAKey() {
    String good = "untrusted comment: key\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    Minisign.Key key = Minisign.Key.read(good).orElseThrow();
    for (int i = good.indexOf('\n') + 1; i < good.length(); i++) {
      for (char c = 32; c < 127; c++) {
        if (c != good.charAt(i)) {
          assertThat(Minisign.Key.read(good.substring(0, i) + c + good.substring(i + 1))).as("%d %s", i, c).isNotEqualTo(Optional.of(key));
        }
      }
    }
  }
}
