package dev.slipway.target;

import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Source;
import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Os;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Finds the target of a leg: a triple in the matrix, a system and a processor in the matrix, or what the
/// job's name and runner say.
final class TargetFinder {
  private final RunnerLabels labels;

  TargetFinder(RunnerLabels labels) {
    this.labels = labels;
  }

  /// @param builds whether the leg makes files; a leg that makes none builds for no target unless it names a triple
  /// @param steps  its steps
  Known<Target> find(ExpandedJob job, Leg leg, boolean builds, List<StepRun> steps) {
    List<Map.Entry<String, String>> leaves = leaves(leg);
    Optional<Target> triple = triple(leaves);
    if (triple.isPresent()) {
      return Known.of(triple.get(), new Source.InFile(leg.at()));
    }
    if (!builds) {
      return Known.unknown("the leg makes no file for a platform");
    }
    Optional<Known<Target>> asked = AskedTarget.of(leg, steps, labels);
    if (asked.isPresent()) {
      return asked.get();
    }
    Optional<Target> target = fromHints(leaves, job, leg);
    return target
        .<Known<Target>>map(t -> Known.of(t, new Source.InFile(leaves.isEmpty() ? job.job().at() : leg.at())))
        .orElseGet(() -> Known.unknown("neither the matrix nor the job's name says system and processor"));
  }

  /// The strings of the matrix with their keys, those called like a target first.
  private static List<Map.Entry<String, String>> leaves(Leg leg) {
    List<Map.Entry<String, String>> leaves = new ArrayList<>();
    leg.matrix().ifPresent(m -> collect("", m, leaves));
    leaves.sort(java.util.Comparator.comparing(e -> !isTargetKey(e.getKey())));
    return leaves;
  }

  private static boolean isTargetKey(String key) {
    return switch (key.toLowerCase(Locale.ROOT)) {
      case "target", "triple", "rust_target", "rust-target", "build_target", "cargo-target" -> true;
      default -> false;
    };
  }

  private static void collect(String key, Value value, List<Map.Entry<String, String>> into) {
    switch (value) {
      case Value.Str s -> into.add(Map.entry(key, s.value()));
      case Value.Num n -> into.add(Map.entry(key, n.asText().shown()));
      case Value.Obj o -> o.fields().forEach((k, v) -> collect(k, v, into));
      case Value.Arr a -> a.items().forEach(v -> collect(key, v, into));
      case Value.Null _, Value.Bool _, Value.Templated _, Value.Unknown _ -> {}
    }
  }

  private Optional<Target> triple(List<Map.Entry<String, String>> leaves) {
    return leaves.stream()
        .filter(e -> labels.find(e.getValue()).isEmpty())
        .flatMap(e -> Triples.parse(e.getValue()).or(() -> AskedTarget.only(e.getValue())).stream())
        .filter(t -> t.os() != Os.NONE || t.isWasm())
        .findFirst();
  }

  /// System and processor, each from the first place that says it: the matrix, the job, the runner.
  private Optional<Target> fromHints(List<Map.Entry<String, String>> leaves, ExpandedJob job, Leg leg) {
    List<TargetHint> hints = new ArrayList<>();
    leaves.stream().filter(e -> labels.find(e.getValue()).isEmpty() && e.getValue().length() < 60 && e.getValue().indexOf(' ') < 0)
        .map(e -> TargetHint.in(e.getValue())).forEach(hints::add);
    boolean matrixSays = hints.stream().anyMatch(h -> h.os().isPresent() || h.arch().isPresent());
    hints.add(TargetHint.in(job.id()));
    hints.add(TargetHint.in(withoutLabels(leg.name().shown(), leaves)));
    Optional<RunnerLabel> runner = leg.runsOn().value().flatMap(labels::hosted);
    Optional<Os> os = hints.stream().flatMap(h -> h.os().stream()).findFirst();
    Optional<Arch> arch = hints.stream().flatMap(h -> h.arch().stream()).findFirst();
    boolean platformMatrix = matrixSays || leaves.stream().anyMatch(e -> labels.find(e.getValue()).isPresent());
    if (os.isEmpty() && arch.isEmpty() && !platformMatrix) {
      return Optional.empty();
    }
    os = os.or(() -> runner.map(RunnerLabel::os));
    Optional<Os> system = os;
    arch = arch.or(() -> runner.filter(r -> system.filter(o -> o == r.os()).isPresent()).map(RunnerLabel::arch));
    if (os.isEmpty() || arch.isEmpty()) {
      return Optional.empty();
    }
    Optional<Target.Environment> environment = hints.stream().flatMap(h -> h.environment().stream()).findFirst();
    return Optional.of(Triples.of(os.get(), arch.get(), environment));
  }

  /// A leg's name without the runner labels in it: `arm` in `ubuntu-24.04-arm` is no processor of 32 bits.
  private String withoutLabels(String name, List<Map.Entry<String, String>> leaves) {
    String rest = name;
    for (Map.Entry<String, String> leaf : leaves) {
      rest = labels.find(leaf.getValue()).isPresent() ? rest.replace(leaf.getValue(), "") : rest;
    }
    return rest;
  }

  /// The place that says where a leg runs.
  static Position runnerAt(ExpandedJob job) {
    return job.job().runsOn().map(n -> n.at()).orElse(job.job().at());
  }
}
