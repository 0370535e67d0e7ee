package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.NewRelease;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts that refuse, and hosts whose answers are not what the API promises.
@Timeout(30)
class GitHubHostileTest extends HostileHost {

  @ParameterizedTest
  @CsvSource({
    "400,REFUSED", "401,UNAUTHORIZED", "403,FORBIDDEN", "404,NOT_FOUND", "409,REFUSED", "410,GONE", "422,REFUSED", "429,RATE_LIMITED",
    "451,FORBIDDEN", "500,HOST_FAULT", "502,HOST_FAULT", "503,HOST_FAULT", "418,UNEXPECTED"
  })
  void everyRefusalHasItsKindAndSaysWhatWasAsked(int status, Kind kind) {
    host.json(RUN, status, "{\"message\":\"the host's words\"}");
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.sentence()).contains("run 5 of clawft/weft").contains("127.0.0.1");
  }

  @Test
  void githubApiTellsItsRefusalsTheSameWay() {
    host.json("/repos/clawft/weft/tags", 403, "{\"message\":\"Must have admin rights\"}");
    ForgeException failure = failure(() -> host.forge().tags(REPOSITORY));
    assertThat(failure.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(failure.sentence()).contains("reading the tags of clawft/weft", "Must have admin rights");
  }

  @Test
  void aMissingPermissionIsNamed() {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("X-Accepted-GitHub-Permissions", "actions=read");
      StubHost.reply(exchange, 403, "{\"message\":\"Resource not accessible by personal access token\"}");
    });
    assertThat(failure().sentence()).contains("Give the token the permission actions=read").doesNotContain("Nothing was changed");
  }

  /// GitHub names the permission whatever the reason is.
  @ParameterizedTest
  @ValueSource(strings = {
    "Unable to retry this workflow run because it was created over a month ago", "This workflow run has no failed jobs to re-run",
    "Repository was archived so is read-only."
  })
  void aReasonThatNoTokenMendsIsNotBlamedOnTheToken(String message) {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("X-Accepted-GitHub-Permissions", "actions=write");
      StubHost.reply(exchange, 403, "{\"message\":\"" + message + "\"}");
    });
    assertThat(failure().sentence()).contains(message).endsWith(message + ").").doesNotContainIgnoringCase("give");
  }

  @Test
  void anOrganizationThatWantsSingleSignOnIsSaidToAndWhereItIsGiven() {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("X-GitHub-SSO", "required; url=https://github.com/orgs/clawft/sso?authorization_request=AZS");
      exchange.getResponseHeaders().set("X-Accepted-OAuth-Scopes", "repo");
      StubHost.reply(exchange, 403, "{\"message\":\"Resource protected by organization SAML enforcement. You must grant your "
          + "Personal Access token access to this organization.\"}");
    });
    assertThat(failure().sentence()).contains(
        "wants single sign-on: open https://github.com/orgs/clawft/sso?authorization_request=AZS, allow the token there");
  }

  @Test
  void withoutATokenTheSentenceSaysHowToGetOne() {
    host.json(RUN, 404, "{\"message\":\"Not Found\"}");
    assertThat(failure(() -> host.anonymous().run(REPOSITORY, 5)).sentence()).contains("there is none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"You have exceeded a secondary rate limit", "You have triggered an abuse detection mechanism"})
  void aSecondaryLimitWithoutAHeaderWaitsAMinute(String message) {
    host.json(RUN, 403, "{\"message\":\"" + message + "\"}");
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
    assertThat(failure.passing()).isTrue();
    assertThat(Duration.between(Instant.now(), failure.retryAt().orElseThrow())).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void theResetCountsFromTheHostsOwnClock() {
    Instant hostNow = Instant.now().plus(Duration.ofHours(3)); // a host whose clock is three hours ahead
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(hostNow.atZone(ZoneOffset.UTC)));
      exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
      exchange.getResponseHeaders().set("X-RateLimit-Reset", String.valueOf(hostNow.plusSeconds(300).getEpochSecond()));
      StubHost.reply(exchange, 403, "{\"message\":\"API rate limit exceeded\"}");
    });
    Duration wait = Duration.between(Instant.now(), failure().retryAt().orElseThrow());
    // com.sun.net.httpserver may write its own Date, then the wait is three hours longer: either way it lies in the future
    assertThat(wait).isGreaterThan(Duration.ofSeconds(280));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "{", "[]", "null", "\"x\"", "{}", "{\"id\":\"5\"}", "<html>login</html>", "{\"id\":99999999999999999999999}"})
  void anAnswerOfAnotherShapeIsUnexpectedAndNeverGuessed(String body) {
    host.json(RUN, 200, body);
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(failure.passing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"full_name\":7}", "<html>login</html>"})
  void githubApiTripsOverAnotherShapeIntoTheSameKind(String body) throws Exception {
    try (var strange = new StubHost()) {
      strange.json("/repos/clawft/weft", 200, body);
      assertThat(failure(() -> strange.forge().repository(REPOSITORY)).kind()).isEqualTo(Kind.UNEXPECTED);
    }
  }

  @Test
  void aPageOfANetworkThatWantsASignInIsSaidToBeOne() {
    for (String path : java.util.List.of(RUN, "/repos/clawft/weft/tags")) {
      host.on(path, exchange -> {
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        StubHost.bytes(exchange, 200, "<!DOCTYPE html><html>Sign in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      });
    }
    assertThat(failure().sentence()).contains("a web page came in place of data");
    assertThat(failure(() -> host.forge().tags(REPOSITORY)).sentence()).contains("a web page came in place of data");
  }

  @Test
  void deepNestingIsUnexpected() {
    host.json(RUN, 200, "[".repeat(200_000));
    assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void anEndlessAnswerIsCutOff() {
    host.on(RUN, exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] more = " ".repeat(1 << 20).getBytes();
      try {
        for (int i = 0; i < 200; i++) {
          exchange.getResponseBody().write(more);
        }
      } catch (IOException e) {
        // the client left
      }
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void aPackedBombIsCutOff() throws Exception {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 64; i++) {
        gzip.write(zeros);
      }
    }
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
      StubHost.bytes(exchange, 200, packed.toByteArray());
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void aHostThatDoesNotKnowRunDetailsIsAskedWithout() throws Exception {
    String path = "/repos/clawft/weft/actions/workflows/release.yml/dispatches";
    host.on(path, exchange -> {
      if (host.seen.getLast().text().contains("return_run_details")) {
        StubHost.reply(exchange, 400, "{\"message\":\"Invalid request. return_run_details is not a permitted key.\"}");
      } else {
        exchange.sendResponseHeaders(204, -1);
      }
    });
    var dispatched = host.forge().dispatch(REPOSITORY, "release.yml", "main", Map.of("version", "1"));
    assertThat(dispatched.runId()).isEmpty();
    assertThat(host.asked(path)).hasSize(2);
  }

  @Test
  void aRefusedDispatchIsNotRepeated() {
    String path = "/repos/clawft/weft/actions/workflows/release.yml/dispatches";
    host.json(path, 422, "{\"message\":\"Workflow does not have 'workflow_dispatch' trigger\"}");
    assertThat(failure(() -> host.forge().dispatch(REPOSITORY, "release.yml", "main", Map.of())).sentence())
        .contains("workflow_dispatch");
    assertThat(host.asked(path)).hasSize(1);
  }

  @Test
  void theHostsWordsCannotMoveTheCursor() {
    host.json(RUN, 422, "{\"message\":\"\\u001b[2Jevil\\nline\\u202e\"}");
    assertThat(failure().sentence()).contains("[2Jevil line").doesNotContain("\u001b", "\u202e");
  }

  @Test
  void aDraftIsNeverMarkedLatest() throws Exception {
    host.json("/repos/clawft/weft/releases", 201, Samples.release(9, host.uri() + "/up"));
    host.forge().create(REPOSITORY, new NewRelease("v1", "main", "v1", "", true, false, NewRelease.Latest.YES));
    assertThat(host.seen.getLast().text()).contains("\"draft\":true").doesNotContain("make_latest");
  }

  @Test
  void immutabilityIsUnknownToWhoMayNotAsk() throws Exception {
    host.json("/repos/clawft/weft/immutable-releases", 404, "{\"message\":\"Not Found\"}");
    assertThat(host.forge().immutableReleases(REPOSITORY)).as("admin: false").isEmpty();
  }

  @Test
  void attestationsThatAreNotThereAreNone() throws Exception {
    host.json("/repos/clawft/weft/attestations/", 404, "{\"message\":\"Not Found\"}");
    var digest = dev.slipway.fact.Digest.parse(Samples.DIGEST).orElseThrow();
    assertThat(host.forge().attestations(REPOSITORY, digest)).isEqualTo(List.of());
  }

  /// The first of the list is deleted between the first page and the second: what stood first there stands on no page now.
  @Test
  void aListThatShrinksWhileItIsReadIsReadAgain() throws Exception {
    List<Integer> numbers = new java.util.concurrent.CopyOnWriteArrayList<>(List.of(3, 2, 1));
    host.on("/repos/clawft/weft/releases", exchange -> {
      boolean second = exchange.getRequestURI().getQuery().contains("page=2");
      List<Integer> page = numbers.subList(Math.min(second ? 2 : 0, numbers.size()), second ? numbers.size() : Math.min(2, numbers.size()));
      String json = page.stream().map(number -> Samples.release(number, "https://example.com/up"))
          .collect(java.util.stream.Collectors.joining(",", "[", "]"));
      if (!second && numbers.size() > 2) {
        exchange.getResponseHeaders().set("Link", "<" + host.uri() + "/repos/clawft/weft/releases?page=2>; rel=\"next\"");
      }
      numbers.remove(Integer.valueOf(3));
      StubHost.reply(exchange, 200, json);
    });
    assertThat(host.forge().releases(REPOSITORY)).extracting(release -> release.id()).containsExactly(2L, 1L);
  }

  @Test
  void aTimeToTryAgainCountsFromTheHostsOwnClock() {
    Instant here = Instant.parse("2026-11-20T10:00:00Z");
    var headers = java.net.http.HttpHeaders.of(
        java.util.Map.of("date", List.of("Fri, 20 Nov 2026 15:00:00 GMT"), "retry-after", List.of("Fri, 20 Nov 2026 15:00:30 GMT")), (_, _) -> true);
    var failures = new Failures(java.time.Clock.fixed(here, ZoneOffset.UTC), true);
    ForgeException failure = failures.of(
        Ask.get("reading", java.net.URI.create("http://127.0.0.1/releases")), new Answer(429, headers, new byte[0]));
    assertThat(failure.retryAt()).contains(here.plusSeconds(30));
  }
}
