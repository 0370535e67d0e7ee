package dev.slipway.desktop.notes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Question;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.notes.NotesDocument;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The page on a real session of the embedded GitHub.
@ExtendWith(ApplicationExtension.class)
class NotesPageTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private final List<String> told = new ArrayList<>();
  private List<Dialogs.Choice> offered = List.of();
  private Consumer<Dialogs.Choice> chosen = _ -> {};
  private Stage stage;
  private Actions actions;
  private SessionRequests requests;
  private final List<SessionRequests> windows = new ArrayList<>();
  private NotesModel model;
  private Rehearsal rehearsal;

  @Start
  void start(Stage given) {
    stage = given;
  }

  @BeforeEach
  void open(FxRobot robot) throws Exception {
    rehearsal = github.start(Project.WEFT);
    show(robot);
  }

  @AfterEach
  void end(FxRobot robot) {
    robot.interact(() -> windows.forEach(SessionRequests::end));
  }

  /// A window that was just started on what is kept.
  @SuppressWarnings("unchecked")
  private void show(FxRobot robot) throws Exception {
    Dialogs dialogs =
        (Dialogs) Proxy.newProxyInstance(Dialogs.class.getClassLoader(), new Class<?>[] {Dialogs.class}, (_, method, arguments) -> {
          if (method.getName().equals("choose")) {
            offered = (List<Dialogs.Choice>) arguments[1];
            chosen = (Consumer<Dialogs.Choice>) arguments[2];
          } else if (method.getName().equals("confirm")) {
            told.add(((Question) arguments[0]).effect());
            ((Runnable) arguments[1]).run();
          } else if (method.getName().equals("chooseFolder")) {
            ((Consumer<Path>) arguments[1]).accept(state.resolve("clone"));
          } else {
            told.add(method.getName() + " " + arguments[0]);
          }
          return null;
        });
    List<Consumer<ReleaseSnapshot>> listener = new ArrayList<>();
    requests = new SessionRequests(Sessions.made(rehearsal, state, snapshot -> listener.forEach(it -> it.accept(snapshot))));
    windows.add(requests);
    robot.interact(() -> {
      actions = new Actions();
      model = new NotesModel(actions, dialogs, requests);
      model.show(requests.session.snapshot());
      stage.setScene(new Scene((javafx.scene.Parent) model.view(), 1028, 676));
      stage.show();
    });
    listener.add(snapshot -> model.show(snapshot));
  }

  @Test
  void aCommitIsTakenOutAndPutBackAndTypedWordsStay(FxRobot robot) {
    String before = section();
    ClassifiedCommit typing = listed("typing");
    robot.interact(() -> model.text(NotesDocument.CHANGELOG).set(before.replace("### Added\n\n", "### Added\n\n- By hand\n")));
    robot.interact(() -> model.toggle(typing));
    assertThat(section()).contains("- By hand\n").doesNotContain("typing");
    assertThat(model.text(NotesDocument.NOTES).get()).as("notes follow").contains("- By hand\n").doesNotContain("typing");
    robot.interact(() -> model.toggle(model.commits().stream().filter(it -> it.commit().sha().equals(typing.commit().sha())).findFirst().orElseThrow()));
    assertThat(section()).contains("- By hand\n").contains("typing");
  }

  @Test
  void aLeftOutCommitSaysWhyAndCanBeOverruled(FxRobot robot) {
    ClassifiedCommit left = model.commits().stream().filter(it -> !it.included()).findFirst().orElseThrow();
    assertThat(new CommitRow.Item(left).sentence()).contains("left out: " + left.placement().words());
    robot.interact(() -> model.toggle(left));
    ClassifiedCommit now = model.commits().stream().filter(it -> it.commit().sha().equals(left.commit().sha())).findFirst().orElseThrow();
    assertThat(now.included()).isTrue();
    assertThat(now.placement().words()).isEqualTo("chosen by hand");
  }

  @Test
  void undoTakesBackTypingAndWhatCameFromElsewhere(FxRobot robot) {
    TextArea editor = robot.lookup("#section-editor").query();
    String before = section();
    robot.interact(() -> editor.appendText("- More\n"));
    robot.interact(() -> model.shown().set(NotesDocument.NOTES));
    robot.interact(() -> model.shown().set(NotesDocument.CHANGELOG));
    assertThat(section()).endsWith("- More\n");
    robot.interact(editor::undo);
    assertThat(section()).isEqualTo(before);
    robot.interact(() -> model.toggle(listed("typing")));
    assertThat(section()).doesNotContain("typing");
    robot.interact(editor::undo);
    assertThat(section()).as("undone in the editor").contains("typing");
  }

  @Test
  void findAndReplaceInTheSection(FxRobot robot) {
    TextArea editor = robot.lookup("#section-editor").query();
    robot.interact(editor::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.F);
    TextField find = robot.lookup("#find").query();
    TextField replace = robot.lookup("#replace").query();
    robot.interact(() -> find.setText("channels:"));
    robot.interact(() -> replace.setText("Channels:"));
    robot.interact(() -> ((javafx.scene.control.Button) robot.lookup("Replace all").query()).fire());
    assertThat(section()).contains("Channels: Slack").doesNotContain("channels: Slack");
    robot.interact(editor::undo);
    assertThat(section()).contains("channels: Slack");
  }

  @Test
  void bothSidesOfAConflictAreShownAndDecided(FxRobot robot) throws Exception {
    String entry = section().lines().filter(line -> line.contains("typing")).findFirst().orElseThrow();
    robot.interact(() -> model.text(NotesDocument.CHANGELOG).set(section().replace(entry, "- The agent shows that it types")));
    robot.interact(() -> model.toggle(listed("typing")));
    RadioButton take = robot.lookup("#conflict-0-generated").query();
    assertThat(robot.lookup(".conflict-text").queryAll()).hasSize(2);
    robot.interact(take::fire);
    robot.interact(() -> ((javafx.scene.control.Button) robot.lookup("#decide-conflicts").query()).fire());
    assertThat(model.undecided().get().any()).isFalse();
    assertThat(section()).doesNotContain("it types").doesNotContain(entry);
    assertThat(robot.lookup("#section-editor").tryQuery()).isPresent();
    assertThat(requests.session.notes().versions(NotesDocument.CHANGELOG).list()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void whatWasTypedComesBackAfterTheProgramWasKilled(FxRobot robot) throws Exception {
    robot.interact(() -> model.text(NotesDocument.CHANGELOG).set(section() + "- Typed and not saved\n"));
    WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> requests.done.contains("autosave CHANGELOG"));

    show(robot);

    assertThat(section()).endsWith("- Typed and not saved\n");
    assertThat(told).anyMatch(it -> it.contains("was brought back"));
    robot.interact(() -> requests.save(model.edited(), _ -> {}));
    told.clear();
    show(robot);
    assertThat(section()).endsWith("- Typed and not saved\n");
    assertThat(told).isEmpty();
  }

  @Test
  void anEarlierVersionIsBroughtBack(FxRobot robot) {
    String first = section();
    robot.interact(() -> model.text(NotesDocument.CHANGELOG).set(first + "- Second\n"));
    robot.interact(() -> requests.save(model.edited(), _ -> {}));
    robot.interact(() -> model.asked().versions());
    assertThat(offered).extracting(Dialogs.Choice::title).containsExactly("Version 2", "Version 1");
    robot.interact(() -> chosen.accept(offered.getLast()));
    assertThat(section()).isEqualTo(first);
  }

  @Test
  void theRangeIsChangedWithItsReason(FxRobot robot) {
    assertThat(model.counts().get()).matches("\\d+ commits, \\d+ included, \\d+ left out");
    assertThat(model.reason().get()).isEqualTo("v0.3.2: newest ancestor tag on the stable channel");
    robot.interact(() -> model.asked().changeRange());
    assertThat(offered).extracting(Dialogs.Choice::title).contains("v0.3.1", "The beginning of history", "Another point…");
    robot.interact(() -> chosen.accept(offered.stream().filter(it -> it.title().equals("v0.3.1")).findFirst().orElseThrow()));
    assertThat(model.reason().get()).isEqualTo("v0.3.1: chosen by hand");
    assertThat(requests.done).contains("range v0.3.1");
  }

  @Test
  void writeBackGoesWhereItWasAsked(FxRobot robot) {
    robot.interact(() -> model.asked().writeBack());
    assertThat(offered).extracting(Dialogs.Choice::title)
        .containsExactly("Release draft", "CHANGELOG.md in a clone…", "Commit to the default branch", "Pull request");
    robot.interact(() -> chosen.accept(offered.getLast()));
    assertThat(requests.done).contains("pull request");
  }

  @Test
  void savingAsksForTheCloneOnceAndShowsTheDifference(FxRobot robot) throws Exception {
    Path file = Files.createDirectories(state.resolve("clone")).resolve("CHANGELOG.md");
    Files.writeString(file, "# Changelog\n\n## [0.3.1] - 2026-01-02\n\n- Old\n");
    robot.interact(() -> actions.perform(actions.find("save-notes").orElseThrow()));
    assertThat(offered).extracting(Dialogs.Choice::title)
        .containsExactly("CHANGELOG.md in a clone…", "Commit to the default branch", "Pull request", "Nowhere yet");
    robot.interact(() -> chosen.accept(offered.getFirst()));
    assertThat(told.getLast()).contains(file + ": ", "new lines, every other byte stays.", "+## [0.4.0] - ", "more lines");
    assertThat(file).content().contains("## [0.4.0]").endsWith("## [0.3.1] - 2026-01-02\n\n- Old\n");

    offered = List.of();
    robot.interact(() -> model.text(NotesDocument.CHANGELOG).set(section().replace("### Added\n\n", "### Added\n\n- By hand\n")));
    robot.interact(() -> actions.perform(actions.find("save-notes").orElseThrow()));
    assertThat(offered).as("the clone is known").isEmpty();
    assertThat(file).content().contains("- By hand\n");
    robot.interact(() -> actions.perform(actions.find("save-notes").orElseThrow()));
    assertThat(told.getLast()).isEqualTo("tell Kept. " + file + " has this section already.");
  }

  @Test
  void previewAndTextScrollTogether() {
    PreviewText preview = model.preview().get();
    String[] shown = preview.text().split("\n", -1);
    String[] edited = section().split("\n", -1);
    int line = List.of(edited).indexOf(section().lines().filter(it -> it.contains("typing")).findFirst().orElseThrow());
    int there = preview.previewLine(NotesDocument.CHANGELOG, line);
    assertThat(shown[there]).isEqualTo(edited[line]);
    assertThat(preview.editedLine(NotesDocument.CHANGELOG, there)).isEqualTo(line);
    assertThat(shown[0]).isEqualTo("# 0.4.0");
  }

  private ClassifiedCommit listed(String word) {
    return model.commits().stream().filter(it -> it.included() && it.message().description().contains(word)).findFirst().orElseThrow();
  }

  private String section() {
    return model.text(NotesDocument.CHANGELOG).get();
  }
}
