package dev.slipway.desktop.notes;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.OtherMessage;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.ThreeWayMerge;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.Choice;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Entries;
import dev.slipway.changelog.section.Mapping;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.section.SectionText;
import dev.slipway.desktop.control.Action;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Page;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.release.Notes;
import dev.slipway.release.ReleaseSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Notes page shows: the commits, the text under edit, and what is wrong with it.
public final class NotesModel implements Page {
  private final Dialogs dialogs;
  private final Action rebuild =
      Action.on(PageId.NOTES, "rebuild-notes", "Rebuild from commits…", "Make the notes from the commits again; edits are kept", "",
          Octicons.SYNC_16);
  private final Action save =
      Action.on(PageId.NOTES, "save-notes", "Save notes", "Keep the text; it is what will be published", "Shortcut+S", Octicons.CHECK_16)
          .accented();
  private final ObservableList<ClassifiedCommit> commits = FXCollections.observableArrayList();
  private final ObservableList<Finding> lint = FXCollections.observableArrayList();
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper range = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
  private final StringProperty subtitle = new SimpleStringProperty("The commits were not read yet.");
  private final StringProperty clean = new SimpleStringProperty("Nothing was changed.");
  private final Map<String, Choice> choices = new HashMap<>();
  private Optional<Rebuilding> rebuilding = Optional.empty();
  private String kept = "";
  private long included;

  public NotesModel(Actions actions, Dialogs dialogs, NotesRequests requests) {
    this.dialogs = dialogs;
    actions.register(rebuild, () -> dialogs.confirm(
        Question.plain("Rebuild the notes from the commits",
            "What the commits say now is brought together with what was edited here. Where both changed, the edited words stay.", "Rebuild notes"),
        () -> {
          rebuilding = Optional.of(new Rebuilding(generated(), text.get()));
          requests.rebuild();
        }));
    actions.register(save, () -> requests.save(text.get()), clean);
    text.subscribe(_ -> clean.set(text.get().equals(kept) ? "Nothing was changed." : ""));
  }

  /// Shows the notes. A text under edit stays until it is saved.
  public void show(ReleaseSnapshot snapshot) {
    Notes notes = snapshot.notes();
    boolean edited = !text.get().equals(kept);
    if (!notes.text().equals(kept)) {
      kept = notes.text();
      if (rebuilding.isPresent() && !kept.isBlank()) {
        Rebuilding before = rebuilding.get();
        rebuilding = Optional.empty();
        take(ThreeWayMerge.merge(before.generated(), before.text(), kept));
      } else if (!edited && rebuilding.isEmpty()) {
        text.set(kept);
      }
      clean.set(text.get().equals(kept) ? "Nothing was changed." : "");
    }
    notes.range().value().ifPresentOrElse(
        known -> {
          List<ClassifiedCommit> placed = Classifier.overruled(known.commits(), choices);
          if (!placed.equals(commits)) {
            commits.setAll(placed);
          }
          included = placed.stream().filter(ClassifiedCommit::included).count();
          range.set(known.from().orElse("the beginning") + ".." + known.to());
          reason.set(Figures.count(commits.size(), "commit", "commits") + ", " + included + " included. " + known.reason());
          subtitle.set("The release notes of " + snapshot.subject().tag().orElse("the next release") + ", from "
              + Figures.count(commits.size(), "commit", "commits") + ".");
        },
        () -> subtitle.set("The commits were not read yet."));
    if (!notes.lint().equals(lint)) {
      lint.setAll(notes.lint());
    }
  }

  /// Takes a commit into the notes or out of them. The text follows; edited words stay.
  void toggle(ClassifiedCommit commit) {
    String before = generated();
    choices.put(
        commit.commit().sha(), commit.included() ? new Choice.LeaveOut() : new Choice.Include(section(commit)));
    List<ClassifiedCommit> placed = Classifier.overruled(List.copyOf(commits), choices);
    commits.setAll(placed);
    included = placed.stream().filter(ClassifiedCommit::included).count();
    take(ThreeWayMerge.merge(before, text.get(), generated()));
  }

  /// A text that was there when the commits were asked for again.
  private record Rebuilding(String generated, String text) {}

  private static ChangeType section(ClassifiedCommit commit) {
    return switch (commit.message()) {
      case ConventionalCommit conventional -> Mapping.standard().section(conventional.header()).orElse(ChangeType.CHANGED);
      case OtherMessage _ -> ChangeType.CHANGED;
    };
  }

  private String generated() {
    return SectionText.body(new Entries(Rules.standard()).of(List.copyOf(commits)), '-');
  }

  private void take(MergedText merged) {
    text.set(merged.keepingEdits());
    if (!merged.conflicts().isEmpty()) {
      dialogs.tell(
          Figures.count(merged.conflicts().size(), "place", "places")
              + " differ between the edited words and the commits; the edited words stay: "
              + merged.conflicts().getFirst().generated().strip());
    }
  }

  ObservableList<ClassifiedCommit> commits() {
    return commits;
  }

  ObservableList<Finding> lint() {
    return lint;
  }

  /// The text under edit.
  public StringProperty text() {
    return text;
  }

  ReadOnlyStringProperty range() {
    return range.getReadOnlyProperty();
  }

  ReadOnlyStringProperty reason() {
    return reason.getReadOnlyProperty();
  }

  Dialogs dialogs() {
    return dialogs;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (commits.isEmpty()) {
      return NavState.UNKNOWN;
    }
    boolean wrong = lint.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    return new NavState(wrong ? Status.FAILED : kept.isEmpty() ? Status.NOT_STARTED : Status.PASSED, Long.toString(included));
  }

  @Override
  public PageId id() {
    return PageId.NOTES;
  }

  @Override
  public ObservableValue<String> subtitle() {
    return subtitle;
  }

  @Override
  public List<Action> actions() {
    return List.of(rebuild, save);
  }

  @Override
  public Node view() {
    return new NotesView(this);
  }
}
