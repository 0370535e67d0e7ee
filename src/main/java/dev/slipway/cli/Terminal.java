package dev.slipway.cli;

import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/// Everything a command knows of the world it was started in.
///
/// @param in          standard input
/// @param out         standard output: results only, one JSON document with `--json`
/// @param err         standard error: messages and progress
/// @param folder      the folder the command was started in; relative paths start there
/// @param environment the environment variables
public record Terminal(
    InputStream in, PrintWriter out, PrintWriter err, Path folder, Map<String, String> environment) {

  /// A path the user typed, seen from the folder the command was started in.
  public Path resolve(String typed) {
    return folder.resolve(typed).normalize();
  }
}
