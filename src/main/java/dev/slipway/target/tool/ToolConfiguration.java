package dev.slipway.target.tool;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds and reads the configuration of release tools in a checkout.
public final class ToolConfiguration {
  private static final int MOST_BYTES = 1 << 20;

  private ToolConfiguration() {}

  /// Reads every configuration at the top of a checkout; none where there is none.
  ///
  /// @throws Problem when a file is there and cannot be read
  public static List<ToolTargets> read(Path checkout) throws Problem {
    List<ToolTargets> found = new ArrayList<>();
    for (String name : List.of(".goreleaser.yaml", ".goreleaser.yml", "goreleaser.yaml", "goreleaser.yml")) {
      if (Files.isRegularFile(checkout.resolve(name))) {
        found.add(GoReleaser.read(bytes(checkout.resolve(name)), name));
        break;
      }
    }
    for (String name : List.of("dist-workspace.toml", "dist.toml", "Cargo.toml")) {
      if (Files.isRegularFile(checkout.resolve(name))) {
        ToolTargets dist = CargoDist.read(bytes(checkout.resolve(name)), name);
        if (!dist.targets().isEmpty() || !dist.unread().isEmpty()) {
          found.add(dist);
          break;
        }
      }
    }
    for (String name : List.of("jreleaser.yml", "jreleaser.yaml")) {
      if (Files.isRegularFile(checkout.resolve(name))) {
        found.add(JReleaser.read(bytes(checkout.resolve(name)), name));
        break;
      }
    }
    return List.copyOf(found);
  }

  private static byte[] bytes(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw Problem.wrongUse("%s is larger than 1 MiB, so it was not read. Nothing was changed.".formatted(file));
      }
      return bytes;
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was changed.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
