package dev.slipway.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Programs other people wrote that read commits and changelogs, fetched from the npm registry by its ordinary client into
/// `target/second-opinions`. Empty where there is no client or no network; tests that need one say that they were skipped.
public final class SecondOpinions {
  private static final Path FOLDER = Path.of("target", "second-opinions").toAbsolutePath();

  private SecondOpinions() {}

  /// git-cliff, named by the variable `GIT_CLIFF` or fetched; Linux on x64 only.
  public static Optional<Path> gitCliff() {
    String named = System.getenv("GIT_CLIFF");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    boolean here = System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64");
    return here ? installed("git-cliff-linux-x64@2.14.2").map(f -> f.resolve("git-cliff-linux-x64/bin/git-cliff")).filter(Files::exists)
        : Optional.empty();
  }

  /// The folder `node_modules` with conventional-commits-parser.
  public static Optional<Path> conventionalCommitsParser() {
    return installed("conventional-commits-parser@6.4.0").filter(f -> Files.exists(f.resolve("conventional-commits-parser")));
  }

  /// The folder `node_modules` with an npm package and what it depends on; empty where it cannot be had.
  public static Optional<Path> npmModules(String nameAndVersion) {
    return installed(nameAndVersion);
  }

  /// The unpacked files of an npm package, without what it depends on; empty where it cannot be had.
  public static Optional<Path> npmPackage(String nameAndVersion) {
    Path folder = FOLDER.resolve(nameAndVersion.replaceAll("[^A-Za-z0-9.-]", "_"));
    Path files = folder.resolve("package");
    if (Files.isDirectory(files)) {
      return Optional.of(files);
    }
    try {
      Files.createDirectories(folder);
      if (!ran(folder, "npm", "pack", "--silent", nameAndVersion)) {
        return Optional.empty();
      }
      try (var packed = Files.newDirectoryStream(folder, "*.tgz")) {
        for (Path tarball : packed) {
          if (!ran(folder, "tar", "xzf", tarball.toString())) {
            return Optional.empty();
          }
        }
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(files).filter(Files::isDirectory);
  }

  private static boolean ran(Path folder, String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      if (process.waitFor(60, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  private static Optional<Path> installed(String nameAndVersion) {
    Path folder = FOLDER.resolve(nameAndVersion.replaceAll("[^A-Za-z0-9.-]", "_"));
    Path modules = folder.resolve("node_modules");
    Path done = folder.resolve("done");
    if (!Files.exists(done)) {
      try {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("package.json"), "{}");
        if (!ran(folder, "npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=dev", nameAndVersion)) {
          return Optional.empty();
        }
        Files.writeString(done, "");
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.of(modules);
  }
}
