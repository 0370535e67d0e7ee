package dev.slipway.rehearsal;

/// A workflow as the host lists it.
///
/// @param id   the host's id
/// @param name its `name:`
/// @param path the path of its file
record ListedWorkflow(long id, String name, String path) {

  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
