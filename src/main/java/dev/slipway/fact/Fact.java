package dev.slipway.fact;

/// A known value.
///
/// @param get    the value
/// @param source where it was learnt
public record Fact<T>(T get, Source source) implements Known<T> {}
