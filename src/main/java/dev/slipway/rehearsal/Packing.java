package dev.slipway.rehearsal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Makes archives. The same members and the same time make the same bytes.
final class Packing {

  /// A file to go into an archive.
  ///
  /// @param name       its name in the archive
  /// @param file       its bytes
  /// @param executable whether it may be run
  record Member(String name, Shelf.Stored file, boolean executable) {
    int mode() {
      return executable ? 0755 : 0644;
    }
  }

  private Packing() {}

  static Shelf.Stored tarGz(Shelf shelf, List<Member> members, Instant time) throws IOException {
    return shelf.keep(
        out -> {
          try (OutputStream gzip = new GzipCompressorOutputStream(new Open(out), parameters());
              TarArchiveOutputStream tar =
                  new TarArchiveOutputStream(gzip, StandardCharsets.UTF_8.name())) {
            for (Member member : members) {
              TarArchiveEntry entry = new TarArchiveEntry(member.name());
              entry.setSize(member.file().size());
              entry.setMode(UnixStat.FILE_FLAG | member.mode());
              entry.setModTime(Date.from(time));
              entry.setIds(0, 0);
              tar.putArchiveEntry(entry);
              Files.copy(member.file().path(), tar);
              tar.closeArchiveEntry();
            }
          }
        });
  }

  static Shelf.Stored zip(Shelf shelf, List<Member> members, Instant time) throws IOException {
    return shelf.keep(
        out -> {
          try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(new Open(out))) {
            for (Member member : members) {
              ZipArchiveEntry entry = new ZipArchiveEntry(member.name());
              entry.setUnixMode(UnixStat.FILE_FLAG | member.mode());
              entry.setTime(time.toEpochMilli());
              zip.putArchiveEntry(entry);
              Files.copy(member.file().path(), zip);
              zip.closeArchiveEntry();
            }
          }
        });
  }

  static Shelf.Stored gzip(Shelf shelf, Shelf.Stored file) throws IOException {
    return shelf.keep(
        out -> {
          try (OutputStream gzip = new GzipCompressorOutputStream(new Open(out), parameters())) {
            Files.copy(file.path(), gzip);
          }
        });
  }

  private static GzipParameters parameters() {
    GzipParameters parameters = new GzipParameters();
    parameters.setCompressionLevel(Deflater.BEST_COMPRESSION);
    return parameters;
  }

  /// Closing the archive must not close the shelf's file under it.
  private static final class Open extends BufferedOutputStream {
    Open(OutputStream out) {
      super(out, 1 << 16);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
