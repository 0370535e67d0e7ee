package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

  /// Whoever signs one for two files at once could have it shown for either.
  @Test
  void aSubjectWithTheDigestsOfTwoFilesIsAboutNeither() throws Exception {
    Artifact artifact =
        Artifact.of(List.of(Digest.of(Algorithm.SHA256, new byte[32]), Digest.of(Algorithm.SHA512, new byte[64])));
    assertThat(statement("0".repeat(64), "0".repeat(128)).names(artifact)).containsExactly("app");
    assertThat(statement("1".repeat(64), "0".repeat(128)).names(artifact)).isEmpty();
    assertThat(statement("0".repeat(64), "1".repeat(128)).names(artifact)).isEmpty();
  }

  private static Statement statement(String sha256, String sha512) throws Refused {
    return Statement.read(
        """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "predicate": {},
         "subject": [{"name": "app", "digest": {"sha256": "%s", "sha512": "%s"}}]}
        """.formatted(sha256, sha512));
  }
}
