package dev.slipway.desktop.sizes;

import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the Sizes page is told.
///
/// @param tag      the release's tag
/// @param earlier  the release it is compared with; empty where there is none
/// @param budgets  the budgets and what was measured, in the order of the targets
/// @param unbuilt  what has a budget and is not there, with the reason: never shown as zero
/// @param files    the files to take apart
public record SizesInput(
    String tag, Optional<String> earlier, List<BudgetResult> budgets, List<Unbuilt> unbuilt, List<Measurable> files) {
  public SizesInput {
    budgets = List.copyOf(budgets);
    unbuilt = List.copyOf(unbuilt);
    files = List.copyOf(files);
  }

  /// Something that has a budget and is not there.
  public record Unbuilt(String name, long limit, String reason) {}

  /// A file to take apart.
  ///
  /// @param name   the name users download it by
  /// @param path   where it lies
  /// @param before where the earlier release's file lies; empty where it has none
  public record Measurable(String name, Path path, Optional<Path> before) {}

  /// What a release has now.
  public static SizesInput of(ReleaseSnapshot snapshot) {
    return new SizesInput(
        snapshot.subject().tag().orElse(""),
        Optional.empty(),
        snapshot.files().sizes().value().map(SizeReport::budgets).orElse(List.of()),
        List.of(),
        snapshot.files().held().stream().map(file -> new Measurable(file.name(), file.path(), Optional.empty())).toList());
  }

  /// Nothing to show yet.
  public static SizesInput nothing() {
    return new SizesInput("", Optional.empty(), List.of(), List.of(), List.of());
  }
}
