package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.OutsideText;
import dev.slipway.fact.Problem;
import dev.slipway.release.Earlier;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.size.TargetHistory;
import dev.slipway.task.Running;
import dev.slipway.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Sizes page shows and offers.
public final class SizesModel implements Page {
  private static final long SEARCHED_AT_ONCE = 20_000;

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
  private final ReadOnlyObjectWrapper<List<TargetHistory>> history = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Earlier.Unmeasured> unmeasured = new ReadOnlyObjectWrapper<>(Earlier.Unmeasured.nothing());
  private final Runnable earlierReleases;
  private final ObjectProperty<Optional<SizeLine>> chosen = new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty comparing = new SimpleBooleanProperty(true);
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty subtitle = new SimpleStringProperty("Nothing measured yet.");
  private final StringProperty trouble = new SimpleStringProperty("");
  private final StringProperty nothing = new SimpleStringProperty("Nothing measured yet.");
  private final BesideModel beside;
  private SizesInput input = SizesInput.nothing();
  private List<FileLines> measured = List.of();
  private @Nullable Running<?> searching;

  /// @param tasks     runs the measuring
  /// @param clipboard takes text
  /// @param chooser   asks for a file
  /// @param again     holds the files against their budgets again
  /// @param earlier   downloads and measures what was never measured of the releases before
  public SizesModel(
      Actions actions, Tasks tasks, Consumer<String> clipboard, Consumer<Consumer<Path>> chooser, Runnable again, Runnable earlier) {
    this.tasks = tasks;
    this.earlierReleases = earlier;
    this.beside = new BesideModel(tasks, chooser);
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
    showTiles();
    beside.show(next.components());
    nothing.set(next.files().isEmpty() ? "There is no file to measure." : "");
    subtitle.set(BudgetOverview.of(next).sentence());
    if (same) {
      showHistory();
    } else {
      measure();
    }
  }

  private void showTiles() {
    tiles.setAll(BudgetOverview.of(input).tiles(row ->
        measured.stream().map(file -> file.change(row)).filter(OptionalLong::isPresent).findFirst().orElse(OptionalLong.empty())));
  }

  private void measure() {
    List<SizesInput.Measurable> files = input.files();
    if (files.isEmpty()) {
      measured = List.of();
      refresh();
      return;
    }
    trouble.set("");
    tasks.run("Measuring sizes", progress -> FileLines.all(files, progress))
        .onSuccess(
            trees -> {
              if (files.equals(input.files())) {
                measured = trees;
                showTiles();
                showHistory();
                refresh();
              }
            })
        .onFailure(
            failure ->
                trouble.set(failure instanceof Problem problem ? problem.sentence() : "Sizes could not be measured: " + failure));
  }

  private void refresh() {
    if (searching != null) {
      searching.cancel();
    }
    List<FileLines> files = comparing.get() ? measured : measured.stream().map(FileLines::alone).toList();
    List<SizeLine> roots = FileLines.roots(files);
    String text = filter.get().strip().toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      take(roots);
    } else if (roots.stream().mapToLong(SizeLine::count).sum() < SEARCHED_AT_ONCE) {
      take(search(roots, text));
    } else {
      searching = tasks.run("Searching symbols", _ -> search(roots, text)).onSuccess(this::take);
    }
  }

  private static List<SizeLine> search(List<SizeLine> roots, String text) {
    return roots.stream().flatMap(root -> root.holding(text).stream()).toList();
  }

  /// Keeps to what was chosen where it is still there by name; else the worst over its budget, else the largest binary.
  private void take(List<SizeLine> shown) {
    Optional<String> was = chosen.get().flatMap(this::rootOf).map(SizeLine::name);
    lines.set(shown);
    Optional<SizeLine> same = was.flatMap(name -> shown.stream().filter(root -> root.name().equals(name)).findFirst());
    chosen.set(same.or(() -> worst(shown)).or(() -> shown.stream().findFirst()));
  }

  private Optional<SizeLine> worst(List<SizeLine> shown) {
    return input.rows().stream()
        .filter(row -> row.budget().filter(result -> !result.holds()).isPresent())
        .findFirst()
        .flatMap(row -> shown.stream().filter(line -> line.size() == row.size() && line.name().contains(row.member())).findFirst());
  }

  private void showHistory() {
    history.set(measured.stream().flatMap(file -> file.history(input.history(), input.tag()).stream()).toList());
    unmeasured.set(input.unmeasured());
  }

  /// The sizes as a table for the release notes.
  String markdown() {
    boolean compared = input.earlier().isPresent();
    StringBuilder out = new StringBuilder(compared ? "| File | Size | Since %s |\n|---|---:|---:|\n".formatted(earlier()) : "| File | Size |\n|---|---:|\n");
    for (SizeLine line : FileLines.roots(measured)) {
      out.append("| ").append(OutsideText.code(line.name())).append(" | ").append(Figures.size(line.size()));
      if (compared) {
        out.append(" | ").append(line.changeWords());
      }
      out.append(" |\n");
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

  /// The sizes of each file over the releases, this one last.
  ReadOnlyObjectProperty<List<TargetHistory>> history() {
    return history.getReadOnlyProperty();
  }

  /// What of the releases before could be downloaded and measured.
  ReadOnlyObjectProperty<Earlier.Unmeasured> unmeasured() {
    return unmeasured.getReadOnlyProperty();
  }

  /// Downloads and measures it.
  void measureEarlier() {
    earlierReleases.run();
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

  /// What is shown beside the map.
  BesideModel beside() {
    return beside;
  }

  /// Turns what is beside the map to a file.
  ///
  /// @param root the file's row
  void turnTo(SizeLine root) {
    beside.turnTo(
        measured.stream()
            .filter(file -> file.binary().or(file::packed).filter(line -> line.name().equals(root.name())).isPresent()
                || file.packed().filter(line -> line.name().equals(root.name())).isPresent())
            .map(file -> file.file().path())
            .findFirst());
  }

  /// A row in a sentence or two.
  ///
  /// @param root the file it belongs to
  String about(SizeLine root, SizeLine line) {
    String retains =
        measured.stream()
            .filter(file -> file.binary().filter(binary -> binary.name().equals(root.name())).isPresent())
            .map(file -> file.retains(line))
            .findFirst()
            .orElse("");
    return retains.isEmpty() ? line.sentence() : line.sentence() + ". " + retains;
  }

  /// The release that is compared with; "" where none is.
  String earlier() {
    return input.earlier().orElse("");
  }

  /// Why nothing is compared.
  String alone() {
    return input.alone();
  }

  /// The file at the root of what is chosen.
  Optional<SizeLine> rootOf(SizeLine line) {
    return lines.get().stream().filter(root -> !root.pathTo(line).isEmpty()).findFirst();
  }

  /// What the sidebar shows.
  public NavState nav() {
    return BudgetOverview.of(input).nav();
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
