package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Host;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts that fail, lie, stall or lead astray.
@Timeout(30)
class GitHubHostileTest {
  private static final String RUN = "/repos/clawft/weft/actions/runs/5";

  @TempDir Path folder;

  private StubHost host;
  private StubHost other;
  private final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
    other = new StubHost();
    host.json("/repos/clawft/weft", 200, Samples.repository(host.uri().toString()));
  }

  @AfterEach
  void stop() {
    over.countDown();
    host.close();
    other.close();
  }

  private ForgeException failure() {
    return failure(() -> host.forge().run(REPOSITORY, 5));
  }

  private static ForgeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ForgeException failure = catchThrowableOfType(ForgeException.class, call);
    assertThat(failure).as("it must fail").isNotNull();
    assertThat(failure.sentence()).doesNotContain("Exception", "\n", StubHost.TOKEN).hasSizeLessThan(800);
    return failure;
  }

  private void waitOver() throws IOException {
    try {
      over.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

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
    assertThat(failure().sentence()).contains("give the token the permission actions=read");
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
  void aHostThatDropsTheConnectionIsUnreachable() {
    host.on(RUN, exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      throw new IOException("dropped");
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aHostThatNeverAnswersIsGivenUp() {
    host.on(RUN, exchange -> waitOver());
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.sentence()).contains("no answer in time");
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() {
    host.on(RUN, exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      waitOver();
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  private static Asset asset() {
    return new Asset(1, "a", "", 100, Optional.empty(), Asset.State.UPLOADED, "", Instant.EPOCH, URI.create("https://example.com/"));
  }

  @Test
  void bytesThatStopComingAreGivenUp() throws Exception {
    host.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      waitOver();
    });
    try (var download = host.forge().download(REPOSITORY, asset(), 0)) {
      assertThat(download.bytes().read()).isEqualTo('x');
      assertThat(failure(() -> download.bytes().read()).sentence()).contains("no answer in time");
    }
  }

  @Test
  void nobodyListeningIsAbsent() throws Exception {
    Forge nobody = GitHubForge.open(Host.parse("http://127.0.0.1:1"), Optional.empty(), StubHost.patience());
    ForgeException failure = failure(() -> nobody.run(REPOSITORY, 5));
    assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure.passing()).as("worth a wait").isFalse();
    assertThat(failure.sentence()).contains("127.0.0.1:1", "nothing listens there", "check the address");
    assertThat(failure(() -> nobody.repository(REPOSITORY)).kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure(() -> nobody.download(REPOSITORY, asset(), 0)).kind()).isEqualTo(Kind.ABSENT);
  }

  @Test
  void aNameThatNobodyHasIsAbsent() throws Exception {
    Forge nobody = GitHubForge.open(Host.parse("https://nobody.invalid"), Optional.empty(), StubHost.patience());
    ForgeException failure = failure(() -> nobody.run(REPOSITORY, 5));
    assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure.sentence()).contains("nobody.invalid", "there is no host of this name");
  }

  @Test
  void aHostThatAnsweredAndListensNoMoreMayComeBack() throws Exception {
    Forge forge = host.forge();
    forge.repository(REPOSITORY);
    host.close();
    ForgeException failure = failure(() -> forge.repository(REPOSITORY));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.passing()).as("worth a wait").isTrue();
  }

  @Test
  void aHostThatAnsweredTheAccountIsThereForAnybody() throws Exception {
    GitHubForge.Views views = GitHubForge.views(host.host(), Optional.empty(), StubHost.patience());
    views.signedIn().repository(REPOSITORY);
    host.close();
    assertThat(failure(() -> views.anybody().repository(REPOSITORY)).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void anInterruptEndsACallAtOnce() throws Exception {
    var asked = new CountDownLatch(1);
    host.on(RUN, exchange -> {
      asked.countDown();
      waitOver();
    });
    var failure = new java.util.concurrent.CompletableFuture<ForgeException>();
    Thread caller = Thread.ofVirtual().start(() -> failure.complete(failure()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(failure.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.INTERRUPTED);
  }

  @Test
  void aMovedRepositoryIsFollowedOnTheSameHost() throws Exception {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", "/repositories/1/actions/runs/5");
      StubHost.reply(exchange, 301, "{\"message\":\"Moved Permanently\"}");
    });
    host.json("/repositories/1/actions/runs/5", 200, Samples.run(5));
    assertThat(host.forge().run(REPOSITORY, 5).id()).isEqualTo(5);
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowedWithACall() {
    other.json("/", 200, Samples.run(5));
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", other.uri() + "/x");
      exchange.sendResponseHeaders(302, -1);
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
  }

  @Test
  void circlesOfRedirectsEnd() {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", RUN);
      exchange.sendResponseHeaders(302, -1);
    });
    host.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.getResponseHeaders().set("Location", "/repos/clawft/weft/releases/assets/1");
      exchange.sendResponseHeaders(302, -1);
    });
    assertThat(failure().sentence()).contains("circle");
    assertThat(failure(() -> host.forge().download(REPOSITORY, asset(), 0)).sentence()).contains("circle");
    assertThat(host.seen).hasSizeLessThan(20);
  }

  @Test
  void aNextPageOnAnotherHostIsNotAskedFor() {
    other.json("/", 200, "[]");
    host.on("/repos/clawft/weft/releases", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + other.uri() + "/steal>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[]");
    });
    host.on("/repos/clawft/weft/tags", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + other.uri() + "/steal>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[{\"name\":\"v1\",\"commit\":{\"sha\":\"" + Samples.SHA + "\"}}]");
    });
    assertThat(failure(() -> host.forge().releases(REPOSITORY)).kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(failure(() -> host.forge().tags(REPOSITORY)).kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
  }

  @Test
  void pagesThatNeverEndEnd() {
    host.on("/repos/clawft/weft/releases", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + host.uri() + "/repos/clawft/weft/releases?per_page=100>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[]");
    });
    assertThat(failure(() -> host.forge().releases(REPOSITORY)).sentence()).contains("never end");
  }

  @Test
  void aListCutShortIsNoList() {
    host.json(RUN + "/artifacts", 200, "{\"total_count\":7,\"artifacts\":[" + Samples.artifact(1, "only") + "]}");
    assertThat(failure(() -> host.forge().artifacts(REPOSITORY, 5)).sentence()).contains("counts 7 and delivers 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "//", "http://user:pw@127.0.0.1/x", ""})
  void aLinkToWhatIsNoWebAddressIsNotFollowed(String location) {
    host.on("/repos/clawft/weft/actions/artifacts/3/zip", exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    });
    var artifact = new Artifact(3, 5, "a", 1, Optional.empty(), false, Instant.EPOCH, Optional.empty());
    assertThat(failure(() -> host.forge().download(REPOSITORY, artifact, 0)).kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void anUploadNeverLeavesForAnotherHost() throws Exception {
    other.json("/", 201, Samples.asset(1, "a", "uploaded", 1));
    host.json("/repos/clawft/weft/releases/9", 200, Samples.release(9, other.uri() + "/uploads"));
    Forge forge = host.forge();
    Release release = forge.release(REPOSITORY, 9);
    Path file = Files.writeString(folder.resolve("a"), "x");
    ForgeException failure = failure(() -> forge.upload(REPOSITORY, release, new Upload("a", "", "", file), _ -> {}));
    assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
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
