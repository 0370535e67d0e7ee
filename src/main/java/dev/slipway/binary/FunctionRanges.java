package dev.slipway.binary;

import java.util.List;
import java.util.stream.IntStream;

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

  /// The same without what lies in some sections.
  FunctionRanges without(List<Section> sections) {
    if (sections.isEmpty()) {
      return this;
    }
    int[] kept = IntStream.range(0, address.length)
        .filter(i -> sections.stream().noneMatch(s -> address[i] - s.address() >= 0 && address[i] - s.address() < s.vmSize()))
        .toArray();
    return new FunctionRanges(
        source, IntStream.of(kept).mapToLong(i -> address[i]).toArray(), IntStream.of(kept).mapToLong(i -> size[i]).toArray());
  }
}
