package dev.slipway.desktop.sizes;

import dev.slipway.fact.Problem;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.ReportReader;
import dev.slipway.task.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What is shown beside the map of one file: what could go, how its components stand, another tool's report.
final class BesideModel {
  private static final int MOST = 200;

  private final Tasks tasks;
  private final Consumer<Consumer<Path>> chooser;
  private final ReadOnlyObjectWrapper<List<BesideRow>> savings = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<BesideRow>> components = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<List<BesideRow>> report = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<String> trouble = new ReadOnlyObjectWrapper<>("");
  private Optional<Path> file = Optional.empty();
  private Optional<Path> lookedInto = Optional.empty();

  /// @param chooser asks for a report
  BesideModel(Tasks tasks, Consumer<Consumer<Path>> chooser) {
    this.tasks = tasks;
    this.chooser = chooser;
  }

  /// Turns to another file; what was found of the last one goes.
  void turnTo(Optional<Path> next) {
    if (!next.equals(file)) {
      file = next;
      lookedInto = Optional.empty();
      savings.set(List.of());
      report.set(List.of());
      trouble.set("");
    }
  }

  void show(List<ComponentBudget.Result> results) {
    components.set(results.stream().map(BesideRow::of).toList());
  }

  /// Looks for what could go, once for each file: bytes have to be read again for it.
  void lookForSavings() {
    if (file.isEmpty() || file.equals(lookedInto)) {
      return;
    }
    Path into = file.get();
    lookedInto = file;
    tasks.run("Looking for savings", progress -> ArtifactTree.savings(into, progress))
        .onSuccess(found -> {
          if (file.equals(Optional.of(into))) {
            savings.set(found.values().stream().flatMap(List::stream).map(BesideRow::of).toList());
          }
        })
        .onFailure(this::told);
  }

  /// Asks for a report of another tool and puts it beside.
  void importReport() {
    file.ifPresent(into -> chooser.accept(path -> importReport(into, path)));
  }

  private void importReport(Path into, Path path) {
    tasks.run("Reading " + path.getFileName(), progress -> {
      ImportedReport read = ReportReader.read(path);
      return read.beside(ArtifactTree.of(into, progress).main()).stream()
          .limit(MOST).map(row -> BesideRow.of(row, read.tool())).toList();
    }).onSuccess(rows -> {
      trouble.set("");
      report.set(rows);
    }).onFailure(this::told);
  }

  private void told(Throwable failure) {
    trouble.set(failure instanceof Problem problem ? problem.sentence() : "This could not be read: " + failure);
  }

  ReadOnlyObjectProperty<List<BesideRow>> savings() {
    return savings.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<BesideRow>> components() {
    return components.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<List<BesideRow>> report() {
    return report.getReadOnlyProperty();
  }

  /// Why something could not be read; empty while all is well.
  ReadOnlyObjectProperty<String> trouble() {
    return trouble.getReadOnlyProperty();
  }
}
