package dev.slipway.size;

import dev.slipway.archive.CountingStream;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/// Measures what an archive's members take: unpacked, and of the archive's own bytes.
///
/// Nothing is unpacked to where a name says, so names need no trust. Where members are not compressed one by
/// one, a member's bytes in the archive are those that went by while it was read; they are told in steps of 512,
/// and their sum is exact.
///
/// The reader of the package `archive` judges: it refuses names, links and forms that a release should not have, and
/// for a tar it does not tell which packed bytes a member came from. Here even an archive that would be refused has
/// sizes, and packed bytes are what is asked for; so this one reads the formats with commons-compress and judges nothing.
final class ArchiveMembers {
  private static final int MOST = 50_000;
  static final long MOST_BYTES = 16L << 30;
  private static final int STEP = 512;

  /// A member and its bytes.
  ///
  /// @param name   as the archive has it
  /// @param size   unpacked
  /// @param stored bytes of the archive
  record Member(String name, long size, long stored) {}

  /// Looks at a member's unpacked bytes, of which it need not read all.
  @FunctionalInterface
  interface Look {
    void at(String name, InputStream content) throws IOException, Problem, Cancelled;
  }

  private final Path file;
  private final SeekableByteChannel channel;
  private final Look look;
  private final Progress progress;
  private final List<Member> members = new ArrayList<>();
  private long unpacked;

  private ArchiveMembers(Path file, SeekableByteChannel channel, Look look, Progress progress) {
    this.file = file;
    this.channel = channel;
    this.look = look;
    this.progress = progress;
  }

  /// Reads an archive once, front to back.
  ///
  /// @param file    what to call it in messages
  /// @param channel its bytes; stays open
  /// @throws Problem when it is damaged or unpacks to more than any release would
  static List<Member> read(Path file, SeekableByteChannel channel, Packing packing, Look look, Progress progress)
      throws Problem, Cancelled {
    var reader = new ArchiveMembers(file, channel, look, progress);
    try {
      if (packing == Packing.ZIP) {
        reader.zip();
      } else if (packing == Packing.GZ || packing == Packing.XZ || packing == Packing.ZST || packing == Packing.BZ2) {
        reader.single(packing);
      } else {
        reader.tar(packing);
      }
    } catch (IOException | RuntimeException e) {
      String reason = e instanceof IOException io ? WholeFile.reason(io) : String.valueOf(e.getMessage());
      throw Problem.outOfReach(
          "%s could not be unpacked for measuring: %s. Nothing was written; download it again or repack it."
              .formatted(file, reason),
          e);
    }
    return List.copyOf(reader.members);
  }

  private void zip() throws IOException, Problem, Cancelled {
    // It holds nothing but the channel, which is not its to close.
    ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel).get();
    var entries = zip.getEntriesInPhysicalOrder();
    while (entries.hasMoreElements()) {
      ZipArchiveEntry entry = entries.nextElement();
      if (entry.isDirectory()) {
        continue;
      }
      try (InputStream content = zip.getInputStream(entry)) {
        long size = take(entry.getName(), content);
        add(entry.getName(), size, Math.max(0, entry.getCompressedSize()));
      }
    }
  }

  private void single(Packing packing) throws IOException, Problem, Cancelled {
    String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.(gz|xz|zst|bz2)$", "");
    long around =
        packing == Packing.GZ ? GzipHeader.length(new BufferedInputStream(Channels.newInputStream(channel))) + 8 : 0;
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel.position(0)), 1 << 16);
    try (InputStream content = opened(packing, new Kept(in))) {
      long size = take(name, content);
      add(name, size, Math.max(0, channel.size() - around));
    }
  }

  private void tar(Packing packing) throws IOException, Problem, Cancelled {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    var counted = new CountingStream(new SmallSteps(in));
    try (InputStream unpacked = opened(packing, counted)) {
      TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(unpacked, STEP));
      long before = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!entry.isFile()) {
          continue;
        }
        long size = take(entry.getName(), tar);
        add(entry.getName(), size, counted.count() - before);
        before = counted.count();
      }
    }
  }

  /// What a stream is, uncompressed.
  static InputStream opened(Packing packing, InputStream in) throws IOException {
    return switch (packing) {
      // The one of commons-compress reads ahead by 8 KB, and small members would seem to take nothing.
      case TAR_GZ -> new GZIPInputStream(in, STEP);
      case GZ -> GzipCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).get();
      // pbzip2, pixz and others write several streams behind each other.
      case TAR_XZ, XZ ->
          XZCompressorInputStream.builder().setInputStream(in).setDecompressConcatenated(true).setMemoryLimitKiB(160 * 1024).get();
      case TAR_ZST, ZST -> new ZstdCompressorInputStream(in);
      case TAR_BZ2, BZ2 -> new BZip2CompressorInputStream(in, true);
      case TAR -> in;
      case ZIP, NATIVE, WASM, OTHER -> throw new IllegalArgumentException(packing + " is no stream");
    };
  }

  private long take(String name, InputStream content) throws IOException, Problem, Cancelled {
    var measured = new CountingStream(content);
    look.at(name, measured);
    byte[] rest = new byte[1 << 16];
    while (measured.read(rest) >= 0) {
      progress.checkCancelled();
      if (unpacked + measured.count() > MOST_BYTES) {
        throw Problem.outOfReach(
            "%s unpacks to more than 16 GB, so it was not measured. Nothing was written.".formatted(file));
      }
    }
    unpacked += measured.count();
    return measured.count();
  }

  private void add(String name, long size, long stored) throws Problem {
    if (members.size() >= MOST) {
      throw Problem.outOfReach(
          "%s has more than %,d members, so it was not measured.".formatted(file, MOST));
    }
    members.add(new Member(name, size, stored));
  }

  /// Stays open when its reader is closed: the channel is closed by who opened it.
  static class Kept extends FilterInputStream {
    Kept(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  /// Hands out little at a time, so that what was taken stays close to what was used.
  private static final class SmallSteps extends Kept {
    SmallSteps(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] to, int at, int length) throws IOException {
      return super.read(to, at, Math.min(length, STEP));
    }
  }
}
