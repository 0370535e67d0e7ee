package dev.slipway.forge;

/// A file of a repository with the mark that says which version of it was read.
///
/// @param bytes its bytes
/// @param id    the host's id of exactly these bytes; who replaces the file names it, so that nobody's change is lost
public record StoredFile(byte[] bytes, String id) {}
