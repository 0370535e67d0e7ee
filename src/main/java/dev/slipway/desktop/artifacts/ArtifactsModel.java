package dev.slipway.desktop.artifacts;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Inspection;
import dev.slipway.archive.Limits;
import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.task.Tasks;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.UserCommands;
import dev.slipway.verify.VerificationReport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Artifacts page shows: every file and every listed name, and what each check came to.
public final class ArtifactsModel implements Page {
  private final Dialogs dialogs;
  private final ArtifactsRequests requests;
  private final Actions registry;
  private final Action download =
      Action.on(PageId.ARTIFACTS, "download", "Download all", "Download and unpack everything the run made", "", Octicons.DOWNLOAD_16);
  private final Action verify =
      Action.on(PageId.ARTIFACTS, "verify", "Verify again", "Hash every file and compare", "F5", Octicons.SHIELD_CHECK_16).accented();
  private final ObservableList<ArtifactRow> rows = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ArtifactRow>> selected = new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Inspected> inspected = new SimpleObjectProperty<>(new Inspected("", Optional.empty()));
  private final Map<Path, Inspection> known = new HashMap<>();
  private final Tasks tasks;
  private final Action commands =
      Action.on(PageId.ARTIFACTS, "commands", "Copy commands for users", "A paragraph for the notes: how users check what they download", "", Octicons.DUPLICATE_16);
  private Optional<VerificationReport> report = Optional.empty();
  private String repository = "";
  private final StringProperty noDownload = new SimpleStringProperty("No release is open.");
  private final StringProperty subtitle = new SimpleStringProperty("Nothing was downloaded yet.");

  /// What was read of an archive.
  ///
  /// @param name       the file
  /// @param inspection what it holds; empty where it could not be read
  record Inspected(String name, Optional<Inspection> inspection) {}

  public ArtifactsModel(Actions actions, Dialogs dialogs, Tasks tasks, ArtifactsRequests requests) {
    this.dialogs = dialogs;
    this.tasks = tasks;
    this.registry = actions;
    this.requests = requests;
    actions.register(download, requests::download, noDownload);
    actions.register(verify, () -> requests.verify());
    actions.register(commands, this::copyCommands);
  }

  /// Shows what is known of the files of a release.
  public void show(ReleaseSnapshot snapshot) {
    report = snapshot.files().verification().value();
    repository = snapshot.subject().repository().map(its -> its.name().toString()).orElse("");
    noDownload.set(repository.isEmpty() ? "These files lie on this computer: there is nothing to download." : "");
    set(ArtifactRow.of(snapshot));
  }

  private void set(List<ArtifactRow> next) {
    if (!next.equals(rows)) {
      known.clear();
      // Before anything was verified nobody chose a row: then the one worth a look is shown first.
      boolean chosen = rows.stream().anyMatch(row -> !row.cells().isEmpty());
      Optional<String> keep = selected.get().filter(_ -> chosen).map(ArtifactRow::name);
      rows.setAll(next);
      selected.set(
          keep.flatMap(name -> rows.stream().filter(row -> row.name().equals(name)).findFirst())
              .or(() -> rows.stream().filter(row -> row.worst() == Status.FAILED).findFirst())
              .or(() -> rows.stream().filter(row -> row.cells().get(Check.ARCHIVE) instanceof Cell.Passed).findFirst())
              .or(() -> rows.stream().findFirst()));
    }
    subtitle.set(summary());
  }

  private String summary() {
    Optional<String> refusal = refusal();
    if (rows.isEmpty()) {
      return refusal.orElse("Nothing was downloaded yet.");
    }
    String files = Figures.count(rows.size(), "file", "files") + ". ";
    if (rows.stream().allMatch(row -> row.cells().isEmpty())) {
      return files + "Not verified yet.";
    }
    long against = rows.stream().filter(row -> row.worst() == Status.FAILED).count();
    if (against > 0) {
      return files + Figures.count(against, "file does", "files do") + " not hold.";
    }
    long equal = count(Check.CHECKSUM, Cell.Passed.class);
    return files
        + refusal.orElse(equal > 0 ? "All %d listed files are equal.".formatted(equal) : "Every check that could be made holds.");
  }

  /// Why the whole does not hold, a folder without any file too.
  private Optional<String> refusal() {
    return report.filter(its -> its.verdict() == VerificationReport.Verdict.FAILED)
        .map(its -> its.findings().stream().findFirst().map(Finding::message).orElse("The whole does not hold."));
  }

  /// Reads what an archive holds, once; nothing is unpacked.
  void inspect(ArtifactRow row) {
    if (row.path().isEmpty() || !(row.cells().get(Check.ARCHIVE) instanceof Cell.Passed || row.cells().get(Check.ARCHIVE) instanceof Cell.Failed)) {
      return;
    }
    Path path = row.path().get();
    Inspection before = known.get(path);
    if (before != null) {
      inspected.set(new Inspected(row.name(), Optional.of(before)));
      return;
    }
    tasks.run("Reading " + row.name(), progress -> new ArchiveReader(Limits.standard()).inspect(path, progress))
        .onSuccess(read -> {
          known.put(path, read);
          inspected.set(new Inspected(row.name(), Optional.of(read)));
        })
        .onFailure(_ -> inspected.set(new Inspected(row.name(), Optional.empty())));
  }

  /// Asks to pin who signed.
  void pin(Cell cell) {
    SignerPins.told(cell, Instant.now()).ifPresent(told -> requests.pin(told.getKey(), told.getValue()));
  }

  private void copyCommands() {
    report.ifPresentOrElse(
        its -> dialogs.copy(UserCommands.paragraph(its, repository), "how users check these files"),
        () -> dialogs.explain(Problem.wrongUse("Nothing was verified yet. Verify the files first.")));
  }

  Actions registry() {
    return registry;
  }

  Action commands() {
    return commands;
  }

  ObjectProperty<Inspected> inspected() {
    return inspected;
  }

  /// Whether any file was held against a checksum manifest.
  boolean compared() {
    return rows.stream().map(row -> row.cells().get(Check.CHECKSUM))
        .anyMatch(cell -> cell instanceof Cell.Passed || cell != null && cell.standsAgainst());
  }

  /// What stands against the whole rather than one of its files.
  List<Finding> whole() {
    return report.map(VerificationReport::findings).orElse(List.of());
  }

  long count(Check check, Class<? extends Cell> kind) {
    return rows.stream().filter(row -> kind.isInstance(row.cells().get(check))).count();
  }

  void chooseFolder() {
    dialogs.chooseFolder("Verify a folder", requests::verify);
  }

  ObservableList<ArtifactRow> rows() {
    return rows;
  }

  /// The chosen file.
  ObjectProperty<Optional<ArtifactRow>> selected() {
    return selected;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (rows.isEmpty()) {
      return NavState.UNKNOWN;
    }
    boolean failed = rows.stream().anyMatch(row -> row.worst() == Status.FAILED);
    boolean open = rows.stream().anyMatch(row -> row.worst() == Status.NOT_STARTED);
    boolean warned = rows.stream().anyMatch(row -> row.worst() == Status.WARNING);
    Status worst = failed ? Status.FAILED : open ? Status.NOT_STARTED : warned ? Status.WARNING : Status.PASSED;
    return new NavState(worst, Integer.toString(rows.size()));
  }

  @Override
  public PageId id() {
    return PageId.ARTIFACTS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(download, verify);
  }

  @Override
  public Node view() {
    return new ArtifactsView(this);
  }
}
