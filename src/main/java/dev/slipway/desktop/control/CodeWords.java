package dev.slipway.desktop.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;

/// Sentences with code between backticks, as findings and problems are written: `name the files `a/*``.
public final class CodeWords {
  private CodeWords() {}

  /// A piece of such a sentence.
  record Piece(String text, boolean code) {}

  /// The sentence without the marks, for where code cannot be set off and for what is read aloud.
  public static String plain(String sentence) {
    return String.join("", of(sentence).stream().map(Piece::text).toList());
  }

  /// The sentence as texts, code in the font of code.
  public static List<Text> texts(String sentence) {
    return of(sentence).stream().map(CodeWords::text).toList();
  }

  /// The pieces in order; a mark without its counterpart is a character like others.
  static List<Piece> of(String sentence) {
    List<Piece> pieces = new ArrayList<>();
    int at = 0;
    while (at < sentence.length()) {
      int open = sentence.indexOf('`', at);
      int close = open < 0 ? -1 : sentence.indexOf('`', open + 1);
      if (close < 0) {
        pieces.add(new Piece(sentence.substring(at), false));
        break;
      }
      if (open > at) {
        pieces.add(new Piece(sentence.substring(at, open), false));
      }
      if (close > open + 1) {
        pieces.add(new Piece(sentence.substring(open + 1, close), true));
      }
      at = close + 1;
    }
    return pieces;
  }

  private static Text text(Piece piece) {
    var text = new Text(piece.text());
    text.getStyleClass().addAll("text", piece.code() ? "remark-code" : "remark-text");
    return text;
  }
}
