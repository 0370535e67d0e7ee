package dev.slipway.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// A temporary folder for every byte the embedded GitHub keeps; deleted when it closes.
final class Shelf implements AutoCloseable {

  /// A file on the shelf.
  ///
  /// @param path   where it lies
  /// @param size   its size in bytes
  /// @param sha256 its digest in lower-case hexadecimal
  record Stored(Path path, long size, String sha256) {}

  /// Writes a file.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private final Path folder;
  private final AtomicLong next = new AtomicLong();

  private Shelf(Path folder) {
    this.folder = folder;
  }

  static Shelf open() throws IOException {
    return new Shelf(Files.createTempDirectory("slipway-rehearsal-"));
  }

  Path folder() {
    return folder;
  }

  /// Keeps what `content` writes.
  Stored keep(Content content) throws IOException {
    Path path = folder.resolve(Long.toString(next.incrementAndGet()));
    MessageDigest digest = sha256();
    try (OutputStream file = Files.newOutputStream(path);
        OutputStream out = new DigestOutputStream(new java.io.BufferedOutputStream(file, 1 << 16), digest)) {
      content.writeTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(path);
      throw e;
    }
    return new Stored(path, Files.size(path), HexFormat.of().formatHex(digest.digest()));
  }

  /// Keeps a stream, but no more of it than `most` bytes.
  ///
  /// @throws IOException when there is more, and nothing is kept then
  Stored keep(InputStream in, long most) throws IOException {
    return keep(
        out -> {
          byte[] buffer = new byte[1 << 16];
          long left = most;
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            left -= n;
            if (left < 0) {
              throw new IOException("more than " + most + " bytes");
            }
            out.write(buffer, 0, n);
          }
        });
  }

  void discard(Stored file) {
    try {
      Files.deleteIfExists(file.path());
    } catch (IOException e) {
      System.getLogger(Shelf.class.getName()).log(System.Logger.Level.DEBUG, "left behind until the end", e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      System.getLogger(Shelf.class.getName()).log(System.Logger.Level.DEBUG, "already gone", e);
    } catch (IOException | UncheckedIOException e) {
      System.getLogger(Shelf.class.getName()).log(System.Logger.Level.WARNING, "left behind: " + folder, e);
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
