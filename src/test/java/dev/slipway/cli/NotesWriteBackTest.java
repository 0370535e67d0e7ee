package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Forge;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// `changelog` and `notes` on a repository of a host, and back to it.
class NotesWriteBackTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path folder;
  private Rehearsal rehearsal;

  @Test
  void theSectionGoesIntoAPullRequestAndOntoTheBranch() throws Exception {
    rehearsal = github.start(Project.MESHC);
    CliRun proposed = run("notes", "--tag", "v0.4.0", "--to", "pull-request");
    assertThat(proposed.err()).isEmpty();
    assertThat(proposed.out()).contains("Pull request #").contains("/pull/");
    CliRun committed = run("notes", "--tag", "v0.4.0", "--to", "commit", "--json");
    assertThat(committed.code()).isEqualTo(0);
    assertThat(committed.json().path("done").asText()).contains("on main has the section");
    Forge forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    assertThat(new String(forge.file(rehearsal.repository(), "CHANGELOG.md", "main").orElseThrow(), StandardCharsets.UTF_8))
        .contains("## [0.4.0] - ");
    assertThat(run("notes", "--tag", "v0.4.0").out()).as("the written section is the source").contains("### Added");
  }

  @Test
  void wrongUseIsASentence() throws Exception {
    rehearsal = github.start(Project.MESHC);
    assertThat(run("notes", "--to", "draft").err()).contains("--to needs --repo owner/name and --tag");
    assertThat(run("notes", "--tag", "v0.4.0", "--to", "nowhere").code()).isEqualTo(2);
    CliRun none = run("notes", "--tag", "v0.4.0", "--to", "draft");
    assertThat(none.err()).contains("There is no draft of v0.4.0.");
    assertThat(run("changelog", "--json").json().path("commits").size()).isGreaterThan(20);
  }

  private CliRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--repo", rehearsal.repository().toString(), "--host", rehearsal.host().api().toString()));
    return CliRun.in(
        folder,
        Map.of("GH_TOKEN", rehearsal.token(), "GH_ENTERPRISE_TOKEN", rehearsal.token(), "SLIPWAY_STATE", folder.resolve("state").toString()),
        "", all.toArray(String[]::new));
  }
}
