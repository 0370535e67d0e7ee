package dev.slipway.changelog.notes;

import java.util.List;

/// The outcome of a three-way merge: pieces on which all agree, and conflicts that hold every side.
///
/// @param pieces in the order of the text
public record MergedText(List<Piece> pieces) {
  public MergedText {
    pieces = List.copyOf(pieces);
  }

  /// A piece of the text.
  public sealed interface Piece {}

  /// Text without dispute.
  public record Agreed(String text) implements Piece {}

  /// Text both sides changed differently.
  ///
  /// @param base      what was generated last
  /// @param edited    what the person wrote; empty where they removed it
  /// @param generated what would be generated now; empty where it vanished
  public record Conflict(String base, String edited, String generated) implements Piece {}

  /// Which words of a conflict stand.
  public enum Decision {
    EDITED,
    GENERATED,
    /// First what the person wrote, then what was generated.
    BOTH
  }

  /// The text with the conflicts decided one by one, in their order.
  ///
  /// @throws IllegalArgumentException when there are not as many decisions as conflicts
  public String decided(List<Decision> decisions) {
    if (decisions.size() != conflicts().size()) {
      throw new IllegalArgumentException(decisions.size() + " decisions for " + conflicts().size() + " conflicts");
    }
    StringBuilder text = new StringBuilder();
    int next = 0;
    for (Piece piece : pieces) {
      switch (piece) {
        case Agreed(String agreed) -> text.append(agreed);
        case Conflict(String _, String edited, String generated) ->
            text.append(
                switch (decisions.get(next++)) {
                  case EDITED -> edited;
                  case GENERATED -> generated;
                  case BOTH -> edited + generated;
                });
      }
    }
    return text.toString();
  }

  /// The places a person has to decide.
  public List<Conflict> conflicts() {
    return pieces.stream().filter(Conflict.class::isInstance).map(Conflict.class::cast).toList();
  }

  /// The text where the person's side is kept in every conflict; the other side is in [#conflicts()].
  public String keepingEdits() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Agreed(String agreed) -> text.append(agreed);
        case Conflict conflict -> text.append(conflict.edited());
      }
    }
    return text.toString();
  }

  /// The text with both sides of every conflict between markers, as git writes them.
  public String withMarkers() {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Agreed(String agreed) -> text.append(agreed);
        case Conflict(String _, String edited, String generated) ->
            text.append("<<<<<<< edited\n").append(edited).append("=======\n").append(generated)
                .append(">>>>>>> generated\n");
      }
    }
    return text.toString();
  }
}
