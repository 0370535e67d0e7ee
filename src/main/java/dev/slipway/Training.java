package dev.slipway;

import dev.slipway.cli.Cli;
import dev.slipway.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Several commands in one process, one after the other: what the build trains an AOT cache with (`packaging/Caches.java`).
public final class Training {
  /// What stands between two command lines.
  public static final String NEXT = ";";

  private Training() {}

  /// @param args the words of the command lines, with [#NEXT] between them
  public static void main(String[] args) {
    Slipway.stopOnSignal(Thread.currentThread(), new AtomicBoolean());
    Terminal terminal = Slipway.terminal();
    List<String> words = new ArrayList<>();
    for (String word : args) {
      if (word.equals(NEXT)) {
        run(words, terminal);
        words.clear();
      } else {
        words.add(word);
      }
    }
    run(words, terminal);
  }

  private static void run(List<String> words, Terminal terminal) {
    new Cli(terminal, new FxWindow(terminal.environment())).run(words.toArray(String[]::new));
  }
}
