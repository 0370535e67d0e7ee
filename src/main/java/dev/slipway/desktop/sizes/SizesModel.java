package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.Problem;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeTree;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.task.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Sizes page shows and offers.
public final class SizesModel implements Page {
  private final Tasks tasks;
  private final Consumer<String> clipboard;
  private final Action measure =
      Action.on(PageId.SIZES, "measure", "Measure again", "Take every file apart again", "F5", Octicons.SYNC_16);
  private final Action compare =
      Action.on(PageId.SIZES, "compare-sizes", "Compare with the earlier release", "Show what changed, or only what is",
          "Shortcut+D", Octicons.GIT_COMPARE_16);
  private final Action copy =
      Action.on(PageId.SIZES, "copy-sizes", "Copy as Markdown", "Copy the table of sizes for the release notes", "",
          Octicons.CLIPPY_16);
  private final ObservableList<BudgetTile> tiles = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<List<SizeLine>> lines = new ReadOnlyObjectWrapper<>(List.of());
  private final ObjectProperty<Optional<SizeLine>> chosen = new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty comparing = new SimpleBooleanProperty(true);
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty subtitle = new SimpleStringProperty("Nothing measured yet.");
  private final StringProperty trouble = new SimpleStringProperty("");
  private final StringProperty nothing = new SimpleStringProperty("Nothing measured yet.");
  private SizesInput input = SizesInput.nothing();
  private List<Measured> measured = List.of();

  /// A file's rows, with and without what changed: made away from the FX thread, for there may be many.
  private record Measured(SizeLine compared, SizeLine alone) {}

  /// @param tasks     runs the measuring
  /// @param clipboard takes text
  /// @param again     holds the files against their budgets again
  public SizesModel(Actions actions, Tasks tasks, Consumer<String> clipboard, Runnable again) {
    this.tasks = tasks;
    this.clipboard = clipboard;
    actions.register(
        measure,
        () -> {
          again.run();
          measure();
        });
    actions.register(compare, () -> comparing.set(!comparing.get()));
    actions.register(copy, () -> this.clipboard.accept(markdown()), nothing);
    comparing.subscribe(_ -> refresh());
    filter.subscribe(_ -> refresh());
  }

  /// Shows what is known of a release.
  public void show(ReleaseSnapshot snapshot) {
    show(SizesInput.of(snapshot));
  }

  /// Shows a release: its budgets at once, its trees when they are measured.
  public void show(SizesInput next) {
    if (next.equals(input)) {
      return;
    }
    boolean same = next.files().equals(input.files());
    input = next;
    List<BudgetTile> shown = new ArrayList<>();
    next.budgets().stream()
        .sorted(java.util.Comparator.comparing(BudgetResult::holds))
        .limit(Math.max(0, 8 - next.unbuilt().size()))
        .forEach(result -> shown.add(BudgetTile.of(result)));
    next.unbuilt().forEach(missing -> shown.add(BudgetTile.unbuilt(missing.name(), missing.limit(), missing.reason())));
    tiles.setAll(shown);
    nothing.set(next.files().isEmpty() ? "There is no file to measure." : "");
    subtitle.set(sentence());
    if (!same) {
      measure();
    }
  }

  private String sentence() {
    List<BudgetResult> over = input.budgets().stream().filter(result -> !result.holds()).toList();
    if (input.budgets().isEmpty()) {
      return input.files().isEmpty() ? "Nothing measured yet." : Figures.count(input.files().size(), "file", "files") + ", no budget set.";
    }
    int all = input.budgets().size() + input.unbuilt().size();
    if (over.isEmpty()) {
      return input.unbuilt().isEmpty()
          ? "All " + Figures.count(all, "budget holds.", "budgets hold.")
          : "%d of %d budgets hold, %d not measured.".formatted(input.budgets().size(), all, input.unbuilt().size());
    }
    BudgetResult worst = over.getFirst();
    return "%d of %d budgets %s over: %s %s, limit %s."
        .formatted(over.size(), all, over.size() == 1 ? "is" : "are", worst.file(), Figures.size(worst.size()),
            Figures.size(worst.budget().limit()));
  }

  private void measure() {
    List<SizesInput.Measurable> files = input.files();
    if (files.isEmpty()) {
      measured = List.of();
      refresh();
      return;
    }
    trouble.set("");
    tasks.run("Measuring sizes", progress -> trees(files, progress))
        .onSuccess(
            trees -> {
              if (files.equals(input.files())) {
                measured = trees;
                refresh();
              }
            })
        .onFailure(
            failure ->
                trouble.set(failure instanceof Problem problem ? problem.sentence() : "Sizes could not be measured: " + failure));
  }

  private static List<Measured> trees(List<SizesInput.Measurable> files, Progress progress) throws Cancelled, Problem {
    List<Measured> all = new ArrayList<>();
    Problem first = null;
    for (SizesInput.Measurable file : files) {
      progress.report(all.size(), files.size());
      progress.checkCancelled();
      try {
        SizeTree now = tree(file.name(), file.path(), progress);
        Optional<SizeTree> before = Optional.empty();
        if (file.before().isPresent()) {
          before = Optional.of(tree(file.name(), file.before().get(), progress));
        }
        all.add(new Measured(SizeLine.of(now, before), SizeLine.of(now, Optional.empty())));
      } catch (Problem problem) {
        first = first == null ? problem : first;
      }
    }
    if (all.isEmpty() && first != null) {
      throw first;
    }
    progress.report(files.size(), files.size());
    return all;
  }

  /// The archive with its members, each binary taken apart below it in its unpacked bytes.
  private static SizeTree tree(String name, java.nio.file.Path path, Progress progress) throws Problem, Cancelled {
    ArtifactTree.Trees trees = ArtifactTree.of(path, progress);
    return trees.main().named(trees.members().isEmpty() ? name : name + ", unpacked " + trees.main().name());
  }

  private void refresh() {
    List<SizeLine> all = new ArrayList<>();
    for (Measured one : measured) {
      SizeLine line = comparing.get() ? one.compared() : one.alone();
      line.holding(filter.get()).ifPresent(all::add);
    }
    lines.set(List.copyOf(all));
    if (chosen.get().isEmpty() && !all.isEmpty()) {
      chosen.set(Optional.of(all.getFirst()));
    }
  }

  /// The sizes as a table for the release notes.
  String markdown() {
    StringBuilder out = new StringBuilder("| File | Size | Change |\n|---|---:|---:|\n");
    for (Measured one : measured) {
      SizeLine line = one.compared();
      out.append("| `").append(line.name().replace("|", "\\|")).append("` | ").append(Figures.size(line.size()))
          .append(" | ").append(line.changeWords()).append(" |\n");
    }
    return out.toString();
  }

  /// The budget tiles, in order.
  public ObservableList<BudgetTile> tiles() {
    return tiles;
  }

  /// The measured files, each the root of its tree; filtered.
  public ReadOnlyObjectProperty<List<SizeLine>> lines() {
    return lines.getReadOnlyProperty();
  }

  /// What is chosen, in the tree and in the treemap alike.
  public ObjectProperty<Optional<SizeLine>> chosen() {
    return chosen;
  }

  /// Whether changes since the earlier release are shown.
  public BooleanProperty comparing() {
    return comparing;
  }

  /// Text that the shown names hold.
  public StringProperty filter() {
    return filter;
  }

  /// Why nothing could be measured; empty while all is well.
  public StringProperty trouble() {
    return trouble;
  }

  String earlier() {
    return input.earlier().orElse("");
  }

  /// The file at the root of what is chosen.
  Optional<SizeLine> rootOf(SizeLine line) {
    return lines.get().stream().filter(root -> within(root, line)).findFirst();
  }

  private static boolean within(SizeLine root, SizeLine line) {
    return root == line || root.parts().stream().anyMatch(part -> within(part, line));
  }

  /// What the sidebar shows.
  public NavState nav() {
    long over = input.budgets().stream().filter(result -> !result.holds()).count();
    if (over > 0) {
      return new NavState(Status.FAILED, over + " over");
    }
    if (input.budgets().isEmpty()) {
      return NavState.UNKNOWN;
    }
    boolean close = input.budgets().stream().anyMatch(BudgetResult::close);
    return new NavState(close ? Status.FOR_INFO : Status.PASSED, "");
  }

  @Override
  public PageId id() {
    return PageId.SIZES;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(copy, measure);
  }

  @Override
  public Node view() {
    return new SizesView(this);
  }
}
