package dev.slipway.forge;

import java.net.URI;

/// A pull request.
///
/// @param number its number
/// @param title  its title
/// @param page   its page on the host
public record PullRequest(int number, String title, URI page) {}
