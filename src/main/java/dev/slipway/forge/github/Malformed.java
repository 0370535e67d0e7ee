package dev.slipway.forge.github;

/// A field of an answer is absent or of another kind than the API promises. Caught where the call was made.
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Malformed(String detail) {
    super(detail);
  }
}
