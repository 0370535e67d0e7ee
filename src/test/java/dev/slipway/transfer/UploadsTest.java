package dev.slipway.transfer;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Release;
import dev.slipway.forge.Upload;
import dev.slipway.forge.github.Samples;
import dev.slipway.forge.github.StubHost;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Uploads over real HTTP, to a host that remembers its assets and fails as told.
@Timeout(20)
class UploadsTest {
  @TempDir Path folder;

  private StubHost host;
  private Path file;
  private Digest expected;
  private final byte[] bytes = new byte[700_000];
  private final TreeMap<Long, String> assets = new TreeMap<>();
  private final Deque<StubHost.Route> script = new ArrayDeque<>();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private long nextId = 100;

  @BeforeEach
  void start() throws Exception {
    new Random(2).nextBytes(bytes);
    file = Files.write(folder.resolve("weft.tar.gz"), bytes);
    expected = FileDigest.sha256(file, Progress.unwatched());
    host = new StubHost();
    host.on("/repos/clawft/weft/releases/9", exchange ->
        StubHost.reply(exchange, 200, Samples.release(9, host.uri() + "/uploads/9/assets", assets.values().toArray(String[]::new))));
    host.on("/repos/clawft/weft/releases/assets/", exchange -> {
      assets.remove(Long.parseLong(exchange.getRequestURI().getPath().replaceAll(".*/", "")));
      exchange.sendResponseHeaders(204, -1);
    });
    host.on("/uploads/9/assets", exchange -> {
      StubHost.Route odd = script.poll();
      if (odd != null) {
        odd.answer(exchange);
      } else if (assets.values().stream().anyMatch(a -> a.contains("\"weft.tar.gz\""))) {
        StubHost.reply(exchange, 422, "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"ReleaseAsset\",\"code\":\"already_exists\",\"field\":\"name\"}]}");
      } else {
        StubHost.reply(exchange, 201, store("weft.tar.gz", "uploaded", bytes.length, expected.toString()));
      }
    });
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private String store(String name, String state, long size, String digest) {
    long id = nextId++;
    assets.put(id, Samples.asset(id, name, state, size, digest));
    return assets.get(id);
  }

  private Release release() throws Exception {
    return host.forge().release(REPOSITORY, 9);
  }

  private Sent upload(Progress progress) throws Exception {
    var retry = new Retry(
        4, Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofSeconds(90), (time, _) -> pauses.add(time), Clock.systemUTC());
    return new Uploads(host.forge(), retry)
        .upload(REPOSITORY, release(), new Upload("weft.tar.gz", "a label", "application/gzip", file), expected, progress);
  }

  @Test
  void aFileIsSentAsItIsWithItsNameLabelAndType() throws Exception {
    var seen = new AtomicLong();
    Sent sent = upload(new Progress() {
      @Override
      public void report(long done, long total) {
        assertThat(total).isEqualTo(bytes.length);
        seen.accumulateAndGet(done, Math::max);
      }

      @Override
      public void phase(String what) {}

      @Override
      public boolean isCancelled() {
        return false;
      }
    });
    assertThat(sent.how()).isEqualTo(Sent.How.UPLOADED);
    assertThat(sent.checked()).isEqualTo(Outcome.Checked.DIGEST);
    assertThat(sent.renamedFrom("weft.tar.gz")).isFalse();
    assertThat(seen.get()).isEqualTo(bytes.length);
    assertThat(host.asked("/uploads/")).singleElement().satisfies(call -> {
      assertThat(call.body()).isEqualTo(bytes);
      assertThat(call.target()).endsWith("?name=weft.tar.gz&label=a%20label");
      assertThat(call.header("Content-Type")).isEqualTo("application/gzip");
      assertThat(call.header("Content-Length")).isEqualTo("700000");
      assertThat(call.header("Authorization")).contains(StubHost.TOKEN);
    });
  }

  @Test
  void a502ThatLeavesAStarterIsCleanedUpAndTriedAgain() throws Exception {
    script.add(exchange -> {
      store("weft.tar.gz", "starter", 0, "");
      StubHost.reply(exchange, 502, "{\"message\":\"Bad Gateway\"}");
    });
    Sent sent = upload(Progress.unwatched());
    assertThat(sent.asset().digest()).contains(expected);
    assertThat(assets).hasSize(1);
    assertThat(host.asked("/uploads/")).hasSize(2);
    assertThat(pauses).hasSize(1);
  }

  @Test
  void anAnswerThatGotLostIsFoundInTheRelease() throws Exception {
    script.add(exchange -> {
      store("weft.tar.gz", "uploaded", bytes.length, expected.toString());
      throw new IOException("dropped");
    });
    assertThat(upload(Progress.unwatched()).how()).isEqualTo(Sent.How.ALREADY_THERE);
    assertThat(assets).hasSize(1);
  }

  @Test
  void whatIsThereAlreadyIsNotSentAgain() throws Exception {
    store("weft.tar.gz", "uploaded", bytes.length, expected.toString());
    assertThat(upload(Progress.unwatched()).how()).isEqualTo(Sent.How.ALREADY_THERE);
    assertThat(host.asked("/uploads/")).isEmpty();
  }

  @Test
  void anotherFileOfTheSameNameIsNeverTouched() {
    store("weft.tar.gz", "uploaded", bytes.length, Samples.DIGEST);
    assertThatThrownBy(() -> upload(Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("already carries another weft.tar.gz").hasMessageContaining("not overwritten");
    assertThat(assets).hasSize(1);
    assertThat(host.asked("/uploads/")).isEmpty();
  }

  @Test
  void anotherFileThatTheListingHidIsNeverTouchedEither() throws Exception {
    script.add(exchange -> {
      store("weft.tar.gz", "uploaded", bytes.length, Samples.DIGEST); // somebody else was faster
      taken(exchange);
    });
    assertThatThrownBy(() -> upload(Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("not overwritten");
    assertThat(assets).hasSize(1);
  }

  private static void taken(HttpExchange exchange) throws IOException {
    StubHost.reply(exchange, 422, "{\"message\":\"Validation Failed\",\"errors\":[{\"code\":\"already_exists\",\"field\":\"name\"}]}");
  }

  @Test
  void aNameThatStaysTakenEnds() {
    for (int i = 0; i < 20; i++) {
      script.add(UploadsTest::taken);
    }
    assertThatThrownBy(() -> upload(Progress.unwatched())).isInstanceOf(Problem.class).hasMessageContaining("does not list it");
    assertThat(host.asked("/uploads/")).hasSize(4);
  }

  @Test
  void bytesTheHostStoredWronglyAreRemovedAndSentOnceMore() throws Exception {
    script.add(exchange -> StubHost.reply(exchange, 201, store("weft.tar.gz", "uploaded", bytes.length, Samples.DIGEST)));
    assertThat(upload(Progress.unwatched()).asset().digest()).contains(expected);
    assertThat(assets).hasSize(1);
  }

  @Test
  void bytesTheHostKeepsStoringWronglyDoNotStay() {
    for (int i = 0; i < 5; i++) {
      script.add(exchange -> StubHost.reply(exchange, 201, store("weft.tar.gz", "uploaded", bytes.length, Samples.DIGEST)));
    }
    assertThatThrownBy(() -> upload(Progress.unwatched()))
        .isInstanceOf(Problem.class).hasMessageContaining("removed again");
    assertThat(assets).isEmpty();
  }

  @Test
  void aRenamedAssetIsReported() throws Exception {
    script.add(exchange -> StubHost.reply(exchange, 201, store("weft.tar.gz.", "uploaded", bytes.length, expected.toString())));
    assertThat(upload(Progress.unwatched()).renamedFrom("weft.tar.gz")).isTrue();
  }

  @Test
  void anImmutableReleaseIsRefusedWithoutARetry() {
    script.add(exchange -> StubHost.reply(exchange, 422, "{\"message\":\"Cannot upload assets to an immutable release.\"}"));
    assertThatThrownBy(() -> upload(Progress.unwatched())).isInstanceOf(Problem.class).hasMessageContaining("immutable release");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aCancelInTheMiddleStops() {
    var cancelled = new AtomicLong();
    assertThatThrownBy(() -> upload(new Progress() {
      @Override
      public void report(long done, long total) {
        cancelled.set(done);
      }

      @Override
      public void phase(String what) {}

      @Override
      public boolean isCancelled() {
        return cancelled.get() > 0;
      }
    })).isInstanceOf(Cancelled.class);
    assertThat(assets).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsToldBeforeAnythingIsSent() throws Exception {
    Files.delete(file);
    assertThatThrownBy(() -> upload(Progress.unwatched())).isInstanceOf(Problem.class).hasMessageContaining("no such file");
    assertThat(host.asked("/uploads/")).isEmpty();
  }
}
