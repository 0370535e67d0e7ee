package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CliTest {
  @TempDir Path folder;

  @Test
  void tellsItsVersion() {
    CliRun run = CliRun.in(folder, "--version");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).matches("slipway \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void anUnknownCommandIsWrongUse() {
    CliRun run = CliRun.in(folder, "publsh");
    assertThat(run.code()).isEqualTo(Exit.WRONG_USE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("publsh");
  }

  @Test
  void helpListsTheCommandsAndTheExitCodes() {
    CliRun run = CliRun.in(folder, "--help");
    assertThat(run.code()).isEqualTo(Exit.HOLDS);
    assertThat(run.out()).contains("Exit codes", "130");
  }
}
