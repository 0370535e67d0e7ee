package dev.slipway.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.controls.ToggleSwitch;
import dev.slipway.desktop.control.PageId;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The Runs page while a run goes on, and what can be run again from it.
@ExtendWith(ApplicationExtension.class)
class RunsPageTest {
  private final SilentDesk desk = new SilentDesk();
  private final SampleRuns host = new SampleRuns();
  private final WorkflowRun release = SampleRuns.runs().get(1);
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(new Theme(), () -> Sample.at(11, 18), _ -> {}, _ -> desk);
    desktop.shell().place().set(Optional.of(Sample.place()));
    desktop.runs().connect(host, "v0.4.0");
    desktop.shell().page().set(PageId.RUNS);
    stage.setScene(desktop.scene());
    stage.setWidth(1280);
    stage.setHeight(800);
    stage.show();
  }

  /// Another run than the one that is shown, so that only what the tests tell is on the page.
  private WorkflowRun going() {
    return SampleRuns.run(99, "Release", 215, RunStatus.IN_PROGRESS, Conclusion.NONE, Sample.at(10, 40), 0, "v0.4.0");
  }

  private List<Job> jobs(int ended) {
    List<Job> jobs = new ArrayList<>();
    for (Job job : host.jobs(release, 1)) {
      boolean over = jobs.size() < ended;
      jobs.add(over ? job : new Job(job.id(), 99, 1, job.name(), job.labels(), RunStatus.IN_PROGRESS, Conclusion.NONE, job.created(),
          job.started(), Optional.empty(), job.runner(), job.steps().subList(0, 2), job.page()));
    }
    return jobs;
  }

  private void shows(FxRobot robot, List<Job> jobs) {
    robot.interact(() -> desktop.runs().show(going(), jobs));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private List<?> steps(FxRobot robot) {
    return robot.lookup("#steps").queryListView().getItems();
  }

  @Test
  void theStepsFollowTheJobOnScreen(FxRobot robot) {
    shows(robot, jobs(0));
    robot.interact(() -> desktop.runs().job().set(Optional.of(jobs(0).getFirst())));
    robot.interact(() -> robot.lookup("#follow").queryAs(ToggleSwitch.class).setSelected(false));
    assertThat(desktop.runs().job().get().orElseThrow().name()).isEqualTo("create-release");
    assertThat(steps(robot)).hasSize(2);
    shows(robot, jobs(1));
    assertThat(steps(robot)).as("the same job, ended").hasSize(7);
  }

  @Test
  void theRunThatWasJustStartedComesOnScreenAndAnotherChoiceStays(FxRobot robot) {
    robot.interact(() -> desktop.runs().show(SampleRuns.runs()));
    robot.interact(() -> desktop.runs().show(List.of(going())));
    shows(robot, jobs(0));
    assertThat(desktop.runs().selected().get().orElseThrow().number()).isEqualTo(215);
    robot.interact(() -> desktop.runs().selected().set(Optional.of(release)));
    shows(robot, jobs(1));
    assertThat(desktop.runs().selected().get().orElseThrow().number()).isEqualTo(214);
  }

  @Test
  void whileJobsAreOnTheirWayNobodyIsToldThatThereAreNoneAndNothingMoves(FxRobot robot) throws Exception {
    shows(robot, jobs(3));
    double below = robot.lookup("#steps").query().localToScene(0, 0).getY();
    var come = new CountDownLatch(1);
    robot.interact(() -> {
      host.waitFor(come);
      desktop.runs().selected().set(Optional.of(release));
    });
    try {
      assertThat(texts(robot)).containsExactly("Reading the jobs…");
      assertThat(robot.lookup("#steps").query().localToScene(0, 0).getY()).as("what is below the jobs").isEqualTo(below);
    } finally {
      come.countDown();
    }
    waitUntil(() -> !desktop.runs().jobs().get().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(texts(robot)).isEmpty();
  }

  /// Of the sentences that stand where nothing is, those on screen.
  private static List<String> texts(FxRobot robot) {
    var known = List.of("Reading the jobs…", "No steps yet.", "No job is chosen.", "No jobs yet.");
    return robot.lookup(".label").queryAll().stream().filter(RunsPageTest::onScreen).map(label -> ((Labeled) label).getText())
        .filter(known::contains).distinct().toList();
  }

  private static boolean onScreen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void theJobThatFailsComesOnScreenUnlessAnotherWasPicked(FxRobot robot) {
    shows(robot, jobs(0));
    shows(robot, jobs(10));
    assertThat(desktop.runs().job().get().orElseThrow().name()).isEqualTo("build (x86_64-apple-darwin)");
  }

  @Test
  void aCrossBuildThatFailedIsExplainedAndItsToolsAreNamed(FxRobot robot) throws Exception {
    shows(robot, jobs(0));
    shows(robot, jobs(10));
    waitUntil(() -> robot.lookup("#log-hints").query().isVisible());
    assertThat(robot.lookup("#log-hints .label").queryLabeled().getText())
        .contains("linker `o64-clang` not found").contains("Install the cross compiler");
    assertThat(robot.lookup("#log-facts").queryLabeled().getText())
        .isEqualTo("runner image ubuntu-24.04 · rustc 1.95.0 · no cache found for cargo-x86_64-apple-darwin-5f70bf");
  }

  @Test
  void theJobAtWorkIsFollowedUntilSomebodyPicksAnother(FxRobot robot) {
    shows(robot, jobs(0));
    assertThat(chosen()).as("the one a runner took last").isEqualTo("attest");
    ToggleSwitch follow = robot.lookup("#follow").queryAs(ToggleSwitch.class);
    assertThat(follow.isSelected()).isTrue();
    robot.interact(() -> robot.lookup("#timeline").query().requestFocus());
    robot.push(KeyCode.UP);
    assertThat(chosen()).isEqualTo("checksums");
    assertThat(follow.isSelected()).as("whoever picks a job reads it").isFalse();
    shows(robot, jobs(9));
    assertThat(chosen()).isEqualTo("checksums");
  }

  @Test
  void followingGoesOnWhenItIsSwitchedOnAgainAndEndsWithTheRun(FxRobot robot) {
    shows(robot, jobs(0));
    robot.interact(() -> desktop.runs().job().set(Optional.of(jobs(0).getFirst())));
    ToggleSwitch follow = robot.lookup("#follow").queryAs(ToggleSwitch.class);
    robot.interact(() -> follow.setSelected(false));
    shows(robot, jobs(1));
    assertThat(chosen()).isEqualTo("create-release");
    robot.interact(() -> robot.lookup("#follow").query().requestFocus());
    robot.push(KeyCode.SPACE);
    assertThat(chosen()).as("create-release has ended").isEqualTo("attest");
    robot.interact(() -> desktop.runs().show(SampleRuns.runs()));
    robot.interact(() -> desktop.runs().selected().set(Optional.of(release)));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(follow.isDisabled()).isTrue();
  }

  private String chosen() {
    return desktop.runs().job().get().orElseThrow().name();
  }

  @Test
  void theJobThatWasPickedStays(FxRobot robot) {
    shows(robot, jobs(0));
    robot.interact(() -> robot.lookup("#timeline").query().requestFocus());
    robot.push(KeyCode.UP);
    String picked = desktop.runs().job().get().orElseThrow().name();
    assertThat(picked).isEqualTo("checksums");
    shows(robot, jobs(10));
    assertThat(desktop.runs().job().get().orElseThrow().name()).isEqualTo(picked);
  }

  @Test
  void aJobIsRunAgainAndFollowedByItsRelease(FxRobot robot) {
    robot.interact(() -> desktop.runs().show(SampleRuns.runs()));
    robot.interact(() -> desktop.runs().selected().set(Optional.of(release)));
    WaitForAsyncUtils.waitForFxEvents();
    Button again = robot.lookup("#action-rerun-job").queryButton();
    waitUntil(() -> !again.isDisabled());
    robot.interact(again::fire);
    waitUntil(() -> !desk.asked.isEmpty());
    assertThat(host.asked).containsExactly("job build (x86_64-apple-darwin)");
    assertThat(desk.asked).containsExactly("go on with attempt 2 of Release #214");
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.R);
    waitUntil(() -> host.asked.size() == 2);
    assertThat(host.asked).last().isEqualTo("failed jobs of 14");
  }

  @Test
  void aRunThatGoesOnIsNotRunAgain(FxRobot robot) {
    shows(robot, jobs(10));
    Button again = robot.lookup("#action-rerun-job").queryButton();
    assertThat(again.isDisabled()).isTrue();
    assertThat(again.getAccessibleHelp()).isEqualTo("The run has not ended.");
  }

  @Test
  void theJobsAreATableAsWell(FxRobot robot) {
    shows(robot, jobs(10));
    robot.interact(() -> robot.lookup("#show-as-table").queryAs(Hyperlink.class).fire());
    TableView<?> table = robot.lookup("#job-table").queryTableView();
    assertThat(table.isVisible()).isTrue();
    assertThat(table.getItems()).hasSize(10);
    assertThat(robot.lookup(".table-row-cell").queryAllAs(Node.class)).extracting(Node::getAccessibleText)
        .contains("x86_64-apple-darwin, failed, 3s, no runner");
    robot.interact(() -> table.getSelectionModel().select(7));
    assertThat(desktop.runs().job().get().orElseThrow().name()).isEqualTo("docker");
    assertThat((ListView<?>) robot.lookup("#steps").queryListView()).isNotNull();
  }

  private static void waitUntil(java.util.concurrent.Callable<Boolean> holds) {
    try {
      WaitForAsyncUtils.waitFor(10, java.util.concurrent.TimeUnit.SECONDS, () -> {
        WaitForAsyncUtils.waitForFxEvents();
        return holds.call();
      });
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
