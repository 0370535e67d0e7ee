package dev.slipway.verify;

import dev.slipway.fact.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;

/// What a Windows program was before it was signed. Signing appends the certificate table, says where it lies, and
/// writes the checksum of the header; taking that back gives the bytes a manifest was made of, where it was made too early.
/// (Microsoft, "PE Format", Attribute Certificate Table.)
final class UnsignedVariant {
  private static final int BUFFER = 256 * 1024;
  private static final int ALIGNMENT = 8;

  private final FileChannel channel;
  private final int checksumAt;
  private final int directoryAt;
  private final long end;

  private UnsignedVariant(FileChannel channel, int checksumAt, int directoryAt, long end) {
    this.channel = channel;
    this.checksumAt = checksumAt;
    this.directoryAt = directoryAt;
    this.end = end;
  }

  /// Whether the digest is that of the file before it was signed.
  static boolean has(Path file, Digest digest) {
    try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
      ByteBuffer head = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
      while (head.hasRemaining() && channel.read(head) >= 0) {
        // A short read is no end.
      }
      head.flip();
      if (head.limit() < 0x40 || head.getShort(0) != 0x5A4D) {
        return false;
      }
      int header = head.getInt(0x3C);
      if (header < 0x40 || header > head.limit() - 184 || head.getInt(header) != 0x4550) {
        return false;
      }
      boolean wide = head.getShort(header + 24) == 0x20B;
      int directory = header + 24 + (wide ? 144 : 128);
      long table = Integer.toUnsignedLong(head.getInt(directory));
      long size = Integer.toUnsignedLong(head.getInt(directory + 4));
      boolean atEnd = table > directory + 8L && size > 0 && table + size == channel.size();
      return atEnd && new UnsignedVariant(channel, header + 24 + 64, directory, table).has(digest);
    } catch (IOException | GeneralSecurityException | CloneNotSupportedException e) {
      return false;
    }
  }

  /// Linkers leave the checksum zero or compute it; the table begins at a multiple of eight, so up to seven zeros were
  /// added before it.
  private boolean has(Digest digest) throws IOException, GeneralSecurityException, CloneNotSupportedException {
    int padding = padding();
    if (matches(digest, 0, end - padding, end)) {
      return true;
    }
    long sum = sum();
    for (long length = end; length >= end - padding; length--) {
      if (matches(digest, (int) (sum + length), length, length)) {
        return true;
      }
    }
    return false;
  }

  /// How many of the last bytes before the table may be padding.
  private int padding() throws IOException {
    ByteBuffer tail = ByteBuffer.allocate(ALIGNMENT - 1);
    channel.read(tail, Math.max(0, end - tail.capacity()));
    int zeros = 0;
    while (zeros < tail.position() && tail.get(tail.position() - 1 - zeros) == 0) {
      zeros++;
    }
    return zeros;
  }

  private boolean matches(Digest digest, int checksum, long shortest, long longest)
      throws IOException, GeneralSecurityException, CloneNotSupportedException {
    MessageDigest body = MessageDigest.getInstance(digest.algorithm().standardName());
    feed(0, shortest, checksum, body::update);
    for (long length = shortest; length <= longest; length++) {
      MessageDigest whole = (MessageDigest) body.clone();
      feed(shortest, length, checksum, whole::update);
      if (Digest.of(digest.algorithm(), whole.digest()).equals(digest)) {
        return true;
      }
    }
    return false;
  }

  private interface Sink {
    void take(byte[] bytes, int offset, int length);
  }

  private void feed(long from, long to, int checksum, Sink sink) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long at = from; at < to; ) {
      int n = channel.read(ByteBuffer.wrap(buffer, 0, (int) Math.min(buffer.length, to - at)), at);
      if (n <= 0) {
        throw new IOException("the file became shorter");
      }
      for (int i = 0; i < 4; i++) {
        set(buffer, checksumAt + i - at, n, (byte) (checksum >>> (8 * i)));
      }
      for (int i = 0; i < 8; i++) {
        set(buffer, directoryAt + i - at, n, (byte) 0);
      }
      sink.take(buffer, 0, n);
      at += n;
    }
  }

  private static void set(byte[] buffer, long index, int length, byte value) {
    if (index >= 0 && index < length) {
      buffer[(int) index] = value;
    }
  }

  /// The sum a linker writes: of all 16-bit words with the carry folded in, the checksum itself taken as zero.
  private long sum() throws IOException {
    long[] state = {0, 0};
    feed(0, end, 0, (bytes, offset, length) -> {
      for (int i = 0; i < length; i++) {
        boolean high = ((state[1] + i) & 1) == 1;
        state[0] += (long) (bytes[offset + i] & 0xFF) << (high ? 8 : 0);
      }
      state[1] += length;
    });
    long sum = state[0];
    while (sum > 0xFFFF) {
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum;
  }
}
