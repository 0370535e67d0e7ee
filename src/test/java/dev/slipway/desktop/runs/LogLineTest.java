package dev.slipway.desktop.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Tone;
import dev.slipway.release.run.LogFacts;
import dev.slipway.task.Progress;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogLineTest {

  private static List<LogLine> read(String text) throws Exception {
    return LogLine.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Progress.unwatched());
  }

  @Test
  void theTimeAndTheCommandAreTakenOffTheText() throws Exception {
    assertThat(read("\ufeff2026-02-19T10:54:51.1234567Z ##[error]Process completed with exit code 1.\r\n"))
        .containsExactly(new LogLine(1, Optional.of(Instant.parse("2026-02-19T10:54:51.1234567Z")), "10:54:51", "Error: Process completed with exit code 1.", Tone.DANGER));
  }

  @Test
  void aLineWithAnImpossibleTimeHasNone() throws Exception {
    assertThat(read("2026-02-30T10:54:51Z text\n").getFirst().at()).isEmpty();
  }

  @Test
  void aStepIsFoundByTheMomentItStarted() throws Exception {
    var log = new LogModel();
    log.show(read("2026-02-19T10:54:50.9Z a\n2026-02-19T10:54:51.2Z b\nno time\n2026-02-19T10:55:00.0Z c\n"), LogFacts.NONE);
    log.goTo(Instant.parse("2026-02-19T10:54:51Z"));
    assertThat(log.line().get()).isEqualTo(1);
    log.goTo(Instant.parse("2026-02-19T10:54:52Z"));
    assertThat(log.line().get()).isEqualTo(3);
    log.goTo(Instant.parse("2026-02-19T11:00:00Z"));
    assertThat(log.line().get()).isEqualTo(3);
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
