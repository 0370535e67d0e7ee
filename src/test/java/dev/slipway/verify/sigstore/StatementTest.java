package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final Artifact ZEROS = Artifact.of(List.of(Digest.of(Algorithm.SHA256, new byte[32]), Digest.of(Algorithm.SHA512, new byte[64])));

  /// What names the file by nothing that proves anything is not about it, and one of several subjects is enough.
  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "[]; 0", "[{\"name\": \"app\", \"digest\": {}}]; 0", "[{\"name\": \"app\", \"digest\": {\"sha1\": \"%1$.40s\"}}]; 0",
    "[{\"name\": \"app\", \"digest\": {\"md5\": \"%1$.32s\"}}]; 0", "[{\"name\": \"app\", \"digest\": {\"gitCommit\": \"%1$.40s\"}}]; 0",
    "[{\"name\": \"app\", \"digest\": {\"SHA256\": \"%1$.64s\"}}]; 0", "[{\"name\": \"app\", \"digest\": {\"sha256\": \"%1$.63s\"}}]; 0",
    "[{\"name\": \"app\", \"digest\": {\"sha256\": \"\"}}]; 0", "[{\"name\": \"app\", \"digest\": {\"sha256\": 0}}]; 0",
    "[{\"name\": \"app\", \"digest\": {\"sha256\": \" %1$.64s\"}}]; 0", "[{\"name\": \"app\", \"digest\": {\"sha256\": [\"%1$.64s\"]}}]; 0",
    "[{\"name\": \"app\", \"digest\": {\"sha512\": \"%1$.128s\"}}]; 1",
    "[{\"name\": \"a\", \"digest\": {\"sha256\": \"11\"}}, {\"name\": \"b\", \"digest\": {\"sha256\": \"%1$.64s\"}}, {\"digest\": {\"sha256\": \"%1$.64s\"}}]; 2",
  })
  void aSubjectIsTheFileByAStrongDigestAlone(String subjects, int names) throws Exception {
    Statement statement =
        Statement.read("{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": %s}".formatted(subjects.formatted("0".repeat(128))));
    assertThat(statement.names(ZEROS)).hasSize(names);
    assertThat(statement.isProvenance()).isFalse();
    assertThat(statement.isRelease()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "[]", "null", "{}", "{\"_type\": \"https://in-toto.io/Statement/v1\", \"_type\": \"https://in-toto.io/Statement/v1\"}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": {}}", "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [1]}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"name\": \"a\"}]}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\", \"subject\": [{\"name\": \"a\", \"digest\": {\"sha256\": \"00\", \"sha256\": \"11\"}}]}",
    "{\"_type\": \"https://in-toto.io/Statement/v1\"} {\"_type\": \"https://in-toto.io/Statement/v1\"}",
    "{\"_type\": \"https://evil.example/https://in-toto.io/Statement/v1\"}"})
  void whatIsNoStatementIsRefused(String json) {
    assertThatThrownBy(() -> Statement.read(json)).isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @CsvSource({
    "https://slsa.dev/provenance/v0.2, true", "https://slsa.dev/provenance/v1, true", "https://slsa.dev/verification_summary/v1, false",
    "https://spdx.dev/Document/v2.3, false", "https://cyclonedx.org/bom, false", "https://in-toto.io/attestation/vulns/v0.1, false",
    "https://evil.example/https://slsa.dev/provenance/v1, false", "HTTPS://SLSA.DEV/provenance/v1, false"})
  void onlyProvenanceIsProvenance(String predicate, boolean provenance) throws Exception {
    Statement statement = Statement.read("{\"_type\": \"https://in-toto.io/Statement/v0.1\", \"predicateType\": \"%s\"}".formatted(predicate));
    assertThat(statement.isProvenance()).isEqualTo(provenance);
  }

  private static Statement statement(String sha256, String sha512) throws Refused {
    return Statement.read(
        """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://slsa.dev/provenance/v1", "predicate": {},
         "subject": [{"name": "app", "digest": {"sha256": "%s", "sha512": "%s"}}]}
        """.formatted(sha256, sha512));
  }
}
