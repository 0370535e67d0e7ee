package dev.slipway.desktop.board;

import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Board page shows and offers.
public final class BoardModel implements Page {
  private static final BoardInput NOTHING = new BoardInput("", new Board(List.of()), Optional.empty(), "", "", false);

  private final Actions actions;
  private final Dialogs dialogs;
  private final BoardRequests requests;
  private final Consumer<PageId> toPage;
  private final Action check =
      Action.on(PageId.BOARD, "check", "Check again", "Measure every gate again", "F5", Octicons.SYNC_16);
  private final Action publish =
      Action.on(PageId.BOARD, "go-publish", "Publish…", "Go to the plan and the confirmation; nothing is published yet",
          "", Octicons.ROCKET_16).publishing();
  private final Action waive =
      Action.on(PageId.BOARD, "waive", "Waive…", "Override the chosen gate, with a reason that stays in the evidence",
          "Shortcut+Shift+W", Octicons.LAW_16);
  private final Action rerun =
      Action.on(PageId.BOARD, "rerun-from-board", "Re-run failed jobs", "Run the failed jobs of the release run again",
          "Shortcut+Shift+R", Octicons.SYNC_16);
  private final Action evidence =
      Action.everywhere("save-evidence", "Save evidence", "Write down what was checked, in a file to keep",
          "Shortcut+E", Octicons.CHECKLIST_16);
  private final ObservableList<GateRow> rows = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<GateRow>> selected = new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<BoardInput> shown = new ReadOnlyObjectWrapper<>(NOTHING);
  private final StringProperty subtitle = new SimpleStringProperty("No release chosen.");
  private final StringProperty publishRefusal = new SimpleStringProperty("No release chosen.");
  private Runnable toDetail = () -> {};
  /// The gate that was shown without anybody choosing it.
  private Optional<GateId> offered = Optional.empty();
  private final StringProperty waiveRefusal = new SimpleStringProperty("Choose a gate that does not hold.");

  /// @param toPage goes to another page
  public BoardModel(Actions actions, Dialogs dialogs, BoardRequests requests, Consumer<PageId> toPage) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.requests = requests;
    this.toPage = toPage;
    actions.register(check, requests::check);
    actions.register(publish, () -> toPage.accept(PageId.PUBLISH), publishRefusal);
    actions.register(waive, this::askWaiver, waiveRefusal);
    actions.register(rerun, requests::rerunFailedJobs);
    actions.register(evidence, requests::saveEvidence);
    selected.subscribe(_ -> waiveRefusal.set(selected.get().filter(BoardModel::waivable).isPresent()
        ? "" : "Choose a gate that does not hold."));
  }

  /// Shows a board. The chosen gate stays chosen; while nobody chose one it is the one to mend first.
  public void show(BoardInput input) {
    Optional<GateId> keep = selected.get().map(row -> row.gate().id());
    boolean first = shown.get().tag().isEmpty();
    boolean nobody = first || keep.isPresent() && keep.equals(offered);
    shown.set(input);
    List<GateRow> next = input.board().gates().stream().map(GateRow::of).toList();
    for (int i = 0; i < next.size(); i++) {
      if (i >= rows.size()) {
        rows.add(next.get(i));
      } else if (!rows.get(i).equals(next.get(i))) {
        rows.set(i, next.get(i));
      }
    }
    if (rows.size() > next.size()) {
      rows.remove(next.size(), rows.size());
    }
    Optional<GateId> blocking = input.board().firstBlocking().map(Gate::id);
    offered = nobody ? blocking.or(() -> keep) : Optional.empty();
    Optional<GateId> wanted = nobody ? offered : keep;
    selected.set(wanted.flatMap(id -> rows.stream().filter(row -> row.gate().id() == id).findFirst()));
    subtitle.set(input.tag().isEmpty()
        ? "No release chosen."
        : Figures.count(rows.size(), "gate", "gates") + " for " + input.tag() + (input.published() ? ", which is public." : ". Nothing is published while a gate is blocking."));
    publishRefusal.set(input.published()
        ? input.tag() + " is public already."
        : input.tag().isEmpty()
        ? "No release chosen."
        : input.board().ready() ? "" : input.board().obstacle() + ".");
  }

  private static boolean waivable(GateRow row) {
    return row.status() == Status.BLOCKING || row.status() == Status.WARNING;
  }

  private void askWaiver() {
    selected.get().ifPresent(
        row -> dialogs.ask(
            new Prompt(
                "Waive " + row.gate().id().title(),
                "The gate will no longer stop the release. It measured \"" + row.gate().measured()
                    + "\"; another measurement needs another waiver. The reason stays in the evidence.",
                "Reason", "", "Waive gate", text -> text.isBlank() ? "A waiver needs a reason." : ""),
            reason -> requests.waive(row.gate().id(), reason.strip())));
  }

  void perform(GateRow row) {
    selected.set(Optional.of(row));
    switch (row.action()) {
      case WAIVE -> askWaiver();
      case RERUN -> requests.rerunFailedJobs();
      case SHOW_FIX, SHOW_REASON -> toDetail.run();
      case OPEN, OPEN_RUNS -> toPage.accept(row.page());
      case NONE -> {}
    }
  }

  /// What moves the focus to the detail of the chosen gate.
  void onDetail(Runnable focus) {
    toDetail = focus;
  }

  /// Shows the page a gate is measured on.
  void open(GateRow row) {
    toPage.accept(row.page());
  }

  void openPolicy() {
    requests.openPolicy();
  }

  Dialogs dialogs() {
    return dialogs;
  }

  Actions registry() {
    return actions;
  }

  Action waive() {
    return waive;
  }

  /// The rows, in the order of the gates.
  public ObservableList<GateRow> rows() {
    return rows;
  }

  /// The chosen gate; empty closes the detail.
  public ObjectProperty<Optional<GateRow>> selected() {
    return selected;
  }

  /// What is shown.
  public ReadOnlyObjectProperty<BoardInput> shown() {
    return shown.getReadOnlyProperty();
  }

  Verdict verdict() {
    BoardInput now = shown.get();
    return now.published() ? Verdict.published(now.tag(), now.board()) : Verdict.of(now.tag(), now.board());
  }

  /// The line under the verdict.
  String checked() {
    BoardInput now = shown.get();
    String when = now.checked().map(at -> "Checked " + Figures.clock(at, ZoneId.systemDefault())).orElse("Not checked yet");
    String where = now.commit().isEmpty() ? "" : " at commit " + now.commit();
    return when + where + (now.policy().isEmpty() ? "" : " against " + now.policy());
  }

  /// What the sidebar shows of a page: a page where everything passed is not green while a gate that is measured there does not hold.
  ///
  /// @param own what the page says of itself
  public NavState judged(PageId page, NavState own) {
    return own.worst() != Status.PASSED ? own : Stream.of(Status.BLOCKING, Status.WAITING, Status.WARNING)
        .filter(status -> rows.stream().anyMatch(row -> row.page() == page && row.status() == status))
        .findFirst()
        .map(status -> new NavState(status, own.count()))
        .orElse(own);
  }

  /// What the sidebar shows of a board.
  public NavState nav() {
    if (rows.isEmpty()) {
      return NavState.UNKNOWN;
    }
    Verdict verdict = verdict();
    long blocking = rows.stream().filter(row -> row.status() == Status.BLOCKING).count();
    long warnings = rows.stream().filter(row -> row.status() == Status.WARNING).count();
    if (blocking > 0) {
      return new NavState(Status.BLOCKING, Long.toString(blocking));
    }
    if (warnings > 0 && shown.get().board().ready()) {
      return new NavState(Status.WARNING, Figures.count(warnings, "warning", "warnings"));
    }
    return new NavState(verdict.status(), "");
  }

  @Override
  public PageId id() {
    return PageId.BOARD;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(check, publish);
  }

  @Override
  public Node view() {
    return new BoardView(this);
  }
}
