package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.RunnerLabel;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.StepRun;
import dev.slipway.target.Target;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Expression;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Faults inside scripts.
final class ScriptRules {
  private static final Pattern UNTRUSTED = Pattern.compile(
      "github\\.(head_ref|event\\.(issue|pull_request|discussion|review|comment|review_comment|pages|commits|head_commit|workflow_run)\\b.*"
          + "(title|body|message|email|name|label|ref|default_branch|page_name|head_branch))");
  private static final Pattern DESCRIBE = Pattern.compile("\\bgit\\s+(?:-C\\s+\\S+\\s+)?describe\\b([^\\n|;&)]*)");
  private static final Pattern RAW_LOG = Pattern.compile("\\bgit\\s+log\\b[^\\n]*--(?:pretty|format)=");
  private static final Pattern BASH = Pattern.compile("(?m)^\\s*(?:if|elif|while)\\s+!?\\s*\\[\\[?\\s.*(?:then|;)?\\s*$");
  private static final Pattern BARE_BINARY = Pattern.compile("(target/[\\w.{}$-]+/(?:release|debug|dist)/)([A-Za-z][\\w-]*)(?=[\\s\"';)\\\\]|$)");
  private static final Pattern IMAGE = Pattern.compile("ghcr\\.io/\\$\\{\\{\\s*github\\.(repository|repository_owner)\\s*}}");
  private static final Map<String, Pattern> TOOLS = Map.of(
      "wasm-opt", Pattern.compile("(?m)(?:^|[;&|]|\\$\\()\\s*wasm-opt\\s"),
      "cross", Pattern.compile("(?m)(?:^|[;&|]|\\$\\()\\s*cross\\s+(?:build|rustc|test)\\b"));
  private static final Map<String, Pattern> INSTALLS = Map.of(
      "wasm-opt", Pattern.compile("binaryen|wasm-opt|wasm-pack", Pattern.CASE_INSENSITIVE),
      "cross", Pattern.compile("cross\\b", Pattern.CASE_INSENSITIVE));

  private static final Pattern FETCHES =
      Pattern.compile("\\b(install|add|npm|curl|wget|setup|download|apt|brew|choco|binstall)\\b");

  /// A longer script is no script anybody wrote, and patterns would take long over it.
  private static final int LONGEST_SCRIPT = 1 << 16;

  private ScriptRules() {}

  static boolean isReadable(YamlScalar script) {
    return script.value().length() <= LONGEST_SCRIPT;
  }

  static void check(PlannedWorkflow workflow, RunnerLabels labels, Report report) {
    for (PlannedJob job : workflow.jobs()) {
      if (!job.job().file().equals(workflow.file())) {
        continue;
      }
      List<WorkflowStep> before = new ArrayList<>();
      for (WorkflowStep step : job.job().job().allSteps()) {
        if (step.run().filter(ScriptRules::isReadable).isPresent() && step.body().anchor().isEmpty()) {
          SourceText text = workflow.source(step.run().get());
          expansions(step.run().get(), text, report);
          describe(before, step.run().get(), workflow, report);
          tools(job, before, step.run().get(), text, report);
          find(IMAGE, step.run().get(), text).ifPresent(at -> report.add(Rule.IMAGE_NAME, at,
              "the image's name takes %s as it is written".formatted("github.repository"),
              "Write it in lower case, or lower it first: `${GITHUB_REPOSITORY,,}`."));
        }
        before.add(step);
      }
      Set<WorkflowStep> onWindows = new HashSet<>();
      for (PlannedLeg leg : job.legs()) {
        platform(workflow, job, leg, labels, onWindows, report);
      }
    }
  }

  private static void expansions(YamlScalar script, SourceText text, Report report) {
    try {
      for (Template.Code code : Template.parse(script.value()).codes()) {
        String shown = code.expression().shown();
        Position at = text.positionIn(script, code.offset());
        if (written(code.expression()).anyMatch(path -> UNTRUSTED.matcher(path).find())) {
          report.add(Rule.SCRIPT_INJECTION, at, "${{ %s }} puts a text that anybody can choose into a script".formatted(shown),
              "Pass it through `env:` and write \"$NAME\" in the script.");
        } else if (asks(code.expression(), "ref_name") || asks(code.expression(), "ref") || asksInputs(code.expression())) {
          report.add(Rule.SCRIPT_EXPANSION, at, "${{ %s }} becomes part of the script's text".formatted(shown),
              "Pass it through `env:` and write \"$NAME\" in the script.");
        }
      }
    } catch (ExpressionError e) {
      // The reader has reported it at its place.
      return;
    }
  }

  /// The paths of contexts whose values can come out of an expression; what is only compared does not.
  private static Stream<String> written(Expression expression) {
    return switch (expression) {
      case Expression.Context _, Expression.Index _, Expression.Star _ -> Stream.of(expression.shown());
      case Expression.Literal _, Expression.Not _, Expression.Comparison _ -> Stream.of();
      case Expression.And and -> written(and.operands().getLast());
      case Expression.Or or -> or.operands().stream().flatMap(ScriptRules::written);
      case Expression.Call call -> switch (call.function()) {
        case "contains", "startswith", "endswith", "hashfiles", "success", "failure", "always", "cancelled" -> Stream.of();
        default -> call.arguments().stream().flatMap(ScriptRules::written);
      };
    };
  }

  private static boolean asks(Expression expression, String key) {
    return expression.shown().equals("github." + key);
  }

  private static boolean asksInputs(Expression expression) {
    return expression.shown().startsWith("inputs.") || expression.shown().startsWith("github.event.inputs.");
  }

  private static void describe(List<WorkflowStep> before, YamlScalar script, PlannedWorkflow workflow, Report report) {
    if (!script.value().contains("git")) {
      return;
    }
    SourceText text = workflow.source(script);
    Optional<WorkflowStep> checkout = before.stream().filter(s -> s.action().equals("actions/checkout")).findFirst();
    boolean shallow = checkout.isPresent() && checkout.get().with().entry("fetch-depth").isEmpty()
        && !script.value().contains("git fetch")
        && before.stream().noneMatch(s -> s.unread().isPresent() || s.run().filter(r -> r.value().contains("git fetch")).isPresent());
    Matcher describe = DESCRIBE.matcher(script.value());
    while (shallow && describe.find()) {
      boolean earlier = describe.group(1).matches(".*(HEAD\\^|HEAD~|\\^\\s*$).*");
      Position at = text.positionIn(script, describe.start());
      Rule rule = earlier ? Rule.SHALLOW_CHECKOUT : Rule.SHALLOW_DESCRIBE;
      int line = checkout.get().uses().map(u -> u.at().line()).orElse(checkout.get().at().line());
      report.add(rule, at,
          earlier ? "`git describe` finds no earlier tag: the checkout in line %d has fetch-depth 1".formatted(line)
              : "`git describe` sees one commit: the checkout in line %d has fetch-depth 1".formatted(line),
          "Give the checkout `with: { fetch-depth: 0 }`.", patch(checkout.get(), workflow.source(checkout.get().body())));
    }
    if (RAW_LOG.matcher(script.value()).find()) {
      report.add(Rule.RAW_CHANGELOG, find(RAW_LOG, script, text).orElse(script.at()),
          "the notes are made of `git log` as it is", "Take the section of CHANGELOG.md for this version.");
    }
  }

  private static Optional<YamlPatch> patch(WorkflowStep checkout, SourceText text) {
    Optional<YamlScalar> uses = checkout.uses();
    if (uses.isEmpty() || checkout.body().entry("with").isPresent()) {
      return Optional.empty();
    }
    Optional<YamlMapping.Entry> entry = checkout.body().entry("uses");
    String indent = " ".repeat(entry.map(e -> e.key().at().column() - 1).orElse(8));
    return Optional.of(YamlPatch.insertAfter(text, uses.get().at().line(), List.of(indent + "with:", indent + "  fetch-depth: 0")));
  }

  private static void tools(PlannedJob job, List<WorkflowStep> before, YamlScalar script, SourceText text, Report report) {
    TOOLS.forEach((tool, use) -> {
      if (!script.value().contains(tool)) {
        return;
      }
      Matcher matcher = use.matcher(script.value());
      if (!matcher.find()) {
        return;
      }
      Pattern installs = INSTALLS.getOrDefault(tool, use);
      boolean installed = job.job().job().container().isPresent()
          || fetches(script.value().substring(0, matcher.start()), installs)
          || before.stream().anyMatch(step -> installsTool(step, installs));
      if (!installed) {
        report.add(Rule.TOOL_NOT_INSTALLED, text.positionIn(script, script.value().indexOf(tool, matcher.start())),
            "no step before installs %s".formatted(tool), tool.equals("cross")
                ? "Install it first, such as with taiki-e/install-action." : "Install binaryen first.");
      }
    });
  }

  private static boolean fetches(String script, Pattern installs) {
    return script.lines().anyMatch(l -> installs.matcher(l).find() && FETCHES.matcher(l).find());
  }

  private static boolean installsTool(WorkflowStep step, Pattern installs) {
    boolean byAction = step.uses().isPresent()
        && (installs.matcher(step.action()).find() || step.with().entries().stream().anyMatch(e -> e.value().text().filter(v -> installs.matcher(v).find()).isPresent())
            || step.unread().isPresent());
    return byAction || step.run().filter(r -> fetches(r.value(), installs)).isPresent();
  }

  private static void platform(PlannedWorkflow workflow, PlannedJob job, PlannedLeg leg, RunnerLabels labels, Set<WorkflowStep> onWindows, Report report) {
    Optional<RunnerLabel> runner = leg.runsOn().value().flatMap(labels::hosted);
    boolean windows = runner.filter(r -> r.os() == Target.Os.WINDOWS).isPresent();
    for (StepRun run : leg.steps()) {
      if (run.runs().isEmpty() || !run.runs().get()) {
        continue;
      }
      Optional<YamlScalar> script = run.step().run().filter(ScriptRules::isReadable);
      if (windows && script.isPresent() && onWindows.add(run.step()) && shell(workflow, job, run).isEmpty()) {
        SourceText text = workflow.source(script.get());
        find(BASH, script.get(), text).ifPresent(at -> report.add(Rule.BASH_ON_WINDOWS, at,
            "the leg %s runs this bash script with PowerShell".formatted(leg.name().shown()), "Add `shell: bash` to the step.",
            run.step().body().entry("run").flatMap(entry -> YamlPatch.beforeKey(text, entry.key().at(), "shell: bash"))));
      }
      leg.knownTarget().ifPresent(target -> suffix(target, run, workflow, report));
    }
  }

  /// The shell of a step, where any level names one.
  private static Optional<String> shell(PlannedWorkflow workflow, PlannedJob job, StepRun run) {
    if (!run.callers().isEmpty()) {
      return Optional.of("GitHub asks every script of an action for its shell");
    }
    return run.step().body().text("shell")
        .or(() -> defaults(job.job().job().body()))
        .or(() -> defaults(workflow.workflow().root()));
  }

  private static Optional<String> defaults(YamlMapping body) {
    return body.mapping("defaults").flatMap(d -> d.mapping("run")).flatMap(r -> r.text("shell"));
  }

  private static void suffix(Target target, StepRun run, PlannedWorkflow workflow, Report report) {
    if (!target.isWindows() && !target.isWasm()) {
      return;
    }
    for (YamlScalar scalar : scalars(run.step())) {
      if (!scalar.value().contains("target/") && !Template.isIn(scalar.value())) {
        continue;
      }
      String evaluated = dev.slipway.workflow.Expansion.evaluate(scalar, new dev.slipway.workflow.expression.Evaluator(run.known())).asText().shown();
      Matcher bare = BARE_BINARY.matcher(evaluated);
      while (bare.find()) {
        if (bare.group(1).toLowerCase(Locale.ROOT).contains("/" + target.triple().toLowerCase(Locale.ROOT) + "/")) {
          int line = evaluated.substring(0, bare.start()).split("\n", -1).length - 1;
          if (run.step().run().filter(scalar::equals).isPresent() && isSkipped(run, evaluated, line)) {
            continue;
          }
          Position at = workflow.source(scalar).lineOf(scalar, scalar.isBlock() ? line : 0);
          report.add(target.isWindows() ? Rule.WINDOWS_SUFFIX : Rule.WASM_SUFFIX, at,
              "for %s this names %s, without %s".formatted(target.triple(), bare.group(2), target.executableSuffix()),
              "Write %s%s for this target.".formatted(bare.group(2), target.executableSuffix()));
          return;
        }
      }
    }
  }

  /// Whether a line, or the line a trailing backslash joins it to, certainly does not run.
  private static boolean isSkipped(StepRun run, String script, int line) {
    String[] lines = script.split("\n", -1);
    int first = line;
    while (first > 0 && lines[first - 1].stripTrailing().endsWith("\\")) {
      first--;
    }
    return run.skippedLines().contains(first);
  }

  private static List<YamlScalar> scalars(WorkflowStep step) {
    List<YamlScalar> scalars = new java.util.ArrayList<>();
    step.run().filter(ScriptRules::isReadable).ifPresent(scalars::add);
    step.with().entries().forEach(e -> e.value().scalar().ifPresent(scalars::add));
    return scalars;
  }

  private static Optional<Position> find(Pattern pattern, YamlScalar script, SourceText text) {
    Matcher matcher = pattern.matcher(script.value());
    if (!matcher.find()) {
      return Optional.empty();
    }
    int start = matcher.start();
    while (start < matcher.end() && Character.isWhitespace(script.value().charAt(start))) {
      start++;
    }
    return Optional.of(text.positionIn(script, start));
  }
}
