package dev.slipway.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Bytes that can be read from any place: a file, or a member held in memory.
final class Bytes implements Closeable {
  private final @Nullable FileChannel channel;
  private final byte[] array;
  private final long size;

  private Bytes(@Nullable FileChannel channel, byte[] array, long size) {
    this.channel = channel;
    this.array = array;
    this.size = size;
  }

  static Bytes of(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    return new Bytes(channel, new byte[0], channel.size());
  }

  static Bytes of(byte[] bytes) {
    return new Bytes(null, bytes, bytes.length);
  }

  long size() {
    return size;
  }

  /// Reads exactly `length` bytes; the caller has bounded the length.
  byte[] read(long position, int length, String what) throws IOException {
    if (position < 0 || length < 0 || position > size - length) {
      throw new Broken("truncated", "Its %s lies beyond its end.".formatted(what));
    }
    byte[] out = new byte[length];
    int done = 0;
    while (done < length) {
      int n = read(position + done, out, done, length - done);
      if (n < 0) {
        throw new Broken("truncated", "It ended while its %s was read.".formatted(what));
      }
      done += n;
    }
    return out;
  }

  private int read(long position, byte[] into, int offset, int length) throws IOException {
    if (position >= size) {
      return -1;
    }
    int most = (int) Math.min(length, size - position);
    if (channel != null) {
      return channel.read(ByteBuffer.wrap(into, offset, most), position);
    }
    System.arraycopy(array, (int) position, into, offset, most);
    return most;
  }

  /// The bytes from one place to another, as a stream.
  InputStream stream(long from, long to) {
    return new BlockStream() {
      private long at = from;

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        if (at >= to) {
          return -1;
        }
        int n = Bytes.this.read(at, into, offset, (int) Math.min(length, to - at));
        at += Math.max(0, n);
        return n;
      }

      @Override
      public long skip(long n) {
        long skipped = Math.clamp(n, 0, to - at);
        at += skipped;
        return skipped;
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }

  static int u16(byte[] b, int at) {
    return (b[at] & 0xFF) | (b[at + 1] & 0xFF) << 8;
  }

  static long u32(byte[] b, int at) {
    return u16(b, at) | (long) u16(b, at + 2) << 16;
  }

  static long u64(byte[] b, int at) {
    return u32(b, at) | u32(b, at + 4) << 32;
  }
}
