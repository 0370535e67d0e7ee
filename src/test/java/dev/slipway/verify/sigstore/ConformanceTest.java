package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The cases of sigstore-conformance, each with the file at hand and with its digest only.
class ConformanceTest {
  private static final Path CASES =
      Path.of(System.getProperty("slipway.inputs", "../shared"), "corpus/sigstore/bundle-verify");
  private static final String IDENTITY =
      "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
  private static final String ISSUER = "https://token.actions.githubusercontent.com";

  static Stream<Arguments> cases() throws Exception {
    if (!Files.isDirectory(CASES)) {
      return Stream.of(Arguments.of("absent", List.of()));
    }
    try (var folders = Files.list(CASES)) {
      List<Path> sorted = folders.filter(Files::isDirectory).sorted().toList();
      assertThat(sorted).hasSize(70);
      return sorted.stream()
          .flatMap(
              folder ->
                  Stream.of(
                      Arguments.of(folder.getFileName() + " by path", List.of("SHA-256", "SHA-384", "SHA-512")),
                      Arguments.of(folder.getFileName() + " by digest", List.of("SHA-256"))));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isJudgedAsTheConformanceSuiteSays(String name, List<String> algorithms) throws Exception {
    Assumptions.assumeTrue(!name.equals("absent"), "skipped: the conformance cases are not there");
    Path folder = CASES.resolve(name.substring(0, name.indexOf(' ')));
    String bundle = Files.readString(folder.resolve("bundle.sigstore.json"));
    byte[] content = Files.readAllBytes(first(folder.resolve("artifact"), CASES.resolve("a.txt")));
    Artifact artifact =
        Artifact.of(
            Stream.of(Digest.Algorithm.SHA256, Digest.Algorithm.SHA384, Digest.Algorithm.SHA512)
                .filter(algorithm -> algorithms.contains(algorithm.standardName()))
                .map(algorithm -> Digest.of(algorithm, digest(algorithm.standardName(), content)))
                .toList());
    Expectation expectation = expectation(folder);
    if (folder.toString().endsWith("_fail")) {
      assertThatThrownBy(() -> verifier(folder).verify(bundle, artifact, expectation)).isInstanceOf(Refused.class);
    } else {
      assertThat(verifier(folder).verify(bundle, artifact, expectation)).isNotNull();
    }
  }

  private static BundleVerifier verifier(Path folder) throws Exception {
    Path own = folder.resolve("trusted_root.json");
    return new BundleVerifier(
        Files.exists(own) ? List.of(TrustRoot.read("own", Files.readString(own))) : TrustRoot.shipped());
  }

  private static Expectation expectation(Path folder) throws Exception {
    if (Files.exists(folder.resolve("key.pub"))) {
      return Expectation.key(Files.readString(folder.resolve("key.pub")));
    }
    return new Expectation.Identity(
        text(folder.resolve("identity"), IDENTITY), Optional.of(text(folder.resolve("issuer"), ISSUER)));
  }

  private static String text(Path file, String otherwise) throws Exception {
    return Files.exists(file) ? Files.readString(file).strip() : otherwise;
  }

  private static Path first(Path one, Path other) {
    return Files.exists(one) ? one : other;
  }

  private static byte[] digest(String algorithm, byte[] content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
