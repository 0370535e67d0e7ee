package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every character of a good bundle replaced and deleted: it is refused, or the change is one of those that mean nothing.
@Tag("benchmark")
class BundleMutantsBenchmark {
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final Pattern KEY = Pattern.compile("\"([A-Za-z0-9]+)\"\\s*:");

  /// Why a change may go unnoticed. Each says the same as the bundle that was signed, or leaves out what is not needed.
  private enum Harmless {
    /// Base64 without its padding is the same bytes, and JSON of protobuf allows it.
    PADDING,
    /// An optional field under a name nobody knows is absent. The digest beside a signature is: the signature is over the digest
    /// of the file itself. So are what protobuf leaves out, the place 0 and an empty path, of a log that has one entry.
    OPTIONAL_FIELD,
    /// A timestamp is signed over its time and over the attributes of its signer. Around them, unsigned, stand versions, the names of
    /// algorithms the key and the attributes tell, and whether it was granted with changes.
    UNSIGNED_PART_OF_A_TIMESTAMP,
    /// Blanks and line ends in PEM, and what stands around the first block.
    AROUND_PEM,
    /// A digit of a hexadecimal number in the other case.
    CASE
  }

  @ParameterizedTest
  @ValueSource(strings = {"message.json", "provenance.json", "clocked-provenance.json", "release.json", "cosign.bundle"})
  void everyCharacter(String name) throws Exception {
    String good = text(name);
    BundleVerifier verifier =
        new BundleVerifier(
            List.of(TrustRoot.read("logs", text("root-with-logs.json")), TrustRoot.read("clock", text("root-with-clock.json"))));
    Artifact artifact = Artifact.of(List.of(Digest.of(Algorithm.SHA256, HexFormat.of().parseHex(HELLO))));
    assertThat(holds(verifier, good, artifact)).isTrue();
    Map<Harmless, Integer> survivors = new TreeMap<>();
    int mutants = 0;
    for (int i = 0; i < good.length(); i++) {
      char c = good.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      for (String with : List.of(c == 'A' ? "B" : "A", "")) {
        mutants++;
        if (holds(verifier, good.substring(0, i) + with + good.substring(i + 1), artifact)) {
          survivors.merge(reason(good, i, with), 1, Integer::sum);
        }
      }
    }
    System.out.printf("%s: %d mutants, unnoticed %s%n", name, mutants, survivors);
  }

  /// Why this change means nothing; fails where there is no reason.
  private static Harmless reason(String good, int at, String with) throws Exception {
    Matcher keys = KEY.matcher(good);
    String key = "";
    int value = 0;
    while (keys.find() && keys.start() <= at) {
      key = keys.group(1);
      value = keys.end();
    }
    char was = good.charAt(at);
    if (at < value) {
      assertThat(List.of("messageDigest", "hashes", "logIndex")).as("the key %s", key).contains(key);
      return Harmless.OPTIONAL_FIELD;
    }
    if (was == '=' && with.isEmpty()) {
      return Harmless.PADDING;
    }
    String base64 = good.substring(good.indexOf('"', value) + 1, good.indexOf('"', good.indexOf('"', value) + 1));
    int index = at - good.indexOf('"', value) - 1;
    switch (key) {
      case "signedTimestamp" -> {
        assertThat(with).as("deleted").isNotEmpty();
        assertSigned(base64, base64.substring(0, index) + with + base64.substring(index + 1));
        return Harmless.UNSIGNED_PART_OF_A_TIMESTAMP;
      }
      case "cert" -> {
        String before = new String(Base64.getDecoder().decode(base64), StandardCharsets.US_ASCII);
        String after = new String(Base64.getDecoder().decode(base64.substring(0, index) + with + base64.substring(index + 1)), StandardCharsets.US_ASCII);
        assertThat(Crypto.pemBytes(after, Refused.Step.BUNDLE)).isEqualTo(Crypto.pemBytes(before, Refused.Step.BUNDLE));
        return Harmless.AROUND_PEM;
      }
      default -> {
        assertThat(Character.toLowerCase(with.charAt(0))).as("%s in %s", was, key).isEqualTo(Character.toLowerCase(was));
        assertThat(key).isEqualTo("logID");
        return Harmless.CASE;
      }
    }
  }

  /// The time, the signed attributes, the signer's name and the signature are byte for byte the same.
  private static void assertSigned(String before, String after) throws Exception {
    assertThat(signedParts(after)).isEqualTo(signedParts(before));
  }

  private static List<String> signedParts(String base64) throws Exception {
    List<Der> signed = Der.parse(Base64.getDecoder().decode(base64)).child(1).child(1).child(0).children();
    List<Der> signer = signed.getLast().child(0).children();
    return List.of(
        hex(signed.get(2).child(1).child(0)), hex(signer.get(1)), hex(signer.get(3)), hex(signer.get(5)));
  }

  private static String hex(Der part) {
    return HexFormat.of().formatHex(part.encoded());
  }

  private static boolean holds(BundleVerifier verifier, String bundle, Artifact artifact) {
    try {
      String json = bundle.contains("base64Signature") ? CosignBundle.modern(bundle) : bundle;
      return !verifier.verify(json, artifact, new Expectation.Anybody()).subjects().isEmpty();
    } catch (Refused e) {
      return false;
    }
  }

  private static String text(String name) throws Exception {
    try (InputStream in = BundleMutantsBenchmark.class.getResourceAsStream("/dev/slipway/verify/minted/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
