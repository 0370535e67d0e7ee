package dev.slipway.target;

import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Source;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.yaml.YamlScalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The triple a leg asks its compiler for, where the matrix names none: behind `--target` in a script or in an action's
/// arguments, or in the action's `target`. Several triples are none: nobody can tell which the files are for.
final class AskedTarget {
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--target[\\s=]+[\"']?([A-Za-z][\\w.-]*)");

  private AskedTarget() {}

  static Optional<Known<Target>> of(Leg leg, List<StepRun> steps, RunnerLabels labels) {
    Map<String, Known<Target>> found = new LinkedHashMap<>();
    for (StepRun run : steps) {
      if (run.runs().orElse(true)) {
        asked(run, labels, found);
      }
    }
    return found.size() == 1 ? Optional.of(found.values().iterator().next()) : Optional.empty();
  }

  /// The triple behind `--target` in some arguments, where it is the only one.
  static Optional<Target> only(String arguments) {
    Map<String, Known<Target>> found = new LinkedHashMap<>();
    if (arguments.contains("--target")) {
      options(arguments, new Position("", 1, 1), found);
    }
    return found.size() == 1 ? found.values().iterator().next().value() : Optional.empty();
  }

  private static void asked(StepRun run, RunnerLabels labels, Map<String, Known<Target>> into) {
    Optional<YamlScalar> script = run.step().run().filter(s -> s.value().contains("--target"));
    if (script.isPresent()) {
      options(text(Expansion.evaluate(script.get(), new Evaluator(run.known())).asText()), script.get().at(), into);
    }
    if (run.step().uses().isPresent()) {
      run.input("args").ifPresent(args -> options(text(args.text()), args.at(), into));
      run.input("target").flatMap(t -> t.text().exact().filter(name -> builds(run) && labels.find(name).isEmpty()).map(name -> Map.entry(name, t.at())))
          .ifPresent(t -> add(t.getKey(), t.getValue(), into));
    }
  }

  /// Whether the action builds; one that installs a toolchain has a `target` too, which may be one of several.
  private static boolean builds(StepRun run) {
    String action = run.step().action().toLowerCase(Locale.ROOT);
    return run.release().isPresent() || action.contains("build") || action.contains("maturin");
  }

  private static void options(String text, Position at, Map<String, Known<Target>> into) {
    Matcher option = OPTION.matcher(text);
    while (option.find()) {
      add(option.group(1), at, into);
    }
  }

  private static void add(String triple, Position at, Map<String, Known<Target>> into) {
    Triples.parse(triple).ifPresent(target -> into.putIfAbsent(target.triple(), Known.of(target, new Source.InFile(at))));
  }

  /// A text whose holes are no word, so that half a triple is none.
  private static String text(Text text) {
    StringBuilder known = new StringBuilder();
    for (Text.Part part : text.parts()) {
      switch (part) {
        case Text.Literal literal -> known.append(literal.text());
        case Text.Hole _ -> known.append("\uFFFC");
      }
    }
    return known.toString();
  }
}
