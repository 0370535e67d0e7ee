package dev.slipway.size;

import java.nio.file.Path;

/// A file of a release that is to be measured.
///
/// @param path   where it lies
/// @param name   the name users download it by
/// @param target the target it is for, as a triple; "" when it is for none or that is not known
public record ReleaseFile(Path path, String name, String target) {

  /// A file under its own name.
  public static ReleaseFile of(Path path, String target) {
    return new ReleaseFile(path, String.valueOf(path.getFileName()), target);
  }
}
