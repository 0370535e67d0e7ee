package dev.slipway.task;

/// Work stopped because somebody asked for it; not an error, never shown as one.
public final class Cancelled extends Exception {
  private static final long serialVersionUID = 1L;

  public Cancelled() {
    super("cancelled");
  }
}
