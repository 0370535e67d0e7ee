package dev.slipway.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.publish.PublishInput;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Shell;
import dev.slipway.fact.Problem;
import dev.slipway.gate.Board;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.target.audit.AuditFinding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// The window as a person uses it: keys, palette, dialogs, and what a screen reader is told.
@ExtendWith(ApplicationExtension.class)
class DesktopTest {
  private final SilentDesk desk = new SilentDesk();
  private final Theme theme = new Theme();
  private Desktop desktop;

  @Start
  void start(Stage stage) {
    desktop = new Desktop(theme, () -> Sample.at(11, 18), _ -> {}, _ -> desk);
    Sample.show(desktop);
    stage.setScene(desktop.scene());
    stage.setWidth(1000);
    stage.setHeight(800);
    stage.show();
  }

  @Test
  void thePaletteFindsAndRunsACommand(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("chag");
    ListView<?> list = robot.lookup("#palette-list").queryListView();
    assertThat(list.getItems().getFirst()).extracting("id").isEqualTo("check");
    robot.push(KeyCode.ENTER);
    assertThat(desk.asked).containsExactly("check");
    assertThat(robot.lookup("#palette-list").tryQuery()).isEmpty();
  }

  @Test
  void escClosesThePaletteAndGivesTheFocusBack(FxRobot robot) {
    Button gear = robot.lookup("#nav-settings").queryButton();
    robot.interact(gear::requestFocus);
    robot.push(KeyCode.CONTROL, KeyCode.K);
    assertThat(desktop.scene().getFocusOwner().getId()).isEqualTo("palette-field");
    robot.push(KeyCode.ESCAPE);
    assertThat(desktop.scene().getFocusOwner()).isSameAs(gear);
    assertThat(desk.asked).isEmpty();
  }

  @Test
  void digitsGoToThePagesAndF5Checks(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    assertThat(desktop.shell().page().get()).isEqualTo(PageId.RUNS);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    robot.push(KeyCode.F5);
    assertThat(desk.asked).containsExactly("check");
  }

  @Test
  void aPageThatTakesThePlaceOfOneWithTheFocusTakesItToo(FxRobot robot) {
    robot.interact(() -> robot.lookup("#gates").query().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT3);
    Node owner = desktop.scene().getFocusOwner();
    assertThat(owner.getId()).as("a field would take what is typed next").isNotEqualTo("filter-runs");
    assertThat(inPage()).as("%s is in the page", owner).isTrue();
  }

  @Test
  void theFocusGoesIntoThePageThatADialogLeadsTo(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    robot.interact(() -> robot.lookup("#action-run-workflow").queryButton().requestFocus());
    robot.push(KeyCode.CONTROL, KeyCode.K); // a card over the page, opened from a button of its header
    robot.write("board");
    robot.push(KeyCode.ENTER);
    assertThat(desktop.shell().page().get()).isEqualTo(PageId.BOARD);
    assertThat(inPage()).as("%s is in the page", desktop.scene().getFocusOwner()).isTrue();
  }

  @Test
  void theFocusGoesIntoThePageThatAButtonOfTheHeaderLeadsTo(FxRobot robot) {
    robot.interact(() -> robot.lookup("#action-check").queryButton().requestFocus());
    robot.interact(() -> desktop.shell().page().set(PageId.PUBLISH));
    assertThat(inPage()).as("%s is in the page", desktop.scene().getFocusOwner()).isTrue();
  }

  private boolean inPage() {
    boolean inPage = false;
    for (Node node = desktop.scene().getFocusOwner(); node != null; node = node.getParent()) {
      inPage |= node.getStyleClass().contains("content");
    }
    return inPage;
  }

  @Test
  void theFirstScreenSaysWhatIsBeingOpened(FxRobot robot) {
    robot.interact(() -> {
      desktop.shell().place().set(Optional.empty());
      desktop.shell().opening().set("Connecting clawft/weft");
    });
    Label sentence = robot.lookup(".page-subtitle").query();
    assertThat(sentence.getText()).isEqualTo("Connecting clawft/weft.");
    robot.interact(() -> desktop.shell().opening().set(""));
    assertThat(sentence.getText()).isEqualTo("Slipway publishes only what it has proved.");
  }

  @Test
  void whereNoReleaseIsChosenNothingIsAskedAndNothingCalledPublic(FxRobot robot) {
    robot.interact(() -> {
      desktop.publish().show(new PublishInput(
          "good", "", new Board(List.of()), Optional.empty(), Optional.empty(), true, new LinkedHashMap<>()));
      desktop.shell().page().set(PageId.PUBLISH);
    });
    assertThat(robot.lookup("#confirm-typing").query().isVisible()).isFalse();
    assertThat(robot.lookup(".effect").<TextFlow>query().getChildren()).map(text -> ((Text) text).getText())
        .containsExactly("Nothing becomes public here", "", "", ".");
  }

  @Test
  void whenTheRunsGoTheirTitleGoesToo(FxRobot robot) {
    robot.interact(() -> desktop.shell().page().set(PageId.RUNS));
    robot.interact(() -> desktop.runs().disconnect());
    assertThat(robot.lookup("#open-run").queryButton().isDisabled()).isTrue();
    assertThat(robot.lookup("No run").tryQuery()).isPresent();
  }

  @Test
  void severalThingsDroppedAtOnceAreToldNotHalfVerified(FxRobot robot) {
    Shell shell = (Shell) desktop.scene().getRoot();
    robot.interact(() -> shell.drop(List.of(new File("a"), new File("b"))));
    assertThat(desk.asked).isEmpty();
    assertThat(robot.lookup(".label").queryAll()).extracting(label -> ((Label) label).getText())
        .anySatisfy(text -> assertThat(text).startsWith("2 files were dropped and none was verified."));
    robot.interact(() -> shell.drop(List.of(new File("a"))));
    assertThat(desk.asked).containsExactly("verify a");
  }

  @Test
  void f6GoesThroughTheAreas(FxRobot robot) {
    robot.interact(() -> robot.lookup("#switch-repository").queryButton().requestFocus());
    robot.push(KeyCode.F6);
    assertThat(desktop.scene().getFocusOwner().getId()).isEqualTo("action-palette");
    robot.push(KeyCode.F6);
    assertThat(desktop.scene().getFocusOwner()).isInstanceOf(TableView.class);
  }

  @Test
  void aRowReadsAsOneSentence(FxRobot robot) {
    var rows = robot.lookup(".table-row-cell").queryAll();
    assertThat(rows).anySatisfy(row -> assertThat(row.getAccessibleText())
        .isEqualTo("Targets built, blocking, required 6 of 6 built, measured 5 of 6 built, not x86_64-apple-darwin, "
            + "policy block. Action: Show fix."));
  }

  @Test
  void waivingAsksForAReasonAndTakesNoEmptyOne(FxRobot robot) {
    robot.interact(() -> robot.lookup("#gates").queryTableView().getSelectionModel().select(0)); // in a narrow window none is chosen by itself
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.W);
    Button waive = robot.lookup("#dialog-confirm").queryButton();
    assertThat(waive.isDisabled()).isTrue();
    robot.write("   ");
    robot.push(KeyCode.ENTER);
    assertThat(desk.asked).isEmpty();
    robot.write("built by hand");
    assertThat(waive.isDisabled()).isFalse();
    robot.push(KeyCode.ENTER);
    assertThat(desk.asked).containsExactly("waive targets built by hand");
  }

  @Test
  void aFindingIsIgnoredWithAReasonAlone(FxRobot robot) {
    robot.interact(() -> desktop.shell().page().set(PageId.TARGETS));
    var finding = new AuditFinding(
        Finding.at(new Position("release.yml", 7, 1), "unpinned-action", Severity.INFO, "a/b@v1 is not pinned to a commit", "Pin it."),
        Optional.empty(), Optional.empty());
    TableView<AuditFinding> table = robot.lookup("#audit").queryTableView();
    robot.interact(() -> {
      table.getItems().setAll(List.of(finding));
      table.getSelectionModel().select(0);
    });
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> robot.lookup("#ignore-finding").queryButton().fire());
    Button choose = robot.lookup("#dialog-confirm").queryButton();
    assertThat(choose.getText()).isEqualTo("Choose checkout…");
    assertThat(choose.isDisabled()).isTrue();
    robot.write("it is ours");
    robot.push(KeyCode.ENTER);
    assertThat(desk.asked).containsExactly("ignore unpinned-action: it is ours");
  }

  @Test
  void aBlockedReleaseCannotGoOnAndSaysWhy(FxRobot robot) {
    Button publish = robot.lookup("#action-go-publish").queryButton();
    assertThat(publish.isDisabled()).isTrue();
    assertThat(publish.getAccessibleHelp()).isEqualTo("2 gates block the release.");
  }

  @Test
  void everyControlOnEveryPageHasAName(FxRobot robot) {
    for (PageId page : PageId.values()) {
      robot.interact(() -> desktop.shell().page().set(page));
      WaitForAsyncUtils.waitForFxEvents();
      assertThat(Walk.nameless(desktop.scene().getRoot())).as("on %s", page).isEmpty();
    }
    robot.interact(() -> desktop.shell().place().set(Optional.empty()));
    robot.interact(() -> desktop.shell().page().set(PageId.BOARD));
    assertThat(Walk.nameless(desktop.scene().getRoot())).as("on the first screen").isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    assertThat(Walk.nameless(desktop.scene().getRoot())).as("in the palette").isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK"})
  void everyTextStandsOutFromWhatIsBehindIt(Theme.Choice choice, FxRobot robot) {
    robot.interact(() -> theme.choice().set(choice));
    for (PageId page : PageId.values()) {
      robot.interact(() -> desktop.shell().page().set(page));
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(() -> desktop.scene().snapshot(null));
      assertThat(Walk.faint(desktop.scene().getRoot())).as("on %s", page).isEmpty();
      assertThat(Walk.faintOutlines(desktop.scene().getRoot())).as("on %s", page).isEmpty();
    }
    robot.interact(() -> desktop.shell().place().set(Optional.empty()));
    robot.interact(() -> desktop.shell().page().set(PageId.BOARD));
    robot.interact(() -> desktop.scene().snapshot(null));
    assertThat(Walk.faint(desktop.scene().getRoot())).as("on the first screen").isEmpty();
    assertThat(Walk.faintOutlines(desktop.scene().getRoot())).as("on the first screen").isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    assertThat(Walk.faint(desktop.scene().getRoot())).as("in the palette").isEmpty();
    assertThat(Walk.faintOutlines(desktop.scene().getRoot())).as("in the palette").isEmpty();
  }

  @Test
  void aPageIsNotGreenWhileAGateMeasuredThereDoesNotHold() {
    assertThat(desktop.board().judged(PageId.ARTIFACTS, new NavState(Status.PASSED, "7"))).isEqualTo(new NavState(Status.WAITING, "7"));
    assertThat(desktop.board().judged(PageId.SIZES, new NavState(Status.PASSED, ""))).isEqualTo(new NavState(Status.BLOCKING, ""));
    assertThat(desktop.board().judged(PageId.NOTES, new NavState(Status.PASSED, "31"))).isEqualTo(new NavState(Status.PASSED, "31"));
    assertThat(desktop.board().judged(PageId.ARTIFACTS, new NavState(Status.FAILED, "7"))).isEqualTo(new NavState(Status.FAILED, "7"));
  }

  @Test
  void thePageWithoutResultsSaysWhyAndLeadsToTheBoard(FxRobot robot) {
    robot.interact(() -> desktop.shell().page().set(PageId.BENCHMARKS));
    robot.interact(() -> robot.lookup("#benchmarks-board").queryButton().fire());
    assertThat(desktop.shell().page().get()).isEqualTo(PageId.BOARD);
  }

  @Test
  void theFirstScreenOffersThreeWaysToBegin(FxRobot robot) {
    robot.interact(() -> desktop.shell().place().set(Optional.empty()));
    robot.interact(() -> robot.lookup("#rehearse-meshc").queryButton().fire());
    robot.interact(() -> robot.lookup("#connect").queryButton().fire());
    robot.interact(() -> desktop.welcome().repository().set("clawft/weft"));
    robot.interact(() -> robot.lookup("#connect").queryButton().fire());
    assertThat(desk.asked).containsExactly("rehearsal meshc ", "repository clawft/weft");
    assertThat(robot.lookup("#welcome-verify").queryButton().isDisabled()).isFalse();
  }

  @Test
  void onTheFirstScreenOnlyWhatLeadsSomewhereCanBeChosen(FxRobot robot) {
    robot.interact(() -> desktop.shell().place().set(Optional.empty()));
    assertThat(robot.lookup("#nav-targets").query().isDisabled()).as("it would show nothing").isTrue();
    robot.interact(() -> robot.lookup("#nav-settings").queryButton().fire());
    robot.interact(() -> robot.lookup("#nav-board").queryButton().fire());
    assertThat(robot.lookup("#rehearse-meshc").query().getScene()).as("the way back from the settings").isNotNull();
  }

  @Test
  void theSidebarShowsTheWorstStateOfEachPage(FxRobot robot) {
    assertThat(robot.lookup("#nav-board").queryButton().getAccessibleText()).isEqualTo("Board, blocking, 2");
    assertThat(robot.lookup("#nav-publish").queryButton().getAccessibleText()).isEqualTo("Publish, locked, 2 to fix");
    assertThat(Status.values()).allSatisfy(status -> assertThat(status.word()).isNotBlank());
  }

  @Test
  void aFaultShowsACodeAndDetailsToCopy(FxRobot robot) {
    robot.interact(() -> desktop.dialogs().explain(new IllegalStateException("index 7")));
    assertThat(robot.lookup("#trouble").query().isVisible()).isTrue();
    assertThat(robot.lookup("#trouble-copy").query().isVisible()).isTrue();
    assertThat(robot.lookup("#trouble-again").query().isVisible()).isFalse();
    assertThat(robot.lookup("#trouble .label").queryAllAs(Label.class).stream().map(Label::getText))
        .anySatisfy(text -> assertThat(text).matches("Code \\w{4}-\\w{4}-\\w{4}"))
        .noneSatisfy(text -> assertThat(text).contains("index 7"));
    robot.interact(() -> robot.lookup("#trouble-close").queryButton().fire());
    assertThat(robot.lookup("#trouble").query().isVisible()).isFalse();
  }

  @Test
  void aProblemIsToldAboveThePageAndCanBeTriedAgain(FxRobot robot) {
    var tried = new AtomicInteger();
    robot.interact(() -> desktop.dialogs().explain(Problem.outOfReach("The host did not answer."), tried::incrementAndGet));
    assertThat(robot.lookup("#trouble").query().getAccessibleText()).isEqualTo("That did not work. The host did not answer.");
    assertThat(robot.lookup("#trouble-copy").query().isVisible()).isFalse();
    robot.interact(() -> robot.lookup("#trouble-again").queryButton().fire());
    assertThat(tried).hasValue(1);
    assertThat(robot.lookup("#trouble").query().isVisible()).isFalse();
  }

  @Test
  void theBannerGoesWhenTheSameTaskSucceedsLater(FxRobot robot) {
    fails(robot, "Downloading artifacts");
    succeeds(robot, "Reading runs");
    assertThat(robot.lookup("#trouble").query().isVisible()).as("another kind of task says nothing about it").isTrue();
    succeeds(robot, "Downloading artifacts");
    assertThat(robot.lookup("#trouble").query().isVisible()).isFalse();

    fails(robot, "Downloading artifacts");
    robot.interact(() -> desktop.dialogs().explain(Problem.wrongUse("Something else.")));
    succeeds(robot, "Downloading artifacts");
    assertThat(robot.lookup("#trouble").query().isVisible()).as("what is told now has nothing to do with it").isTrue();
  }

  private void fails(FxRobot robot, String title) {
    robot.interact(() -> desktop.tasks().run(title, _ -> {
      throw Problem.outOfReach("The host did not answer.");
    }).onFailure(desktop.dialogs()::explain));
    settle();
    assertThat(robot.lookup("#trouble").query().isVisible()).isTrue();
  }

  private void succeeds(FxRobot robot, String title) {
    robot.interact(() -> desktop.tasks().run(title, _ -> ""));
    settle();
  }

  private void settle() {
    try {
      WaitForAsyncUtils.waitFor(10, java.util.concurrent.TimeUnit.SECONDS, () -> WaitForAsyncUtils.waitForAsyncFx(5_000, desktop.tasks()::idle));
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
