package dev.slipway.desktop.markdown;

import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Tone;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.kordamp.ikonli.octicons.Octicons;

/// Draws a block of Markdown.
final class BlockNodes {
  private final InlineNodes inlines;

  BlockNodes(MarkdownLinks links) {
    inlines = new InlineNodes(links);
  }

  /// The node of a block. The parser bounds how deep blocks nest.
  javafx.scene.Node draw(Node block) {
    return switch (block) {
      case Heading heading -> inlines.flow(heading, "md-h" + heading.getLevel());
      case Paragraph paragraph -> inlines.flow(paragraph, "md-p");
      case BulletList list -> list(list, 1, true);
      case OrderedList list -> list(list, Optional.ofNullable(list.getMarkerStartNumber()).orElse(1), false);
      case FencedCodeBlock code -> code(code.getLiteral());
      case IndentedCodeBlock code -> code(code.getLiteral());
      case HtmlBlock html -> html.getLiteral().stripLeading().startsWith("<!--") ? new Region() : code(html.getLiteral());
      case BlockQuote quote -> quote(quote);
      case Alert.Title title -> title(title.alert());
      case TableBlock table -> table(table);
      case ThematicBreak _ -> styled(new Region(), "divider");
      default -> children(block);
    };
  }

  private VBox children(Node block) {
    VBox box = new VBox(8);
    for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
      box.getChildren().add(draw(child));
    }
    return box;
  }

  private VBox list(ListBlock list, int start, boolean bullets) {
    VBox box = new VBox(list.isTight() ? 6 : 10);
    int number = start;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      VBox content = new VBox(6);
      javafx.scene.Node marker = bullets ? marker("•") : marker(number++ + ".");
      for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
        if (child instanceof TaskListItemMarker task) {
          marker = task(task.isChecked());
        } else {
          content.getChildren().add(draw(child));
        }
      }
      HBox.setHgrow(content, Priority.ALWAYS);
      HBox row = new HBox(6, marker, content);
      row.getStyleClass().add("md-item");
      box.getChildren().add(row);
    }
    return box;
  }

  private static Label marker(String text) {
    Label marker = new Label(text);
    marker.getStyleClass().add("md-marker");
    marker.setMinWidth(Region.USE_PREF_SIZE);
    return marker;
  }

  private static javafx.scene.Node task(boolean done) {
    Icon icon = new Icon(done ? Octicons.CHECK_16 : Octicons.SQUARE_16, done ? Tone.ACCENT : Tone.MUTED).sized(14);
    StackPane holder = new StackPane(icon);
    holder.getStyleClass().add("md-task");
    holder.setAccessibleText(done ? "done" : "to do");
    return holder;
  }

  private static VBox code(String literal) {
    VBox box = new VBox();
    box.getStyleClass().addAll("code-box", "md-code-block");
    Label text = new Label(literal.stripTrailing());
    text.getStyleClass().add("md-code-text");
    text.setWrapText(true);
    box.getChildren().add(text);
    return box;
  }

  private javafx.scene.Node quote(BlockQuote quote) {
    VBox box = children(quote);
    box.getStyleClass().add("md-quote");
    if (quote.getFirstChild() instanceof Alert.Title title) {
      box.getStyleClass().add("md-alert-" + title.alert().name().toLowerCase(Locale.ROOT));
    }
    return box;
  }

  private static Label title(Alert alert) {
    Label title = new Label(alert.title(), new Icon(alert.icon(), alert.tone()).sized(14));
    title.getStyleClass().addAll("md-strong", alert.tone().styleClass());
    return title;
  }

  private GridPane table(TableBlock table) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("md-table");
    int rowIndex = 0;
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); row != null; row = row.getNext()) {
        if (row instanceof TableRow) {
          row(grid, row, rowIndex++);
        }
      }
    }
    return grid;
  }

  private void row(GridPane grid, Node row, int rowIndex) {
    int column = 0;
    for (Node node = row.getFirstChild(); node != null; node = node.getNext()) {
      if (!(node instanceof TableCell cell)) {
        continue;
      }
      HBox holder = new HBox(inlines.flow(cell, cell.isHeader() ? "md-th" : "md-td"));
      holder.getStyleClass().addAll("md-cell", cell.isHeader() ? "md-cell-head" : "md-cell-body");
      holder.setAlignment(
          switch (cell.getAlignment() == null ? TableCell.Alignment.LEFT : cell.getAlignment()) {
            case LEFT -> Pos.CENTER_LEFT;
            case CENTER -> Pos.CENTER;
            case RIGHT -> Pos.CENTER_RIGHT;
          });
      if (rowIndex == 0) {
        ColumnConstraints constraints = new ColumnConstraints();
        constraints.setHgrow(column == 0 ? Priority.ALWAYS : Priority.SOMETIMES);
        grid.getColumnConstraints().add(constraints);
      }
      grid.add(holder, column++, rowIndex);
    }
  }

  private static <N extends javafx.scene.Node> N styled(N node, String styleClass) {
    node.getStyleClass().add(styleClass);
    return node;
  }
}
