package dev.slipway.target;

import dev.slipway.target.shell.ScriptReader;
import dev.slipway.target.shell.ScriptResult;
import dev.slipway.workflow.expression.Text;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// The scripts of one workflow, each read once for what it is given: the legs of a matrix run the same scripts, and
/// most of them with the same variables.
final class ReadScripts {
  private final Map<Given, ScriptResult> results = new HashMap<>();

  /// A script and the variables its text names; the others cannot change what it makes.
  private record Given(Text script, Map<String, Text> variables) {}

  /// Reads a script, or finds it read.
  ///
  /// @param script    the script after its `${{ }}` were evaluated
  /// @param variables what is in the environment
  ScriptResult read(Text script, Supplier<Map<String, Text>> variables) {
    if (!ScriptReader.mayTell(script)) {
      return ScriptResult.NOTHING;
    }
    Map<String, Text> named = new HashMap<>();
    variables.get().forEach((name, value) -> {
      if (script.literallyContains(name)) {
        named.put(name, value);
      }
    });
    Given given = new Given(script, named);
    ScriptResult known = results.get(given);
    if (known == null) {
      known = ScriptReader.read(script, named);
      results.put(given, known);
    }
    return known;
  }
}
