package dev.slipway.target;

import dev.slipway.fact.Known;
import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Os;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Judges native or cross from the triple, the runner, and the use of `cross`, `zig` and the like.
final class MethodJudge {
  private static final Pattern CROSS_TOOL =
      Pattern.compile("(?:^|[\\s;&|(])(cross|cargo-zigbuild|cargo zigbuild|cargo xwin|cargo-xwin|zig cc)\\s", Pattern.MULTILINE);

  /// One of these is in every script that CROSS_TOOL finds something in.
  private static final List<String> CROSS_WORDS = List.of("cross", "zig", "xwin");

  private static final List<String> TOOLS = List.of("cross", "cargo-zigbuild", "cargo zigbuild", "cargo-xwin", "cargo xwin");

  private final RunnerLabels labels;

  MethodJudge(RunnerLabels labels) {
    this.labels = labels;
  }

  /// A method and why.
  record Judgement(Method method, String reason) {}

  Judgement judge(Known<Target> target, Leg leg, List<StepRun> runs) {
    if (target.value().isEmpty()) {
      return new Judgement(Method.UNKNOWN, "the target is not known");
    }
    Optional<List<String>> runsOn = leg.runsOn().value();
    if (runsOn.isEmpty()) {
      return new Judgement(Method.UNKNOWN, "the runner is not known");
    }
    Optional<RunnerLabel> runner = labels.hosted(runsOn.get());
    if (runner.isEmpty()) {
      return new Judgement(Method.UNKNOWN, "%s is not one of GitHub's runners".formatted(String.join(", ", runsOn.get())));
    }
    return judge(target.value().get(), runner.get(), tool(leg, runs));
  }

  private static Judgement judge(Target target, RunnerLabel runner, Optional<String> tool) {
    String where = runner.label() + " (" + runner.os().word() + ", " + runner.arch().word() + ")";
    if (target.isWasm() || target.os() != runner.os()) {
      return new Judgement(Method.CROSS, target.words() + " on " + where + tool.map(t -> " with " + t).orElse(""));
    }
    if (!runs(runner, target)) {
      return new Judgement(Method.SAME_OS, target.arch().word() + " on " + where + tool.map(t -> " with " + t).orElse(""));
    }
    return tool.isPresent()
        ? new Judgement(Method.CROSS, "in a container or toolchain of " + tool.get() + " on " + where)
        : new Judgement(Method.NATIVE, "on " + where);
  }

  /// Whether the runner's processor is the target's; a universal binary is at home on both.
  private static boolean runs(RunnerLabel runner, Target target) {
    return runner.arch() == target.arch()
        || (target.arch() == Arch.UNIVERSAL && target.os() == Os.MACOS);
  }

  /// The cross-compiler a leg certainly uses.
  private static Optional<String> tool(Leg leg, List<StepRun> runs) {
    for (String key : List.of("use_cross", "use-cross", "cross", "use_zigbuild")) {
      Optional<Value> said = leg.matrix().flatMap(m -> find(m, key));
      if (said.isPresent() && said.get() instanceof Value.Bool b) {
        return b.value() ? Optional.of(key.contains("zig") ? "cargo-zigbuild" : "cross") : Optional.empty();
      }
    }
    for (StepRun run : runs) {
      Optional<String> used = run.runs().orElse(false) ? tool(run) : Optional.empty();
      if (used.isPresent()) {
        return used;
      }
    }
    return Optional.empty();
  }

  private static Optional<Value> find(Value.Obj matrix, String key) {
    Optional<Value> here = matrix.get(key);
    return here.isPresent()
        ? here
        : matrix.fields().values().stream()
            .flatMap(v -> v instanceof Value.Obj o ? o.get(key).stream() : java.util.stream.Stream.empty())
            .findFirst();
  }

  private static Optional<String> tool(StepRun run) {
    Optional<YamlScalar> useCross = run.step().with().get("use-cross").flatMap(n -> n.scalar());
    if (useCross.isPresent()) {
      Value value = Expansion.evaluate(useCross.get(), new Evaluator(run.known()));
      boolean on = value.asText().shown().toLowerCase(Locale.ROOT).equals("true");
      return on ? Optional.of("cross") : Optional.empty();
    }
    Optional<String> named = run.step().run().flatMap(script -> inVariable(script.value(), run));
    if (named.isPresent()) {
      return named;
    }
    return run.step().run()
        .filter(r -> mayCross(r.value()) && !r.value().contains("if "))
        .map(r -> CROSS_TOOL.matcher(r.value()))
        .filter(m -> m.find())
        .map(m -> m.group(1));
  }

  /// A tool whose name an earlier step has put into the environment: `$CARGO build` where `CARGO` is `cross`.
  private static Optional<String> inVariable(String script, StepRun run) {
    for (Map.Entry<String, Value> variable : run.known().known("env").fields().entrySet()) {
      Optional<String> tool = variable.getValue() instanceof Value.Str(String value) && TOOLS.contains(value) ? Optional.of(value) : Optional.empty();
      if (tool.isPresent() && script.contains(variable.getKey())) {
        String name = Pattern.quote(variable.getKey());
        Matcher called = Pattern.compile("(?m)^\\s*\"?\\$(?:" + name + "\\b|\\{" + name + "}|\\{\\{\\s*env\\." + name + "\\s*}})\"?\\s").matcher(script);
        if (called.find() && !script.substring(0, called.start()).contains("if ")) {
          return tool;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean mayCross(String script) {
    for (String word : CROSS_WORDS) {
      if (script.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
