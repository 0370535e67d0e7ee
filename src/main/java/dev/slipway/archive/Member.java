package dev.slipway.archive;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One member of an archive, as the archive describes it.
///
/// @param name   the name as it stands there, decoded; hostile until judged
/// @param kind   what it is
/// @param size   bytes when unpacked; -1 while the one file of a `.gz` is shown to a visitor, for only reading tells
/// @param stored bytes inside the archive; empty where members are not compressed one by one
/// @param mode   the Unix permission bits; empty where the archive has none
/// @param target what a link points to
public record Member(
    String name, Kind kind, long size, OptionalLong stored, OptionalInt mode, Optional<String> target) {

  /// What a member is.
  public enum Kind {
    FILE,
    FOLDER,
    SYMBOLIC_LINK,
    HARD_LINK,
    /// A device, a pipe or a socket.
    SPECIAL
  }

  /// Whether a file's permission bits let anybody run it; false where there are none.
  public boolean executable() {
    return mode.isPresent() && (mode.getAsInt() & 0111) != 0;
  }
}
