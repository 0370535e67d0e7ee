package dev.slipway;

/// The program: a window without arguments, a command with them.
public final class Slipway {
  private Slipway() {}

  public static void main(String[] args) {}
}
