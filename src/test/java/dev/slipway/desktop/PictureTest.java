package dev.slipway.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The JDK's own reader is the oracle.
class PictureTest {

  @Test
  void anotherReaderSeesEveryPixel() throws Exception {
    int width = 37;
    int height = 11;
    int[] pixels = new int[width * height];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = 0xff000000 | (i * 2_654_435) & 0xffffff;
    }
    var bytes = new ByteArrayOutputStream();
    new Picture(width, height, pixels).write(bytes);
    var read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    assertThat(read.getWidth()).isEqualTo(width);
    assertThat(read.getHeight()).isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat(read.getRGB(x, y)).as("pixel %d, %d", x, y).isEqualTo(pixels[y * width + x]);
      }
    }
  }
}
