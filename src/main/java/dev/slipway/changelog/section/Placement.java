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

  /// Why, in words.
  default String words() {
    return switch (this) {
      case Included(ChangeType _, String why) -> why;
      case LeftOut(Reason reason) -> reason.words();
    };
  }
}
