package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.List;

/// A pattern for names: characters, and places where others stand. It is matched in time proportional to pattern
/// times name, whatever was written into it; a regular expression made of the same places could take for ever.
public final class NamePattern {
  /// More characters than these are in no name.
  private static final int LONGEST = 10_000;
  private static final int ONE = -1;
  private static final int SEGMENT = -2;
  private static final int ANYTHING = -3;

  private final List<int[]> alternatives;
  private final boolean caseMatters;

  private NamePattern(List<int[]> alternatives, boolean caseMatters) {
    this.alternatives = List.copyOf(alternatives);
    this.caseMatters = caseMatters;
  }

  /// Collects the places of one pattern.
  public static final class Builder {
    private final List<Integer> places = new ArrayList<>();

    /// These characters.
    public Builder characters(String text) {
      text.chars().forEach(places::add);
      return this;
    }

    /// One character that is no slash.
    public Builder one() {
      places.add(ONE);
      return this;
    }

    /// Any number of characters that are no slash.
    public Builder segment() {
      return many(SEGMENT);
    }

    /// Any number of characters.
    public Builder anything() {
      return many(ANYTHING);
    }

    private Builder many(int place) {
      if (places.isEmpty() || places.getLast() != place) {
        places.add(place);
      }
      return this;
    }

    private int[] made() {
      return places.stream().mapToInt(Integer::intValue).toArray();
    }
  }

  /// What one of several patterns matches.
  public static NamePattern anyOf(List<Builder> patterns) {
    return new NamePattern(patterns.stream().map(Builder::made).toList(), true);
  }

  /// The pattern of a text with holes: a hole stands for any characters but a slash.
  static NamePattern of(Text text) {
    Builder builder = new Builder();
    for (Text.Part part : text.parts()) {
      switch (part) {
        case Text.Literal l -> builder.characters(l.text());
        case Text.Hole _ -> builder.segment();
      }
    }
    return anyOf(List.of(builder));
  }

  /// The pattern of a text whose holes stand for any characters, letters compared without regard to case.
  static NamePattern loosely(Text text) {
    Builder builder = new Builder();
    for (Text.Part part : text.parts()) {
      switch (part) {
        case Text.Literal l -> builder.characters(l.text());
        case Text.Hole _ -> builder.anything();
      }
    }
    return new NamePattern(List.of(builder.made()), false);
  }

  /// Whether a name is one of those the pattern stands for.
  public boolean matches(String name) {
    if (name.length() > LONGEST) {
      return false;
    }
    for (int[] places : alternatives) {
      if (places.length <= LONGEST && matches(places, name)) {
        return true;
      }
    }
    return false;
  }

  /// Walks all states at once: state i means that the places before i are matched.
  private boolean matches(int[] places, String name) {
    boolean[] states = new boolean[places.length + 1];
    states[0] = true;
    skip(places, states);
    for (int c = 0; c < name.length(); c++) {
      boolean[] next = new boolean[places.length + 1];
      boolean any = false;
      for (int i = 0; i < places.length; i++) {
        if (states[i] && takes(places[i], name.charAt(c))) {
          next[places[i] == SEGMENT || places[i] == ANYTHING ? i : i + 1] = true;
          any = true;
        }
      }
      if (!any) {
        return false;
      }
      skip(places, next);
      states = next;
    }
    return states[places.length];
  }

  /// A place for any number of characters may stand for none.
  private static void skip(int[] places, boolean[] states) {
    for (int i = 0; i < places.length; i++) {
      if (states[i] && (places[i] == SEGMENT || places[i] == ANYTHING)) {
        states[i + 1] = true;
      }
    }
  }

  private boolean takes(int place, char c) {
    return switch (place) {
      case ONE, SEGMENT -> c != '/';
      case ANYTHING -> true;
      default -> place == c || (!caseMatters && lower((char) place) == lower(c));
    };
  }

  private static char lower(char c) {
    return Character.toLowerCase(Character.toUpperCase(c));
  }
}
