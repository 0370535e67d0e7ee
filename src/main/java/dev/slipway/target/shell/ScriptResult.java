package dev.slipway.target.shell;

import dev.slipway.workflow.expression.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a script tells of itself.
///
/// @param environment what it writes to `$GITHUB_ENV`
/// @param outputs     what it writes to `$GITHUB_OUTPUT`
/// @param made        the files it certainly or possibly makes, in order
/// @param released what it gives to a release with `gh release`, in order
/// @param skipped     the lines, from 0, whose commands certainly do not run
public record ScriptResult(
    Map<String, Text> environment,
    Map<String, Text> outputs,
    List<Made> made,
    List<Made> released,
    Set<Integer> skipped) {

  /// Of a script that tells nothing.
  public static final ScriptResult NOTHING = new ScriptResult(Map.of(), Map.of(), List.of(), List.of(), Set.of());

  /// A file a script makes.
  ///
  /// @param name the path as the script writes it
  /// @param line the line in the script, from 0
  /// @param certain whether no condition nobody can judge stands before it
  public record Made(Text name, int line, boolean certain) {}
}
