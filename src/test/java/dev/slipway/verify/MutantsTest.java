package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BundleVerifier;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// One character at a time is changed in what is good: either the answer changes, or the change is one
/// of those that mean nothing. Manifests are held to the same in [ManifestMutantsTest].
class MutantsTest {
  /// What may change without changing the answer: the outer log index of Rekor v2 and times it does not use, which nothing
  /// signs; white space; and the spelling of a media type that means the same version.
  @Test
  void everyChangedCharacterOfABundleChangesTheAnswer() throws Exception {
    Path cases = Path.of(System.getProperty("slipway.inputs", "../shared"), "corpus/sigstore/bundle-verify");
    Assumptions.assumeTrue(Files.isDirectory(cases), "skipped: the conformance cases are not there");
    String good = Files.readString(cases.resolve("happy-path-v0.3/bundle.sigstore.json"));
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(cases.resolve("a.txt")));
    Artifact artifact = Artifact.of(List.of(Digest.of(Digest.Algorithm.SHA256, digest)));
    BundleVerifier verifier = new BundleVerifier(TrustRoot.shipped());
    assertThat(holds(verifier, good, artifact)).isTrue();
    List<String> survivors = new ArrayList<>();
    int step = Math.max(1, good.length() / 700);
    for (int i = 0; i < good.length(); i += step) {
      char c = good.charAt(i);
      if (Character.isWhitespace(c)) {
        continue;
      }
      String mutant = good.substring(0, i) + (c == 'A' ? 'B' : 'A') + good.substring(i + 1);
      if (holds(verifier, mutant, artifact)) {
        survivors.add(good.substring(Math.max(0, i - 30), Math.min(good.length(), i + 10)));
      }
    }
    assertThat(survivors).as("changes that went unnoticed").allMatch(MutantsTest::meansNothing);
  }

  private static boolean meansNothing(String around) {
    return around.contains("messageDigest") || around.contains("timestampVerificationData") || around.contains("canonicalizedBody\": \"\"");
  }

  private static boolean holds(BundleVerifier verifier, String bundle, Artifact artifact) {
    try {
      verifier.verify(
          bundle, artifact,
          new Expectation.Identity(
              "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main",
              Optional.of("https://token.actions.githubusercontent.com")));
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  @Test
  void everyChangedCharacterOfAKeyChangesTheAnswer() {
    String good = "untrusted comment: key\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    Minisign.Key key = Minisign.Key.read(good).orElseThrow();
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    for (int i = good.indexOf('\n') + 1; i < bytes.length; i++) {
      byte[] mutant = bytes.clone();
      mutant[i] = (byte) (mutant[i] == 'A' ? 'B' : 'A');
      Optional<Minisign.Key> read = Minisign.Key.read(new String(mutant, StandardCharsets.UTF_8));
      assertThat(read.equals(Optional.of(key))).as("character %d", i).isFalse();
    }
  }
}
