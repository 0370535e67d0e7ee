package dev.slipway.forge;

/// A tag.
///
/// @param name its name, such as `v0.3.1`
/// @param sha  the commit it leads to
public record Tag(String name, String sha) {}
