package dev.slipway.desktop.welcome;

/// Something a rehearsal can be told to do wrong.
///
/// @param name  its name, as on the command line
/// @param title what goes wrong, in a few words
public record FaultChoice(String name, String title) {}
