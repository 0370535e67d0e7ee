package dev.slipway.fact;

/// Something went wrong that is no fault of Slipway, told in one sentence or two: what happened,
/// where, what was not harmed, what to do.
///
/// The message is shown to the user as it stands; the cause is for the log only.
public final class Problem extends Exception {
  private static final long serialVersionUID = 1L;

  /// Whose move it is.
  public enum Kind {
    /// The user asked for something that cannot be: wrong option, wrong file, wrong value. Exit code 2.
    WRONG_USE,
    /// Something could not be reached, read or written. Exit code 3.
    OUT_OF_REACH,
    /// Something was checked and does not hold. Exit code 1.
    DOES_NOT_HOLD
  }

  private final Kind kind;

  public Problem(Kind kind, String sentence) {
    super(sentence);
    this.kind = kind;
  }

  public Problem(Kind kind, String sentence, Throwable cause) {
    super(sentence, cause);
    this.kind = kind;
  }

  public static Problem wrongUse(String sentence) {
    return new Problem(Kind.WRONG_USE, sentence);
  }

  public static Problem outOfReach(String sentence) {
    return new Problem(Kind.OUT_OF_REACH, sentence);
  }

  public static Problem outOfReach(String sentence, Throwable cause) {
    return new Problem(Kind.OUT_OF_REACH, sentence, cause);
  }

  public static Problem doesNotHold(String sentence) {
    return new Problem(Kind.DOES_NOT_HOLD, sentence);
  }

  public Kind kind() {
    return kind;
  }

  /// The sentence for the user.
  public String sentence() {
    return String.valueOf(getMessage());
  }
}
