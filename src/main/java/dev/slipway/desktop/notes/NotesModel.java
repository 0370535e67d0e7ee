package dev.slipway.desktop.notes;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.OtherMessage;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.Choice;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Mapping;
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
import dev.slipway.fact.Position;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.release.Notes;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.notes.ChangelogRules;
import dev.slipway.release.notes.NotesDocument;
import dev.slipway.release.notes.PlannedChangelog;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import org.kordamp.ikonli.octicons.Octicons;

/// What the Notes page shows: the commits, the two texts under edit, what is wrong with them and what is undecided.
public final class NotesModel implements Page {
  private static final String UNMADE = "The notes were not made yet.";
  private final Dialogs dialogs;
  private final NotesRequests requests;
  private final Action rebuild =
      Action.on(PageId.NOTES, "rebuild-notes", "Rebuild from commits…", "Read the commits again and bring them together with what was edited", "",
          Octicons.SYNC_16);
  private final Action save =
      Action.on(PageId.NOTES, "save-notes", "Save CHANGELOG.md",
          "Keep section and notes, and write the section into CHANGELOG.md of your clone", "Shortcut+S",
          Octicons.CHECK_16).accented();
  private final ObservableList<ClassifiedCommit> commits = FXCollections.observableArrayList();
  private final ObservableList<Finding> lint = FXCollections.observableArrayList();
  private final NotesTexts texts;
  private final ObjectProperty<NotesDocument> shown = new SimpleObjectProperty<>(NotesDocument.CHANGELOG);
  private final ReadOnlyObjectWrapper<Notes.Undecided> undecided =
      new ReadOnlyObjectWrapper<>(new Notes.Undecided(Optional.empty(), Optional.empty()));
  private final ReadOnlyStringWrapper range = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper looked = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper path = new ReadOnlyStringWrapper("CHANGELOG.md");
  private final StringProperty subtitle = new SimpleStringProperty("The commits were not read yet.");
  private final StringProperty unmade = new SimpleStringProperty(UNMADE);
  private final Map<String, Choice> choices = new HashMap<>();
  private final NotesDialogs asked;
  private Optional<Notes.Range> known = Optional.empty();
  private Optional<URI> repositoryPage = Optional.empty();
  private Mapping mapping = Mapping.standard();
  private String tag = "";
  private int firstLine = 1;
  private long included;

  public NotesModel(Actions actions, Dialogs dialogs, NotesRequests requests) {
    this.dialogs = dialogs;
    this.requests = requests;
    this.texts = new NotesTexts(requests);
    this.asked = new NotesDialogs(this, dialogs, requests);
    actions.register(rebuild, () -> dialogs.confirm(
        Question.plain("Rebuild the notes from the commits",
            "What the commits say now is brought together with what was edited here. Where both changed, you decide.", "Rebuild notes"),
        () -> requests.rebuild(edited())));
    actions.register(save, () -> requests.save(edited(), asked::kept), unmade);
  }

  /// Shows the notes. What was typed and not saved stays.
  public void show(ReleaseSnapshot snapshot) {
    Notes notes = snapshot.notes();
    String now = snapshot.subject().place().title() + " " + snapshot.subject().tag().orElse("");
    if (!now.equals(tag)) {
      tag = now;
      texts.reset();
      choices.clear();
      forget();
    }
    try {
      mapping = ChangelogRules.of(snapshot.subject().policy().policy()).mapping();
    } catch (Problem problem) {
      mapping = Mapping.standard(); // the session has said what is wrong with the policy
    }
    repositoryPage = snapshot.subject().repository().map(it -> it.page());
    notes.changelog().value().ifPresentOrElse(
        changelog -> {
          path.set(changelog.path());
          firstLine = changelog.line();
        },
        () -> shown.set(notes.made() ? NotesDocument.NOTES : shown.get()));
    if (notes.made()) {
      List<MergedText.Conflict> aside = new ArrayList<>();
      notes.changelog().value().map(PlannedChangelog::text).ifPresent(text -> aside.addAll(texts.of(NotesDocument.CHANGELOG).take(text)));
      aside.addAll(texts.of(NotesDocument.NOTES).take(notes.text()));
      texts.restore(notes.unsaved()).ifPresent(dialogs::tell);
      if (!aside.isEmpty()) {
        dialogs.tell(
            Figures.count(aside.size(), "place", "places")
                + " differ from what is being typed; the typed words stay. Put aside: " + aside.getFirst().generated().strip());
      }
    }
    show(notes);
    subtitle.set(subtitle(snapshot));
    unmade.set(notes.made() ? "" : UNMADE);
  }

  /// Commits of another release are not those of this one.
  private void forget() {
    commits.clear();
    included = 0;
    List.of(range, counts, reason).forEach(words -> words.set(""));
  }

  private void show(Notes notes) {
    known = notes.range().value();
    known.ifPresent(its -> {
      if (!its.commits().equals(commits)) {
        commits.setAll(its.commits());
      }
      included = its.included();
      range.set(its.from().orElse("the beginning") + ".." + its.to());
      counts.set("%s, %d included, %d left out".formatted(Figures.count(commits.size(), "commit", "commits"), included, commits.size() - included));
      reason.set(its.reason().replaceFirst("; [\\d,]+ commits?$", "")); // their number stands before it
    });
    if (!notes.lint().equals(lint)) {
      lint.setAll(notes.lint());
    }
    undecided.set(notes.undecided());
    looked.set(
        !notes.made() ? "" : notes.changelog().value().isPresent() ? "Section order, date, links and version checked" : "Only the notes were checked");
  }

  private String subtitle(ReleaseSnapshot snapshot) {
    if (known.isEmpty()) {
      return "The commits were not read yet.";
    }
    return snapshot.notes().changelog().value()
        .map(changelog -> "%s section %s and the release notes made from it.".formatted(changelog.path(), changelog.version()))
        .orElse("The release notes of " + snapshot.subject().tag().orElse("the next release") + ".");
  }

  /// The texts that differ from what was kept; notes that only follow the section do not.
  NotesRequests.Texts edited() {
    return texts.edited();
  }

  /// Takes a commit into the section or out of it. The section follows; edited words stay.
  void toggle(ClassifiedCommit commit) {
    if (choices.isEmpty()) {
      commits.stream().filter(NotesModel::byHand).forEach(it -> choices.put(it.commit().sha(), chosen(it)));
    }
    choices.put(commit.commit().sha(), commit.included() ? new Choice.LeaveOut() : new Choice.Include(section(commit, mapping)));
    commits.setAll(Classifier.overruled(List.copyOf(commits), choices));
    requests.choose(edited(), Map.copyOf(choices));
  }

  /// Whether a person decided about a commit in an earlier session.
  private static boolean byHand(ClassifiedCommit commit) {
    return commit.placement().byHand();
  }

  private static Choice chosen(ClassifiedCommit commit) {
    return commit.section().<Choice>map(Choice.Include::new).orElseGet(Choice.LeaveOut::new);
  }

  private static ChangeType section(ClassifiedCommit commit, Mapping mapping) {
    return switch (commit.message()) {
      case ConventionalCommit conventional -> mapping.section(conventional.header()).orElse(ChangeType.CHANGED);
      case OtherMessage _ -> ChangeType.CHANGED;
    };
  }

  /// The line of a finding within the text under edit, from 0; empty where it has none there.
  Optional<Integer> line(Finding finding) {
    return finding.at()
        .filter(at -> at.file().equals(path.get()))
        .map(Position::line)
        .map(line -> line - firstLine)
        .filter(line -> line >= 0 && line <= text(NotesDocument.CHANGELOG).get().lines().count());
  }

  /// The number that the first line of a text has in its file.
  int firstLine(NotesDocument document) {
    return document == NotesDocument.CHANGELOG ? firstLine : 1;
  }

  /// What the preview shows of the texts as they are now; may be asked of any thread.
  Supplier<PreviewText> preview() {
    String version = tag.substring(tag.lastIndexOf(' ') + 1);
    String shownVersion = version.startsWith("v") ? version.substring(1) : version;
    String section = text(NotesDocument.CHANGELOG).get();
    String notes = text(NotesDocument.NOTES).get();
    return () -> PreviewText.of(shownVersion, section, notes);
  }

  /// Whether the preview is worth working out beside the FX thread.
  boolean longPreview() {
    return texts.lengthy();
  }

  Optional<Notes.Range> knownRange() {
    return known;
  }

  NotesDialogs asked() {
    return asked;
  }

  ObservableList<ClassifiedCommit> commits() {
    return commits;
  }

  ObservableList<Finding> lint() {
    return lint;
  }

  /// A text under edit.
  public StringProperty text(NotesDocument document) {
    return texts.of(document).text();
  }

  /// Which of the two texts is under edit.
  ObjectProperty<NotesDocument> shown() {
    return shown;
  }

  ReadOnlyObjectProperty<Notes.Undecided> undecided() {
    return undecided.getReadOnlyProperty();
  }

  ReadOnlyStringProperty range() {
    return range.getReadOnlyProperty();
  }

  ReadOnlyStringProperty counts() {
    return counts.getReadOnlyProperty();
  }

  ReadOnlyStringProperty reason() {
    return reason.getReadOnlyProperty();
  }

  ReadOnlyStringProperty looked() {
    return looked.getReadOnlyProperty();
  }

  ReadOnlyStringProperty path() {
    return path.getReadOnlyProperty();
  }

  /// The repository's page on the host, once it is known.
  Optional<URI> repositoryPage() {
    return repositoryPage;
  }

  Dialogs dialogs() {
    return dialogs;
  }

  NotesRequests requests() {
    return requests;
  }

  /// What the sidebar shows.
  public NavState nav() {
    if (commits.isEmpty()) {
      return NavState.UNKNOWN;
    }
    boolean wrong = lint.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    boolean made = !texts.of(NotesDocument.NOTES).kept().isEmpty();
    return new NavState(wrong ? Status.FAILED : made ? Status.PASSED : Status.NOT_STARTED, Long.toString(included));
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
