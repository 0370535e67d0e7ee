package dev.slipway.binary;

/// Where functions lie, in ascending order of address, without overlap.
///
/// @param source  which table tells it
/// @param address where each begins in memory
/// @param size    how many bytes each has
public record FunctionRanges(Source source, long[] address, long[] size) {

  /// Which table tells it.
  public enum Source {
    NONE,
    /// `.eh_frame`, `.pdata`.
    UNWIND,
    /// Mach-O's LC_FUNCTION_STARTS; sizes reach to the next start.
    FUNCTION_STARTS
  }

  static FunctionRanges none() {
    return new FunctionRanges(Source.NONE, new long[0], new long[0]);
  }

  public int count() {
    return address.length;
  }
}
