package dev.slipway.workflow;

import dev.slipway.workflow.expression.Expression;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which contexts and special functions an expression may name, by where in the file it stands. GitHub refuses a file
/// that names another.
///
/// @param contexts  the contexts
/// @param functions of the functions that are not everywhere, those that are here
/// @see <a href="https://docs.github.com/actions/reference/workflows-and-actions/contexts#context-availability">context availability</a>
record ContextsAllowed(Set<String> contexts, Set<String> functions) {
  private static final Set<String> STATUS = Set.of("success", "failure", "always", "cancelled");
  private static final Set<String> HASH = Set.of("hashfiles");
  private static final Set<String> SPECIAL = union(STATUS, HASH);

  private static final Set<String> START = Set.of("github", "inputs", "vars");
  private static final Set<String> BEFORE_EXPANSION = union(START, Set.of("needs"));
  private static final Set<String> OF_A_LEG = union(BEFORE_EXPANSION, Set.of("strategy", "matrix"));
  private static final Set<String> ON_A_RUNNER = union(OF_A_LEG, Set.of("env", "job", "runner", "steps"));
  private static final Set<String> ALL = union(ON_A_RUNNER, Set.of("jobs", "secrets"));

  /// Where GitHub's table says nothing, or a key is newer than it.
  private static final ContextsAllowed ANYTHING = new ContextsAllowed(ALL, SPECIAL);
  private static final ContextsAllowed NOTHING = of(Set.of());
  private static final ContextsAllowed BEFORE_JOBS = of(START);
  private static final ContextsAllowed BEFORE_JOBS_AND_SECRETS = of(union(START, Set.of("secrets")));
  private static final ContextsAllowed STRATEGY = of(BEFORE_EXPANSION);
  private static final ContextsAllowed JOB_IF = new ContextsAllowed(BEFORE_EXPANSION, STATUS);
  private static final ContextsAllowed STEP_IF = new ContextsAllowed(ON_A_RUNNER, SPECIAL);
  private static final ContextsAllowed STEP = new ContextsAllowed(union(ON_A_RUNNER, Set.of("secrets")), HASH);
  private static final ContextsAllowed LEG = of(OF_A_LEG);
  private static final ContextsAllowed LEG_AND_SECRETS = of(union(OF_A_LEG, Set.of("secrets")));
  private static final ContextsAllowed LEG_AND_ENV = of(union(OF_A_LEG, Set.of("env")));
  private static final ContextsAllowed CREDENTIALS = of(union(OF_A_LEG, Set.of("env", "secrets")));
  private static final ContextsAllowed RUNNER = of(ON_A_RUNNER);
  private static final ContextsAllowed RUNNER_AND_SECRETS = of(union(ON_A_RUNNER, Set.of("secrets")));

  private static ContextsAllowed of(Set<String> contexts) {
    return new ContextsAllowed(contexts, Set.of());
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /// @param path the keys from the top of the file
  static ContextsAllowed at(List<String> path) {
    return switch (path.isEmpty() ? "" : path.getFirst()) {
      case "run-name", "concurrency" -> BEFORE_JOBS;
      case "env" -> BEFORE_JOBS_AND_SECRETS;
      case "jobs" -> path.size() > 2 ? inJob(path.subList(2, path.size())) : ANYTHING;
      default -> ANYTHING;
    };
  }

  /// @param path the keys from the job on
  private static ContextsAllowed inJob(List<String> path) {
    String second = path.size() > 1 ? path.get(1) : "";
    return switch (path.getFirst()) {
      case "if" -> JOB_IF;
      case "strategy" -> STRATEGY;
      case "name", "runs-on", "timeout-minutes", "cancel-timeout-minutes", "continue-on-error", "concurrency", "with" -> LEG;
      case "env", "secrets" -> LEG_AND_SECRETS;
      case "environment" -> second.equals("url") ? RUNNER : LEG;
      case "outputs" -> RUNNER_AND_SECRETS;
      case "defaults" -> LEG_AND_ENV;
      case "uses" -> NOTHING;
      case "container" -> inContainer(second);
      case "services" -> inContainer(path.size() > 2 ? path.get(2) : "");
      case "steps" -> inStep(second);
      default -> ANYTHING;
    };
  }

  private static ContextsAllowed inContainer(String key) {
    return switch (key) {
      case "env" -> RUNNER_AND_SECRETS;
      case "credentials" -> CREDENTIALS;
      default -> LEG;
    };
  }

  private static ContextsAllowed inStep(String key) {
    return switch (key) {
      case "if" -> STEP_IF;
      case "uses" -> NOTHING;
      case "name", "run", "with", "env", "working-directory", "timeout-minutes", "continue-on-error" -> STEP;
      default -> ANYTHING;
    };
  }

  /// The first part of an expression that is not there, and what is, as a clause each.
  Optional<Refusal> refusal(Expression expression) {
    Optional<Refusal> refusal = refused(expression);
    for (Expression part : refusal.isPresent() ? List.<Expression>of() : expression.children()) {
      refusal = refusal(part);
      if (refusal.isPresent()) {
        break;
      }
    }
    return refusal;
  }

  /// Why GitHub refuses an expression.
  ///
  /// @param what  what is not there
  /// @param there what is
  /// @param offset where in the expression
  record Refusal(String what, String there, int offset) {}

  private Optional<Refusal> refused(Expression part) {
    return switch (part) {
      case Expression.Context c when !contexts.contains(c.name()) -> Optional.of(new Refusal(
          "context '%s'".formatted(c.name()),
          contexts.isEmpty() ? "an expression cannot stand here" : "there are " + String.join(", ", new TreeSet<>(contexts)), c.offset()));
      case Expression.Call c when SPECIAL.contains(c.function()) && !functions.contains(c.function()) -> Optional.of(new Refusal(
          "function '%s'".formatted(c.function().equals("hashfiles") ? "hashFiles" : c.function()),
          STATUS.contains(c.function()) ? "it can be asked in an `if`" : "it can be asked in a step", c.offset()));
      case Expression.Context _, Expression.Call _, Expression.Literal _, Expression.Index _, Expression.Star _, Expression.Not _,
          Expression.And _, Expression.Or _, Expression.Comparison _ -> Optional.empty();
    };
  }
}
