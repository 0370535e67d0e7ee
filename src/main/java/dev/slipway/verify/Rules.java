package dev.slipway.verify;

import java.util.List;

/// What a verification lets pass that it would otherwise hold against a file.
///
/// @param allowUnlisted globs, such as `*.txt`, of files no manifest needs to list; a glob without `/`
///     is held against the last part of a name, any other against the whole
public record Rules(List<String> allowUnlisted) {
  public Rules {
    allowUnlisted = List.copyOf(allowUnlisted);
  }

  /// Nothing is let pass.
  public static Rules strict() {
    return new Rules(List.of());
  }

  /// The same rules with more files that need not be listed.
  public Rules allowing(List<String> globs) {
    return new Rules(java.util.stream.Stream.concat(allowUnlisted.stream(), globs.stream()).toList());
  }
}
