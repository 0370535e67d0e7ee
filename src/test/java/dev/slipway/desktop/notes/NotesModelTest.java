package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Rules;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class NotesModelTest {
  private final List<String> told = new ArrayList<>();
  private NotesModel model;

  @Start
  void start(Stage stage) {
    Dialogs dialogs =
        (Dialogs) Proxy.newProxyInstance(Dialogs.class.getClassLoader(), new Class<?>[] {Dialogs.class}, (_, method, arguments) -> {
          told.add(method.getName() + " " + arguments[0]);
          return null;
        });
    model = new NotesModel(new Actions(), dialogs, new NotesRequests() {
      @Override
      public void save(String text) {}

      @Override
      public void rebuild() {}
    });
    model.commits().setAll(
        new Classifier(Rules.standard())
            .classify(List.of(commit("chore: tidy", 3), commit("fix: two", 2), commit("feat: one", 1)), Map.of()));
    model.text().set("### Added\n\n- One\n\n### Fixed\n\n- Two\n");
    stage.setScene(new Scene((javafx.scene.Parent) model.view(), 1000, 600));
    stage.show();
  }

  @Test
  void puttingACommitInKeepsEditedWords(FxRobot robot) {
    robot.interact(() -> model.text().set("### Added\n\n- One, told by hand\n\n### Fixed\n\n- Two\n"));
    robot.interact(() -> model.toggle(model.commits().getFirst()));
    assertThat(model.text().get())
        .isEqualTo("### Added\n\n- One, told by hand\n\n### Changed\n\n- Tidy\n\n### Fixed\n\n- Two\n");
    robot.interact(() -> model.toggle(model.commits().get(1)));
    assertThat(model.text().get()).isEqualTo("### Added\n\n- One, told by hand\n\n### Changed\n\n- Tidy\n");
    robot.interact(() -> model.toggle(model.commits().get(2)));
    assertThat(model.text().get()).as("words by hand are never taken out").contains("- One, told by hand");
    assertThat(told).hasSize(1).first().asString().contains("the edited words stay");
  }

  @Test
  void theTreeShowsSectionsAndReasons(FxRobot robot) {
    CommitTree tree = robot.lookup("#commits").query();
    assertThat(tree.getRoot().getChildren()).extracting(item -> ((CommitRow.Group) item.getValue()).title())
        .containsExactly("Added", "Fixed", "Left out");
    robot.interact(() -> tree.show(List.copyOf(model.commits()), "two"));
    assertThat(tree.getRoot().getChildren()).hasSize(1);
  }

  @Test
  void undoTakesTypingBack(FxRobot robot) {
    TextArea editor = robot.lookup("#notes-editor").query();
    robot.interact(() -> editor.appendText("- More\n"));
    assertThat(model.text().get()).endsWith("- More\n");
    robot.interact(editor::undo);
    assertThat(model.text().get()).doesNotContain("More");
  }

  private static ChangelogCommit commit(String message, int number) {
    return new ChangelogCommit("%040x".formatted(number), message, "Ada", "", Instant.EPOCH, List.of());
  }
}
