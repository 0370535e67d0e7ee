package dev.slipway.desktop.publish;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.gate.Board;
import dev.slipway.gate.GateState;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.Publication.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Publish page shows and offers. Nothing is published unless the board is ready and the tag is typed exactly.
public final class PublishModel implements Page {
  private static final PublishInput NOTHING =
      new PublishInput("", "", new Board(List.of()), Optional.empty(), Optional.empty(), false, new LinkedHashMap<>());

  private final Actions actions;
  private final Dialogs dialogs;
  private final PublishRequests requests;
  private final Action openRelease =
      Action.on(PageId.PUBLISH, "show-release", "Open release", "Show the draft, or what became of it, on the host", "",
          Octicons.LINK_EXTERNAL_16);
  private final Action stop =
      Action.on(PageId.PUBLISH, "stop-upload", "Stop upload", "Stop here; the draft and what is uploaded stay", "", Octicons.STOP_16);
  private final Action draft =
      Action.on(PageId.PUBLISH, "keep-draft", "Keep as draft", "Upload everything as a draft and compare it; nothing becomes public",
          "", Octicons.UPLOAD_16);
  private final Action publish =
      Action.on(PageId.PUBLISH, "publish", "Publish", "Make the release public", "", Octicons.ROCKET_16).publishing();
  private final Action discard =
      Action.on(PageId.PUBLISH, "discard-draft", "Discard draft…", "Delete the draft with its assets", "", Octicons.TRASH_16);
  private final Action confirmField =
      Action.on(PageId.PUBLISH, "go-confirm", "Go to the confirm field", "Type the tag name to confirm", "Shortcut+ENTER",
          Octicons.PENCIL_16);
  private final ReadOnlyObjectWrapper<PublishInput> shown = new ReadOnlyObjectWrapper<>(NOTHING);
  private final ObservableList<CallRow> calls = FXCollections.observableArrayList();
  private final StringProperty subtitle = new SimpleStringProperty("No release chosen.");
  private final StringProperty typed = new SimpleStringProperty("");
  private final StringProperty hint = new SimpleStringProperty("");
  private final StringProperty publishRefusal = new SimpleStringProperty("No release chosen.");
  private final StringProperty draftRefusal = new SimpleStringProperty("No release chosen.");
  private final StringProperty stopRefusal = new SimpleStringProperty("Nothing is running.");
  private final StringProperty keepsDraft = new SimpleStringProperty("There is no draft yet.");
  private final StringProperty noDraft = new SimpleStringProperty("There is no draft yet.");
  private final BooleanProperty latest = new SimpleBooleanProperty(true);
  private final BooleanProperty prerelease = new SimpleBooleanProperty();
  private final BooleanProperty evidence = new SimpleBooleanProperty(true);
  private Runnable focusField = () -> {};

  public PublishModel(Actions actions, Dialogs dialogs, PublishRequests requests) {
    this.actions = actions;
    this.dialogs = dialogs;
    this.requests = requests;
    actions.register(openRelease, () -> publication().flatMap(Publication::page).ifPresent(dialogs::browse), noDraft);
    actions.register(stop, requests::stop, stopRefusal);
    actions.register(draft, () -> requests.prepareDraft(prerelease.get()), draftRefusal);
    actions.register(publish, () -> requests.publish(latest.get(), prerelease.get(), evidence.get()), publishRefusal);
    actions.register(discard, this::askDiscard, keepsDraft);
    actions.register(confirmField, () -> focusField.run());
    typed.subscribe(_ -> judge());
  }

  private void askDiscard() {
    dialogs.confirm(
        Question.destructive(
            "Discard the draft of " + shown.get().tag(),
            "The draft and the assets uploaded to it are deleted on the host. The tag, the runs and the files here stay.",
            "Discard draft"),
        requests::discardDraft);
  }

  /// Shows a plan or its progress.
  public void show(PublishInput input) {
    if (!input.tag().equals(shown.get().tag())) {
      typed.set("");
      boolean unstable = ReleaseTag.of(input.tag(), "").map(tag -> !tag.version().stable()).orElse(false);
      prerelease.set(unstable);
      latest.set(input.newest() && !unstable);
    }
    shown.set(input);
    List<CallRow> next = new ArrayList<>();
    input.publication().ifPresent(
        publication -> publication.calls().forEach(call -> next.add(CallRow.of(next.size() + 1, call))));
    for (int i = 0; i < next.size(); i++) {
      if (i >= calls.size()) {
        calls.add(next.get(i));
      } else if (!calls.get(i).equals(next.get(i))) {
        calls.set(i, next.get(i));
      }
    }
    if (calls.size() > next.size()) {
      calls.remove(next.size(), calls.size());
    }
    judge();
  }

  private void judge() {
    PublishInput now = shown.get();
    boolean running = PublishWords.running(now);
    boolean published = published();
    subtitle.set(PublishWords.headline(now));
    stopRefusal.set(running ? "" : "Nothing is running.");
    boolean none = now.publication().flatMap(Publication::draft).isEmpty();
    noDraft.set(none ? "There is no draft yet." : "");
    keepsDraft.set(none ? "There is no draft yet."
        : running ? "Stop the upload first."
        : published ? now.tag() + " is public; there is no draft of it any more." : "");
    String why = PublishWords.refusal(now);
    draftRefusal.set(why);
    boolean exact = PublishWords.confirms(now, typed.get());
    publishRefusal.set(!why.isEmpty() ? why : exact ? "" : "Type " + now.tag() + " to confirm.");
    hint.set(PublishWords.hint(now, typed.get()));
  }

  /// Whether the release is public already.
  boolean published() {
    return PublishWords.published(shown.get());
  }

  long blocking() {
    return shown.get().board().failing().size();
  }

  /// Whether every gate that can stop the release came to an end.
  boolean judged() {
    Board board = shown.get().board();
    return board.ready() || !board.failing().isEmpty();
  }

  long warnings() {
    return PublishWords.warnings(shown.get().board());
  }

  long waived() {
    return shown.get().board().gates().stream().filter(gate -> gate.state() instanceof GateState.Waived).count();
  }

  List<StepRow> steps() {
    return publication().map(StepRow::of).orElse(List.of());
  }

  Optional<Publication> publication() {
    return shown.get().publication();
  }

  void copyCalls() {
    var text = new StringBuilder();
    calls.forEach(call -> text.append(call.number()).append('\t').append(call.method()).append('\t')
        .append(call.path()).append('\t').append(call.result()).append('\n'));
    dialogs.copy(text.toString(), "Calls");
  }

  void onConfirmField(Runnable focus) {
    focusField = focus;
  }

  /// What is shown.
  public ReadOnlyObjectProperty<PublishInput> shown() {
    return shown.getReadOnlyProperty();
  }

  ObservableList<CallRow> calls() {
    return calls;
  }

  /// What is typed to confirm.
  public StringProperty typed() {
    return typed;
  }

  /// What is missing until the release can be published.
  public ObservableValue<String> hint() {
    return hint;
  }

  BooleanProperty latest() {
    return latest;
  }

  BooleanProperty prerelease() {
    return prerelease;
  }

  BooleanProperty evidence() {
    return evidence;
  }

  Actions registry() {
    return actions;
  }

  Action draft() {
    return draft;
  }

  Action publish() {
    return publish;
  }

  Action discard() {
    return discard;
  }

  /// What the sidebar shows.
  public NavState nav() {
    PublishInput now = shown.get();
    if (now.tag().isEmpty()) {
      return NavState.UNKNOWN;
    }
    if (!now.board().ready()) {
      return new NavState(Status.LOCKED, blocking() == 0 ? "" : blocking() + " to fix");
    }
    return now.publication().map(
        publication -> switch (publication.state()) {
          case State.Planned _ -> new NavState(Status.NOT_STARTED, "ready");
          case State.Running _ -> new NavState(Status.RUNNING, PublishWords.stepNow(publication) + " of " + publication.steps().size());
          case State.DraftReady _ -> new NavState(Status.LOCKED, "needs you");
          case State.Stopped _ -> new NavState(Status.FAILED, "stopped");
          case State.Published _ -> new NavState(Status.PASSED, "public");
        }).orElse(NavState.UNKNOWN);
  }

  @Override
  public PageId id() {
    return PageId.PUBLISH;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(openRelease, stop);
  }

  @Override
  public Node view() {
    return new PublishView(this);
  }
}
