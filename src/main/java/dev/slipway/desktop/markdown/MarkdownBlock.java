package dev.slipway.desktop.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.Block;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// A top-level block of a text: a paragraph, a list, a table. Two blocks with the same source are equal, so that only what changed is drawn
/// again.
public final class MarkdownBlock {
  /// Nested deeper, a block is shown as its source.
  private static final int DEEPEST = 40;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(), StrikethroughExtension.create(), AutolinkExtension.create(),
                  TaskListItemsExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .build();

  private final String source;
  private final String definitions;
  private final int line;
  private final Node node;

  private MarkdownBlock(String source, String definitions, int line, Node node) {
    this.source = source;
    this.definitions = definitions;
    this.line = line;
    this.node = node;
  }

  /// Reads a text. May be called from any thread; takes time linear in the text.
  public static List<MarkdownBlock> parse(String text) {
    Node document = PARSER.parse(text);
    Alert.mark(document);
    LongLists.part(document);
    StringBuilder definitions = new StringBuilder();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof LinkReferenceDefinition definition) {
        definitions.append(definition.getLabel()).append(' ').append(definition.getDestination()).append('\n');
      }
    }
    String known = definitions.toString();
    List<MarkdownBlock> blocks = new ArrayList<>();
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Block block && shown(block)) {
        SourceSpan first = block.getSourceSpans().getFirst();
        SourceSpan last = block.getSourceSpans().getLast();
        String source = text.substring(first.getInputIndex(), last.getInputIndex() + last.getLength());
        blocks.add(new MarkdownBlock(source, source.indexOf('[') < 0 ? "" : known, first.getLineIndex(), node));
      }
    }
    return List.copyOf(blocks);
  }

  /// The line it begins on, from 0.
  public int line() {
    return line;
  }

  /// Its Markdown.
  public String source() {
    return source;
  }

  Node node() {
    return node;
  }

  private static boolean shown(Block block) {
    boolean comment = block instanceof HtmlBlock html && html.getLiteral().stripLeading().startsWith("<!--");
    return !comment && !(block instanceof LinkReferenceDefinition) && !block.getSourceSpans().isEmpty();
  }

  @Override
  public boolean equals(@org.jspecify.annotations.Nullable Object other) {
    return other instanceof MarkdownBlock block && block.source.equals(source) && block.definitions.equals(definitions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source, definitions);
  }
}
