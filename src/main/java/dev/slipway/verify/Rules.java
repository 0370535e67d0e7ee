package dev.slipway.verify;

import java.util.List;
import java.util.stream.Stream;

/// What a verification lets pass that it would otherwise hold against a file, and whom it believes.
///
/// @param allowUnlisted globs, such as `*.txt`, of files no manifest needs to list; a glob without `/`
///     is held against the last part of a name, any other against the whole
/// @param trust         whose signatures count
/// @param requirements  what is asked of the inside of the files
public record Rules(List<String> allowUnlisted, Trust trust, Requirements requirements) {
  public Rules {
    allowUnlisted = List.copyOf(allowUnlisted);
  }

  /// Nothing is let pass, and nobody in particular is believed.
  public static Rules strict() {
    return new Rules(List.of(), Trust.shipped(), Requirements.none());
  }

  /// The same rules with more files that need not be listed.
  public Rules allowing(List<String> globs) {
    return new Rules(Stream.concat(allowUnlisted.stream(), globs.stream()).toList(), trust, requirements);
  }

  /// The same rules with others to believe.
  public Rules trusting(Trust other) {
    return new Rules(allowUnlisted, other, requirements);
  }

  /// The same rules with what a project asks of the inside of its files.
  public Rules requiring(Requirements asked) {
    return new Rules(allowUnlisted, trust, asked);
  }
}
