package dev.slipway.desktop.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Tone;
import dev.slipway.task.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private static List<LogLine> read(String text) throws Exception {
    return LogLine.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Progress.unwatched());
  }

  @Test
  void theTimeAndTheCommandAreTakenOffTheText() throws Exception {
    assertThat(read("\ufeff2026-02-19T10:54:51.1234567Z ##[error]Process completed with exit code 1.\r\n"))
        .containsExactly(new LogLine(1, "10:54:51", "Error: Process completed with exit code 1.", Tone.DANGER));
  }

  @Test
  void coloursAndControlCharactersAreDropped() throws Exception {
    assertThat(read("\u001b[31mred\u001b[0m and \u0007bell\n").getFirst().text()).isEqualTo("red and bell");
  }

  @Test
  void aLineWithoutEndIsCutAndTheLastOneNeedsNoNewline() throws Exception {
    assertThat(read("x".repeat(1_000_000)).getFirst().text()).hasSize(2_000);
  }

  @Test
  void moreLinesThanCanBeShownAreNotRead() throws Exception {
    assertThat(read("line\n".repeat(LogLine.MOST_LINES + 5))).hasSize(LogLine.MOST_LINES);
  }
}
