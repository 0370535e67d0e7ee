package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A text that is known in part: literals, and holes where only a run (or a shell) can tell.
///
/// @param parts the parts in order; neighbouring literals are joined, empty ones left out
public record Text(List<Part> parts) {

  /// A part of a text.
  public sealed interface Part {}

  /// Characters that are known.
  public record Literal(String text) implements Part {}

  /// Characters nobody can tell from the file.
  ///
  /// @param name   what stands there, such as `needs.plan.outputs.tag` or `$VERSION`
  /// @param reason why it cannot be told, as a clause
  public record Hole(String name, String reason) implements Part {}

  public Text {
    parts = joined(parts);
  }

  /// A text that is known whole.
  public static Text of(String text) {
    return new Text(List.of(new Literal(text)));
  }

  /// A text that is one hole.
  public static Text hole(String name, String reason) {
    return new Text(List.of(new Hole(name, reason)));
  }

  /// The text, where it has no hole.
  public Optional<String> exact() {
    return switch (parts.size()) {
      case 0 -> Optional.of("");
      case 1 -> parts.getFirst() instanceof Literal literal ? Optional.of(literal.text()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// Whether nothing of it is known.
  public boolean isUnknown() {
    for (Part part : parts) {
      if (part instanceof Literal) {
        return false;
      }
    }
    return !parts.isEmpty();
  }

  /// The holes in order.
  public List<Hole> holes() {
    List<Hole> holes = new ArrayList<>();
    for (Part part : parts) {
      if (part instanceof Hole hole) {
        holes.add(hole);
      }
    }
    return holes;
  }

  /// Whether a piece of it that is known holds these characters.
  public boolean literallyContains(String piece) {
    for (Part part : parts) {
      if (part instanceof Literal literal && literal.text().contains(piece)) {
        return true;
      }
    }
    return false;
  }

  /// The text for people: a hole shows its name in braces, as in `meshc-v{VERSION}.zip`.
  public String shown() {
    if (parts.size() == 1 && parts.getFirst() instanceof Literal(String only)) {
      return only;
    }
    StringBuilder shown = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal l -> shown.append(l.text());
        case Hole h -> shown.append('{').append(h.name()).append('}');
      }
    }
    return shown.toString();
  }

  /// A pattern for every text this can become: a hole stands for any characters but a slash.
  public NamePattern pattern() {
    return NamePattern.of(this);
  }

  /// This text followed by another.
  public Text plus(Text other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new Text(all);
  }

  /// This text followed by known characters.
  public Text plus(String literal) {
    return plus(of(literal));
  }

  private static List<Part> joined(List<Part> parts) {
    if (parts.size() == 1 && !(parts.getFirst() instanceof Literal l && l.text().isEmpty())) {
      return List.copyOf(parts);
    }
    List<Part> joined = new ArrayList<>(parts.size());
    StringBuilder run = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal literal -> run.append(literal.text());
        case Hole hole -> {
          flush(run, joined);
          joined.add(hole);
        }
      }
    }
    flush(run, joined);
    return List.copyOf(joined);
  }

  private static void flush(StringBuilder run, List<Part> into) {
    if (!run.isEmpty()) {
      into.add(new Literal(run.toString()));
      run.setLength(0);
    }
  }

  @Override
  public String toString() {
    return shown();
  }
}
