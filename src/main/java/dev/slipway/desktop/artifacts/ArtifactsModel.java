package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import java.util.List;
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
  private final Action download =
      Action.on(PageId.ARTIFACTS, "download", "Download all", "Download and unpack everything the run made", "", Octicons.DOWNLOAD_16);
  private final Action verify =
      Action.on(PageId.ARTIFACTS, "verify", "Verify again", "Hash every file and compare", "F5", Octicons.SHIELD_CHECK_16).accented();
  private final ObservableList<ArtifactRow> rows = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<ArtifactRow>> selected = new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty subtitle = new SimpleStringProperty("Nothing was downloaded yet.");

  public ArtifactsModel(Actions actions, Dialogs dialogs, ArtifactsRequests requests) {
    this.dialogs = dialogs;
    this.requests = requests;
    actions.register(download, requests::download);
    actions.register(verify, () -> requests.verify());
  }

  /// Shows what is known of the files of a release.
  public void show(ReleaseSnapshot snapshot) {
    set(ArtifactRow.of(snapshot));
  }

  /// Shows what the verification of a folder came to.
  public void show(VerificationReport report) {
    set(ArtifactRow.of(report, List.of()));
  }

  private void set(List<ArtifactRow> next) {
    if (!next.equals(rows)) {
      Optional<String> keep = selected.get().map(ArtifactRow::name);
      rows.setAll(next);
      selected.set(keep.flatMap(name -> rows.stream().filter(row -> row.name().equals(name)).findFirst())
          .or(() -> rows.stream().findFirst()));
    }
    boolean verified = rows.stream().anyMatch(row -> !row.cells().isEmpty());
    long against = rows.stream().filter(row -> row.worst() == Status.FAILED).count();
    subtitle.set(rows.isEmpty()
        ? "Nothing was downloaded yet."
        : Figures.count(rows.size(), "file", "files") + ". "
            + (!verified ? "Not verified yet." : against == 0 ? "Every check that could be made holds." : Figures.count(against, "file does", "files do") + " not hold."));
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
