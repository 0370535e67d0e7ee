package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.TargetHistory;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.YamlPatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Targets page shows: every leg with its files, the audit of the workflows with the fix for each finding, the
/// graph of the release workflow's jobs, and what became of each target in earlier releases.
public final class TargetsModel implements Page {
  private final InstantSource clock;
  private final Dialogs dialogs;
  private final TargetsRequests requests;
  private final Actions actions;
  private final RunnerLabels labels = RunnerLabels.bundled();
  private final Action audit =
      Action.on(PageId.TARGETS, "audit", "Audit again", "Read the workflows again and check them", "F5", Octicons.SYNC_16);
  private final Action scaffold = Action.on(
      PageId.TARGETS, "new-workflow", "New release workflow…", "Write a release workflow for chosen targets that passes this audit", "",
      Octicons.FILE_CODE_16);
  private final ObservableList<TargetRow> rows = FXCollections.observableArrayList();
  private final ObservableList<AuditFinding> findings = FXCollections.observableArrayList();
  private final ObservableList<Finding> counted = FXCollections.observableArrayList();
  private final StringProperty subtitle = new SimpleStringProperty("No release chosen.");
  private final StringProperty filesRead = new SimpleStringProperty("");
  private final ObjectProperty<Optional<Detail>> detail = new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<JobGraph> graph = new SimpleObjectProperty<>(JobGraph.EMPTY);
  private final ObjectProperty<Optional<TargetHistory>> history = new SimpleObjectProperty<>(Optional.empty());
  private Details details = new Details(Optional.empty());
  private String run = "Run";
  private String project = "";

  public TargetsModel(Actions actions, Dialogs dialogs, InstantSource clock, TargetsRequests requests) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.clock = clock;
    this.requests = requests;
    actions.register(audit, requests::reread);
    actions.register(scaffold, () -> dialogs.fill(ScaffoldForm.of(project), given -> ScaffoldForm.answer(given, requests)));
  }

  /// Shows what is known of the targets.
  public void show(ReleaseSnapshot snapshot) {
    portions(snapshot).forEach(Runnable::run);
  }

  /// The same in portions, each small enough for a turn of the FX thread; they are to be done in their order.
  public List<Runnable> portions(ReleaseSnapshot snapshot) {
    return List.of(() -> showRows(snapshot), () -> showFindings(snapshot), this::showFirst, () -> showSums(snapshot));
  }

  private void showRows(ReleaseSnapshot snapshot) {
    details = new Details(snapshot.pipeline().targets().value());
    run = snapshot.pipeline().run().map(its -> "Run #" + its.run().number()).orElse("Run");
    project = snapshot.subject().repository().map(its -> its.name().name()).orElse("");
    List<TargetRow> next = TargetRows.of(snapshot, labels, clock.instant());
    if (!next.equals(rows)) {
      rows.setAll(next);
    }
  }

  private void showFindings(ReleaseSnapshot snapshot) {
    if (!snapshot.pipeline().audit().equals(findings)) {
      findings.setAll(snapshot.pipeline().audit().stream()
          .sorted(Comparator.comparing((AuditFinding f) -> !f.counts()).thenComparing(f -> f.finding().severity())).toList());
      counted.setAll(findings.stream().filter(AuditFinding::counts).map(AuditFinding::finding).toList());
      detail.set(Optional.empty());
    }
  }

  private void showSums(ReleaseSnapshot snapshot) {
    graph.set(JobGraph.of(snapshot.pipeline()));
    filesRead.set(snapshot.pipeline().targets().value().map(this::filesRead).orElse(""));
    subtitle.set(sum());
  }

  /// Where nothing is explained, the worst finding explains itself; without one the first leg does.
  private void showFirst() {
    if (detail.get().isPresent()) {
      return;
    }
    if (!findings.isEmpty()) {
      explain(findings.getFirst());
    } else if (!rows.isEmpty()) {
      explain(rows.getFirst());
    }
  }

  private String filesRead(TargetPlan plan) {
    int left = findings.size() - counted.size();
    return Figures.count(plan.workflows().size(), "workflow file", "workflow files") + " read: "
        + plan.workflows().stream().map(its -> its.workflow().fileName()).collect(Collectors.joining(", "))
        + ". " + (left == 0 ? "Nothing" : left) + " ignored. Runner labels as of " + labels.asOf() + ".";
  }

  private String sum() {
    if (rows.isEmpty()) {
      return "No workflow builds a target.";
    }
    List<TargetRow> legs = legs();
    long built = legs.stream().filter(row -> row.outcome() == Status.BUILT).count();
    long failed = legs.stream().filter(row -> row.outcome() == Status.FAILED).count();
    long there = rows.stream().filter(row -> row.state() == TargetRow.FileState.THERE).count();
    String which = Figures.count(legs.size(), "leg", "legs") + graph.get().file().map(file -> " of " + file).orElse("");
    if (legs.stream().allMatch(row -> row.outcome() == Status.NOT_STARTED)) {
      return which + ", not run yet. " + Figures.count(rows.size(), "file", "files") + " expected.";
    }
    return which + ": " + built + " built"
        + (failed > 0 ? ", " + failed + " failed" : "") + ". " + there + " of "
        + Figures.count(rows.size(), "expected file is", "expected files are") + " there.";
  }

  private List<TargetRow> legs() {
    return rows.stream().filter(TargetRow::first).toList();
  }

  /// Shows what became of targets in earlier releases.
  public void show(TargetHistory known) {
    history.set(Optional.of(known));
  }

  /// Asks for the earlier releases the first time somebody wants to see them.
  void wantHistory() {
    if (history.get().isEmpty()) {
      requests.readHistory();
    }
  }

  /// Forgets what belongs to a repository that is no longer shown.
  public void forget() {
    history.set(Optional.empty());
    detail.set(Optional.empty());
  }

  void explain(AuditFinding finding) {
    detail.set(Optional.of(details.of(finding)));
  }

  void explain(TargetRow row) {
    row.leg().ifPresent(leg -> detail.set(Optional.of(details.of(leg))));
  }

  /// Shows the line a row's name comes from.
  void showName(TargetRow row) {
    row.named().ifPresent(at -> detail.set(Optional.of(details.of(row, at))));
  }

  void copy(YamlPatch patch) {
    dialogs.copy(patch.diff(), "the change");
  }

  /// Asks why a finding is left as it is.
  void ignore(AuditFinding finding) {
    dialogs.ask(
        new Prompt("Ignore this finding", "Written into .slipway.yml of a checkout, for this line of the file. The audit shows it as ignored.",
            "Reason", "", "Choose checkout…", reason -> reason.isBlank() ? "Say why it is left as it is." : ""),
        reason -> requests.ignore(finding, reason));
  }

  void open(Position at) {
    requests.openLine(at);
  }

  ObservableList<TargetRow> rows() {
    return rows;
  }

  ObservableList<AuditFinding> findings() {
    return findings;
  }

  /// The findings alone, to be counted.
  ObservableList<Finding> counted() {
    return counted;
  }

  ObservableValue<Optional<Detail>> detail() {
    return detail;
  }

  ObservableValue<JobGraph> graph() {
    return graph;
  }

  ObservableValue<Optional<TargetHistory>> history() {
    return history;
  }

  ObservableValue<String> filesRead() {
    return filesRead;
  }

  /// What the run column is called: `Run #214`.
  String run() {
    return run;
  }

  Action scaffold() {
    return scaffold;
  }

  Actions known() {
    return actions;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (rows.isEmpty()) {
      return NavState.UNKNOWN;
    }
    List<TargetRow> legs = legs();
    long built = legs.stream().filter(row -> row.outcome() == Status.BUILT).count();
    boolean failed = legs.stream().anyMatch(row -> row.outcome() == Status.FAILED);
    boolean running = legs.stream().anyMatch(row -> row.outcome() == Status.RUNNING || row.outcome() == Status.WAITING);
    boolean faults = counted.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    Status worst = failed ? Status.FAILED
        : running ? Status.RUNNING
            : built == legs.size() ? faults ? Status.WARNING : Status.PASSED : Status.NOT_STARTED;
    return new NavState(worst, built + "/" + legs.size());
  }

  @Override
  public PageId id() {
    return PageId.TARGETS;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    List<Action> own = new ArrayList<>(List.of(audit));
    actions.find("run-workflow").map(Action::accented).ifPresent(own::add);
    return own;
  }

  @Override
  public Node view() {
    return new TargetsView(this);
  }
}
