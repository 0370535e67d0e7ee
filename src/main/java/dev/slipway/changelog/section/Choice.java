package dev.slipway.changelog.section;

/// What a person decided about a commit; it overrules every rule.
public sealed interface Choice {

  /// The commit enters a section.
  record Include(ChangeType section) implements Choice {}

  /// The commit stays out.
  record LeaveOut() implements Choice {}
}
