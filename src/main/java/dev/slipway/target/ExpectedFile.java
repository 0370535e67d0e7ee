package dev.slipway.target;

import dev.slipway.fact.Position;
import dev.slipway.workflow.expression.Text;
import java.util.Optional;

/// A file a leg is expected to make: an artifact of the run, or an asset of the release.
///
/// @param name     the name, with holes where it is not known whole
/// @param glob     whether `*` and `?` in the name stand for characters
/// @param source   how the name is known
/// @param at       where the workflow says it
/// @param learntFrom the release it was learnt from, such as `v0.3.1`
/// @param path     for an artifact, what is uploaded, one pattern a line; empty otherwise
public record ExpectedFile(
    Text name, boolean glob, NameSource source, Position at, Optional<String> learntFrom, String path) {

  /// The name for people.
  public String shown() {
    return name.parts().isEmpty() ? "unknown" : name.shown();
  }

  /// Whether a file's name is one this can become. Nothing matches an unknown name.
  public boolean matches(String fileName) {
    return source != NameSource.UNKNOWN && Globs.pattern(name, glob).matches(fileName);
  }

  /// The same file with a name learnt from a release.
  ExpectedFile learnt(String asset, String release) {
    return new ExpectedFile(Text.of(asset), false, NameSource.LEARNT, at, Optional.of(release), path);
  }
}
