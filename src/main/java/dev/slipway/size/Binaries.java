package dev.slipway.size;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// Finds the binaries in a file: the file itself, or members of an archive, which are spilled to a temporary file one
/// after the other, so that memory does not grow with them.
final class Binaries {
  private static final long LARGEST_MEMBER = 4L << 30;

  /// Is shown each binary; the file is gone after the call where it was spilled.
  @FunctionalInterface
  interface Visitor {
    void at(String name, Path binary) throws IOException, Problem, Cancelled;
  }

  private Binaries() {}

  static void in(Path file, Packing packing, Progress progress, Visitor visitor) throws IOException, Problem, Cancelled {
    if (packing.binary()) {
      visitor.at(String.valueOf(file.getFileName()), file);
    } else if (packing.archive()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        in(file, channel, packing, progress, visitor);
      }
    }
  }

  /// What an archive holds.
  ///
  /// @param image the container image it is
  record Held(List<ArchiveMembers.Member> members, Optional<ImageFile> image) {}

  /// Those in an archive.
  ///
  /// @param channel its bytes; stays open
  static Held in(
      Path file, SeekableByteChannel channel, Packing packing, Progress progress, Visitor visitor) throws Problem, Cancelled {
    var parts = new ImageParts(file, progress);
    List<ArchiveMembers.Member> members =
        ArchiveMembers.read(
            file, channel, packing,
            (member, content) -> {
              byte[] start = content.readNBytes(512);
              if (Packing.of(member, start).binary()) {
                spill(member, start, content, visitor, progress);
              } else {
                parts.look(member, start, content);
              }
            },
            progress);
    return new Held(members, parts.image());
  }

  private static void spill(String member, byte[] start, InputStream content, Visitor visitor, Progress progress)
      throws IOException, Problem, Cancelled {
    progress.phase("taking apart " + member);
    Path spilled = Files.createTempFile("slipway-member", ".bin");
    try {
      try (var out = Files.newOutputStream(spilled)) {
        out.write(start);
        byte[] chunk = new byte[1 << 16];
        long written = start.length;
        for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
          written += n;
          if (written > LARGEST_MEMBER) {
            throw Problem.outOfReach("%s is larger than 4 GB, so it was not taken apart.".formatted(member));
          }
          out.write(chunk, 0, n);
          progress.checkCancelled();
        }
      }
      visitor.at(member, spilled);
    } finally {
      Files.deleteIfExists(spilled);
    }
  }
}
