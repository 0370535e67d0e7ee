package dev.slipway.size;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Real binaries from the npm registry, fetched once into `target`. What cannot be fetched skips the test.
final class RealPackages {
  private static final Path FOLDER = Path.of("target", "npm-packages").toAbsolutePath();

  /// Rust with symbols, stripped Rust, Go, on each platform; WebAssembly with and without names.
  static final List<String> ALL =
      List.of(
          "@dprint/linux-x64-glibc@0.54.0", "@dprint/darwin-arm64@0.54.0", "@dprint/win32-x64@0.54.0",
          "lightningcss-cli-linux-x64-gnu@1.33.0", "lightningcss-cli-darwin-arm64@1.33.0", "lightningcss-cli-win32-x64-msvc@1.33.0",
          "@esbuild/linux-x64@0.28.2", "@esbuild/darwin-arm64@0.28.2", "@esbuild/win32-x64@0.28.2",
          "@node-rs/xxhash-linux-x64-gnu@1.7.6", "@node-rs/xxhash-darwin-arm64@1.7.6", "@node-rs/xxhash-win32-x64-msvc@1.7.6",
          "@node-rs/xxhash-wasm32-wasi@1.7.6", "esbuild-wasm@0.28.2");

  private RealPackages() {}

  /// The archives of packages, in their order.
  static List<Path> archives(List<String> packages) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    List<String> command = new ArrayList<>(List.of("npm", "pack", "--silent"));
    packages.stream().filter(its -> !Files.exists(FOLDER.resolve(file(its)))).forEach(command::add);
    if (command.size() > 3) {
      try {
        Process npm =
            new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        boolean ended = npm.waitFor(180, TimeUnit.SECONDS);
        npm.destroyForcibly();
        Assumptions.assumeTrue(ended && npm.exitValue() == 0, "skipped: the packages could not be fetched from the npm registry");
      } catch (IOException e) {
        Assumptions.abort("skipped: npm is not installed");
      }
    }
    return packages.stream().map(its -> FOLDER.resolve(file(its))).toList();
  }

  /// The largest file with machine code or WebAssembly in each package.
  static List<Path> binaries(List<String> packages) throws Exception {
    List<Path> binaries = new ArrayList<>();
    for (Path archive : archives(packages)) {
      Path folder = FOLDER.resolve(archive.getFileName().toString().replaceFirst("\\.tgz$", ""));
      if (!Files.isDirectory(folder)) {
        Path temporary = Files.createTempDirectory(FOLDER, "unpacking");
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", temporary.toString()).inheritIO().start();
        Assumptions.assumeTrue(tar.waitFor() == 0, "skipped: tar could not unpack " + archive);
        Files.move(temporary, folder);
      }
      try (var all = Files.walk(folder)) {
        binaries.add(all.filter(Files::isRegularFile).filter(RealPackages::binary)
            .max(java.util.Comparator.comparingLong(f -> f.toFile().length())).orElseThrow());
      }
    }
    return binaries;
  }

  private static boolean binary(Path file) {
    try {
      return Packing.of(file).binary();
    } catch (IOException e) {
      return false;
    }
  }

  private static String file(String name) {
    return name.replaceFirst("^@", "").replace('/', '-').replace('@', '-') + ".tgz";
  }
}
