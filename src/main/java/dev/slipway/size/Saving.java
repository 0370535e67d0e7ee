package dev.slipway.size;

/// Bytes that a release could do without.
///
/// @param what  what could go, in a few words
/// @param bytes how many bytes
/// @param kind  how sure that is
/// @param how   what to do
public record Saving(String what, long bytes, Kind kind, String how) {

  /// How sure a saving is.
  public enum Kind {
    /// These bytes go.
    EXACT("exactly"),
    /// About these bytes go; what is compressed was compressed here.
    ESTIMATE("about"),
    /// No more than these bytes go.
    AT_MOST("at most");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word before the number.
    public String word() {
      return word;
    }
  }
}
