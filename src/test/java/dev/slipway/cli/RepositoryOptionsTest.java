package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Host;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryOptionsTest {
  @TempDir Path folder;

  private Terminal terminal(Map<String, String> environment) {
    return new Terminal(
        InputStream.nullInputStream(), new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), folder, environment);
  }

  private static RepositoryOptions options(String repository, String host) {
    RepositoryOptions options = new RepositoryOptions();
    options.repository = Optional.of(repository).filter(text -> !text.isEmpty());
    options.host = Optional.of(host).filter(text -> !text.isEmpty());
    return options;
  }

  @Test
  void theHostBeforeANameIsTheOneThatIsAsked() throws Exception {
    RepositoryOptions options = options("git.example.com/octo/app", "");
    assertThat(options.name(terminal(Map.of()))).hasToString("octo/app");
    assertThat(options.host(terminal(Map.of()))).isEqualTo(Host.parse("git.example.com"));
    assertThat(options.host(terminal(Map.of("GH_HOST", "github.com")))).isEqualTo(Host.parse("git.example.com"));
    Terminal byVariable = terminal(Map.of("GH_REPO", "git.example.com/octo/app"));
    assertThat(options("", "").name(byVariable)).hasToString("octo/app");
    assertThat(options("", "").host(byVariable)).isEqualTo(Host.parse("git.example.com"));
  }

  @Test
  void withoutOneTheUsualHostIsAsked() throws Exception {
    assertThat(options("octo/app", "").host(terminal(Map.of()))).isEqualTo(Host.github());
    assertThat(options("octo/app", "").host(terminal(Map.of("GH_HOST", "git.example.com")))).isEqualTo(Host.parse("git.example.com"));
    assertThat(options("octo/app", "github.com").host(terminal(Map.of("GH_HOST", "git.example.com")))).isEqualTo(Host.github());
  }

  @Test
  void twoHostsAreNone() throws Exception {
    assertThat(options("git.example.com/octo/app", "git.example.com").host(terminal(Map.of()))).isEqualTo(Host.parse("git.example.com"));
    assertThatThrownBy(() -> options("git.example.com/octo/app", "github.com").host(terminal(Map.of())))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Nothing was asked");
  }

  @Test
  void whatIsWrittenAsAPathIsNoRepository() {
    for (String path : new String[] {"./dist/v1", "../dist/v1", folder.resolve("dist").toString()}) {
      CliRun run = CliRun.in(folder, "verify", path, "--tag", "v1.0.0");
      assertThat(run.code()).as(path).isEqualTo(Exit.OUT_OF_REACH);
      assertThat(run.err()).contains(path + " is not there");
    }
  }
}
