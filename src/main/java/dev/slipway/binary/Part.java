package dev.slipway.binary;

/// A stretch of the file that the format itself describes. Parts of a damaged file may overlap.
///
/// @param name    what it is: a section's name, "load commands", "string table"
/// @param kind    which sort
/// @param offset  where it begins, from the start of the image
/// @param size    how many bytes it takes
/// @param section the index of the section it is, or -1
public record Part(String name, Kind kind, long offset, long size, int section) {

  /// Which sort of part.
  public enum Kind {
    HEADER,
    SECTION,
    /// Tables outside sections: symbols, fixups, relocations.
    TABLE,
    SIGNATURE,
    /// A segment's bytes that no section claims.
    SEGMENT,
    /// Bytes after all that the headers describe.
    OVERLAY
  }

  static Part header(String name, long offset, long size) {
    return new Part(name, Kind.HEADER, offset, size, -1);
  }

  static Part table(String name, long offset, long size) {
    return new Part(name, Kind.TABLE, offset, size, -1);
  }
}
