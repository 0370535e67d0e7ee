package dev.slipway.forge;

import java.time.Instant;
import java.util.List;

/// A commit.
///
/// @param sha     its full id
/// @param message the whole message
/// @param author  the author's name
/// @param login   the author's account; empty where the host knows none
/// @param date    when it was committed
/// @param parents the ids of its parents
public record Commit(
    String sha, String message, String author, String login, Instant date, List<String> parents) {}
