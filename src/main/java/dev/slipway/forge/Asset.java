package dev.slipway.forge;

import dev.slipway.fact.Digest;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// A file a release carries.
///
/// @param id          the host's id
/// @param name        its name as the host stores it; odd characters may have become dots
/// @param label       the label shown in place of the name; empty where there is none
/// @param size        its size in bytes
/// @param digest      what the host computed over its bytes, where it tells it
/// @param state       whether its upload is complete
/// @param contentType its media type
/// @param updated     when its bytes came
/// @param download    the public address of its bytes
public record Asset(
    long id,
    String name,
    String label,
    long size,
    Optional<Digest> digest,
    State state,
    String contentType,
    Instant updated,
    URI download) {

  /// Whether an upload is complete.
  public enum State {
    UPLOADED,
    /// A rest of an upload that broke off; it holds no usable bytes and must be deleted before a retry.
    STARTER,
    UNKNOWN;

    public static State of(String word) {
      return switch (word) {
        case "uploaded", "open" -> UPLOADED;
        case "starter", "new" -> STARTER;
        default -> UNKNOWN;
      };
    }
  }
}
