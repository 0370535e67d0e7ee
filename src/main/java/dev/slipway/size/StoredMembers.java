package dev.slipway.size;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an archive could save by compressing the members that it carries as they are.
final class StoredMembers {
  private static final long LEAST = 1024;

  private StoredMembers() {}

  /// Nothing where every member is compressed, or would hardly be smaller.
  static List<Saving> savings(Path file, Packing packing, Progress progress) throws IOException, Problem, Cancelled {
    if (packing != Packing.ZIP && packing != Packing.TAR) {
      return List.of();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      Set<String> stored =
          ArchiveMembers.read(file, channel, packing, (_, _) -> {}, progress).stream()
              .filter(member -> member.stored() >= member.size() && member.size() >= LEAST)
              .map(ArchiveMembers.Member::name)
              .collect(Collectors.toSet());
      if (stored.isEmpty()) {
        return List.of();
      }
      long[] saved = new long[1];
      ArchiveMembers.read(
          file, channel.position(0), packing,
          (name, content) -> saved[0] += stored.contains(name) ? Compressed.saved(content) : 0, progress);
      if (saved[0] < LEAST) {
        return List.of();
      }
      String how = packing == Packing.TAR ? "Compress it (tar -czf, or --zstd)." : "Pack it with compression (zip -9).";
      return List.of(
          new Saving("members that are not compressed (%d)".formatted(stored.size()), saved[0], Saving.Kind.ESTIMATE, how));
    }
  }
}
