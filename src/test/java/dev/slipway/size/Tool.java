package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Programs other people wrote, to hold our answers against. One that is not installed skips the test.
final class Tool {
  private final String name;

  private Tool(String name) {
    this.name = name;
  }

  /// The first of these that is installed.
  static Tool of(String... names) {
    for (String name : names) {
      for (String place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
        if (Files.isExecutable(Path.of(place, name))) {
          return new Tool(name);
        }
      }
    }
    assumeTrue(false, "skipped: " + String.join(" or ", names) + " is not installed");
    return new Tool("");
  }

  /// What it prints.
  String run(Path folder, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(folder, "oracle", ".txt");
    Process process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }
}
