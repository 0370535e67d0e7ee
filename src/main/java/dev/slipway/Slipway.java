package dev.slipway;

import dev.slipway.cli.Cli;
import dev.slipway.cli.Terminal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/// The program: a window without arguments, a command with them.
public final class Slipway {
  /// How long a command has to put away what it was at when it is interrupted.
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private Slipway() {}

  public static void main(String[] args) {
    Terminal terminal = terminal();
    AtomicBoolean interrupted = new AtomicBoolean();
    stopOnSignal(Thread.currentThread(), interrupted);
    int code = new Cli(terminal, new FxWindow(terminal.environment())).run(args);
    // System.exit would log, and finding out whether somebody wants to know opens every jar: a tenth of a second. It would
    // also run what was left for the end, but nothing is: every file is closed and every folder removed where it is made.
    if (!interrupted.get()) {
      Runtime.getRuntime().halt(code);
    }
  }

  /// What a process is given.
  static Terminal terminal() {
    return new Terminal(
        System.in, writer(FileDescriptor.out), writer(FileDescriptor.err), Path.of("").toAbsolutePath(), System.getenv());
  }

  /// Ctrl C, and what a system sends when it shuts down, end the command as a cancelled one ends: what it was writing is not
  /// left half-written, and its temporary folders go. The virtual machine then ends with the code of the signal.
  static void stopOnSignal(Thread main, AtomicBoolean interrupted) {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
      interrupted.set(true);
      main.interrupt();
      try {
        main.join(PATIENCE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }));
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8)), true);
  }
}
