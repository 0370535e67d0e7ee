package dev.slipway.changelog.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.section.Rules;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Comparison;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.RateLimit;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Tag;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The history as the host tells it: the embedded GitHub, and answers it never gives.
class HostedHistoryTest {
  private static final RepositoryName NAME = new RepositoryName("clawft", "weft");
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  private final List<String> asked = new ArrayList<>();

  @Test
  void theRangeOfTheNextReleaseIsToldByTheHost() throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Forge forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    HostedHistory history = new HostedHistory(forge, rehearsal.repository());

    ChangelogDraft draft = ChangelogDraft.from(history, RangeRequest.unreleased(), Rules.standard(), Map.of(), Progress.unwatched());

    assertThat(draft.range().from()).contains("v0.3.2");
    assertThat(draft.range().reason()).startsWith("v0.3.2: newest ancestor tag on the stable channel; ");
    assertThat(draft.range().commits()).hasSizeGreaterThan(30);
    assertThat(draft.body()).contains("### Added").contains("(#318)");
    Problem wrong = catchThrowableOfType(Problem.class, () -> history.resolve("no-such-branch"));
    assertThat(wrong.sentence()).contains("no-such-branch").contains("push it");
    Problem paths =
        catchThrowableOfType(
            Problem.class, () -> history.commits(Optional.empty(), history.resolve("main"), List.of("docs"), Progress.unwatched()));
    assertThat(paths.sentence()).contains("local clone");
  }

  @Test
  void everyCommitOfALongComparisonIsThereNewestFirst() throws Exception {
    CommitRange range = new RangeChoice(new HostedHistory(host(300, 5000), NAME)).choose(RangeRequest.unreleased(), Progress.unwatched());
    assertThat(range.commits()).hasSize(300);
    assertThat(range.commits().getFirst().message()).isEqualTo("feat: number 299 (#299)");
    assertThat(range.reason()).contains("300 commits");
  }

  @Test
  void aSquashMergeWithoutANumberGetsTheOneTheHostKnows() throws Exception {
    var walk = new HostedHistory(host(3, 5000), NAME).commits(Optional.of(sha(1000)), sha(2), List.of(), Progress.unwatched());
    assertThat(walk.commits()).extracting(ChangelogCommit::pullRequest).containsExactly(Optional.empty(), Optional.empty(), Optional.of(77));
    ChangelogDraft draft =
        ChangelogDraft.from(new HostedHistory(host(3, 5000), NAME), RangeRequest.unreleased(), Rules.standard(), Map.of(), Progress.unwatched());
    assertThat(draft.body()).contains("- Without a number (#77)\n").contains("- Number 2 (#2)\n");
  }

  @Test
  void pullRequestsAreNotAskedForWhenCallsRunShort() throws Exception {
    new HostedHistory(host(3, 120), NAME).commits(Optional.of(sha(1000)), sha(2), List.of(), Progress.unwatched());
    assertThat(asked).doesNotContain("pullRequests");
  }

  @Test
  void aPullRequestThatCannotBeAskedForIsSaidAndNotGuessed() throws Exception {
    Forge broken =
        (Forge) Proxy.newProxyInstance(Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (_, method, arguments) -> {
          if (method.getName().equals("pullRequests")) {
            throw new ForgeException(ForgeException.Kind.HOST_FAULT, 502, "The host answered 502.", Optional.empty(), null);
          }
          return method.invoke(host(3, 5000), arguments);
        });
    var walk = new HostedHistory(broken, NAME).commits(Optional.of(sha(1000)), sha(2), List.of(), Progress.unwatched());
    assertThat(walk.commits()).hasSize(3).allMatch(it -> it.pullRequest().isEmpty());
    assertThat(walk.missing()).singleElement().asString().contains("502");
  }

  /// A host whose main has so many commits over v1.0.0, the oldest without a number in its first line.
  private Forge host(int commits, int callsLeft) {
    List<Commit> all = new ArrayList<>();
    for (int i = 0; i < commits; i++) {
      String message = i == 0 && commits < 10 ? "feat: without a number" : "feat: number " + i + " (#" + i + ")";
      all.add(new Commit(sha(i), message, "Ada", "ada", Instant.EPOCH, List.of(sha(i == 0 ? 1000 : i - 1))));
    }
    return (Forge) Proxy.newProxyInstance(Forge.class.getClassLoader(), new Class<?>[] {Forge.class}, (_, method, arguments) -> {
      asked.add(method.getName());
      return switch (method.getName()) {
        case "tags" -> List.of(new Tag("v1.0.0", sha(1000)));
        case "repository" -> new dev.slipway.forge.Repository(NAME, "main", false, true, URI.create("https://example.org"));
        case "commit" -> Optional.of(all.getLast());
        case "compare" -> new Comparison(commits, 0, all);
        case "rateLimit" -> Optional.of(new RateLimit(5000, callsLeft, Instant.EPOCH));
        case "pullRequests" -> List.of(new PullRequest(77, "Without a number", URI.create("https://example.org/77")));
        default -> throw new UnsupportedOperationException(method.getName());
      };
    });
  }

  private static String sha(int number) {
    return "%040x".formatted(number);
  }
}
