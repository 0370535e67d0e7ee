package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/// Runs one command line in this process, for tests.
///
/// @param code the exit code
/// @param out  what was printed on standard output
/// @param err  what was printed on standard error
public record CliRun(int code, String out, String err) {

  /// Runs `slipway arguments…` in a folder, without environment and without input.
  public static CliRun in(Path folder, String... arguments) {
    return in(folder, Map.of(), "", arguments);
  }

  /// Runs `slipway arguments…` in a folder.
  public static CliRun in(Path folder, Map<String, String> environment, String input, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintWriter(out),
            new PrintWriter(err),
            folder,
            environment);
    int code = new Cli(terminal, Window.none()).run(arguments);
    return new CliRun(code, out.toString(), err.toString());
  }

  /// Standard output read as the one JSON document it must be.
  public JsonNode json() {
    try {
      return new ObjectMapper().readTree(out);
    } catch (IOException e) {
      throw new AssertionError("not one JSON document: " + out, e);
    }
  }
}
