package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Host;
import dev.slipway.forge.Token;
import dev.slipway.forge.Upload;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.forge.github.StubHost;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// One transfer in a virtual machine of its own, whose heap is much smaller than the file.
final class TransferChild {
  private TransferChild() {}

  /// @param args `download` or `upload`, the host, the file, its digest, its size
  public static void main(String[] args) throws Exception {
    Forge forge = GitHubForge.open(Host.parse(args[1]), Token.of(StubHost.TOKEN, Token.Origin.TYPED));
    Path file = Path.of(args[2]);
    Digest digest = Digest.parse(args[3]).orElseThrow();
    long start = System.nanoTime();
    if (args[0].equals("download")) {
      var artifact = new Artifact(
          3, 5, file.getFileName().toString(), Long.parseLong(args[4]), Optional.of(digest), false, Instant.EPOCH, Optional.empty());
      new Downloads(forge, 1, Retry.usual())
          .one(StubHost.REPOSITORY, new Wanted.OfRun(artifact), file.getParent(), Progress.unwatched());
    } else {
      var release = forge.release(StubHost.REPOSITORY, 9);
      new Uploads(forge, Retry.usual())
          .upload(StubHost.REPOSITORY, release, new Upload("weft.tar.gz", "", "", file), digest, Progress.unwatched());
    }
    System.out.println("millis " + (System.nanoTime() - start) / 1_000_000);
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).forEach(System.out::println);
    }
  }
}
