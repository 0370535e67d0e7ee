package dev.slipway.desktop.notes;

import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.MergedText.Decision;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// Two texts side by side at every place where they differ, to decide which words stand. Until all are decided, the edited words do.
final class ConflictsView extends VBox {
  private final List<Decision> decisions;

  /// @param merged  both texts brought together
  /// @param edited  what the person's side is called
  /// @param other   what the other side is called
  /// @param decided told the text that stands
  ConflictsView(MergedText merged, String edited, String other, Consumer<String> decided) {
    super(12);
    getStyleClass().add("conflicts");
    List<MergedText.Conflict> conflicts = merged.conflicts();
    decisions = new ArrayList<>(Collections.nCopies(conflicts.size(), Decision.EDITED));
    VBox places = new VBox(12);
    places.getStyleClass().add("conflict-places");
    for (int i = 0; i < conflicts.size(); i++) {
      places.getChildren().add(place(i, conflicts.get(i), edited, other));
    }
    ScrollPane scroll = new ScrollPane(places);
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Button use = new Button("Use these words");
    use.setId("decide-conflicts");
    use.getStyleClass().addAll("small", "accent-button");
    Describe.describe(use, "Use these words", "The text is kept as decided", "");
    use.setOnAction(_ -> decided.accept(merged.decided(decisions)));
    Label title =
        Texts.strong(Figures.count(conflicts.size(), "place differs", "places differ") + ": decide which words stand");
    title.setGraphic(new Icon(Octicons.GIT_MERGE_16, Tone.WARNING));
    Panel panel = Panel.headed(Panel.header(title, use), scroll).growing(scroll);
    VBox.setVgrow(panel, Priority.ALWAYS);
    getChildren().add(panel);
  }

  private VBox place(int index, MergedText.Conflict conflict, String edited, String other) {
    ToggleGroup group = new ToggleGroup();
    HBox sides =
        new HBox(12, side(edited, conflict.edited(), choice("Keep these", group, index, Decision.EDITED, true)),
            side(other, conflict.generated(), choice("Take these", group, index, Decision.GENERATED, false)));
    VBox box =
        new VBox(6, Texts.small("Place %d of %d".formatted(index + 1, decisions.size())), sides,
            choice("Keep both, one after the other", group, index, Decision.BOTH, false));
    box.setAccessibleText("Place " + (index + 1));
    return box;
  }

  private static VBox side(String title, String words, RadioButton choice) {
    Label text = Texts.wrapped(Texts.code(words.isBlank() ? "(nothing)" : words.stripTrailing()));
    text.setMaxWidth(Double.MAX_VALUE);
    text.getStyleClass().add("conflict-text");
    VBox side = new VBox(6, Texts.heading(title), text, choice);
    side.setMinWidth(0);
    side.setPrefWidth(10);
    HBox.setHgrow(side, Priority.ALWAYS);
    return side;
  }

  private RadioButton choice(String words, ToggleGroup group, int index, Decision decision, boolean chosen) {
    RadioButton button = new RadioButton(words);
    button.setId("conflict-" + index + "-" + decision.name().toLowerCase(java.util.Locale.ROOT));
    button.setToggleGroup(group);
    button.setSelected(chosen);
    button.setOnAction(_ -> decisions.set(index, decision));
    return button;
  }
}
