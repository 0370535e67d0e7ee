package dev.slipway.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Makes archives that are nearly right, the same for the same seed: a few members, and mostly one thing about them that some unpackers
/// read otherwise than others.
final class OddArchives {
  static final List<String> NAMES = List.of("a.txt", "dir/b.bin", "c", "dir/", "README.md", "x/y/z.sh", "\u00e9.txt");

  /// An archive.
  ///
  /// @param ending how its name should end
  record Odd(String ending, byte[] bytes) {}

  private final Random random;

  OddArchives(long seed) {
    random = new Random(seed);
  }

  Odd next() {
    int kind = random.nextInt(10);
    if (kind < 4) {
      return new Odd(".zip", new OddZip(random).make());
    }
    byte[] tar = new OddTar(random).make();
    return kind < 8 ? new Odd(".tar", tar) : packed(tar);
  }

  /// Content of a member, never long.
  static byte[] content(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> new byte[0];
      case 1 -> "world".repeat(20).getBytes(StandardCharsets.US_ASCII);
      case 2 -> "Z".repeat(600).getBytes(StandardCharsets.US_ASCII);
      case 3 -> new byte[512];
      case 4 -> new byte[] {'P', 'K', 3, 4, 'f', 'a', 'k', 'e'};
      case 5 -> "evil\n".repeat(3).getBytes(StandardCharsets.US_ASCII);
      case 6 -> OddTar.plain("inside.txt", "inside\n");
      default -> "hello\n".getBytes(StandardCharsets.US_ASCII);
    };
  }

  @SafeVarargs
  static <T> T of(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  static byte[] join(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// One bit in a place anywhere turned round.
  static byte[] flipped(Random random, byte[] bytes) {
    byte[] other = bytes.clone();
    other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
    return other;
  }

  private Odd packed(byte[] tar) {
    String ending = of(random, ".tar.gz", ".tar.xz", ".tar.zst", ".tar.bz2");
    int cut = random.nextInt(tar.length + 1);
    byte[] one = pack(ending, tar);
    byte[] first = pack(ending, java.util.Arrays.copyOf(tar, cut));
    byte[] second = pack(ending, java.util.Arrays.copyOfRange(tar, cut, tar.length));
    byte[] skippable = skippable();
    byte[] bytes =
        switch (random.nextInt(14)) {
          case 0, 1 -> join(first, second);
          case 2 -> join(one, pack(ending, new byte[0]));
          case 3 -> join(pack(ending, new byte[0]), one);
          case 4 -> join(one, pack(ending, OddTar.plain("late.txt", "late\n")));
          case 5 -> join(one, latin("x".repeat(1 + random.nextInt(20))));
          case 6 -> join(one, new byte[1 + random.nextInt(16)]);
          case 7 -> ending.equals(".tar.zst") ? join(skippable, one) : join(one, latin("BZ"));
          // What follows the padding between two streams of xz Python leaves out, and the format has it (section 2.2).
          case 8 -> ending.equals(".tar.zst") ? join(first, skippable, second) : join(first, new byte[ending.equals(".tar.xz") ? 3 : 4], second);
          case 9 -> ending.equals(".tar.zst") ? join(one, skippable) : join(one, new byte[4]);
          case 10 -> java.util.Arrays.copyOf(one, one.length - 1 - random.nextInt(Math.min(12, one.length - 1)));
          case 11 -> flipped(random, one);
          case 12 -> join(one, java.util.Arrays.copyOf(second, random.nextInt(second.length)));
          default -> one;
        };
    return new Odd(ending, bytes);
  }

  /// A frame that decoders of Zstandard leave out (RFC 8878, section 3.1.2).
  private byte[] skippable() {
    byte[] inside = random.nextBoolean() ? latin("anything") : OddTar.plain("skipped.txt", "x\n");
    ByteBuffer header = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x184D2A50 + random.nextInt(16)).putInt(inside.length);
    return join(header.array(), inside);
  }

  private static byte[] pack(String ending, byte[] plain) {
    var out = new ByteArrayOutputStream();
    try {
      switch (ending) {
        case ".tar.gz" -> {
          try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
          }
        }
        case ".tar.xz" -> {
          try (var xz = new XZOutputStream(out, new LZMA2Options(0))) {
            xz.write(plain);
          }
        }
        case ".tar.bz2" -> {
          try (var bzip2 = new BZip2CompressorOutputStream(out, 1)) {
            new ByteArrayInputStream(plain).transferTo(bzip2);
          }
        }
        default -> out.writeBytes(com.github.luben.zstd.Zstd.compress(plain));
      }
      return out.toByteArray();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /// Bytes deflated without a wrapper.
  static byte[] deflated(byte[] plain) {
    try (Deflater deflater = new Deflater(9, true)) {
      deflater.setInput(plain);
      deflater.finish();
      byte[] out = new byte[plain.length + 64];
      return java.util.Arrays.copyOf(out, deflater.deflate(out));
    }
  }
}
