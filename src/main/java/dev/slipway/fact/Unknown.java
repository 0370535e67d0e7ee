package dev.slipway.fact;

/// The absence of knowledge, with its reason.
///
/// @param reason why it cannot be told, as a clause a user reads
public record Unknown<T>(String reason) implements Known<T> {}
