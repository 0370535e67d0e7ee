package dev.slipway.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.measured.Measurements;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 2 GB up to the rehearsal and down from it, in a virtual machine with a heap of 128 MB, beside curl doing the
/// same. Slipway hashes what it sends and receives, and syncs what it keeps; of the peer the download is hashed by
/// sha256sum afterwards, for a download that nobody hashed is not yet what a release needs.
@Tag("benchmark")
class TransferBenchmark {
  private static final long SIZE = Long.getLong("slipway.benchmark.bytes", 2_000_000_000L);

  @TempDir Path folder;

  @Test
  void withASmallHeap() throws Exception {
    Assumptions.assumeTrue(
        Files.getFileStore(folder).getUsableSpace() > 4 * SIZE + (1L << 30), "skipped: no room for the files");
    Path file = folder.resolve("big.tar.gz");
    Digest digest = write(file);
    try (var github = Rehearsal.start(Project.MESHC);
        var table = Measurements.of("transfer of %,d bytes to and from the rehearsal, -Xmx128m".formatted(SIZE), "curl, sha256sum")) {
      Forge forge = GitHubForge.open(github.host(), Token.of(github.token(), Token.Origin.TYPED));
      Release draft =
          forge.create(
              github.repository(), new NewRelease("v9.9.9", "main", "v9.9.9", "", true, false, NewRelease.Latest.NO));
      double curlUp =
          curl(github, "-X", "POST", "-H", "Content-Type: application/gzip", "-H", "Expect:", "-T", file.toString(),
              github.api() + "/uploads/repos/" + github.repository() + "/releases/" + draft.id() + "/assets?name=peer.tar.gz");
      if (curlUp > 0) {
        Asset peer = forge.release(github.repository(), draft.id()).assets().getFirst();
        forge.deleteAsset(github.repository(), peer.id());
      }
      row(table, "upload", child(github, "upload", draft.id(), file, digest), curlUp);
      Asset asset = forge.release(github.repository(), draft.id()).assets().getFirst();
      assertThat(asset.size()).isEqualTo(SIZE);
      assertThat(asset.digest()).contains(digest);
      Files.delete(file);

      Path peer = folder.resolve("peer");
      double curlDown =
          curl(github, "-L", "-H", "Accept: application/octet-stream", "-o", peer.toString(),
              github.api() + "/repos/" + github.repository() + "/releases/assets/" + asset.id());
      double hashed = curlDown > 0 ? curlDown + run("sha256sum", peer.toString()) : 0;
      Files.deleteIfExists(peer);
      row(table, "download, hashed", child(github, "download", draft.id(), file, digest), hashed);
      assertThat(file).hasSize(SIZE);
    }
  }

  private static Digest write(Path file) throws IOException {
    byte[] block = new byte[1 << 20];
    new Random(5).nextBytes(block);
    MessageDigest sha256 = PartFile.sha256();
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = SIZE; left > 0; left -= block.length) {
        int length = (int) Math.min(left, block.length);
        out.write(block, 0, length);
        sha256.update(block, 0, length);
      }
    }
    return Digest.of(Digest.Algorithm.SHA256, sha256.digest());
  }

  private static void row(Measurements table, String what, Child child, double curl) {
    if (curl > 0) {
      table.compare(what, child.millis(), curl, "ms", 3);
    } else {
      table.tell(what, child.millis(), "ms");
    }
    if (child.megabytes() > 0) {
      table.tell(what + ", largest resident size", child.megabytes(), "MB");
    }
  }

  private record Child(double millis, double megabytes) {}

  private static Child child(Rehearsal github, String what, long release, Path file, Digest digest)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:MaxDirectMemorySize=32m",
        "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        TransferChild.class.getName(), what, github.api().toString(), github.token(), github.repository().toString(),
        Long.toString(release), file.toString(), digest.toString())
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

  private static double curl(Rehearsal github, String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("curl", "-sSf", "-H", "Authorization: Bearer " + github.token()));
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  /// @return milliseconds, or 0 where there is no such program or it failed
  private static double run(String... command) throws InterruptedException {
    try {
      long start = System.nanoTime();
      Process process =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor() == 0 ? (System.nanoTime() - start) / 1e6 : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
