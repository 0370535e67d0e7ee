package dev.slipway.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Host;
import dev.slipway.forge.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TokensTest {
  @TempDir Path folder;

  private static Optional<String> found(Map<String, String> environment, Host host) {
    return new Tokens(environment).find(host).map(Token::reveal);
  }

  private void program(String name, String script) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> path() {
    return new HashMap<>(Map.of("PATH", "relative:" + folder));
  }

  @Test
  void theVariablesComeInTheOrderOfGh() {
    assertThat(found(Map.of("GH_TOKEN", "a", "GITHUB_TOKEN", "b"), Host.github())).contains("a");
    assertThat(found(Map.of("GH_TOKEN", " ", "GITHUB_TOKEN", "b"), Host.github())).contains("b");
    assertThat(found(Map.of(), Host.github())).isEmpty();
  }

  @Test
  void theTokenOfGithubDoesNotGoToAnotherHost() {
    Host enterprise = Host.enterprise("git.example.com");
    assertThat(found(Map.of("GH_TOKEN", "a", "GITHUB_TOKEN", "b"), enterprise)).isEmpty();
    assertThat(found(Map.of("GH_TOKEN", "a", "GH_HOST", "git.example.com"), enterprise)).contains("a");
    assertThat(found(Map.of("GH_TOKEN", "a", "GH_ENTERPRISE_TOKEN", "c"), enterprise)).contains("c");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ghIsAskedForTheHost() throws Exception {
    program("gh", "[ \"$1 $2 $3\" = 'auth token --hostname' ] && echo \"gho_$4\"\n");
    assertThat(new Tokens(path()).find(Host.enterprise("git.example.com"))).hasValueSatisfying(token -> {
      assertThat(token.reveal()).isEqualTo("gho_git.example.com");
      assertThat(token).hasToString("token from gh auth token");
    });
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aGhThatFailsOrHangsIsLeftAlone() throws Exception {
    program("gh", "exit 1\n");
    assertThat(found(path(), Host.github())).isEmpty();
    program("gh", "sleep 60\n");
    assertThat(found(path(), Host.github())).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theKeyringKeepsATokenWithoutShowingItToOtherPrograms() throws Exception {
    Path kept = folder.resolve("kept");
    program("secret-tool", """
        case "$1" in
          store) echo "$@" > %1$s.arguments; cat > %1$s;;
          lookup) cat %1$s;;
          clear) rm -f %1$s;;
        esac
        """.formatted(kept));
    var keyring = new Keyring(path());
    keyring.keep(Host.github(), Token.of("ghp_secret", Token.Origin.TYPED).orElseThrow());
    assertThat(Path.of(kept + ".arguments")).content().contains("host github.com").doesNotContain("ghp_secret");
    assertThat(found(path(), Host.github())).contains("ghp_secret");
    keyring.forget(Host.github());
    assertThat(found(path(), Host.github())).isEmpty();
  }

  @Test
  void withoutAKeyringItSaysWhatHappensInstead() {
    var token = Token.of("ghp_secret", Token.Origin.TYPED).orElseThrow();
    assertThatThrownBy(() -> new Keyring(Map.of()).keep(Host.github(), token))
        .isInstanceOf(Problem.class).hasMessageContaining("until Slipway closes").hasMessageNotContaining("ghp_secret");
  }

  @Test
  void aTokenNeverShowsItselfAndHoldsNothingThatBreaksAHeader() {
    assertThat(Token.of("ghp_secret\n", Token.Origin.TYPED)).hasValueSatisfying(token ->
        assertThat(token.toString()).doesNotContain("ghp_secret"));
    assertThat(Token.of("a\r\nX-Evil: 1", Token.Origin.TYPED)).isEmpty();
  }
}
