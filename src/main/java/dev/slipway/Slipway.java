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
    int code = new Cli(terminal, new FxWindow(terminal.environment())).run(args);
    // System.exit would log, and finding out whether somebody wants to know opens every jar: a tenth of a second. It would
    // also run what was left for the end, but nothing is: every file is closed and every folder removed where it is made.
    Runtime.getRuntime().halt(code);
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(
        new BufferedWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8)), true);
  }
}
