package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.control.PageId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What is dropped on the window: a folder, a manifest, an archive, a trust root; and the signer pinned from there.
@ExtendWith(ApplicationExtension.class)
@Timeout(120)
class DroppedOnWindowTest {
  @TempDir static Path state;

  private SessionWindow window;
  private Desktop desktop;

  @TempDir Path folder;

  @Start
  void start(Stage stage) {
    window = SessionWindow.show(stage, Map.of("XDG_STATE_HOME", state.toString()));
    desktop = window.desktop();
  }

  @BeforeEach
  void files() throws Exception {
    for (String name : List.of("SHA256SUMS", "app.txt", "app.txt.sigstore.json", "app.zip", "app.tar.gz")) {
      Files.copy(Path.of("packaging/training", name), folder.resolve(name));
    }
  }

  @AfterEach
  void close() throws Exception {
    window.close();
  }

  @Test
  void aManifestIsJudgedByWhatItLists(FxRobot robot) throws Exception {
    Files.writeString(folder.resolve("extra.txt"), "not listed");
    drop(robot, folder.resolve("SHA256SUMS"));
    assertThat(row(robot, "app.zip")).contains("app.zip");
    assertThat(names(robot)).doesNotContain("extra.txt");
    drop(robot, folder);
    assertThat(names(robot)).contains("extra.txt");
  }

  @Test
  void anArchiveIsLookedInto(FxRobot robot) throws Exception {
    Path alone = Files.createDirectories(folder.resolve("alone")).resolve("app.tar.gz");
    Files.copy(folder.resolve("app.tar.gz"), alone);
    drop(robot, alone);
    assertThat(names(robot)).containsExactly("app.tar.gz");
    assertThat(row(robot, "app.tar.gz")).contains("ARCHIVE=Passed");
  }

  @Test
  void aTrustRootIsBelievedAndTheSignerCanBePinned(FxRobot robot) throws Exception {
    drop(robot, folder);
    assertThat(row(robot, "app.txt")).as("nobody here is known to have vouched for the signer").doesNotContain("SIGNATURE=Passed");

    robot.interact(() -> desktop.opening().verify(Path.of("packaging/training/trusted-root.json")));
    window.until("done", window::idle);
    assertThat(row(robot, "app.txt")).as("who should have signed was not said").contains("SIGNATURE=NotChecked");

    choose(robot, "app.txt");
    robot.interact(() -> robot.lookup("#pin-signer").queryButton().fire());
    robot.interact(() -> robot.lookup("#dialog-confirm").queryButton().fire());
    window.until("done", window::idle);
    assertThat(row(robot, "app.txt")).contains("SIGNATURE=Passed");
    try (var kept = Files.walk(state)) {
      assertThat(kept.filter(Files::isRegularFile).map(DroppedOnWindowTest::text)).anySatisfy(text -> assertThat(text).contains("example/app"));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void drop(FxRobot robot, Path path) throws Exception {
    robot.interact(() -> desktop.opening().verify(path));
    window.until("verified", () -> desktop.shell().page().get() == PageId.ARTIFACTS && window.idle());
  }

  private void choose(FxRobot robot, String name) {
    TableView<?> table = robot.lookup("#files").queryTableView();
    int at = names(robot).indexOf(name);
    robot.interact(() -> table.getSelectionModel().select(at));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static List<String> names(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return robot.lookup("#files").queryTableView().getItems().stream()
        .map(Object::toString).map(row -> row.replaceAll("(?s)^ArtifactRow\\[name=([^,]*),.*", "$1")).toList();
  }

  private static String row(FxRobot robot, String name) {
    WaitForAsyncUtils.waitForFxEvents();
    return robot.lookup("#files").queryTableView().getItems().stream().map(Object::toString)
        .filter(row -> row.startsWith("ArtifactRow[name=" + name + ",")).findFirst().orElseThrow();
  }
}
