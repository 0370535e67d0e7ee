package dev.slipway.transfer;

import dev.slipway.forge.Asset;

/// An upload that ended well.
///
/// @param asset   the asset as the host stored it
/// @param how     how it came there
/// @param checked what the host says about it that was compared
public record Sent(Asset asset, How how, Outcome.Checked checked) {

  /// How an asset came to be there.
  public enum How {
    /// Its bytes were sent now.
    UPLOADED,
    /// The release carried it already, with the same bytes.
    ALREADY_THERE
  }

  /// Whether the host stored it under another name than the one asked for, which breaks every link and
  /// checksum manifest that names it.
  public boolean renamedFrom(String asked) {
    return !asset.name().equals(asked);
  }
}
