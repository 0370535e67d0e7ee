package dev.slipway.rehearsal;

/// A step of a job that ends with an error. The message is what its log says.
final class StepFailed extends Exception {
  private static final long serialVersionUID = 1L;

  StepFailed(String message) {
    super(message, null, false, false);
  }

  String said() {
    return String.valueOf(getMessage());
  }
}
