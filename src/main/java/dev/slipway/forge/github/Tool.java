package dev.slipway.forge.github;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program of the system that knows a secret. It is looked for on the `PATH` only, never in the
/// current folder, which may be anybody's checkout.
///
/// @param name        its name, without the ending it has on Windows
/// @param environment the environment variables
record Tool(String name, Map<String, String> environment) {
  private static final int LONGEST_ANSWER = 8 << 10;

  /// Where it is.
  Optional<Path> path() {
    String path = environment.getOrDefault("PATH", environment.getOrDefault("Path", ""));
    for (String folder : path.split(java.io.File.pathSeparator, -1)) {
      for (String ending : List.of("", ".exe")) {
        try {
          Path candidate = Path.of(folder, name + ending);
          if (!folder.isEmpty() && candidate.isAbsolute() && Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
            return Optional.of(candidate);
          }
        } catch (InvalidPathException e) {
          continue; // not every entry of a PATH is a path
        }
      }
    }
    return Optional.empty();
  }

  /// Runs it.
  ///
  /// @param input what it reads on standard input
  /// @return its standard output; empty when it is not there, fails or takes too long
  Optional<String> run(List<String> arguments, String input, Duration most) {
    Optional<Path> program = path();
    if (program.isEmpty()) {
      return Optional.empty();
    }
    var command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(arguments);
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException e) {
      return Optional.empty();
    }
    try (var out = process.getOutputStream()) {
      out.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // it does not read its input; its answer decides
    }
    try {
      return answer(process, most);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Optional<String> answer(Process process, Duration most) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> {
      try (InputStream in = process.getInputStream()) {
        text.complete(new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8));
      } catch (IOException e) {
        text.completeExceptionally(e);
      }
    });
    try {
      String answer = text.get(most.toMillis(), TimeUnit.MILLISECONDS);
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      return ended && process.exitValue() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
