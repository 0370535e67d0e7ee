package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.SearchField;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.markdown.MarkdownBlock;
import dev.slipway.desktop.markdown.MarkdownLinks;
import dev.slipway.desktop.markdown.MarkdownView;
import dev.slipway.fact.Finding;
import dev.slipway.release.Notes;
import dev.slipway.release.notes.NotesDocument;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the range, the commits, the editor and its preview; in place of the last three what has to be decided first.
final class NotesView extends VBox {
  private static final Duration SETTLED = Duration.millis(150);
  private final NotesModel model;
  private final Map<NotesDocument, NotesEditor> editors = new EnumMap<>(NotesDocument.class);
  private final StackPane held = new StackPane();
  private final MarkdownView preview;
  private final HBox columns;
  private final Panel commits;
  private final Panel edit;
  private int drawing;
  private PreviewText composed = new PreviewText("", 0, -1);

  NotesView(NotesModel model) {
    super(12);
    this.model = model;
    preview = new MarkdownView(new MarkdownLinks(model::repositoryPage, model.dialogs()::browse), this::previewScrolled);
    Describe.describe(preview, "Preview of the release notes");
    editors.put(NotesDocument.CHANGELOG, editor("section-editor", "Changelog section in Markdown", NotesDocument.CHANGELOG));
    editors.put(NotesDocument.NOTES, editor("notes-editor", "Release notes in Markdown", NotesDocument.NOTES));
    commits = commits();
    edit = edit();
    columns = new HBox(12, commits, edit, shown());
    VBox.setVgrow(columns, Priority.ALWAYS);
    getChildren().addAll(rangeBar(), columns, new LowBar(model, this::show));
    model.shown().subscribe(document -> held.getChildren().setAll(editor(document)));
    model.lint().subscribe(this::mark);
    mark();
    model.undecided().subscribe(this::decide);
    var settled = new PauseTransition(SETTLED);
    settled.setOnFinished(_ -> draw());
    for (NotesDocument document : NotesDocument.values()) {
      model.text(document).subscribe(_ -> settled.playFromStart());
    }
    draw();
  }

  private NotesEditor editor(String id, String name, NotesDocument document) {
    return new NotesEditor(id, name, model.text(document), line -> {
      if (!preview.scrolling()) {
        preview.scrollToLine(composed.previewLine(document, line));
      }
    });
  }

  private NotesEditor editor(NotesDocument document) {
    return Objects.requireNonNull(editors.get(document));
  }

  private void previewScrolled(int line) {
    NotesDocument document = model.shown().get();
    editor(document).scrollToLine(composed.editedLine(document, line));
  }

  private void draw() {
    Supplier<PreviewText> text = model.preview();
    int number = ++drawing;
    if (model.longPreview()) {
      model.requests().workOut(() -> Drawn.of(text.get()), drawn -> {
        if (number == drawing) {
          show(drawn);
        }
      });
    } else {
      show(Drawn.of(text.get()));
    }
  }

  private void show(Drawn drawn) {
    composed = drawn.text();
    preview.show(drawn.blocks());
    mark();
  }

  /// A preview that was read.
  private record Drawn(PreviewText text, List<MarkdownBlock> blocks) {
    static Drawn of(PreviewText text) {
      return new Drawn(text, MarkdownBlock.parse(text.text()));
    }
  }

  private void mark() {
    Map<Integer, Finding> found = new HashMap<>();
    for (Finding finding : model.lint().reversed()) {
      model.line(finding).ifPresent(line -> found.put(line, finding));
    }
    editor(NotesDocument.CHANGELOG).show(model.firstLine(NotesDocument.CHANGELOG), found);
  }

  private void show(Finding finding) {
    model.line(finding).ifPresent(line -> {
      model.shown().set(NotesDocument.CHANGELOG);
      editor(NotesDocument.CHANGELOG).select(line);
    });
  }

  private Node rangeBar() {
    var range = Texts.code("");
    range.getStyleClass().add("text-code-strong");
    range.textProperty().bind(model.range());
    range.setGraphic(new Icon(Octicons.GIT_COMPARE_16, Tone.MUTED));
    range.setGraphicTextGap(12);
    range.setMinWidth(USE_PREF_SIZE);
    var counts = Texts.base("");
    counts.textProperty().bind(model.counts());
    counts.setMinWidth(USE_PREF_SIZE);
    var reason = Texts.name(Texts.small(""));
    reason.setTextOverrun(javafx.scene.control.OverrunStyle.ELLIPSIS);
    reason.textProperty().bind(model.reason());
    reason.setMinWidth(0);
    var change = new Button("Change range…");
    change.setId("change-range");
    change.getStyleClass().add("small");
    change.setMinWidth(USE_PREF_SIZE);
    Describe.describe(change, "Change range…", "Choose the release the commits are counted from", "");
    change.setOnAction(_ -> model.asked().changeRange());
    var bar = new HBox(12, range, counts, reason, Panel.gap(), change);
    bar.getStyleClass().addAll("panel", "range-bar");
    return bar;
  }

  private Panel commits() {
    var list = new CommitTree(model);
    var filter = SearchField.of("filter-commits", "Filter", "", new SimpleStringProperty(""));
    filter.setPrefWidth(120);
    filter.setAccessibleText("Filter the commits");
    Runnable refill = () -> list.show(List.copyOf(model.commits()), filter.getText());
    model.commits().subscribe(refill);
    filter.textProperty().subscribe(_ -> refill.run());
    var panel = Panel.headed(Panel.header(Texts.strong("Commits"), filter), list).growing(list);
    panel.setPrefWidth(332);
    panel.setMinWidth(240);
    return panel;
  }

  private Panel edit() {
    Label title = Texts.strong("");
    title.textProperty().bind(
        model.shown().map(document -> document == NotesDocument.CHANGELOG ? model.path().get() : "Release notes"));
    var group = new ToggleGroup();
    var choice = new HBox(toggle("Changelog", NotesDocument.CHANGELOG, group), toggle("Release notes", NotesDocument.NOTES, group));
    choice.getStyleClass().add("segments");
    var panel = Panel.headed(Panel.header(title, choice), held).growing(held);
    panel.setPrefWidth(348);
    HBox.setHgrow(panel, Priority.ALWAYS);
    return panel;
  }

  private ToggleButton toggle(String words, NotesDocument document, ToggleGroup group) {
    var button = new ToggleButton(words);
    button.setId("show-" + document.name().toLowerCase(java.util.Locale.ROOT));
    button.getStyleClass().addAll("small", "segment");
    button.setToggleGroup(group);
    button.setMinWidth(USE_PREF_SIZE);
    Describe.describe(button, words, "Edit the " + (document == NotesDocument.CHANGELOG ? "section of the changelog" : "release notes"), "");
    model.shown().subscribe(now -> button.setSelected(now == document));
    button.setOnAction(_ -> {
      model.shown().set(document);
      button.setSelected(true);
    });
    return button;
  }

  private Panel shown() {
    var whole = new ToggleButton();
    whole.setGraphic(new Icon(Octicons.SCREEN_FULL_16, Tone.MUTED));
    whole.setId("preview-only");
    whole.getStyleClass().add("preview-only");
    Describe.describe(whole, "Preview only", "Hide commits and editor, or show them again", "");
    whole.selectedProperty().subscribe(only -> {
      for (Panel panel : List.of(commits, edit)) {
        panel.setVisible(!only);
        panel.setManaged(!only);
      }
    });
    var panel =
        Panel.headed(Panel.header(Texts.strong("Preview of the release notes"), whole), preview).growing(preview);
    panel.setPrefWidth(324);
    HBox.setHgrow(panel, Priority.ALWAYS);
    return panel;
  }

  private void decide(Notes.Undecided undecided) {
    if (undecided.section().isPresent()) {
      replace(new ConflictsView(undecided.section().get(), "Edited here", "From the commits", model.requests()::settle));
    } else if (undecided.remote().isPresent()) {
      replace(new ConflictsView(undecided.remote().get(), "Edited here", "On the host", model.requests()::settleRemote));
    } else {
      replace(columns);
    }
  }

  private void replace(Node middle) {
    VBox.setVgrow(middle, Priority.ALWAYS);
    if (getChildren().get(1) != middle) {
      getChildren().set(1, middle);
    }
  }
}
