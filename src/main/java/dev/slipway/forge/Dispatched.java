package dev.slipway.forge;

import java.time.Instant;
import java.util.OptionalLong;

/// The answer to a dispatch.
///
/// @param runId the run it started, where the host says so
/// @param at    the host's time of the answer; a run created from then on may be the one
public record Dispatched(OptionalLong runId, Instant at) {}
