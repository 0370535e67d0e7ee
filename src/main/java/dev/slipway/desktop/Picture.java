package dev.slipway.desktop;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/// An image as bytes, written as PNG without java.desktop.
///
/// @param width  in pixels
/// @param height in pixels
/// @param argb   the pixels row by row, blue in the lowest byte; alpha is dropped
/// @see <a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>
record Picture(int width, int height, int[] argb) {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /// Writes the image as an 8-bit RGB PNG.
  void write(OutputStream out) throws IOException {
    out.write(SIGNATURE);
    var header = new ByteArrayOutputStream();
    header.write(number(width));
    header.write(number(height));
    header.write(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", deflated());
    chunk(out, "IEND", new byte[0]);
  }

  private byte[] deflated() throws IOException {
    var bytes = new ByteArrayOutputStream(width * height / 4);
    var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
    try (var out = new DeflaterOutputStream(bytes, deflater, 1 << 16)) {
      byte[] row = new byte[width * 3 + 1]; // the first byte says that the row is not filtered
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int pixel = argb[y * width + x];
          row[x * 3 + 1] = (byte) (pixel >> 16);
          row[x * 3 + 2] = (byte) (pixel >> 8);
          row[x * 3 + 3] = (byte) pixel;
        }
        out.write(row);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    var crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.write(number(data.length));
    out.write(name);
    out.write(data);
    out.write(number((int) crc.getValue()));
  }

  private static byte[] number(int value) {
    return new byte[] {(byte) (value >> 24), (byte) (value >> 16), (byte) (value >> 8), (byte) value};
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof Picture(int w, int h, int[] pixels)
        && w == width && h == height && java.util.Arrays.equals(pixels, argb);
  }

  @Override
  public int hashCode() {
    return java.util.Arrays.hashCode(argb);
  }
}
