package dev.slipway.verify.sigstore;

/// A bundle was not accepted: at which step, and why.
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  /// The steps of a verification, in order.
  public enum Step {
    TRUST_ROOT("trust root"),
    BUNDLE("reading the bundle"),
    SIGNATURE("signature"),
    SUBJECT("subject"),
    TIMESTAMP("timestamp"),
    LOG("transparency log"),
    CERTIFICATE("certificate"),
    CERTIFICATE_LOG("certificate transparency"),
    IDENTITY("identity");

    private final String words;

    Step(String words) {
      this.words = words;
    }

    /// The step as a user reads it.
    public String words() {
      return words;
    }
  }

  private final Step step;

  Refused(Step step, String reason) {
    super(reason);
    this.step = step;
  }

  Refused(Step step, String reason, Throwable cause) {
    super(reason, cause);
    this.step = step;
  }

  /// The step that failed.
  public Step step() {
    return step;
  }

  /// Why, as a clause.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
