package dev.slipway.desktop.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.node.BulletList;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/// Cuts long lists at the top of a document into shorter ones, so that of a list of thousands of entries only those on screen have nodes.
final class LongLists {
  private static final int LONG = 60;
  private static final int PART = 20;

  private LongLists() {}

  static void part(Node document) {
    Node node = document.getFirstChild();
    while (node != null) {
      Node next = node.getNext(); // a list that is cut leaves the document
      if (node instanceof ListBlock list) {
        part(list);
      }
      node = next;
    }
  }

  private static void part(ListBlock list) {
    List<Node> items = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      items.add(item);
    }
    if (items.size() <= LONG) {
      return;
    }
    for (int at = 0; at < items.size(); at += PART) {
      ListBlock part = like(list, at);
      part.setTight(list.isTight());
      for (Node item : items.subList(at, Math.min(items.size(), at + PART))) {
        item.getSourceSpans().forEach(part::addSourceSpan);
        part.appendChild(item);
      }
      list.insertBefore(part);
    }
    list.unlink();
  }

  private static ListBlock like(ListBlock list, int at) {
    return switch (list) {
      case OrderedList ordered -> {
        OrderedList part = new OrderedList();
        part.setMarkerDelimiter(ordered.getMarkerDelimiter());
        part.setMarkerStartNumber(Optional.ofNullable(ordered.getMarkerStartNumber()).orElse(1) + at);
        yield part;
      }
      default -> {
        BulletList part = new BulletList();
        part.setMarker(list instanceof BulletList bullets ? bullets.getMarker() : "-");
        yield part;
      }
    };
  }
}
