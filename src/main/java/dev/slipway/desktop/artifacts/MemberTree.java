package dev.slipway.desktop.artifacts;

import dev.slipway.archive.Member;
import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableRow;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.octicons.Octicons;

/// What an archive holds, as folders and files; nothing is unpacked to show it.
final class MemberTree extends TreeTableView<MemberTree.Line> {
  private static final int MOST = 2_000;
  private static final int DEEPEST = 64;
  private static final int ROW = 28;

  /// A folder or a file.
  ///
  /// @param name the last part of its name
  /// @param size its bytes, or those of all that is in it
  /// @param mode its permissions in octal; empty where the archive keeps none
  record Line(String name, boolean folder, long size, String mode) {
    String sentence() {
      return "%s %s, %s%s".formatted(folder ? "folder" : "file", name, Figures.size(size), mode.isEmpty() ? "" : ", mode " + mode);
    }
  }

  MemberTree(List<Member> members) {
    getStyleClass().add("plain-table");
    setId("members");
    setShowRoot(false);
    setFixedCellSize(ROW);
    setAccessibleText("Members of the archive");
    getColumns().setAll(List.of(name(), text("Size", 76, line -> Figures.size(line.size())), text("Mode", 50, Line::mode)));
    setColumnResizePolicy(Cells.flexingTree(0));
    setRoot(tree(members));
    if (getRoot().getChildren().stream().allMatch(TreeItem::isLeaf)) {
      setRowFactory(_ -> new FlatRow());
    }
    int rows = Math.min(9, getExpandedItemCount());
    setPrefHeight(30 + ROW * (double) Math.max(1, rows));
    setMinHeight(getPrefHeight());
  }

  /// A row where nothing can be opened: the room for the mark would come and go with what was laid out before.
  private static final class FlatRow extends TreeTableRow<Line> {
    FlatRow() {
      setDisclosureNode(new Region());
    }
  }

  private static TreeTableColumn<Line, Line> name() {
    TreeTableColumn<Line, Line> column = column("Member", 160);
    column.setCellFactory(_ -> new TreeTableCell<>() {
      @Override
      protected void updateItem(Line line, boolean empty) {
        super.updateItem(line, empty);
        boolean none = empty || line == null;
        setText(none ? null : line.name());
        setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
        setGraphic(none ? null : new Icon(line.folder() ? Octicons.FILE_DIRECTORY_16 : Octicons.FILE_16, Tone.MUTED));
        setAccessibleText(none ? "" : line.sentence());
        setTooltip(none ? null : new javafx.scene.control.Tooltip(line.name()));
      }
    });
    return column;
  }

  private static TreeTableColumn<Line, Line> text(String title, double width, java.util.function.Function<Line, String> shown) {
    TreeTableColumn<Line, Line> column = column(title, width);
    column.setMinWidth(width);
    column.setMaxWidth(width);
    column.getStyleClass().add("right");
    column.setCellFactory(_ -> new TreeTableCell<>() {
      @Override
      protected void updateItem(Line line, boolean empty) {
        super.updateItem(line, empty);
        setText(null);
        setGraphic(empty || line == null ? null : Texts.small(shown.apply(line)));
      }
    });
    return column;
  }

  private static TreeTableColumn<Line, Line> column(String title, double width) {
    var column = new TreeTableColumn<Line, Line>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue().getValue()));
    return column;
  }

  static TreeItem<Line> tree(List<Member> members) {
    var root = new TreeItem<>(new Line("", true, 0, ""));
    Map<String, TreeItem<Line>> folders = new HashMap<>();
    folders.put("", root);
    for (Member member : members.subList(0, Math.min(MOST, members.size()))) {
      String name = member.name().replaceFirst("/+$", "");
      boolean tooDeep = name.chars().filter(c -> c == '/').count() > DEEPEST;
      int slash = tooDeep ? -1 : name.lastIndexOf('/');
      TreeItem<Line> parent = folder(folders, slash < 0 ? "" : name.substring(0, slash));
      String mode = member.mode().isPresent() ? String.format(java.util.Locale.ROOT, "%04o", member.mode().getAsInt() & 07777) : "";
      if (member.kind() == Member.Kind.FOLDER && !tooDeep) {
        TreeItem<Line> known = folder(folders, name);
        known.setValue(new Line(known.getValue().name(), true, known.getValue().size(), mode));
      } else {
        parent.getChildren().add(new TreeItem<>(new Line(name.substring(slash + 1), false, member.size(), mode)));
        for (TreeItem<Line> above = parent; above != null; above = above.getParent()) {
          Line line = above.getValue();
          above.setValue(new Line(line.name(), true, line.size() + member.size(), line.mode()));
        }
      }
    }
    return root;
  }

  private static TreeItem<Line> folder(Map<String, TreeItem<Line>> folders, String name) {
    TreeItem<Line> known = folders.get(name);
    if (known != null) {
      return known;
    }
    int slash = name.lastIndexOf('/');
    TreeItem<Line> parent = folder(folders, slash < 0 ? "" : name.substring(0, slash));
    var item = new TreeItem<>(new Line(name.substring(slash + 1), true, 0, ""));
    item.setExpanded(folders.size() < 20);
    parent.getChildren().add(item);
    folders.put(name, item);
    return item;
  }
}
