package dev.slipway.desktop.markdown;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/// Draws what stands inside a paragraph.
final class InlineNodes {
  private static final int DEEPEST = 50;
  private final MarkdownLinks links;

  InlineNodes(MarkdownLinks links) {
    this.links = links;
  }

  /// The children of a block as wrapped text.
  TextFlow flow(Node block, String styleClass) {
    TextFlow flow = new TextFlow();
    flow.getStyleClass().addAll("md-text", styleClass);
    List<javafx.scene.Node> nodes = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    addChildren(block, List.of(), Optional.empty(), nodes, words, 0);
    flow.getChildren().setAll(nodes);
    flow.setAccessibleText(words.toString());
    return flow;
  }

  private void addChildren(
      Node parent, List<String> styles, Optional<URI> target, List<javafx.scene.Node> out, StringBuilder words, int depth) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      add(child, styles, target, out, words, depth);
    }
  }

  private void add(
      Node node, List<String> styles, Optional<URI> target, List<javafx.scene.Node> out, StringBuilder words, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    switch (node) {
      case org.commonmark.node.Text text -> text(text.getLiteral(), styles, target, out, words);
      case Code code -> {
        out.add(code(code.getLiteral()));
        words.append(code.getLiteral());
      }
      case StrongEmphasis strong -> addChildren(strong, with(styles, "md-strong"), target, out, words, depth + 1);
      case Emphasis emphasis -> addChildren(emphasis, with(styles, "md-em"), target, out, words, depth + 1);
      case Strikethrough struck -> addChildren(struck, with(styles, "md-struck"), target, out, words, depth + 1);
      case Link link -> {
        Optional<URI> to = links.written(link.getDestination());
        addChildren(link, styles, to.isPresent() ? to : target, out, words, depth + 1);
      }
      case Image image -> addChildren(image, with(styles, "md-muted"), links.written(image.getDestination()), out, words, depth + 1);
      case SoftLineBreak _ -> plain(" ", styles, out, words);
      case HardLineBreak _ -> plain("\n", styles, out, words);
      case HtmlInline html -> html(html.getLiteral(), styles, out, words);
      default -> addChildren(node, styles, target, out, words, depth + 1);
    }
  }

  private void text(
      String literal, List<String> styles, Optional<URI> target, List<javafx.scene.Node> out, StringBuilder words) {
    if (target.isPresent()) {
      out.add(link(literal, target.get(), styles));
      words.append(literal);
      return;
    }
    for (TextPieces.Piece piece : TextPieces.of(literal, links)) {
      if (piece.target().isPresent()) {
        out.add(link(piece.text(), piece.target().get(), styles));
        words.append(piece.text());
      } else {
        plain(piece.text(), styles, out, words);
      }
    }
  }

  private static void plain(String literal, List<String> styles, List<javafx.scene.Node> out, StringBuilder words) {
    Text text = new Text(literal);
    text.getStyleClass().add("md-run");
    text.getStyleClass().addAll(styles);
    text.setStrikethrough(styles.contains("md-struck"));
    out.add(text);
    words.append(literal);
  }

  private static void html(String literal, List<String> styles, List<javafx.scene.Node> out, StringBuilder words) {
    if (literal.toLowerCase(java.util.Locale.ROOT).startsWith("<br")) {
      plain("\n", styles, out, words);
    } else if (!literal.startsWith("<!--")) {
      plain(literal, with(styles, "md-muted"), out, words);
    }
  }

  private Hyperlink link(String words, URI target, List<String> styles) {
    Hyperlink link = new Hyperlink(words);
    link.getStyleClass().add("md-link");
    link.getStyleClass().addAll(styles);
    link.setAccessibleText(words);
    link.setOnAction(_ -> links.open().accept(target));
    return link;
  }

  private static Label code(String literal) {
    Label code = new Label(literal);
    code.getStyleClass().add("md-code");
    return code;
  }

  private static List<String> with(List<String> styles, String more) {
    List<String> all = new ArrayList<>(styles);
    all.add(more);
    return all;
  }
}
