package dev.slipway;

import dev.slipway.cli.Cli;
import dev.slipway.cli.QuickVerify;
import dev.slipway.cli.Terminal;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;

/// The program: a window without arguments, a command with them.
public final class Slipway {
  private Slipway() {}

  public static void main(String[] args) {
    Terminal terminal =
        new Terminal(
            System.in,
            writer(FileDescriptor.out),
            writer(FileDescriptor.err),
            Path.of("").toAbsolutePath(),
            System.getenv());
    OptionalInt quick = QuickVerify.run(terminal, args);
    int code = quick.isPresent() ? quick.getAsInt() : new Cli(terminal, new FxWindow(terminal.environment())).run(args);
    // Where nothing is to be told, ending by itself is quicker: the exit would be logged, which loads all that logs.
    if (code != 0 || quick.isEmpty()) {
      System.exit(code);
    }
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8)), true);
  }
}
