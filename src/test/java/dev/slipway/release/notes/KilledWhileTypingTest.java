package dev.slipway.release.notes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was typed lies on disk whole, wherever the program is killed.
class KilledWhileTypingTest {
  private static final String LINE = "- a line of the section that somebody types (#12)\n";
  @TempDir Path folder;

  /// Types without end.
  static final class Typing {
    private Typing() {}

    public static void main(String[] arguments) throws Exception {
      NotesFolder kept = new NotesFolder(Path.of(arguments[0]), Clock.systemUTC());
      for (int lines = 1; ; lines++) {
        kept.autosave(NotesDocument.CHANGELOG, "## [1.0.0]\n\n" + LINE.repeat(lines));
      }
    }
  }

  @Test
  void theTextIsOneThatStoodInTheEditor() throws Exception {
    NotesFolder kept = new NotesFolder(folder, Clock.systemUTC());
    int before = 0;
    for (int round = 0; round < 3; round++) {
      Process typing =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), Typing.class.getName(), folder.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (lines(kept) < 20 && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      typing.destroyForcibly().waitFor();
      assertThat(lines(kept)).as("lines after kill " + round).isGreaterThanOrEqualTo(20);
      before += lines(kept);
      kept.discardUnsaved(NotesDocument.CHANGELOG);
    }
    assertThat(before).isGreaterThanOrEqualTo(60);
  }

  /// How many whole lines the kept text has; -1 where it is not one that was typed.
  private static int lines(NotesFolder kept) throws Exception {
    String text = kept.unsaved(NotesDocument.CHANGELOG).orElse("## [1.0.0]\n\n");
    int lines = (text.length() - "## [1.0.0]\n\n".length()) / LINE.length();
    return text.equals("## [1.0.0]\n\n" + LINE.repeat(lines)) ? lines : -1;
  }
}
