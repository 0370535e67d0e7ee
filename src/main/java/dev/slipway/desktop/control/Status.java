package dev.slipway.desktop.control;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.octicons.Octicons;

/// The vocabulary of states. Each is always an icon and a word; the colour only repeats them.
public enum Status {
  PASSED("Passed", Octicons.CHECK_CIRCLE_FILL_16, Tone.SUCCESS),
  BUILT("Built", Octicons.CHECK_CIRCLE_FILL_16, Tone.SUCCESS),
  SUCCEEDED("Succeeded", Octicons.CHECK_CIRCLE_FILL_16, Tone.SUCCESS),
  EQUAL("Equal", Octicons.CHECK_CIRCLE_FILL_16, Tone.SUCCESS),
  /// Does not hold, and the policy is block.
  BLOCKING("Blocking", Octicons.X_CIRCLE_FILL_16, Tone.DANGER),
  FAILED("Failed", Octicons.X_CIRCLE_FILL_16, Tone.DANGER),
  /// Does not hold, and the policy is warn.
  WARNING("Warning", Octicons.ALERT_16, Tone.WARNING),
  /// Does not hold, and the policy is info; a hint; close to a limit.
  FOR_INFO("For info", Octicons.INFO_16, Tone.ACCENT),
  /// Follows from another gate; not counted as blocking a second time.
  WAITING("Waiting", Octicons.CLOCK_16, Tone.MUTED),
  /// Overridden by a person.
  WAIVED("Waived", Octicons.LAW_16, Tone.MUTED),
  /// Not measured: never shown as failed, never as zero.
  UNKNOWN("Unknown", Octicons.QUESTION_16, Tone.MUTED),
  UNDECIDED("Undecided", Octicons.QUESTION_16, Tone.MUTED),
  RUNNING("Running", Octicons.SYNC_16, Tone.ACCENT),
  SKIPPED("Skipped", Octicons.SKIP_16, Tone.MUTED),
  CANCELLED("Cancelled", Octicons.STOP_16, Tone.MUTED),
  NOT_STARTED("Not started", Octicons.CIRCLE_16, Tone.MUTED),
  /// Needs a person or another step.
  LOCKED("Locked", Octicons.LOCK_16, Tone.MUTED),
  /// Provenance checked.
  ATTESTED("Attested", Octicons.VERIFIED_16, Tone.SUCCESS),
  IMPROVED("Improved", Octicons.ARROW_UP_16, Tone.SUCCESS),
  REGRESSED("Regressed", Octicons.ARROW_DOWN_16, Tone.DANGER),
  NO_CHANGE("No change", Octicons.DASH_16, Tone.MUTED),
  FEW_SAMPLES("Not enough samples", Octicons.HOURGLASS_16, Tone.MUTED),
  DIFFERENT_RUNNER("Different runner", Octicons.ARROW_SWITCH_16, Tone.MUTED),
  /// The release has nothing the gate could ask about.
  NOT_APPLICABLE("Not set", Octicons.DASH_16, Tone.MUTED);

  private final String word;
  private final Ikon icon;
  private final Tone tone;

  Status(String word, Ikon icon, Tone tone) {
    this.word = word;
    this.icon = icon;
    this.tone = tone;
  }

  /// The word beside the icon.
  public String word() {
    return word;
  }

  /// The icon beside the word.
  public Ikon icon() {
    return icon;
  }

  /// What the colour repeats.
  public Tone tone() {
    return tone;
  }
}
