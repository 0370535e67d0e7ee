package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.verify.ExpectedSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.StoredConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who a clone says should have signed.
class CheckoutTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "https://github.com/example/app,          https://github.com/example/app",
    "https://github.com/example/app.git,      https://github.com/example/app",
    "https://someone@github.com/example/app/, https://github.com/example/app",
    "git@github.com:example/app.git,          https://github.com/example/app",
    "ssh://git@GitHub.com:22/example/app,     https://github.com/example/app",
    "https://github.com/example/app/more,     ''",
    "../other,                                ''",
    "/srv/git/app.git,                        ''",
    "file:///srv/git/app.git,                 ''",
  })
  void readsTheAddressOfARemote(String remote, String url) {
    assertThat(Checkout.address(remote).orElse("")).isEqualTo(url);
  }

  @Test
  void namesTheOneWorkflowThatAttests() throws Exception {
    clone("git@github.com:example/app.git");
    Path dist = Files.createDirectories(folder.resolve("target/dist"));
    workflow("ci.yml", "jobs:\n  test:\n    steps:\n      # uses: actions/attest-build-provenance@v3\n      - uses: actions/checkout@v5\n");
    workflow("release.yml", "jobs:\n  release:\n    steps:\n      - uses: actions/attest-build-provenance@v3\n");
    Checkout checkout = Checkout.around(dist).orElseThrow();
    assertThat(checkout.expected(Optional.of("v1.0.0")))
        .isEqualTo(
            ExpectedSigner.of("https://github.com/example/app").in(Optional.of(".github/workflows/release.yml"))
                .at(Optional.of("v1.0.0"), Optional.empty()));
    assertThat(checkout.expected(Optional.empty()).words())
        .isEqualTo("the workflow .github/workflows/release.yml of https://github.com/example/app");
    workflow("image.yml", "jobs:\n  image:\n    steps:\n      - uses: 'actions/attest@v2'\n");
    assertThat(Checkout.around(dist).orElseThrow().workflow()).as("two of them").isEmpty();
  }

  @Test
  void expectsTheTagThatIsCheckedOutAndNoneWhereThatIsNotClear() throws Exception {
    clone("git@github.com:example/app.git");
    assertThat(expected(Optional.empty()).tag()).as("nothing committed").isEmpty();
    try (Git git = Git.open(folder.toFile())) {
      String commit = commit(git);
      git.tag().setName("nightly").call();
      git.tag().setName("v1.0.0").setAnnotated(true).setMessage("1.0.0").setSigned(false).call();
      assertThat(expected(Optional.empty()).tag()).contains("v1.0.0");
      assertThat(expected(Optional.empty()).commit()).contains(commit);
      assertThat(expected(Optional.of("v1.0.0")).commit()).contains(commit);
      assertThat(expected(Optional.of("v0.9.0")).tag()).as("a tag that was named").contains("v0.9.0");
      assertThat(expected(Optional.of("v0.9.0")).commit()).isEmpty();
      git.tag().setName("v1.0.1").call();
      assertThat(expected(Optional.empty()).tag()).as("two of them").isEmpty();
      commit(git);
      assertThat(expected(Optional.empty()).tag()).as("a commit after the tag").isEmpty();
    }
  }

  private ExpectedSigner expected(Optional<String> tag) {
    return Checkout.around(folder).orElseThrow().expected(tag);
  }

  private static String commit(Git git) throws Exception {
    return git.commit().setAllowEmpty(true).setSign(false).setMessage("Work").setAuthor("A", "a@example.com").setCommitter("A", "a@example.com").call().getName();
  }

  @Test
  void saysNothingWhereThereIsNoCloneOrNoHost() throws Exception {
    assertThat(Checkout.around(folder)).isEmpty();
    clone("/srv/git/app.git");
    assertThat(Checkout.around(folder)).isEmpty();
  }

  private void clone(String remote) throws Exception {
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      StoredConfig config = git.getRepository().getConfig();
      config.setString("remote", "origin", "url", remote);
      config.save();
    }
  }

  private void workflow(String name, String text) throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve(".github/workflows")).resolve(name), text);
  }
}
