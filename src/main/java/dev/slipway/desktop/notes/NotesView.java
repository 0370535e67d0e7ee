package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.markdown.MarkdownBlock;
import dev.slipway.desktop.markdown.MarkdownLinks;
import dev.slipway.desktop.markdown.MarkdownView;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextField;
import javafx.animation.PauseTransition;
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

    var list = new CommitTree(model);
    var filter = new TextField();
    filter.setPromptText("Filter");
    filter.setPrefWidth(120);
    filter.getStyleClass().add("small");
    Describe.describe(filter, "Filter the commits");
    Runnable refill = () -> list.show(List.copyOf(model.commits()), filter.getText());
    model.commits().subscribe(refill);
    filter.textProperty().subscribe(_ -> refill.run());
    var commits = Panel.headed(Panel.header(Texts.strong("Commits"), filter), list).growing(list);
    commits.setPrefWidth(332);
    commits.setMinWidth(240);

    var preview = new MarkdownView(new MarkdownLinks(Optional.empty(), model.dialogs()::browse));
    Describe.describe(preview, "Preview of the release notes");
    var editor = new NotesEditor(model.text(), preview::scrollToLine);
    var edit = Panel.headed(Panel.header(Texts.strong("Release notes")), editor).growing(editor);
    edit.setPrefWidth(348);
    HBox.setHgrow(edit, Priority.ALWAYS);

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
}
