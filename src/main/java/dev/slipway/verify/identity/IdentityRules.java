package dev.slipway.verify.identity;

import java.util.List;
import java.util.Optional;

/// What a project asks of its binaries beyond being for their target.
///
/// @param stripped whether symbols or debug information left in a native binary are an error
/// @param forbid   globs over the names of libraries nobody should need, such as `libLLVM*`
/// @param require  texts or symbols that the binaries of some targets must hold
/// @param program  the program's name, which stands before its version in its own text; empty when not known
/// @param version  the version that must be in the binary, without a leading `v`; empty when it is not asked for
public record IdentityRules(
    boolean stripped,
    List<String> forbid,
    List<Required> require,
    Optional<String> program,
    Optional<String> version) {

  /// Something binaries must hold.
  ///
  /// @param target a glob over target triples, such as `*-musl`
  /// @param text   a symbol or a text, such as `mi_malloc`; found anywhere in the file's bytes
  public record Required(String target, String text) {}

  public IdentityRules {
    forbid = List.copyOf(forbid);
    require = List.copyOf(require);
    version = version.map(v -> v.startsWith("v") ? v.substring(1) : v).filter(v -> !v.isBlank());
    program = program.filter(p -> !p.isBlank());
  }

  /// Nothing beyond being for the target.
  public static IdentityRules none() {
    return new IdentityRules(false, List.of(), List.of(), Optional.empty(), Optional.empty());
  }
}
