package dev.slipway.desktop.notes;

import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.desktop.control.CodeWords;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.octicons.Octicons;

/// The commits by section, and those left out with their reasons; a check box puts one in or takes it out.
final class CommitTree extends TreeView<CommitRow> {
  /// Longer groups show their first commits and how many more there are.
  private static final int MOST = 20;
  private static final int SHOWN = 12;
  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");
  private final NotesModel model;
  private final Set<String> whole = new HashSet<>();
  private final Set<String> closed = new HashSet<>();
  private List<ClassifiedCommit> commits = List.of();
  private String filter = "";

  CommitTree(NotesModel model) {
    super(new TreeItem<>());
    this.model = model;
    setId("commits");
    setShowRoot(false);
    getStyleClass().addAll("inner", "commit-tree");
    Describe.describe(this, "Commits", "Space includes a commit or leaves it out", "Space");
    setCellFactory(_ -> new Row());
    setOnKeyPressed(
        key -> {
          TreeItem<CommitRow> chosen = getSelectionModel().getSelectedItem();
          boolean go = key.getCode() == KeyCode.SPACE || key.getCode() == KeyCode.ENTER;
          if (go && chosen != null && chosen.getValue() instanceof CommitRow.Item(ClassifiedCommit commit)) {
            model.toggle(commit);
            key.consume();
          } else if (go && chosen != null && chosen.getValue() instanceof CommitRow.More(String title, int _)) {
            showWhole(title);
            key.consume();
          }
        });
  }

  /// Shows the commits whose words hold the filter.
  void show(List<ClassifiedCommit> all, String words) {
    commits = all;
    filter = words;
    int chosen = getSelectionModel().getSelectedIndex();
    String wanted = filter.strip().toLowerCase(Locale.ROOT);
    List<ClassifiedCommit> shown =
        commits.stream()
            .filter(it -> wanted.isEmpty() || it.commit().message().toLowerCase(Locale.ROOT).contains(wanted)
                || it.commit().sha().startsWith(wanted))
            .toList();
    getRoot().getChildren().clear();
    for (ChangeType type : ChangeType.values()) {
      add(type.title(), shown.stream().filter(it -> it.section().filter(s -> s == type).isPresent()).toList());
    }
    add("Left out", shown.stream().filter(it -> !it.included()).toList());
    if (chosen >= 0) {
      getSelectionModel().select(chosen);
    }
  }

  private void showWhole(String title) {
    whole.add(title);
    show(commits, filter);
  }

  private void add(String title, List<ClassifiedCommit> commits) {
    if (commits.isEmpty()) {
      return;
    }
    long breaking = commits.stream().filter(it -> it.included() && it.breaking()).count();
    String about = commits.size() + (breaking == 0 ? "" : ", " + breaking + " breaking");
    TreeItem<CommitRow> group = new TreeItem<>(new CommitRow.Group(title, about));
    boolean all = commits.size() <= MOST || whole.contains(title);
    commits.subList(0, all ? commits.size() : SHOWN)
        .forEach(commit -> group.getChildren().add(new TreeItem<>(new CommitRow.Item(commit))));
    if (!all) {
      group.getChildren().add(new TreeItem<>(new CommitRow.More(title, commits.size() - SHOWN)));
    }
    group.setExpanded(!closed.contains(title));
    group.expandedProperty().subscribe(open -> {
      if (open) {
        closed.remove(title);
      } else {
        closed.add(title);
      }
    });
    getRoot().getChildren().add(group);
  }

  private final class Row extends TreeCell<CommitRow> {
    private final Label title = Texts.strong("");
    private final Label about = Texts.small("");
    private final HBox group = new HBox(6, title, about);
    private final CheckBox box = new CheckBox();
    private final Label subject = Texts.name(Texts.base(""));
    private final Label reason = Texts.name(Texts.small(""));
    private final Label sha = Texts.code("");
    private final Hyperlink more = new Hyperlink();
    private final HBox item;

    Row() {
      group.setAlignment(Pos.CENTER_LEFT);
      for (Label sentence : List.of(subject, reason)) {
        sentence.setTextOverrun(OverrunStyle.ELLIPSIS); // a sentence is told from its front
        sentence.setEllipsisString("…");
      }
      reason.setGraphic(new Icon(Octicons.CIRCLE_SLASH_16, Tone.MUTED).sized(12));
      sha.getStyleClass().setAll("label", "text-code-small");
      sha.setMinWidth(USE_PREF_SIZE);
      box.setFocusTraversable(false);
      box.setOnAction(_ -> {
        if (getItem() instanceof CommitRow.Item(ClassifiedCommit commit)) {
          model.toggle(commit);
        }
      });
      VBox words = new VBox(1, subject, reason);
      words.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(0);
      item = new HBox(8, box, words, Panel.gap(), sha);
      item.setAlignment(Pos.CENTER_LEFT);
      more.getStyleClass().addAll("md-link", "more-commits");
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(CommitRow row, boolean empty) {
      super.updateItem(row, empty);
      pseudoClassStateChanged(GROUP, !empty && row instanceof CommitRow.Group);
      if (empty || row == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      switch (row) {
        case CommitRow.Group(String name, String count) -> {
          title.setText(name);
          about.setText(count);
          setGraphic(group);
          setAccessibleText(name + ", " + count);
        }
        case CommitRow.More(String name, int count) -> {
          more.setText(count + " more");
          more.setOnAction(_ -> showWhole(name));
          setGraphic(more);
          setAccessibleText("Show " + count + " more under " + name);
        }
        case CommitRow.Item one -> {
          box.setSelected(one.commit().included());
          box.setAccessibleText(one.words());
          subject.setText(CodeWords.plain(one.words()));
          subject.setAccessibleText(one.commit().commit().subject());
          boolean out = !one.commit().included();
          reason.setText(one.commit().placement().words());
          reason.setVisible(out);
          reason.setManaged(out);
          sha.setText(one.commit().commit().shortSha());
          setGraphic(item);
          setAccessibleText(one.sentence());
        }
      }
    }
  }
}
