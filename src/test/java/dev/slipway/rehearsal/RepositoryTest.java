package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RepositoryTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @ParameterizedTest
  @EnumSource(Project.class)
  void bothRepositoriesAreThere(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    JsonNode repository = curl.get("").json();
    assertThat(repository.path("full_name").asText()).isEqualTo(project.repository().toString());
    assertThat(repository.path("default_branch").asText()).isEqualTo("main");
    assertThat(curl.get("/branches").json().findValuesAsText("name")).containsExactly("founding", "main");
    assertThat(curl.get("/tags").json().findValuesAsText("name")).containsExactly("v0.3.2", "v0.3.1");
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void filesAreServedAtEveryRef(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    JsonNode mended = curl.get("/contents/.github/workflows/release.yml?ref=main").json();
    String text = new String(Base64.getMimeDecoder().decode(mended.path("content").asText()));
    assertThat(text).contains("workflow_dispatch").contains("default: '0.4.0'");
    JsonNode founding = curl.get("/contents/.github/workflows/release.yml?ref=founding").json();
    assertThat(new String(Base64.getMimeDecoder().decode(founding.path("content").asText())))
        .doesNotContain("workflow_dispatch");
    assertThat(curl.get("/contents/.github/workflows?ref=main").json().findValuesAsText("name"))
        .contains("release.yml");
    assertThat(curl.get("/contents/").json().findValuesAsText("name")).contains("README.md", ".slipway.yml", ".github");
    assertThat(new String(Base64.getMimeDecoder().decode(
            curl.get("/contents/Cargo.toml?ref=v0.3.1").json().path("content").asText())))
        .contains("version = \"0.3.1\"");
    assertThat(curl.get("/contents/no/such/file").status()).isEqualTo(404);
    assertThat(curl.get("/contents/README.md?ref=nowhere").status()).isEqualTo(404);
  }

  @Test
  void aLargeFileIsReadRaw() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Curl curl = new Curl(rehearsal);
    String text = "0123456789abcde\n".repeat(80_000);
    String content = Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    String put = "{\"message\":\"docs: all of it\",\"branch\":\"main\",\"content\":\"" + content + "\"}";
    assertThat(curl.send("PUT", "/contents/ALL.md", put).status()).isEqualTo(201);

    JsonNode json = curl.get("/contents/ALL.md").json();
    assertThat(json.path("size").asInt()).isEqualTo(text.length());
    assertThat(json.path("encoding").asText()).isEqualTo("none");
    assertThat(json.path("content").asText()).isEmpty();
    Curl.Got raw = curl.get("/contents/ALL.md?ref=main", "Accept", "application/vnd.github.raw+json");
    assertThat(raw.header("Content-Type")).isEqualTo("application/vnd.github.raw+json; charset=utf-8");
    assertThat(new String(raw.bytes(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(curl.get("/contents/ALL.md?ref=main", "Accept", "application/vnd.github.raw+json", "If-None-Match", raw.header("ETag"))
        .status()).isEqualTo(304);

    var forge = dev.slipway.forge.github.GitHubForge.open(
        rehearsal.host(), dev.slipway.forge.Token.of(rehearsal.token(), dev.slipway.forge.Token.Origin.TYPED));
    assertThat(forge.file(rehearsal.repository(), "ALL.md", "main")).hasValueSatisfying(bytes ->
        assertThat(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(text));
    assertThat(forge.stored(rehearsal.repository(), "ALL.md", "main").orElseThrow().bytes()).hasSize(text.length());
  }

  @Test
  void anAnswerThatIsKnownIsNotSentAgainWhicheverWayItsTagIsWritten() throws Exception {
    Curl curl = new Curl(github.start(Project.MESHC));
    String tag = curl.get("").header("ETag");
    assertThat(tag).startsWith("W/");
    for (String known : List.of(tag, tag.substring(2), "\"other\", " + tag)) {
      assertThat(curl.get("", "If-None-Match", known).status()).as(known).isEqualTo(304);
    }
    assertThat(curl.get("", "If-None-Match", "\"other\"").status()).isEqualTo(200);
  }

  @Test
  void theLogOfAnOldRunIsGone() throws Exception {
    Curl curl = new Curl(github.start(Project.MESHC));
    JsonNode runs = curl.get("/actions/runs?branch=v0.3.1").json().path("workflow_runs");
    long job = curl.get("/actions/runs/" + runs.get(0).path("id").asLong() + "/jobs").json().path("jobs").get(0).path("id").asLong();
    assertThat(curl.get("/actions/jobs/" + job + "/logs").status()).isEqualTo(410);
  }

  @ParameterizedTest
  @EnumSource(Project.class)
  void historyHasAboutFiftyCommitsAndComparesLikeGit(Project project) throws Exception {
    Curl curl = new Curl(github.start(project));
    List<String> all = paged(curl, "/commits?per_page=20", "sha");
    assertThat(all).hasSizeBetween(45, 60).doesNotHaveDuplicates();
    JsonNode compared = curl.get("/compare/v0.3.2...main").json();
    assertThat(compared.path("status").asText()).isEqualTo("ahead");
    List<String> ahead = new ArrayList<>();
    compared.path("commits").forEach(commit -> ahead.add(commit.path("sha").asText()));
    assertThat(ahead).hasSize(compared.path("ahead_by").asInt()).doesNotHaveDuplicates();
    assertThat(paged(curl, "/compare/v0.3.2...main?per_page=10", "commits")).containsExactlyElementsOf(ahead);
    assertThat(curl.get("/commits/v0.3.2").json().path("sha").asText()).isNotIn(ahead);
    assertThat(compared.toString()).contains("BREAKING CHANGE").contains("Revert").contains("Merge pull request")
        .contains("dependabot[bot]");
    assertThat(curl.get("/commits/nosuchref").status()).isEqualTo(422);
    assertThat(curl.get("/compare/v0.3.2...nowhere").status()).isEqualTo(404);
  }

  @Test
  void aRevertNamesTheCommitItReverts() throws Exception {
    Curl curl = new Curl(github.start(Project.MESHC));
    JsonNode commits = curl.get("/commits?per_page=100").json();
    String message = "";
    for (JsonNode commit : commits) {
      if (commit.path("commit").path("message").asText().startsWith("Revert")) {
        message = commit.path("commit").path("message").asText();
      }
    }
    String named = message.replaceAll("(?s).*This reverts commit ([0-9a-f]{40}).*", "$1");
    assertThat(curl.get("/commits/" + named).json().path("commit").path("message").asText())
        .startsWith("feat(fmt): sort imports");
  }

  @Test
  void tagsAreMadeOnceAndOnCommitsThatExist() throws Exception {
    Curl curl = new Curl(github.start(Project.MESHC));
    String head = curl.get("/commits/main").json().path("sha").asText();
    String body = "{\"ref\":\"refs/tags/v9.9.9\",\"sha\":\"" + head + "\"}";
    assertThat(curl.send("POST", "/git/refs", body).status()).isEqualTo(201);
    assertThat(curl.get("/git/ref/tags/v9.9.9").json().path("object").path("sha").asText()).isEqualTo(head);
    assertThat(curl.send("POST", "/git/refs", body).status()).isEqualTo(422);
    assertThat(curl.send("POST", "/git/refs", body.replace(head, "0".repeat(40)).replace("v9.9.9", "v9")).status())
        .isEqualTo(422);
    assertThat(curl.send("POST", "/git/refs", body.replace("9.9.9", "8"), "Authorization", "").status())
        .isEqualTo(401);
  }

  @Test
  void answersKnowWhetherTheyChanged() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT));
    Curl.Got first = curl.get("/tags");
    Curl.Got again = curl.get("/tags", "If-None-Match", first.header("ETag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("X-RateLimit-Used")).isEqualTo(first.header("X-RateLimit-Used"));
    assertThat(curl.get("/tags").header("X-RateLimit-Used")).isNotEqualTo(first.header("X-RateLimit-Used"));
  }

  @Test
  void tokensAreAsked() throws Exception {
    Curl curl = new Curl(github.start(Project.WEFT));
    assertThat(curl.get("/user").json().path("login").asText()).isEqualTo("octocat");
    assertThat(curl.get("/user", "Authorization", "").status()).isEqualTo(401);
    assertThat(curl.get("/tags", "Authorization", "Bearer wrong").status()).isEqualTo(401);
    Curl.Got anonymous = curl.get("/tags", "Authorization", "");
    assertThat(anonymous.status()).isEqualTo(200);
    assertThat(anonymous.header("X-RateLimit-Limit")).isEqualTo("60");
    assertThat(curl.get("/rate_limit").json().path("rate").path("limit").asInt()).isEqualTo(5000);
    assertThat(curl.get("/nothing/like/this").status()).isEqualTo(404);
  }

  /// Follows `Link: rel="next"`; for a comparison, takes the ids of its commits.
  private static List<String> paged(Curl curl, String path, String field) throws Exception {
    List<String> found = new ArrayList<>();
    URI next = curl.address(path);
    HashSet<URI> seen = new HashSet<>();
    while (next != null && seen.add(next)) {
      Curl.Got got = curl.send("GET", next, "");
      assertThat(got.status()).isEqualTo(200);
      JsonNode items = field.equals("commits") ? got.json().path("commits") : got.json();
      items.forEach(item -> found.add(item.path("sha").asText()));
      var link = java.util.regex.Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(got.header("Link"));
      next = link.find() ? URI.create(link.group(1)) : null;
    }
    return found;
  }
}
