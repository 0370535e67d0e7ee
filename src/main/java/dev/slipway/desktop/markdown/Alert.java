package dev.slipway.desktop.markdown;

import dev.slipway.desktop.control.Tone;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// GitHub's five alerts: a quote whose first line is `[!NOTE]` or one of the others.
///
/// @see <a href="https://docs.github.com/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts">alerts</a>
enum Alert {
  NOTE("Note", Octicons.INFO_16, Tone.ACCENT),
  TIP("Tip", Octicons.LIGHT_BULB_16, Tone.SUCCESS),
  IMPORTANT("Important", Octicons.REPORT_16, Tone.ACCENT),
  WARNING("Warning", Octicons.ALERT_16, Tone.WARNING),
  CAUTION("Caution", Octicons.STOP_16, Tone.DANGER);

  private final String title;
  private final Ikon icon;
  private final Tone tone;

  Alert(String title, Ikon icon, Tone tone) {
    this.title = title;
    this.icon = icon;
    this.tone = tone;
  }

  String title() {
    return title;
  }

  Ikon icon() {
    return icon;
  }

  Tone tone() {
    return tone;
  }

  /// The title of an alert inside its quote.
  static final class Title extends CustomBlock {
    private final Alert alert;

    Title(Alert alert) {
      this.alert = alert;
    }

    Alert alert() {
      return alert;
    }
  }

  /// Puts a title into every quote that is an alert, in place of its first line.
  static void mark(Node parent) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Block) {
        mark(node);
      }
    }
    if (parent instanceof BlockQuote quote && quote.getFirstChild() instanceof Paragraph paragraph) {
      markQuote(quote, paragraph);
    }
  }

  private static void markQuote(BlockQuote quote, Paragraph paragraph) {
    StringBuilder line = new StringBuilder();
    Node node = paragraph.getFirstChild();
    while (node instanceof Text text) {
      line.append(text.getLiteral());
      node = node.getNext();
    }
    for (Alert alert : values()) {
      if (line.toString().strip().equalsIgnoreCase("[!" + alert.name() + "]")) {
        while (paragraph.getFirstChild() instanceof Text) {
          paragraph.getFirstChild().unlink();
        }
        if (paragraph.getFirstChild() instanceof SoftLineBreak lineBreak) {
          lineBreak.unlink();
        }
        if (paragraph.getFirstChild() == null) {
          paragraph.unlink();
        }
        quote.prependChild(new Title(alert));
        return;
      }
    }
  }
}
