import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Trains the AOT caches of the commands in `target/slipway/lib`, all at once, from the project's root; the
/// build runs it with every layout. `packaging/caches.txt` says which there are and what each command does meanwhile.
///
/// A command may end with any exit code (a finding is no fault of the training): what counts is that its cache is there.
class Caches {
  private Caches() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path lib = Path.of(args[0], "slipway", "lib");
    CacheableJars.ready(lib);
    Map<String, Process> running = new LinkedHashMap<>();
    for (List<String> line : lines(Path.of("packaging/caches.txt"))) {
      Path log = Path.of(args[0], line.getFirst() + "-aot.log");
      running.put(line.getFirst(), train(lib, line.getFirst(), line.subList(1, line.size()), log));
    }
    int missing = 0;
    for (Map.Entry<String, Process> training : running.entrySet()) {
      int code = training.getValue().waitFor();
      if (!Files.exists(cache(lib, training.getKey()))) {
        System.err.printf("caches: %s.aot was not made; training it ended with %d, and %s-aot.log in %s says why.%n",
            training.getKey(), code, training.getKey(), args[0]);
        missing++;
      }
    }
    System.exit(missing == 0 ? 0 : 1);
  }

  private static Path cache(Path lib, String name) {
    return lib.resolve(name + ".aot");
  }

  /// The options that a cache depends on are those of `bin/slipway`. What the methods did is not recorded: with it, every
  /// start would compile what this one had to, and a command is over before that pays.
  private static Process train(Path lib, String name, List<String> command, Path log) throws IOException {
    Path cache = cache(lib, name);
    Files.deleteIfExists(cache);
    var words = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:AOTCacheOutput=" + cache, "-Xlog:disable",
        "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-classpath", lib.resolve("slipway.jar").toString(),
        "dev.slipway.Slipway"));
    words.addAll(command);
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /// The words of every line that is neither empty nor a comment.
  private static List<List<String>> lines(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> List.of(line.split(" "))).toList();
    }
  }
}
