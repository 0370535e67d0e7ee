package dev.slipway.target.tool;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds and reads the configuration of release tools at the top of a checkout or of a repository.
///
/// Each tool takes the first of its files that is there. cargo-dist takes the first that says something of it, for a
/// `Cargo.toml` is there without it too.
public final class ToolConfiguration {
  private static final int MOST_BYTES = 1 << 20;

  private static final List<String> GO_RELEASER = List.of(
      ".config/goreleaser.yml", ".config/goreleaser.yaml", ".goreleaser.yml", ".goreleaser.yaml", "goreleaser.yml", "goreleaser.yaml");
  private static final List<String> CARGO_DIST = List.of("dist-workspace.toml", "dist.toml", "Cargo.toml");
  private static final List<String> J_RELEASER = List.of("jreleaser.yml", "jreleaser.yaml");

  private ToolConfiguration() {}

  /// Every path at which a configuration may be, from the top of a checkout.
  public static List<String> paths() {
    return Stream.of(GO_RELEASER, CARGO_DIST, J_RELEASER).flatMap(List::stream).toList();
  }

  /// Reads every configuration; none where there is none.
  ///
  /// @param files the files that are there, by their paths
  public static List<ToolTargets> read(Map<String, byte[]> files) {
    List<ToolTargets> found = new ArrayList<>();
    for (List<String> names : List.of(GO_RELEASER, CARGO_DIST, J_RELEASER)) {
      names.stream()
          .flatMap(name -> Optional.ofNullable(files.get(name)).map(bytes -> read(bytes, name)).stream())
          .filter(tool -> !names.equals(CARGO_DIST) || tool.says())
          .findFirst()
          .ifPresent(found::add);
    }
    return List.copyOf(found);
  }

  private static ToolTargets read(byte[] bytes, String name) {
    if (bytes.length > MOST_BYTES) {
      return new ToolTargets(tool(name), name, List.of(), List.of("it is larger than 1 MiB, so it was not read"));
    }
    return GO_RELEASER.contains(name) ? GoReleaser.read(bytes, name)
        : J_RELEASER.contains(name) ? JReleaser.read(bytes, name) : CargoDist.read(bytes, name);
  }

  private static String tool(String name) {
    return GO_RELEASER.contains(name) ? "GoReleaser" : J_RELEASER.contains(name) ? "JReleaser" : "cargo-dist";
  }

  /// Reads every configuration of a checkout; none where there is none.
  ///
  /// @throws Problem when a file is there and cannot be read
  public static List<ToolTargets> read(Path checkout) throws Problem {
    Map<String, byte[]> files = new HashMap<>();
    for (String path : paths()) {
      if (Files.isRegularFile(checkout.resolve(path))) {
        files.put(path, bytes(checkout.resolve(path)));
      }
    }
    return read(files);
  }

  private static byte[] bytes(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
