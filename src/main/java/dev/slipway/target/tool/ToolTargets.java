package dev.slipway.target.tool;

import dev.slipway.fact.Position;
import dev.slipway.target.Target;
import java.util.List;

/// The targets one tool's configuration asks for.
///
/// @param tool    the tool, as its project writes it
/// @param file    the configuration file
/// @param targets the targets with the places that ask for them, in file order
/// @param unread  what is there but could not be told, one clause each
public record ToolTargets(String tool, String file, List<Asked> targets, List<String> unread) {

  /// Whether the file says anything of the tool.
  boolean says() {
    return !targets.isEmpty() || !unread.isEmpty();
  }

  /// One target.
  public record Asked(Target target, Position at) {}
}
