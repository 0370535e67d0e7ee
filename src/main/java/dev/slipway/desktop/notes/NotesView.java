package dev.slipway.desktop.notes;

import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.EmptyState;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.markdown.MarkdownBlock;
import dev.slipway.desktop.markdown.MarkdownLinks;
import dev.slipway.desktop.markdown.MarkdownView;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the range, the commits, the editor and its preview.
final class NotesView extends VBox {
  private static final Duration SETTLED = Duration.millis(150);


  NotesView(NotesModel model) {
    super(12);
    var range = Texts.code("");
    range.getStyleClass().add("text-code-strong");
    range.textProperty().bind(model.range());
    range.setGraphic(new Icon(Octicons.GIT_COMPARE_16, Tone.MUTED));
    range.setMinWidth(USE_PREF_SIZE);
    var reason = Texts.small("");
    reason.textProperty().bind(model.reason());
    var bar = new HBox(12, range, reason);
    bar.getStyleClass().addAll("panel", "range-bar");

    var list = new ListView<ClassifiedCommit>(model.commits());
    list.setId("commits");
    list.setFixedCellSize(40);
    list.getStyleClass().add("inner");
    list.setPlaceholder(new EmptyState(Octicons.GIT_COMMIT_16, "The commits were not read yet."));
    list.setCellFactory(_ -> new CommitCell());
    Describe.describe(list, "Commits");
    var commits = Panel.headed(Panel.header(Texts.strong("Commits")), list).growing(list);
    commits.setPrefWidth(332);
    commits.setMinWidth(240);

    var editor = new TextArea();
    editor.setId("notes-editor");
    editor.setWrapText(true);
    editor.getStyleClass().add("editor");
    editor.textProperty().bindBidirectional(model.text());
    Describe.describe(editor, "Release notes in Markdown");
    var edit = Panel.headed(Panel.header(Texts.strong("Release notes")), editor).growing(editor);
    edit.setPrefWidth(348);
    HBox.setHgrow(edit, Priority.ALWAYS);

    var preview = new MarkdownView(new MarkdownLinks(Optional.empty(), model.dialogs()::browse));
    Describe.describe(preview, "Preview of the release notes");
    var shown = Panel.headed(Panel.header(Texts.strong("Preview of the release notes")), preview).growing(preview);
    shown.setPrefWidth(324);
    HBox.setHgrow(shown, Priority.ALWAYS);
    var settled = new PauseTransition(SETTLED);
    settled.setOnFinished(_ -> preview.show(MarkdownBlock.parse(model.text().get())));
    model.text().subscribe(_ -> settled.playFromStart());
    preview.show(MarkdownBlock.parse(model.text().get()));

    var columns = new HBox(12, commits, edit, shown);
    VBox.setVgrow(columns, Priority.ALWAYS);
    var low = new HBox(12, Findings.counts(model.lint()));
    low.getStyleClass().addAll("panel", "low-bar");
    getChildren().addAll(bar, columns, low);
  }

  /// A commit, with the section it is listed in, or why it is left out.
  private static final class CommitCell extends ListCell<ClassifiedCommit> {
    private final Icon icon = Icon.of(Status.PASSED);
    private final Label subject = Texts.name(Texts.base(""));
    private final Label where = Texts.name(Texts.small(""));
    private final Label sha = Texts.code("");
    private final HBox row;

    CommitCell() {
      sha.getStyleClass().setAll("label", "text-code-small");
      sha.setMinWidth(USE_PREF_SIZE);
      var words = new VBox(1, subject, where);
      words.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(0);
      row = new HBox(8, icon, words, Panel.gap(), sha);
      row.setAlignment(Pos.CENTER_LEFT);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(ClassifiedCommit commit, boolean empty) {
      super.updateItem(commit, empty);
      if (empty || commit == null) {
        setGraphic(null);
        setAccessibleText("");
      } else {
        boolean in = commit.included();
        icon.show(in ? Octicons.CHECK_16 : Octicons.CIRCLE_SLASH_16, in ? Tone.SUCCESS : Tone.MUTED);
        String message = commit.commit().message();
        subject.setText(message.lines().findFirst().orElse(""));
        where.setText(in ? commit.section().map(ChangeType::toString).orElse("") : "left out");
        sha.setText(commit.commit().sha().substring(0, Math.min(7, commit.commit().sha().length())));
        setGraphic(row);
        setAccessibleText(subject.getText() + ", " + where.getText() + ", " + sha.getText());
      }
    }
  }
}
