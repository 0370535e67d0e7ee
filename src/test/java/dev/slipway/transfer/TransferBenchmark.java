package dev.slipway.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.fact.Digest;
import dev.slipway.forge.github.Samples;
import dev.slipway.forge.github.StubHost;
import dev.slipway.measured.Measurements;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 2 GB down and up with a heap of 128 MB, beside curl.
@Tag("benchmark")
class TransferBenchmark {
  private static final long SIZE = Long.getLong("slipway.benchmark.bytes", 2_000_000_000L);

  @TempDir Path folder;

  private final byte[] block = new byte[1 << 20];
  private HttpServer host;
  private Digest digest;
  private volatile long received;

  @BeforeEach
  void start() throws Exception {
    new Random(5).nextBytes(block);
    MessageDigest sha256 = PartFile.sha256();
    for (long left = SIZE; left > 0; left -= block.length) {
      sha256.update(block, 0, (int) Math.min(left, block.length));
    }
    digest = Digest.of(Digest.Algorithm.SHA256, sha256.digest());
    host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    host.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    host.createContext("/repos/clawft/weft/actions/artifacts/3/zip", exchange -> {
      exchange.getResponseHeaders().set("Content-Type", "application/zip");
      exchange.sendResponseHeaders(200, SIZE);
      try (exchange; OutputStream out = exchange.getResponseBody()) {
        for (long left = SIZE; left > 0; left -= block.length) {
          out.write(block, 0, (int) Math.min(left, block.length));
        }
      }
    });
    host.createContext("/repos/clawft/weft/releases/9", exchange -> {
      try (exchange) {
        StubHost.reply(exchange, 200, Samples.release(9, uri() + "/uploads"));
      }
    });
    host.createContext("/uploads", exchange -> {
      try (exchange; InputStream in = exchange.getRequestBody()) {
        received = in.transferTo(OutputStream.nullOutputStream());
        StubHost.reply(exchange, 201, Samples.asset(1, "weft.tar.gz", "uploaded", SIZE, digest.toString()));
      }
    });
    host.start();
  }

  @AfterEach
  void stop() {
    host.stop(0);
  }

  private String uri() {
    return "http://127.0.0.1:" + host.getAddress().getPort();
  }

  @Test
  void twoGigabytesWithASmallHeap() throws Exception {
    Assumptions.assumeTrue(
        Files.getFileStore(folder).getUsableSpace() > SIZE + (1L << 30), "skipped: no room for a file of 2 GB");
    Path file = folder.resolve("big");
    try (var table = Measurements.of("transfer of 2 GB with -Xmx128m", "curl")) {
      Path here = folder.resolve("big.zip");
      row(table, "download", child("download", file), curl("-o", folder.resolve("peer").toString(),
          uri() + "/repos/clawft/weft/actions/artifacts/3/zip"));
      Files.deleteIfExists(folder.resolve("peer"));
      assertThat(here).hasSize(SIZE);
      assertThat(FileDigest.sha256(here, dev.slipway.task.Progress.unwatched())).isEqualTo(digest);
      row(table, "upload", child("upload", here), curl("-X", "POST", "-H", "Expect:", "-T", here.toString(), uri() + "/uploads?name=x"));
      assertThat(received).isEqualTo(SIZE);
    }
  }

  private static void row(Measurements table, String what, Child child, double curl) {
    if (curl > 0) {
      table.compare(what, child.millis(), curl, "ms", 3); // curl hashes nothing and syncs nothing
    } else {
      table.tell(what, child.millis(), "ms");
    }
    if (child.megabytes() > 0) {
      table.tell(what + ", largest resident size", child.megabytes(), "MB");
    }
  }

  private record Child(double millis, double megabytes) {}

  private Child child(String what, Path file) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:MaxDirectMemorySize=32m",
        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        TransferChild.class.getName(), what, uri(), file.toString(), digest.toString(), String.valueOf(SIZE))
        .redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readNBytes(1 << 20), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return new Child(number(said, "millis "), number(said, "VmHWM:") / 1000);
  }

  private static double number(String said, String label) {
    return said.lines().filter(l -> l.startsWith(label)).findFirst()
        .map(l -> Double.parseDouble(l.replaceAll("[^0-9]", ""))).orElse(0.0);
  }

  /// @return milliseconds, or 0 where there is no curl
  private static double curl(String... arguments) throws InterruptedException {
    try {
      var command = new java.util.ArrayList<>(List.of("curl", "-sS"));
      command.addAll(List.of(arguments));
      long start = System.nanoTime();
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor() == 0 ? (System.nanoTime() - start) / 1e6 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
