package dev.slipway.desktop.sizes;

import dev.slipway.release.Earlier;
import dev.slipway.release.HeldFile;
import dev.slipway.release.LegState;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.SizeReport;
import dev.slipway.size.SizeRow;
import dev.slipway.size.TargetHistory;
import dev.slipway.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the Sizes page is told.
///
/// @param tag       the release's tag
/// @param earlier   the release it is compared with; empty where there is none
/// @param alone     why nothing is compared; "" where something is
/// @param rows      everything measured that has a budget, in the order of the files
/// @param unbuilt   what has a budget and is not there, with the reason: never shown as zero
/// @param files     the files to take apart
/// @param components how components stand against their budgets
/// @param history   the sizes of the releases before this one
/// @param unmeasured what of these releases was never unpacked here
public record SizesInput(
    String tag, Optional<String> earlier, String alone, List<SizeRow> rows, List<Unbuilt> unbuilt,
    List<Measurable> files, List<ComponentBudget.Result> components, List<TargetHistory> history,
    Earlier.Unmeasured unmeasured) {
  public SizesInput {
    rows = List.copyOf(rows);
    unbuilt = List.copyOf(unbuilt);
    files = List.copyOf(files);
    components = List.copyOf(components);
    history = List.copyOf(history);
  }

  /// Something that has a budget and is not there.
  public record Unbuilt(String name, long limit, String reason) {}

  /// A file to take apart.
  ///
  /// @param name   the name users download it by
  /// @param target the target it is for; "" where none
  /// @param path   where it lies
  /// @param before where the earlier release's file lies; empty where it has none
  public record Measurable(String name, String target, Path path, Optional<Path> before) {}

  /// What a release has now.
  public static SizesInput of(ReleaseSnapshot snapshot) {
    var earlier = snapshot.files().earlier();
    Optional<Earlier> before = earlier.value();
    List<HeldFile> held = snapshot.files().held();
    Optional<SizeReport> report = snapshot.files().sizes().value();
    return new SizesInput(
        snapshot.subject().tag().orElse(""),
        before.map(Earlier::tag),
        switch (earlier) {
          case dev.slipway.fact.Fact<Earlier> _ -> "";
          case dev.slipway.fact.Unknown<Earlier> unknown -> unknown.reason();
        },
        report.map(SizeReport::rows).orElse(List.of()).stream().filter(row -> row.budget().isPresent()).toList(),
        report.map(found -> unbuilt(snapshot, found)).orElse(List.of()),
        held.stream()
            .map(file ->
                new Measurable(
                    file.name(), file.target().map(Target::triple).orElse(""), file.path(),
                    before.flatMap(its -> its.before(file.name())).map(HeldFile::path)))
            .toList(),
        report.map(SizeReport::components).orElse(List.of()),
        before.map(Earlier::history).orElse(List.of()),
        before.map(Earlier::unmeasured).orElse(Earlier.Unmeasured.nothing()));
  }

  /// Targets of the plan that no file is for, targets whose files hold no binary, and the image, where they have a budget.
  private static List<Unbuilt> unbuilt(ReleaseSnapshot snapshot, SizeReport report) {
    List<Unbuilt> missing = new ArrayList<>();
    snapshot.pipeline().legs().stream()
        .map(LegState::leg)
        .flatMap(leg -> leg.knownTarget().stream())
        .map(Target::triple)
        .distinct()
        .filter(triple -> snapshot.files().held().stream()
            .noneMatch(file -> file.target().map(Target::triple).equals(Optional.of(triple))))
        .forEach(triple ->
            report.budgetOfBinary(triple)
                .ifPresent(budget -> missing.add(new Unbuilt(triple, budget.limit(), "not built"))));
    for (String triple : report.unjudged()) {
      report.budgetOfBinary(triple).ifPresent(budget -> missing.add(new Unbuilt(triple, budget.limit(), "no binary found")));
    }
    report.asked().of("", Budget.Kind.IMAGE).filter(_ -> !report.hasImage())
        .ifPresent(budget -> missing.add(new Unbuilt("Image", budget.limit(), "registry not read")));
    return missing;
  }

  /// Nothing to show yet.
  public static SizesInput nothing() {
    return new SizesInput("", Optional.empty(), "", List.of(), List.of(), List.of(), List.of(), List.of(), Earlier.Unmeasured.nothing());
  }

  /// How the budgets stand.
  List<BudgetResult> budgets() {
    return rows.stream().flatMap(row -> row.budget().stream()).toList();
  }
}
