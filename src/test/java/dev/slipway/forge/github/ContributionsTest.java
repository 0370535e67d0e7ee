package dev.slipway.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.StoredFile;
import dev.slipway.forge.Token;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files changed through the API, branches, pull requests and issues; each exchange is held against GitHub's description.
class ContributionsTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  private Forge forge;
  private RepositoryName name;

  @BeforeEach
  void open() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    name = rehearsal.repository();
  }

  @Test
  void aFileIsReplacedOnlyWhereItIsStillWhatWasRead() throws Exception {
    StoredFile read = forge.stored(name, "CHANGELOG.md", "main").orElseThrow();
    assertThat(new String(read.bytes(), StandardCharsets.UTF_8)).startsWith("# Changelog");

    String commit = forge.commit(name, new FileChange("CHANGELOG.md", bytes("# New ✓\n"), Optional.of(read.id()), "main", "docs: changelog"));

    assertThat(forge.commit(name, "main").orElseThrow().sha()).isEqualTo(commit);
    assertThat(forge.stored(name, "CHANGELOG.md", "main").orElseThrow().bytes()).isEqualTo(bytes("# New ✓\n"));
    ForgeException refused =
        catchThrowableOfType(
            ForgeException.class,
            () -> forge.commit(name, new FileChange("CHANGELOG.md", bytes("mine"), Optional.of(read.id()), "main", "docs: mine")));
    assertThat(refused.kind()).isEqualTo(ForgeException.Kind.REFUSED);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(forge.stored(name, "CHANGELOG.md", "main").orElseThrow().bytes()).isEqualTo(bytes("# New ✓\n"));
  }

  @Test
  void aNewFileGoesOntoABranchAndIntoAPullRequest() throws Exception {
    String head = forge.commit(name, "main").orElseThrow().sha();
    forge.createBranch(name, "slipway/notes", head);
    forge.commit(name, new FileChange("docs/new-file.md", bytes("text\n"), Optional.empty(), "slipway/notes", "docs: new"));

    PullRequest opened = forge.openPullRequest(name, "slipway/notes", "main", "Changelog of 0.4.0", "Written with care.");

    assertThat(opened.number()).isPositive();
    assertThat(opened.page().toString()).endsWith("/pull/" + opened.number());
    assertThat(forge.issue(name, opened.number()).orElseThrow().open()).isTrue();
    assertThat(forge.stored(name, "docs/new-file.md", "main")).isEmpty();
    assertThat(forge.stored(name, "docs/new-file.md", "slipway/notes")).isPresent();
  }

  @Test
  void issuesAndPullRequestsAreFoundByNumberAndByCommit() throws Exception {
    var squash = forge.commits(name, "main", 50).stream().filter(c -> c.message().contains("(#352)")).findFirst().orElseThrow();
    assertThat(forge.pullRequests(name, squash.sha())).extracting(PullRequest::number).containsExactly(352);
    assertThat(forge.issue(name, 352).orElseThrow().pullRequest()).isTrue();
    assertThat(forge.issue(name, 999_999)).isEmpty();
    assertThat(forge.tagMessage(name, "v0.3.2")).as("a tag that only points at a commit").isEmpty();
    assertThat(forge.tagMessage(name, "v9.9.9")).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
