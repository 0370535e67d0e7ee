package dev.slipway.forge;

import java.nio.file.Path;

/// A file to become an asset.
///
/// @param name        the asset's name
/// @param label       the label shown in place of the name; empty for none
/// @param contentType its media type
/// @param file        where its bytes are
public record Upload(String name, String label, String contentType, Path file) {}
