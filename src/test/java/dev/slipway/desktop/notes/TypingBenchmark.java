package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.markdown.MarkdownBlock;
import dev.slipway.desktop.markdown.MarkdownView;
import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.measured.Measurements;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.notes.NotesDocument;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// How long a key takes in the section of a CHANGELOG.md of 20,000 lines, with the preview on: from the key's event to the end of
/// layout, on the FX thread. The limit is one pulse of 16 ms. The peer is a plain text area that holds the same file.
@Tag("benchmark")
@ExtendWith(ApplicationExtension.class)
class TypingBenchmark {
  private static final int KEYS = 120;
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private Stage stage;

  @Start
  void start(Stage given) {
    stage = given;
  }

  @Test
  void typingInALongChangelogWithThePreviewOn(FxRobot robot) throws Exception {
    String changelog = changelog(20_000, 3);
    SessionRequests requests = shown(robot, changelog);
    double[] drawn = draw(robot, requests);
    double[] section = type(robot, robot.lookup("#section-editor").query());
    TextArea plain = plain(robot, changelog);
    double[] whole = type(robot, plain, 12);
    try (Measurements table = Measurements.of("typing", "a text area that holds the whole file")) {
      table.compare("a key in the section of a 20,000-line CHANGELOG.md, preview on, median", section[section.length / 2], whole[whole.length / 2], "ms", 0.5);
      table.limit("the same, 95th of 100", section[section.length * 95 / 100], "ms", 16);
      table.limit("drawing the preview after the last key, median", drawn[drawn.length / 2], "ms", 16);
    }
  }

  /// One section holds most of the lines. What follows from a key is worked out beside the FX thread when the hands rest.
  @Test
  void typingInASectionThatHoldsMostOfALongChangelog(FxRobot robot) throws Exception {
    String changelog = changelog(20_000, 16_000);
    shown(robot, changelog);
    TextArea editor = robot.lookup("#section-editor").query();
    double[] section = type(robot, editor);
    double[] painted = painted(robot, editor);
    TextArea plain = plain(robot, changelog);
    double[] whole = type(robot, plain, 12);
    try (Measurements table = Measurements.of("typing in a long section", "a text area that holds the whole file")) {
      table.compare("a key in a section of 16,000 lines, preview on, median", section[section.length / 2], whole[whole.length / 2], "ms", 0.5);
      table.limit("the same, 95th of 100", section[section.length * 95 / 100], "ms", 16);
      table.limit("a key and the editor painted anew as a whole, median", painted[painted.length / 2], "ms", 16);
      table.limit("the same, 95th of 100", painted[painted.length * 95 / 100], "ms", 16);
    }
  }

  private SessionRequests shown(FxRobot robot, String changelog) throws Exception {
    Rehearsal rehearsal = github.start(Project.WEFT);
    Forge forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    var stored = forge.stored(rehearsal.repository(), "CHANGELOG.md", "main").orElseThrow();
    forge.commit(
        rehearsal.repository(),
        new FileChange("CHANGELOG.md", changelog.getBytes(StandardCharsets.UTF_8), Optional.of(stored.id()), "main", "docs: a long changelog"));
    SessionRequests requests = new SessionRequests(Sessions.made(rehearsal, state, _ -> {})) {
      @Override
      public <T> void workOut(Supplier<T> work, Consumer<T> answer) {
        Thread.startVirtualThread(() -> {
          T worked = work.get();
          Platform.runLater(() -> answer.accept(worked));
        });
      }
    };
    assertThat(requests.session.snapshot().notes().changelog().value().orElseThrow().file().text().lines().count()).isGreaterThan(19_990);
    Dialogs dialogs =
        (Dialogs) Proxy.newProxyInstance(Dialogs.class.getClassLoader(), new Class<?>[] {Dialogs.class}, (_, _, _) -> null);
    robot.interact(() -> {
      NotesModel model = new NotesModel(new Actions(), dialogs, requests);
      model.show(requests.session.snapshot());
      stage.setScene(new Scene((javafx.scene.Parent) model.view(), 1028, 676));
      stage.show();
      assertThat(model.text(NotesDocument.CHANGELOG).get()).contains("### Added");
    });
    return requests;
  }

  private TextArea plain(FxRobot robot, String text) {
    TextArea plain = new TextArea(text);
    robot.interact(() -> {
      stage.setScene(new Scene(plain, 1028, 676));
      stage.show();
    });
    return plain;
  }

  /// Keys with the whole editor painted after each: more than a window paints, which is the lines that changed.
  private static double[] painted(FxRobot robot, TextArea area) {
    double[] took = new double[KEYS];
    WritableImage[] image = new WritableImage[1];
    for (int i = 0; i < took.length; i++) {
      int at = i;
      robot.interact(() -> {
        long start = System.nanoTime();
        area.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, "k", "", KeyCode.UNDEFINED, false, false, false, false));
        area.getScene().getRoot().applyCss();
        area.getScene().getRoot().layout();
        image[0] = area.snapshot(new SnapshotParameters(), image[0]);
        took[at] = (System.nanoTime() - start) / 1e6;
      });
    }
    Arrays.sort(took);
    return took;
  }

  /// What the FX thread does 150 ms after the last key: the preview is read and drawn again.
  private static double[] draw(FxRobot robot, SessionRequests requests) {
    double[] took = new double[60];
    String notes = requests.session.snapshot().notes().text();
    MarkdownView view = robot.lookup(".md-view").query();
    for (int i = 0; i < took.length; i++) {
      int at = i;
      robot.interact(() -> {
        long start = System.nanoTime();
        view.show(MarkdownBlock.parse(PreviewText.of("0.4.0", "## [0.4.0] - 2026-02-19\n", notes.replace("### Added", "### Added" + at)).text()));
        view.applyCss();
        view.layout();
        took[at] = (System.nanoTime() - start) / 1e6;
      });
    }
    Arrays.sort(took);
    return took;
  }

  private static double[] type(FxRobot robot, TextArea area) throws Exception {
    type(robot, area, KEYS);
    return type(robot, area, KEYS);
  }

  private static double[] type(FxRobot robot, TextArea area, int keys) throws Exception {
    double[] took = new double[keys];
    robot.interact(() -> {
      area.requestFocus();
      area.positionCaret(Math.min(area.getLength(), 200));
    });
    for (int i = 0; i < keys; i++) {
      String key = String.valueOf((char) ('a' + i % 26));
      int at = i;
      robot.interact(() -> {
        long start = System.nanoTime();
        area.fireEvent(new KeyEvent(KeyEvent.KEY_TYPED, key, "", KeyCode.UNDEFINED, false, false, false, false));
        area.getScene().getRoot().applyCss();
        area.getScene().getRoot().layout();
        took[at] = (System.nanoTime() - start) / 1e6;
      });
    }
    assertThat(Platform.isFxApplicationThread()).isFalse();
    Arrays.sort(took);
    return took;
  }

  /// @param unreleased how many lines stand under Unreleased
  private static String changelog(int lines, int unreleased) {
    StringBuilder text = new StringBuilder("# Changelog\n\n## [Unreleased]\n");
    for (int line = 3; line < unreleased; line++) {
      text.append(line % 200 == 3 ? "\n### " + (line % 400 == 3 ? "Added" : "Fixed") + "\n\n" : "");
      text.append("- Entry ").append(line).append(" with **words** and `code` (#").append(line).append(")\n");
    }
    int version = 3_000;
    for (int line = Math.max(3, unreleased); line < lines; line += 10) {
      version--;
      text.append("\n## [0.").append(version / 100).append('.').append(version % 100).append("] - 2024-01-01\n\n### Added\n\n");
      for (int i = 0; i < 3; i++) {
        text.append("- Entry ").append(i).append(" of a release long ago (#").append(line + i).append(")\n");
      }
      text.append("\n### Fixed\n\n");
    }
    return text.toString();
  }
}
