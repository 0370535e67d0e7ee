package dev.slipway.desktop.notes;

import java.util.List;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;

/// Markdown as nodes: headings, paragraphs, lists, code and links. HTML is shown as text, never rendered.
final class MarkdownPreview extends VBox {
  private static final int MOST_CHARACTERS = 200_000;

  private final Parser parser = Parser.builder().build();

  MarkdownPreview() {
    getStyleClass().add("preview");
  }

  void show(String markdown) {
    getChildren().clear();
    var text = markdown.length() > MOST_CHARACTERS ? markdown.substring(0, MOST_CHARACTERS) : markdown;
    parser.parse(text).accept(new Blocks());
  }

  private void add(String prefix, Node block, String style) {
    var flow = new TextFlow();
    if (!prefix.isEmpty()) {
      flow.getChildren().add(new Text(prefix));
    }
    block.accept(new Inlines(flow, style));
    getChildren().add(flow);
  }

  /// Makes one row for each block.
  private final class Blocks extends AbstractVisitor {
    private int depth;

    @Override
    public void visit(Heading heading) {
      add("", heading, heading.getLevel() <= 2 ? "md-title" : "md-heading");
    }

    @Override
    public void visit(Paragraph paragraph) {
      boolean item = paragraph.getParent() instanceof ListItem;
      add(item ? "   ".repeat(depth - 1) + "•  " : "", paragraph, "md-text");
    }

    @Override
    public void visit(BulletList list) {
      depth++;
      visitChildren(list);
      depth--;
    }

    @Override
    public void visit(OrderedList list) {
      depth++;
      visitChildren(list);
      depth--;
    }

    @Override
    public void visit(FencedCodeBlock code) {
      literal(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      literal(code.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      literal(html.getLiteral());
    }

    private void literal(String literal) {
      var text = new Text(literal);
      text.getStyleClass().add("md-code");
      getChildren().add(new TextFlow(text));
    }
  }

  /// Makes one run of text for each change of style.
  private static final class Inlines extends AbstractVisitor {
    private final TextFlow flow;
    private String style;

    Inlines(TextFlow flow, String style) {
      this.flow = flow;
      this.style = style;
    }

    private void text(String literal, String styleClass) {
      var text = new Text(literal);
      text.getStyleClass().addAll(List.of("md-text", styleClass));
      flow.getChildren().add(text);
    }

    private void styled(String styleClass, Node node) {
      String before = style;
      style = styleClass;
      visitChildren(node);
      style = before;
    }

    @Override
    public void visit(org.commonmark.node.Text text) {
      text(text.getLiteral(), style);
    }

    @Override
    public void visit(StrongEmphasis strong) {
      styled("md-strong", strong);
    }

    @Override
    public void visit(Link link) {
      styled("md-link", link);
    }

    @Override
    public void visit(Code code) {
      text(code.getLiteral(), "md-code");
    }

    @Override
    public void visit(HtmlInline html) {
      text(html.getLiteral(), "md-code");
    }

    @Override
    public void visit(SoftLineBreak br) {
      text(" ", style);
    }

    @Override
    public void visit(HardLineBreak br) {
      text("\n", style);
    }
  }
}
