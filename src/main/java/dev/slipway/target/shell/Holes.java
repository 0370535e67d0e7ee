package dev.slipway.target.shell;

import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;

/// Carries the holes of a text through what works on characters: each becomes one character of Unicode's private use
/// area, and a hole again.
public final class Holes {
  private static final char FIRST_HOLE = '\uE000';
  private static final int MOST_HOLES = 6000;

  private final List<Text.Hole> holes = new ArrayList<>();

  /// The text with each hole as one character.
  public String encode(Text script) {
    StringBuilder out = new StringBuilder();
    for (Text.Part part : script.parts()) {
      switch (part) {
        case Text.Literal l -> out.append(l.text());
        case Text.Hole h -> out.append(sign(h));
      }
    }
    return out.toString();
  }

  private char sign(Text.Hole hole) {
    if (holes.size() < MOST_HOLES) {
      holes.add(hole);
    }
    return (char) (FIRST_HOLE + holes.size() - 1);
  }

  /// A piece of an encoded text as a text.
  public Text decode(String piece) {
    if (holes.isEmpty()) {
      return Text.of(piece);
    }
    List<Text.Part> parts = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    for (char c : piece.toCharArray()) {
      int hole = c - FIRST_HOLE;
      if (hole >= 0 && hole < holes.size()) {
        parts.add(new Text.Literal(literal.toString()));
        literal.setLength(0);
        parts.add(holes.get(hole));
      } else {
        literal.append(c);
      }
    }
    parts.add(new Text.Literal(literal.toString()));
    return new Text(parts);
  }
}
