package dev.slipway.forge;

import java.time.Instant;

/// How many calls the host still answers.
///
/// @param limit     calls per hour
/// @param remaining calls left
/// @param resets    when the count starts again
public record RateLimit(int limit, int remaining, Instant resets) {}
