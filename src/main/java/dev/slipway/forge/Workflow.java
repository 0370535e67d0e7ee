package dev.slipway.forge;

/// A workflow of a repository.
///
/// @param id     the host's id
/// @param name   its `name:`, or its path where it has none
/// @param path   the path of its file, such as `.github/workflows/release.yml`
/// @param active whether it can run; a disabled or deleted one cannot
public record Workflow(long id, String name, String path, boolean active) {

  /// The last part of the path, which the API accepts in place of the id.
  public String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
