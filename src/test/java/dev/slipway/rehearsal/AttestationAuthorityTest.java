package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Digest;
import dev.slipway.verify.sigstore.Accepted;
import dev.slipway.verify.sigstore.Artifact;
import dev.slipway.verify.sigstore.BundleVerifier;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a rehearsal signs is taken by the verifier that takes GitHub's, by its own trust root and by no other.
class AttestationAuthorityTest {
  private static final String SIGNER = "http://127.0.0.1:4711/o/n/.github/workflows/release.yml@refs/tags/v1";
  private static final String HELLO = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir Path folder;
  private AttestationAuthority authority;
  private ObjectNode bundle;
  private Artifact artifact;

  @BeforeEach
  void attested() throws Exception {
    authority = new AttestationAuthority();
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("_type", "https://in-toto.io/Statement/v1");
    statement.putArray("subject").addObject().put("name", "a.txt").putObject("digest").put("sha256", HELLO);
    statement.put("predicateType", "https://slsa.dev/provenance/v1").putObject("predicate");
    bundle = authority.bundle(statement.toString(), SIGNER, Map.of(8, "https://token.actions.127.0.0.1:4711", 12, "http://127.0.0.1:4711/o/n"));
    Path file = Files.writeString(folder.resolve("a.txt"), "hello\n");
    artifact = Artifact.of(List.of(sha256(HELLO)), file);
  }

  @Test
  void itsOwnRootTakesIt() throws Exception {
    Accepted accepted = verify(authority, artifact);
    assertThat(accepted.subjects()).containsExactly(SIGNER);
    assertThat(accepted.claims()).containsEntry("repository", "http://127.0.0.1:4711/o/n").containsEntry("issuer", "https://token.actions.127.0.0.1:4711");
    assertThat(accepted.times()).hasSize(1);
    assertThat(accepted.root()).isEqualTo("this rehearsal");
  }

  @Test
  void noOtherRehearsalAndNoShippedRootTakesIt() throws Exception {
    AttestationAuthority another = new AttestationAuthority();
    assertThatThrownBy(() -> verify(another, artifact)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> BundleVerifier.withShipped(List.of()).verify(bundle.toString(), artifact, new Expectation.Anybody()))
        .isInstanceOf(Refused.class);
  }

  @Test
  void anotherFileIsNotWhatItIsAbout() throws Exception {
    Artifact other = Artifact.of(List.of(sha256(HELLO.replace('5', '6'))), folder.resolve("a.txt"));
    assertThatThrownBy(() -> verify(authority, other)).isInstanceOf(Refused.class).hasMessageContaining("other files");
  }

  private static Digest sha256(String hex) {
    return Digest.of(Digest.Algorithm.SHA256, HexFormat.of().parseHex(hex));
  }

  private Accepted verify(AttestationAuthority by, Artifact about) throws Exception {
    TrustRoot root = TrustRoot.read("this rehearsal", by.trustedRoot());
    return new BundleVerifier(List.of(root)).verify(bundle.toString(), about, new Expectation.Anybody());
  }
}
