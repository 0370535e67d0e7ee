package dev.slipway.workflow.expression;

/// An expression cannot be read or evaluated.
public final class ExpressionError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;

  /// @param message a clause that says what is wrong
  /// @param offset  the index in the text where it is
  public ExpressionError(String message, int offset) {
    super(message, null, false, false);
    this.offset = offset;
  }

  /// The index in the text where the fault is.
  public int offset() {
    return offset;
  }

  /// What is wrong, as a clause.
  public String reason() {
    return String.valueOf(getMessage());
  }
}
