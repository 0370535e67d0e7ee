package dev.slipway.size;

import dev.slipway.fact.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A file that is hashed as it goes by, so that whoever unpacks it need not read it twice.
///
/// Readers may jump, as those of zip do to the directory at its end: what was passed over is read when it is come
/// back to, and the rest by [#digest].
final class HashingChannel implements SeekableByteChannel {
  /// A gap up to this size, such as a member's header, is read along with what follows it.
  private static final int NEAR = 1 << 16;

  private final FileChannel file;
  private final MessageDigest sha256;
  private long hashed;

  private HashingChannel(FileChannel file, MessageDigest sha256) {
    this.file = file;
    this.sha256 = sha256;
  }

  static HashingChannel open(Path path) throws IOException {
    try {
      return new HashingChannel(FileChannel.open(path, StandardOpenOption.READ), MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    long at = file.position();
    if (at > hashed && at - hashed <= NEAR) {
      upTo(at);
    }
    int start = to.position();
    int n = file.read(to);
    if (at <= hashed && at + n > hashed) {
      ByteBuffer fresh = to.duplicate().flip().position(start + (int) (hashed - at));
      sha256.update(fresh);
      hashed = at + n;
    }
    return n;
  }

  /// Hashes what was not read, without moving.
  private void upTo(long end) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(NEAR, Math.max(1, end - hashed)));
    while (hashed < end) {
      chunk.clear().limit((int) Math.min(chunk.capacity(), end - hashed));
      int n = file.read(chunk, hashed);
      if (n < 0) {
        throw new IOException("it became shorter while it was read");
      }
      sha256.update(chunk.flip());
      hashed += n;
    }
  }

  /// The digest of the whole file; to be asked for once, when all that is wanted of it was read.
  Digest digest() throws IOException {
    upTo(file.size());
    return Digest.of(Digest.Algorithm.SHA256, sha256.digest());
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long to) throws IOException {
    file.position(to);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  @Override
  public int write(ByteBuffer from) {
    throw new java.nio.channels.NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new java.nio.channels.NonWritableChannelException();
  }
}
