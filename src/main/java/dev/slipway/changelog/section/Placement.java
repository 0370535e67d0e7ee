package dev.slipway.changelog.section;

/// Where a commit ended up.
public sealed interface Placement {

  /// It is listed.
  ///
  /// @param section the section
  /// @param why     a clause that says why there: "type feat", "breaking change", "chosen by hand"
  record Included(ChangeType section, String why) implements Placement {}

  /// It is not listed.
  record LeftOut(Reason reason) implements Placement {}

  /// Whether a person decided so.
  default boolean byHand() {
    return switch (this) {
      case Included(ChangeType _, String why) -> why.equals(BY_HAND);
      case LeftOut(Reason reason) -> reason instanceof Reason.ByHand;
    };
  }

  /// The clause of a commit that a person put into a section.
  String BY_HAND = "chosen by hand";

  /// Why, in words.
  default String words() {
    return switch (this) {
      case Included(ChangeType _, String why) -> why;
      case LeftOut(Reason reason) -> reason.words();
    };
  }
}
