package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.CodeWords;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Failure;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// What went wrong last, above the page, which stays as it was: what, where, what to do, and a way to try again.
final class TroubleBanner extends HBox {
  private final Label title = new Label();
  private final Label sentence = Texts.wrapped(Texts.base(""));
  private final Label code = Texts.code("");
  private final Button again = new Button("Try again");
  private final Button copy = new Button("Copy details");
  private Runnable retry = () -> {};
  private String details = "";
  private Optional<String> work = Optional.empty();

  /// @param clipboard takes text to copy and what it is
  TroubleBanner(BiConsumer<String, String> clipboard) {
    super(12);
    setId("trouble");
    getStyleClass().addAll("trouble", Tone.DANGER.styleClass());
    title.getStyleClass().add("text-verdict");
    var words = new VBox(2, title, sentence, code);
    HBox.setHgrow(words, Priority.ALWAYS);
    words.setMinWidth(0);
    again.setId("trouble-again");
    Describe.describe(again, "Try again");
    again.setOnAction(_ -> {
      hide();
      retry.run();
    });
    copy.setId("trouble-copy");
    Describe.describe(copy, "Copy details");
    copy.setOnAction(_ -> clipboard.accept(details, "Details"));
    var close = new Button("", new Icon(Octicons.X_16, Tone.MUTED).sized(14));
    close.setId("trouble-close");
    close.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    close.getStyleClass().add("icon-button-small");
    Describe.describe(close, "Close this message");
    close.setOnAction(_ -> hide());
    for (Button button : java.util.List.of(again, copy, close)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().addAll(Icon.of(Status.FAILED).sized(20), words, again, copy, close);
    hide();
  }

  /// @param way  does the same once more, where that makes sense
  /// @param task the title of the task that failed, where it was one
  void show(Failure failure, Optional<Runnable> way, Optional<String> task) {
    work = task;
    boolean fault = failure.code().isPresent();
    title.setText(fault ? "A fault of Slipway" : "That did not work");
    sentence.setText(CodeWords.plain(failure.sentence()));
    shown(code, fault);
    code.setText("Code " + failure.code().orElse(""));
    shown(copy, fault);
    details = failure.details();
    shown(again, way.isPresent());
    retry = way.orElse(() -> {});
    setAccessibleText(title.getText() + ". " + sentence.getText());
    shown(this, true);
  }

  /// What was told is no longer so: a later task of the same kind has succeeded.
  void mended(String task) {
    if (work.equals(Optional.of(task))) {
      hide();
    }
  }

  /// What was told no longer matters.
  void hide() {
    work = Optional.empty();
    shown(this, false);
  }

  private static void shown(javafx.scene.Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
