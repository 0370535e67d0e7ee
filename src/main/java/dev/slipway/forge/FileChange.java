package dev.slipway.forge;

import java.util.Optional;

/// A change of one file, to be made as one commit.
///
/// @param path     its path in the repository
/// @param bytes    what it will hold
/// @param replaces the id of the version that was read; empty to make a file that is not there
/// @param branch   the branch the commit goes onto
/// @param message  the commit's message
public record FileChange(String path, byte[] bytes, Optional<String> replaces, String branch, String message) {}
