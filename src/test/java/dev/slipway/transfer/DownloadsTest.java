package dev.slipway.transfer;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.github.StubHost;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Outcome.Checked;
import dev.slipway.transfer.Outcome.Form;
import dev.slipway.transfer.Outcome.NotReceived;
import dev.slipway.transfer.Outcome.Received;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Downloads over real HTTP, from an API host that links to storage on another port.
@Timeout(20)
class DownloadsTest {
  @TempDir Path folder;

  private StubHost api;
  private StubHost storage;
  private final byte[] bytes = new byte[3_000_000];
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();

  @BeforeEach
  void start() throws Exception {
    api = new StubHost();
    storage = new StubHost();
    new Random(1).nextBytes(bytes);
  }

  @AfterEach
  void stop() {
    api.close();
    storage.close();
  }

  private Retry retry() {
    return new Retry(
        4, Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofSeconds(90), (time, _) -> pauses.add(time), Clock.systemUTC());
  }

  private Downloads downloads() {
    return new Downloads(api.forge(), 3, retry());
  }

  private static Digest digest(byte[] bytes) throws Exception {
    return Digest.of(Digest.Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private Wanted artifact(String name) throws Exception {
    return new Wanted.OfRun(new Artifact(3, 5, name, bytes.length, Optional.of(digest(bytes)), false, Instant.EPOCH, Optional.empty()));
  }

  private static Wanted asset(long id, String name, long size, Optional<Digest> digest) {
    return new Wanted.OfRelease(new Asset(
        id, name, "", size, digest, Asset.State.UPLOADED, "", Instant.EPOCH, URI.create("https://example.com/")));
  }

  private void redirect(String path) {
    api.on(path, exchange -> {
      exchange.getResponseHeaders().set("Location", storage.uri() + "/blob?sig=x");
      exchange.sendResponseHeaders(302, -1);
    });
  }

  /// Serves the bytes with ranges, as storage does.
  private void serve(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/zip");
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (range != null) {
      exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, bytes.length - 1, bytes.length));
    }
    StubHost.bytes(exchange, range == null ? 200 : 206, Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anArtifactComesFromAnotherPortWithoutTheToken() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    storage.on("/blob", this::serve);
    Received received = downloads().one(REPOSITORY, artifact("weft-x86_64"), folder, Progress.unwatched());
    assertThat(received.file()).isEqualTo(folder.resolve("weft-x86_64.zip")).hasBinaryContent(bytes);
    assertThat(received.form()).isEqualTo(Form.ARTIFACT_ZIP);
    assertThat(received.checked()).isEqualTo(Checked.DIGEST);
    assertThat(received.sha256()).isEqualTo(digest(bytes));
    assertThat(api.seen).singleElement().satisfies(call -> assertThat(call.header("Authorization")).contains(StubHost.TOKEN));
    assertThat(storage.seen).singleElement().satisfies(call -> {
      assertThat(call.header("Authorization")).isEmpty();
      assertThat(call.headers().toString()).doesNotContain(StubHost.TOKEN);
    });
    assertThat(names()).as("nothing half-named is left").containsExactly("weft-x86_64.zip");
  }

  @Test
  void aRedirectWithABodyIsFollowedAllTheSame() throws Exception {
    api.on("/repos/clawft/weft/actions/artifacts/3/zip", exchange -> {
      exchange.getResponseHeaders().set("Location", storage.uri() + "/blob");
      StubHost.bytes(exchange, 302, "<html>moved</html>".repeat(10_000).getBytes());
    });
    storage.on("/blob", this::serve);
    assertThat(downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched()).file()).hasBinaryContent(bytes);
  }

  @Test
  void aRawArtifactKeepsItsName() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    storage.on("/blob", exchange -> {
      exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"weft.zip\"");
      serve(exchange);
    });
    Received received = downloads().one(REPOSITORY, artifact("weft.zip"), folder, Progress.unwatched());
    assertThat(received.form()).isEqualTo(Form.AS_UPLOADED);
    assertThat(received.file()).isEqualTo(folder.resolve("weft.zip"));
  }

  @Test
  void aDroppedConnectionIsResumedWithAFreshLink() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    var tries = new AtomicInteger();
    storage.on("/blob", exchange -> {
      if (tries.getAndIncrement() == 0) {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes, 0, 2_000_000);
        exchange.getResponseBody().flush();
        throw new IOException("dropped");
      }
      serve(exchange);
    });
    Received received = downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched());
    assertThat(received.file()).hasBinaryContent(bytes);
    assertThat(api.seen).as("a link lives for a minute: each try asks for a new one").hasSize(2);
    assertThat(storage.seen.get(1).header("Range")).startsWith("bytes=").isNotEqualTo("bytes=0-");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void whatAnEarlierDownloadLeftIsTakenUp() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    storage.on("/blob", this::serve);
    Files.write(folder.resolve(".a.artifact-3.part"), Arrays.copyOf(bytes, 1_234_567));
    downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched());
    assertThat(storage.seen).singleElement().satisfies(call -> assertThat(call.header("Range")).isEqualTo("bytes=1234567-"));
    assertThat(folder.resolve("a.zip")).hasBinaryContent(bytes);
  }

  @Test
  void aPartWithOtherBytesIsNoticedAndFetchedAnew() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    storage.on("/blob", this::serve);
    Files.write(folder.resolve(".a.artifact-3.part"), new byte[1_000_000]);
    downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched());
    assertThat(folder.resolve("a.zip")).hasBinaryContent(bytes);
    assertThat(storage.seen).hasSize(2);
  }

  @Test
  void storageWithoutRangesSendsTheWholeAgain() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    storage.on("/blob", exchange -> StubHost.bytes(exchange, 200, bytes));
    Files.write(folder.resolve(".a.artifact-3.part"), Arrays.copyOf(bytes, 1_000));
    assertThat(downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched()).sha256()).isEqualTo(digest(bytes));
  }

  @Test
  void wrongBytesNeverTakeTheName() throws Exception {
    byte[] other = bytes.clone();
    other[77] ^= 1;
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> StubHost.bytes(exchange, 200, other));
    Files.writeString(folder.resolve("a.tar.gz"), "what was there before");
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a.tar.gz", bytes.length, Optional.of(digest(bytes))), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("a.tar.gz").hasMessageContaining("host says sha256:");
    assertThat(names()).containsExactly("a.tar.gz");
    assertThat(folder.resolve("a.tar.gz")).hasContent("what was there before");
  }

  @Test
  void aHostThatSendsMoreThanItAnnouncedIsCutOff() throws Exception {
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.sendResponseHeaders(200, 0); // chunked, without an end in sight
      try {
        while (true) {
          exchange.getResponseBody().write(bytes);
        }
      } catch (IOException e) {
        // the client left
      }
    });
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a", 1000, Optional.empty()), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("more bytes");
    assertThat(names()).isEmpty();
  }

  @Test
  void anAssetThatHidesItsDigestIsCheckedBySize() throws Exception {
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> StubHost.bytes(exchange, 200, bytes));
    assertThat(downloads().one(REPOSITORY, asset(1, "a", bytes.length, Optional.empty()), folder, Progress.unwatched()).checked())
        .isEqualTo(Checked.SIZE);
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "b", bytes.length + 1, Optional.empty()), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class);
  }

  @Test
  void whatIsThereAlreadyIsNotFetchedAgain() throws Exception {
    Files.write(folder.resolve("a.zip"), bytes);
    downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched());
    assertThat(api.seen).isEmpty();
  }

  @Test
  void severalComeAtOnceAndOneThatFailsLeavesTheOthers() throws Exception {
    var together = new CountDownLatch(2);
    for (int id = 1; id <= 3; id++) {
      api.on("/repos/clawft/weft/releases/assets/" + id, exchange -> {
        together.countDown();
        try {
          if (!together.await(10, TimeUnit.SECONDS)) {
            throw new IOException("they come one after the other");
          }
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        StubHost.bytes(exchange, 200, bytes);
      });
    }
    api.json("/repos/clawft/weft/releases/assets/4", 410, "{\"message\":\"gone\"}");
    var wanted = new ArrayList<Wanted>();
    for (int id = 1; id <= 4; id++) {
      wanted.add(asset(id, "file" + id, bytes.length, Optional.of(digest(bytes))));
    }
    var last = new AtomicInteger();
    List<Outcome> outcomes = downloads().all(REPOSITORY, wanted, folder, watching((done, _) -> last.set((int) done), new AtomicBoolean()));
    assertThat(outcomes).extracting(o -> o instanceof Received).containsExactly(true, true, true, false);
    assertThat(((NotReceived) outcomes.getLast()).problem().sentence()).contains("deleted").contains("file4");
    assertThat(last.get()).isEqualTo(3 * bytes.length);
    assertThat(names()).containsExactly("file1", "file2", "file3");
  }

  private interface Watch {
    void see(long done, long total);
  }

  private static Progress watching(Watch watch, AtomicBoolean cancelled) {
    return new Progress() {
      @Override
      public synchronized void report(long done, long total) {
        watch.see(done, total);
      }

      @Override
      public void phase(String what) {}

      @Override
      public boolean isCancelled() {
        return cancelled.get();
      }
    };
  }

  @Test
  void aCancelStopsAStuckDownloadAndKeepsWhatCame() throws Exception {
    var release = new CountDownLatch(1);
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, 1_000_000);
      exchange.getResponseBody().flush();
      try {
        release.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    });
    var cancelled = new AtomicBoolean();
    var progress = watching((done, _) -> cancelled.set(done >= 900_000), cancelled);
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a", bytes.length, Optional.of(digest(bytes))), folder, progress))
        .isInstanceOf(Cancelled.class);
    release.countDown();
    assertThat(names()).containsExactly(".a.asset-1.part");
  }

  @Test
  void aFullDiskIsToldOnceAndLeavesNothing() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> StubHost.bytes(exchange, 200, bytes));
    api.on("/repos/clawft/weft/releases/assets/2", exchange -> StubHost.bytes(exchange, 200, bytes));
    var downloads = new Downloads(api.forge(), 2, retry(), path -> {
      Files.createFile(path);
      return FileChannel.open(full, StandardOpenOption.WRITE, StandardOpenOption.READ);
    });
    var wanted = List.of(asset(1, "a", bytes.length, Optional.empty()), asset(2, "b", bytes.length, Optional.empty()));
    assertThatThrownBy(() -> downloads.all(REPOSITORY, wanted, folder, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("No space left").hasMessageContaining("make room");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aNameThatLeadsOutOfTheFolderIsRefused() {
    for (String name : List.of("../evil", "a/b", "..", "C:evil", "a\\b", "nul.txt", "x\u0000y", "con")) {
      assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, name, 1, Optional.empty()), folder, Progress.unwatched()))
          .as(name).isInstanceOf(Problem.class).hasMessageContaining("not downloaded");
    }
    assertThat(folder).isEmptyDirectory();
    assertThat(api.seen).isEmpty();
  }

  @Test
  void aLinkWhereThePartBelongsIsNotFollowed() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("victim");
    Files.writeString(elsewhere, "precious");
    Files.createSymbolicLink(folder.resolve(".a.asset-1.part"), elsewhere);
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a", bytes.length, Optional.empty()), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class);
    assertThat(elsewhere).hasContent("precious");
  }

  @Test
  void aRateLimitIsWaitedForAsLongAsAllowed() throws Exception {
    var tries = new AtomicInteger();
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      if (tries.getAndIncrement() == 0) {
        exchange.getResponseHeaders().set("Retry-After", "7");
        StubHost.reply(exchange, 403, "{\"message\":\"You have exceeded a secondary rate limit.\"}");
      } else {
        StubHost.bytes(exchange, 200, bytes);
      }
    });
    downloads().one(REPOSITORY, asset(1, "a", bytes.length, Optional.empty()), folder, Progress.unwatched());
    assertThat(pauses).singleElement().satisfies(pause -> assertThat(pause).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(7)));
  }

  @Test
  void aLongerRateLimitIsGivenBackAtOnce() {
    api.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.getResponseHeaders().set("Retry-After", "3000");
      StubHost.reply(exchange, 429, "{}");
    });
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a", 10, Optional.empty()), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("answers again at");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aFaultOfTheHostIsTriedAgainWithGrowingPauses() {
    api.json("/repos/clawft/weft/releases/assets/1", 503, "{}");
    assertThatThrownBy(() -> downloads().one(REPOSITORY, asset(1, "a", 10, Optional.empty()), folder, Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("503");
    assertThat(pauses).containsExactly(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(40));
  }

  @Test
  void storageThatRefusesAnOldLinkGetsANewOne() throws Exception {
    redirect("/repos/clawft/weft/actions/artifacts/3/zip");
    var tries = new AtomicInteger();
    storage.on("/blob", exchange -> {
      if (tries.getAndIncrement() == 0) {
        StubHost.bytes(exchange, 403, "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>".getBytes());
      } else {
        serve(exchange);
      }
    });
    assertThat(downloads().one(REPOSITORY, artifact("a"), folder, Progress.unwatched()).file()).hasBinaryContent(bytes);
    assertThat(api.seen).hasSize(2);
  }
}
