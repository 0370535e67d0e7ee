package dev.slipway.forge;

/// An issue or a pull request, which share their numbers.
///
/// @param number      its number
/// @param title       its title
/// @param open        whether it is still open
/// @param pullRequest whether it is a pull request
public record Issue(int number, String title, boolean open, boolean pullRequest) {}
