package dev.slipway.desktop.publish;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.StatusMark;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.kordamp.ikonli.octicons.Octicons;

/// Names what publishing does, and takes the tag typed exactly.
final class ConfirmPanel extends VBox {
  private final PublishModel model;
  private final Label title = Texts.subject("");
  private final StatusMark blocking = new StatusMark(Status.PASSED);
  private final StatusMark warnings = new StatusMark(Status.WARNING);
  private final StatusMark waived = new StatusMark(Status.WAIVED);
  private final Text tag = new Text();
  private final Text becomes = new Text();
  private final Text repository = new Text();
  private final Label immutable = Texts.wrapped(Texts.small(""));
  private final Label type = new Label();
  private final TextField field = new TextField();
  private final FlowPane options;
  private final VBox typing;

  ConfirmPanel(PublishModel model) {
    this.model = model;
    getStyleClass().addAll("panel", "confirm-panel");
    title.setGraphic(Icon.of(Octicons.ROCKET_16));
    title.setGraphicTextGap(8);
    for (StatusMark mark : java.util.List.of(blocking, warnings, waived)) {
      mark.getStyleClass().add("small");
    }
    var header = Panel.header(title, blocking, warnings, waived);
    header.getStyleClass().add("confirm-header");
    repository.getStyleClass().add("text-strong");
    var effect = new TextFlow(tag, becomes, repository, new Text("."));
    effect.getStyleClass().add("effect");
    immutable.setGraphic(new Icon(Octicons.LOCK_16, Tone.MUTED));
    immutable.setGraphicTextGap(8);
    immutable.setAlignment(javafx.geometry.Pos.TOP_LEFT);
    options = new FlowPane(20, 6,
        option("Set as latest release", model.latest()),
        option("Pre-release", model.prerelease()),
        option("Save evidence", model.evidence()));
    field.setId("confirm-tag");
    field.getStyleClass().add("confirm-field");
    field.textProperty().bindBidirectional(model.typed());
    field.setMinWidth(60);
    HBox.setHgrow(field, Priority.ALWAYS);
    type.getStyleClass().addAll("text-heading", "plain");
    type.setLabelFor(field);
    var draft = model.registry().button(model.draft());
    draft.setGraphic(null);
    draft.getStyleClass().add("confirm-button");
    var publish = model.registry().button(model.publish());
    publish.getStyleClass().addAll("publish-button", "confirm-button");
    publish.textProperty().bind(model.shown().map(now -> now.tag().isEmpty() ? "Publish" : "Publish " + now.tag()));
    publish.accessibleTextProperty().bind(publish.textProperty());
    var row = new HBox(8, field, model.registry().explained(draft, model.draft()), model.registry().explained(publish, model.publish()));
    var hint = Texts.wrapped(Texts.small(""));
    hint.setId("confirm-hint");
    hint.setGraphic(new Icon(Octicons.INFO_16, Tone.MUTED).sized(14));
    hint.setGraphicTextGap(6);
    hint.textProperty().bind(model.hint());
    typing = new VBox(4, type, row);
    typing.setId("confirm-typing");
    var body = new VBox(10, effect, immutable, options, typing, hint);
    body.getStyleClass().add("confirm-body");
    getChildren().addAll(header, body);
    model.onConfirmField(field::requestFocus);
    model.shown().subscribe(_ -> show());
    model.latest().subscribe(_ -> tellEffect());
  }

  private static CheckBox option(String text, BooleanProperty value) {
    var box = new CheckBox(text);
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.selectedProperty().bindBidirectional(value);
    Describe.describe(box, text);
    return box;
  }

  private void tellEffect() {
    becomes.setText(
        model.shown().get().tag().isEmpty() ? "" : model.published() ? " is public in " : model.latest().get() ? " becomes public and the latest release of " : " becomes public in ");
  }

  private void show() {
    tellEffect();
    PublishInput now = model.shown().get();
    boolean none = now.tag().isEmpty();
    for (var asks : java.util.List.of(options, typing, immutable)) {
      boolean asked = !none && (!model.published() || asks == immutable);
      asks.setVisible(asked);
      asks.setManaged(asked);
    }
    for (StatusMark mark : java.util.List.of(blocking, warnings)) {
      mark.setVisible(!none);
    }
    title.setText(none ? "Publish" : "Publish " + now.tag());
    // None blocks so far: that is no reason for green while a gate is not measured.
    Status clear = model.judged() ? Status.PASSED : Status.UNKNOWN;
    blocking.show(model.blocking() == 0 ? clear : Status.BLOCKING, model.blocking() + " blocking");
    warnings.show(model.warnings() == 0 ? clear : Status.WARNING, Figures.count(model.warnings(), "warning", "warnings"));
    waived.show(Status.WAIVED, model.waived() + " waived");
    waived.setVisible(model.waived() > 0);
    waived.setManaged(model.waived() > 0);
    tag.setText(none ? "Nothing becomes public here" : now.tag());
    repository.setText(none ? "" : now.repository());
    immutable.setText(now.immutable()
        .map(yes -> yes
            ? "Immutable releases are on: afterwards the tag and the assets cannot be changed. Title and notes can."
            : "Immutable releases are off: assets can still be replaced afterwards.")
        .orElse("Whether releases become immutable here cannot be told with this token."));
    type.setText("Type the tag name to confirm: " + now.tag());
    Describe.describe(field, "Tag name to confirm, " + now.tag());
  }
}
