import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    for (Map.Entry<String, List<String>> cache : trainings(Path.of("packaging/caches.txt")).entrySet()) {
      Path log = Path.of(args[0], cache.getKey() + "-aot.log");
      running.put(cache.getKey(), train(lib, cache.getKey(), cache.getValue(), log));
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
  private static Process train(Path lib, String name, List<String> commands, Path log) throws IOException {
    Path cache = cache(lib, name);
    Files.deleteIfExists(cache);
    var words = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:AOTCacheOutput=" + cache, "-Xlog:disable",
        "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-classpath", lib.resolve("slipway.jar").toString(),
        "dev.slipway.Training"));
    words.addAll(commands);
    return new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /// The words that train each cache: those of its lines, with `;` between them. Empty lines and comments say nothing.
  private static Map<String, List<String>> trainings(Path file) throws IOException {
    Map<String, List<String>> trainings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        List<String> words = List.of(line.split(" "));
        List<String> commands = trainings.computeIfAbsent(words.getFirst(), name -> new ArrayList<>());
        commands.addAll(commands.isEmpty() ? List.of() : List.of(";"));
        commands.addAll(words.subList(1, words.size()));
      }
    }
    return trainings;
  }
}
