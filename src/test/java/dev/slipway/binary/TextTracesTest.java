package dev.slipway.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TextTracesTest {
  private static final int CHUNK = 1 << 16;

  @Test
  void textIsFoundWhereverItLiesAmongTheBytes() throws FormatException {
    byte[] text = "weft 1.2.3".getBytes(StandardCharsets.US_ASCII);
    byte[] compiler = "rustc version 1.75.0".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < 64; at++) {
      for (int base : new int[] {0, CHUNK - 40, 2 * CHUNK - 40}) {
        byte[] file = new byte[3 * CHUNK];
        System.arraycopy(text, 0, file, base + at, text.length);
        System.arraycopy(compiler, 0, file, base + at + 11, compiler.length);
        Traces traces = find(file);
        assertThat(traces.versions()).as("at " + (base + at)).contains(new Traces.VersionText("weft", "1.2.3"));
        assertThat(traces.rustc()).contains("1.75.0");
      }
    }
  }

  @Test
  void aFileThatIsAllTextIsLookedAtInPieces() throws FormatException {
    byte[] file = new byte[5 * CHUNK];
    Arrays.fill(file, (byte) 'x');
    byte[] text = " weft/4.5.6 ".getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at < file.length - text.length; at += 4001) {
      System.arraycopy(text, 0, file, at, text.length);
    }
    assertThat(find(file).versions()).contains(new Traces.VersionText("weft", "4.5.6"));
  }

  @Test
  void theLastBytesCount() throws FormatException {
    assertThat(find("tool 7.8.9".getBytes(StandardCharsets.US_ASCII)).versions()).contains(new Traces.VersionText("tool", "7.8.9"));
    assertThat(find(new byte[0]).versions()).isEmpty();
  }

  private static Traces find(byte[] file) throws FormatException {
    return TextTraces.find(Bytes.of("file", MemorySegment.ofArray(file)));
  }
}
