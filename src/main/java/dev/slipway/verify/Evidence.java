package dev.slipway.verify;

/// One thing a cell rests on, such as `expected` = `sha256:…` or `listed at` = `SHA256SUMS:4`.
///
/// @param what  what it is, in a word or two
/// @param value the value as it stands, never abbreviated
public record Evidence(String what, String value) {}
