package dev.slipway.workflow;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Which contexts an expression may name, by where in the file it stands. GitHub refuses a file that names another.
///
/// Only what decides about jobs and legs is told apart; everywhere else every context there is may be named.
///
/// @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/contexts#context-availability">context availability</a>
final class ContextsAllowed {
  private static final Set<String> EVERYWHERE = Set.of(
      "github", "env", "vars", "job", "jobs", "steps", "runner", "secrets", "strategy", "matrix", "needs", "inputs");
  private static final Set<String> BEFORE_EXPANSION = Set.of("github", "needs", "vars", "inputs");
  private static final Set<String> OF_A_LEG = Set.of("github", "needs", "vars", "inputs", "strategy", "matrix");

  private ContextsAllowed() {}

  /// @param path the keys from the top of the file, in lower case
  static Set<String> at(List<String> path) {
    if (path.size() < 3 || !path.getFirst().equals("jobs")) {
      return EVERYWHERE;
    }
    return switch (path.get(2)) {
      case "strategy" -> BEFORE_EXPANSION;
      case "if" -> path.size() == 3 ? BEFORE_EXPANSION : EVERYWHERE;
      case "name", "runs-on", "timeout-minutes", "continue-on-error" -> OF_A_LEG;
      default -> EVERYWHERE;
    };
  }

  /// The contexts as a list for people.
  static String shown(Set<String> contexts) {
    return String.join(", ", new TreeSet<>(contexts));
  }
}
