package dev.slipway.desktop.welcome;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.ArrayList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// Lays out the three ways to begin.
public final class WelcomeView extends VBox {
  private static final FaultChoice NO_FAULT = new FaultChoice("", "Nothing goes wrong");

  public WelcomeView(WelcomeModel model, Dialogs dialogs) {
    super(12);
    getStyleClass().add("welcome");
    var cards = new HBox(12, rehearsal(model), connect(model), verify(model, dialogs));
    cards.getChildren().forEach(card -> HBox.setHgrow(card, Priority.ALWAYS));
    var drop = Texts.small("A folder, an archive or a SHA256SUMS file can also be dropped anywhere on this window.");
    drop.setGraphic(new Icon(Octicons.INFO_16, Tone.MUTED).sized(14));
    drop.setGraphicTextGap(8);
    getChildren().addAll(cards, drop);
  }

  private static Node rehearsal(WelcomeModel model) {
    var meshc = new Button("Rehearse meshc");
    meshc.setId("rehearse-meshc");
    meshc.sceneProperty().subscribe(scene -> {
      if (scene != null) {
        meshc.requestFocus(); // the way in for whoever comes with nothing
      }
    });
    meshc.getStyleClass().add("accent-button");
    meshc.setOnAction(_ -> model.rehearse("meshc"));
    Describe.describe(meshc, "Rehearse meshc", "A compiler for six targets, released as archives", "");
    var weft = new Button("Rehearse weft");
    weft.setId("rehearse-weft");
    weft.setOnAction(_ -> model.rehearse("weft"));
    Describe.describe(weft, "Rehearse weft", "An agent runtime for six targets, with WebAssembly and an image", "");
    var fault = new ComboBox<FaultChoice>();
    var faults = new ArrayList<FaultChoice>();
    faults.add(NO_FAULT);
    faults.addAll(model.faults());
    fault.getItems().setAll(faults);
    fault.getSelectionModel().selectFirst();
    fault.setMaxWidth(Double.MAX_VALUE);
    fault.setId("rehearsal-fault");
    Describe.describe(fault, "What goes wrong in the rehearsal");
    fault.setVisibleRowCount(faults.size());
    fault.setConverter(new Titles());
    fault.valueProperty().subscribe(chosen -> model.fault().set(chosen == null ? "" : chosen.name()));
    meshc.disableProperty().bind(model.busy());
    weft.disableProperty().bind(model.busy());
    return card(Octicons.BEAKER_16, "Open the rehearsal",
        "A whole release against a GitHub that runs inside this computer. Nothing leaves it, no account is needed.",
        label("What goes wrong", fault), fault, whole(meshc, weft));
  }

  /// Buttons beside each other, or where that is too narrow one below the other; their words are never cut.
  private static Node whole(Button... buttons) {
    for (Button button : buttons) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    return new FlowPane(8, 8, buttons);
  }

  private static Node connect(WelcomeModel model) {
    var repository = field("owner/name", "connect-repository", model.repository());
    var host = field("github.com", "connect-host", model.host());
    var token = new PasswordField();
    token.setId("connect-token");
    token.setPromptText("From GH_TOKEN or gh, where there is one");
    token.textProperty().bindBidirectional(model.token());
    Describe.describe(repository, "Repository");
    Describe.describe(host, "Host");
    Describe.describe(token, "Token");
    Node keep = model.keepsTokens() ? keep(model) : Texts.wrapped(Texts.small("Kept in memory only: there is no keyring here."));
    var connect = new Button("Connect repository");
    connect.setId("connect");
    Describe.describe(connect, "Connect repository");
    connect.disableProperty().bind(model.busy());
    connect.setOnAction(_ -> {
      repository.requestFocus();
      model.connect();
    });
    repository.setOnAction(_ -> model.connect());
    var why = Texts.wrapped(Texts.small(""));
    why.textProperty().bind(model.refusal());
    connect.accessibleHelpProperty().bind(model.refusal());
    return card(Octicons.MARK_GITHUB_16, "Connect a repository",
        "Its releases, runs and artifacts. Without a token, what is public can be read.",
        label("Repository", repository), repository, label("Host", host), host, label("Token", token), token, keep, connect, why);
  }

  private static CheckBox keep(WelcomeModel model) {
    var keep = new CheckBox("Keep it in the system's keyring");
    keep.setId("connect-keep");
    keep.selectedProperty().bindBidirectional(model.keep());
    Describe.describe(keep, keep.getText());
    return keep;
  }

  private static Node verify(WelcomeModel model, Dialogs dialogs) {
    var folder = new Button("Verify folder…");
    folder.setId("welcome-verify");
    Describe.describe(folder, "Verify folder");
    folder.setOnAction(_ -> dialogs.chooseFolder("Verify a folder", model.opening()::verify));
    return card(Octicons.FILE_DIRECTORY_16, "Verify a folder",
        "Every file against its checksum manifest, both ways. No repository, no network, no account.", folder);
  }

  private static TextField field(String prompt, String id, javafx.beans.property.StringProperty value) {
    var field = new TextField();
    field.setPromptText(prompt);
    field.setId(id);
    field.textProperty().bindBidirectional(value);
    return field;
  }

  private static Label label(String text, Node field) {
    var label = Texts.heading(text);
    label.setLabelFor(field);
    return label;
  }

  private static VBox card(Ikon ikon, String title, String text, Node... content) {
    var heading = Texts.subject(title);
    heading.setGraphic(new Icon(ikon, Tone.MUTED));
    heading.setGraphicTextGap(8);
    var card = new VBox(8, heading, Texts.wrapped(Texts.small(text)));
    card.getStyleClass().addAll("panel", "welcome-card");
    card.setPrefWidth(320);
    card.getChildren().addAll(content);
    return card;
  }

  private static final class Titles extends StringConverter<FaultChoice> {
    @Override
    public String toString(@Nullable FaultChoice fault) {
      return fault == null ? "" : fault.title();
    }

    @Override
    public FaultChoice fromString(String title) {
      return NO_FAULT; // nothing can be typed there
    }
  }
}
