package dev.slipway.transfer;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.Upload;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;

/// One transfer in a virtual machine of its own, whose heap is much smaller than the file.
final class TransferChild {
  private TransferChild() {}

  /// @param args `download` or `upload`, the host, its token, the repository, the release, the file, its digest
  public static void main(String[] args) throws Exception {
    Forge forge = GitHubForge.open(Host.parse(args[1]), Token.of(args[2], Token.Origin.TYPED));
    RepositoryName repository = RepositoryName.parse(args[3]);
    Path file = Path.of(args[5]);
    Digest digest = Digest.parse(args[6]).orElseThrow();
    var release = forge.release(repository, Long.parseLong(args[4]));
    long start = System.nanoTime();
    if (args[0].equals("download")) {
      new Downloads(forge, 1, Retry.usual())
          .one(repository, new Wanted.OfRelease(release.assets().getFirst()), file.getParent(), Progress.unwatched());
    } else {
      new Uploads(forge, Retry.usual())
          .upload(repository, release, new Upload(file.getFileName().toString(), "", "", file), digest, Progress.unwatched());
    }
    System.out.println("millis " + (System.nanoTime() - start) / 1_000_000);
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      Files.readAllLines(status).stream().filter(l -> l.startsWith("VmHWM")).forEach(System.out::println);
    }
  }
}
