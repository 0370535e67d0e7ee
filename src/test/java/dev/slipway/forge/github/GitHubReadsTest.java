package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Asset;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.Tag;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is read of GitHub's answers, through real HTTP.
@Timeout(20)
class GitHubReadsTest {
  private StubHost host;

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
    host.json("/repos/clawft/weft", 200, Samples.repository(host.uri().toString()));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void openingMakesNoCall() {
    host.forge();
    host.anonymous();
    assertThat(host.seen).isEmpty();
  }

  @Test
  void everyCallSaysWhoCallsAndAsWhom() throws Exception {
    assertThat(host.forge().repository(REPOSITORY).canPush()).isTrue();
    assertThat(host.seen).singleElement().satisfies(call -> {
      assertThat(call.header("User-Agent")).startsWith("slipway/");
      assertThat(call.header("Authorization")).isEqualTo("Bearer " + StubHost.TOKEN);
      assertThat(call.header("X-GitHub-Api-Version")).isEqualTo("2022-11-28");
    });
  }

  @Test
  void withoutATokenNoneIsSent() throws Exception {
    assertThat(host.anonymous().account().login()).isEmpty();
    host.anonymous().repository(REPOSITORY);
    assertThat(host.seen).singleElement().satisfies(call -> assertThat(call.header("Authorization")).isEmpty());
  }

  @Test
  void theAccountIsAskedForOnce() throws Exception {
    host.json("/user", 200, "{\"login\":\"maya\",\"id\":1}");
    var forge = host.forge();
    assertThat(forge.account().login()).isEqualTo("maya");
    assertThat(forge.account().login()).isEqualTo("maya");
    assertThat(host.asked("/user")).hasSize(1);
  }

  @Test
  void aTokenOfAWorkflowRunStandsForNoPerson() throws Exception {
    host.json("/user", 403, "{\"message\":\"Resource not accessible by integration\"}");
    assertThat(host.forge().account().login()).isEmpty();
  }

  @Test
  void aRunCarriesWhatGithubApiLeavesOut() throws Exception {
    host.json("/repos/clawft/weft/actions/runs/5", 200, Samples.run(5));
    var run = host.forge().run(REPOSITORY, 5);
    assertThat(run.path()).isEqualTo(".github/workflows/release.yml");
    assertThat(run.actor()).isEqualTo("maya");
    assertThat(run.attempt()).isEqualTo(2);
    assertThat(run.status()).isEqualTo(RunStatus.IN_PROGRESS);
    assertThat(run.conclusion()).isEqualTo(Conclusion.NONE);
    assertThat(run.started()).contains(Instant.parse("2026-11-20T10:00:05Z"));
    assertThat(run.page()).as("a link that is no web address is not opened").isEqualTo(host.uri());
  }

  @Test
  void runsOfOneWorkflowAreAskedForWithAllFilters() throws Exception {
    host.json("/repos/clawft/weft/actions/workflows/release.yml/runs", 200,
        "{\"total_count\":1,\"workflow_runs\":[" + Samples.run(5) + "]}");
    var query = RunQuery.newest(30).of("release.yml").on("release/1.x").createdFrom(Instant.parse("2026-11-20T10:00:00.5Z"));
    assertThat(host.forge().runs(REPOSITORY, query).runs()).hasSize(1);
    assertThat(host.seen.getFirst().target())
        .contains("branch=release%2F1.x").contains("created=%3E%3D2026-11-20T10%3A00%3A00Z").contains("per_page=30").contains("page=1");
  }

  @Test
  void jobsOfAnAttemptAreReadToTheLastPage() throws Exception {
    host.on("/repos/clawft/weft/actions/runs/5/attempts/2/jobs", exchange -> {
      boolean second = exchange.getRequestURI().getQuery().contains("page=2");
      if (!second) {
        exchange.getResponseHeaders().set("Link",
            "<" + host.uri() + "/repos/clawft/weft/actions/runs/5/attempts/2/jobs?per_page=100&page=2>; rel=\"next\", <x>; rel=\"last\"");
      }
      int from = second ? 100 : 0;
      int to = second ? 130 : 100;
      StubHost.reply(exchange, 200, "{\"total_count\":130,\"jobs\":["
          + IntStream.range(from, to).mapToObj(Samples::job).collect(Collectors.joining(",")) + "]}");
    });
    var jobs = host.forge().jobs(REPOSITORY, 5, 2);
    assertThat(jobs).hasSize(130).extracting(Job::id).doesNotHaveDuplicates();
    Job job = jobs.getFirst();
    assertThat(job.conclusion()).as("a word nobody knows").isEqualTo(Conclusion.UNKNOWN);
    assertThat(job.runner()).isEmpty();
    assertThat(job.steps()).singleElement().satisfies(step ->
        assertThat(step.started()).contains(Instant.parse("2026-11-20T09:00:05.123Z")));
  }

  @Test
  void aReleaseCarriesDigestsStatesAndTheLock() throws Exception {
    host.json("/repos/clawft/weft/releases/9", 200,
        Samples.release(9, "http://x/", Samples.asset(1, "a.tar.gz", "uploaded", 3), Samples.asset(2, "b", "starter", 0)));
    var release = host.forge().release(REPOSITORY, 9);
    assertThat(release.immutable()).isTrue();
    assertThat(release.notes()).isEmpty();
    assertThat(release.assets()).extracting(Asset::state).containsExactly(Asset.State.UPLOADED, Asset.State.STARTER);
    assertThat(release.assets().getFirst().digest()).hasToString("Optional[" + Samples.DIGEST + "]");
  }

  /// The answer with the release stops at a hundred; the hundred and first asset is on the second page of their list.
  @Test
  void noAssetIsLeftOutOfARelease() throws Exception {
    String[] hundred = IntStream.range(0, 100).mapToObj(i -> Samples.asset(i, "a" + i, "uploaded", 3)).toArray(String[]::new);
    host.json("/repos/clawft/weft/releases/9", 200, Samples.release(9, "http://x/", hundred));
    host.json("/repos/clawft/weft/releases/tags/v0.4.0", 200, Samples.release(9, "http://x/", hundred));
    host.on("/repos/clawft/weft/releases/9/assets", exchange -> {
      boolean second = exchange.getRequestURI().getQuery().contains("page=2");
      if (!second) {
        exchange.getResponseHeaders().set("Link", "<" + host.uri() + "/repos/clawft/weft/releases/9/assets?per_page=100&page=2>; rel=\"next\"");
      }
      StubHost.reply(exchange, 200, second ? "[" + Samples.asset(100, "setup.exe", "uploaded", 3) + "]" : "[" + String.join(",", hundred) + "]");
    });
    assertThat(host.forge().release(REPOSITORY, 9).assets()).hasSize(101).extracting(Asset::name).contains("setup.exe");
    assertThat(host.forge().published(REPOSITORY, "v0.4.0").orElseThrow().assets()).hasSize(101);
  }

  @Test
  void aTagWithoutAPublishedReleaseIsNoFailure() throws Exception {
    host.json("/repos/clawft/weft/releases/tags/v9", 404, "{\"message\":\"Not Found\"}");
    assertThat(host.forge().published(REPOSITORY, "v9")).isEmpty();
  }

  @Test
  void comparisonGoesBeyond250Commits() throws Exception {
    host.on("/repos/clawft/weft/compare/v1...main", exchange -> page(exchange, 320));
    host.on("/repositories/1/compare/v1...main", exchange -> page(exchange, 320));
    var comparison = host.forge().compare(REPOSITORY, "v1", "main");
    assertThat(comparison.ahead()).isEqualTo(320);
    assertThat(comparison.commits()).hasSize(320).extracting(Commit::message).startsWith("feat: 0").endsWith("feat: 319");
    assertThat(comparison.commits().getFirst().login()).isEqualTo("maya");
  }

  /// GitHub's next link of a comparison leads to /repositories/ID.
  private void page(com.sun.net.httpserver.HttpExchange exchange, int total) throws java.io.IOException {
    String query = exchange.getRequestURI().getQuery();
    int page = query.contains("&page=") ? Integer.parseInt(query.replaceAll(".*&page=(\\d+).*", "$1")) : 1;
    int to = Math.min(total, page * 100);
    if (to < total) {
      exchange.getResponseHeaders().set("Link",
          "<%s/repositories/1/compare/v1...main?per_page=100&page=%d>; rel=\"next\"".formatted(host.uri(), page + 1));
    }
    StubHost.reply(exchange, 200, "{\"ahead_by\":%d,\"behind_by\":0,\"total_commits\":%d,\"commits\":[%s]}".formatted(
        total, total, IntStream.range((page - 1) * 100, to)
            .mapToObj(i -> Samples.commit("%040x".formatted(i), "feat: " + i)).collect(Collectors.joining(","))));
  }

  @Test
  void filesFoldersAndTagsComeThroughGithubApi() throws Exception {
    String content = Base64.getMimeEncoder().encodeToString("on: push\n".repeat(20).getBytes()).replace("\r\n", "\\n");
    host.json("/repos/clawft/weft/contents/.github/workflows/release.yml", 200,
        "{\"type\":\"file\",\"encoding\":\"base64\",\"size\":180,\"name\":\"release.yml\",\"path\":\".github/workflows/release.yml\",\"content\":\"" + content + "\",\"sha\":\"1\"}");
    host.json("/repos/clawft/weft/contents/.github/workflows", 200,
        "[{\"type\":\"file\",\"name\":\"release.yml\",\"path\":\"x\",\"size\":1},{\"type\":\"dir\",\"name\":\"old\",\"path\":\"y\",\"size\":0}]");
    host.json("/repos/clawft/weft/contents/none", 404, "{\"message\":\"Not Found\"}");
    host.json("/repos/clawft/weft/tags", 200, "[{\"name\":\"v1\",\"commit\":{\"sha\":\"" + Samples.SHA + "\"}}]");
    var forge = host.forge();
    assertThat(forge.file(REPOSITORY, ".github/workflows/release.yml", "main").map(String::new)).contains("on: push\n".repeat(20));
    assertThat(forge.folder(REPOSITORY, ".github/workflows", "main")).containsExactly("release.yml");
    assertThat(forge.file(REPOSITORY, "none", "main")).isEmpty();
    assertThat(forge.folder(REPOSITORY, "none", "main")).isEmpty();
    assertThat(forge.tags(REPOSITORY)).containsExactly(new Tag("v1", Samples.SHA));
  }

  @Test
  void artifactsCarryDigestAndEnd() throws Exception {
    host.json("/repos/clawft/weft/actions/runs/5/artifacts", 200,
        "{\"total_count\":1,\"artifacts\":[" + Samples.artifact(3, "weft-x86_64") + "]}");
    assertThat(host.forge().artifacts(REPOSITORY, 5)).singleElement().satisfies(artifact -> {
      assertThat(artifact.digest()).hasToString("Optional[" + Samples.DIGEST + "]");
      assertThat(artifact.expires()).contains(Instant.parse("2027-02-18T10:00:00Z"));
    });
  }

  @Test
  void anUnchangedAnswerIsAskedForWithItsTagAndComesFromTheCache() throws Exception {
    host.on("/repos/clawft/weft/actions/runs/5", exchange -> {
      exchange.getResponseHeaders().set("ETag", "W/\"1\"");
      exchange.getResponseHeaders().set("X-RateLimit-Limit", "5000");
      exchange.getResponseHeaders().set("X-RateLimit-Remaining", "4999");
      exchange.getResponseHeaders().set("X-RateLimit-Reset", "1795000000");
      if ("W/\"1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        StubHost.reply(exchange, 200, Samples.run(5));
      }
    });
    var forge = host.forge();
    assertThat(forge.rateLimit()).isEmpty();
    assertThat(forge.run(REPOSITORY, 5)).isEqualTo(forge.run(REPOSITORY, 5));
    assertThat(host.seen).hasSize(2).last().satisfies(call -> assertThat(call.header("If-None-Match")).isEqualTo("W/\"1\""));
    assertThat(forge.rateLimit()).hasValueSatisfying(limit -> assertThat(limit.remaining()).isEqualTo(4999));
  }
}
