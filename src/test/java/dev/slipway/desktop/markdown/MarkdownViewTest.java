package dev.slipway.desktop.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.GridPane;
import javafx.scene.text.TextFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class MarkdownViewTest {
  private static final String TEXT =
      """
      # 0.4.0

      Thanks to @octocat, see clawft/other#7 and 3f1c9aa.

      - `weft gateway` for probes (#322)
      - [x] done
      - [ ] to do

      > [!WARNING]
      > Move your file.

      | File | Size |
      | --- | ---: |
      | weft | 13.2 MB |

      <!-- hidden -->
      """;

  private final List<URI> opened = new ArrayList<>();
  private MarkdownView view;

  @Start
  void start(Stage stage) {
    view = new MarkdownView(new MarkdownLinks(Optional.of(URI.create("https://github.com/clawft/weft")), opened::add));
    stage.setScene(new Scene(view, 400, 600));
    stage.show();
  }

  @Test
  void drawsWhatGitHubDraws(FxRobot robot) {
    robot.interact(() -> view.show(MarkdownBlock.parse(TEXT)));
    robot.interact(() -> view.layout());
    assertThat(words(view)).contains("0.4.0", "Thanks to @octocat, see clawft/other#7 and 3f1c9aa.",
        "weft gateway for probes (#322)", "Move your file.", "13.2 MB");
    assertThat(robot.lookup(".md-alert-warning").queryAll()).hasSize(1);
    assertThat(robot.lookup(".md-task").queryAll()).hasSize(2);
    assertThat(robot.lookup(node -> node instanceof GridPane).queryAll()).hasSize(1);
    assertThat(view.getItems()).noneMatch(block -> block.source().contains("hidden"));
  }

  @Test
  void linksLeadToIssuesPeopleAndCommits(FxRobot robot) {
    robot.interact(() -> view.show(MarkdownBlock.parse(TEXT)));
    robot.interact(() -> robot.lookup(node -> node instanceof Hyperlink).<Hyperlink>queryAll().forEach(Hyperlink::fire));
    assertThat(opened)
        .containsExactlyInAnyOrder(
            URI.create("https://github.com/octocat"), URI.create("https://github.com/clawft/other/issues/7"),
            URI.create("https://github.com/clawft/weft/commit/3f1c9aa"), URI.create("https://github.com/clawft/weft/issues/322"));
  }

  @Test
  void onlyWhatChangedIsDrawnAgain(FxRobot robot) {
    robot.interact(() -> view.show(MarkdownBlock.parse(TEXT)));
    MarkdownBlock first = view.getItems().getFirst();
    MarkdownBlock last = view.getItems().getLast();
    robot.interact(() -> view.show(MarkdownBlock.parse(TEXT.replace("Thanks", "Many thanks"))));
    assertThat(view.getItems().getFirst()).isSameAs(first);
    assertThat(view.getItems().getLast()).isSameAs(last);
    assertThat(view.getItems().get(1).source()).startsWith("Many thanks");
    robot.interact(() -> view.scrollToLine(10));
  }

  @Test
  void textThatNestsWithoutEndIsDrawn(FxRobot robot) {
    String deep = "> ".repeat(3000) + "x\n\n" + "*".repeat(3000) + "y" + "*".repeat(3000) + "\n\n" + "[".repeat(3000);
    robot.interact(() -> view.show(MarkdownBlock.parse(deep)));
    assertThat(view.getItems()).isNotEmpty();
  }

  @Test
  void mailAddressesAndScriptsAreNoLinks() {
    MarkdownLinks links = new MarkdownLinks(Optional.of(URI.create("https://github.com/a/b")), _ -> {});
    assertThat(TextPieces.of("a@b.c &#123; x#4 1234567 abc#d", links)).allMatch(piece -> piece.target().isEmpty());
    assertThat(links.written("javascript:alert(1)")).isEmpty();
    assertThat(links.written("file:///etc/passwd")).isEmpty();
    assertThat(links.written("docs/a.md")).contains(URI.create("https://github.com/a/b/blob/HEAD/docs/a.md"));
  }

  private static List<String> words(Node node) {
    List<String> words = new ArrayList<>();
    if (node instanceof TextFlow flow) {
      words.add(flow.getAccessibleText());
    }
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> words.addAll(words(child)));
    }
    return words;
  }
}
