package dev.slipway.binary;

import java.util.Arrays;

/// Gathers address ranges and puts them in order, without overlap: what begins first keeps its bytes.
final class Ranges {
  private long[] address = new long[256];
  private long[] size = new long[256];
  private int count;

  void add(long from, long bytes) {
    if (count >= SymbolTable.MOST) {
      return;
    }
    if (count == address.length) {
      address = Arrays.copyOf(address, count * 2);
      size = Arrays.copyOf(size, count * 2);
    }
    address[count] = from;
    size[count] = bytes;
    count++;
  }

  FunctionRanges build(FunctionRanges.Source source) {
    if (count == 0) {
      return FunctionRanges.none();
    }
    AddressOrder order = AddressOrder.of(address, count);
    long[] from = new long[count];
    long[] bytes = new long[count];
    int kept = 0;
    long end = Long.MIN_VALUE;
    int next;
    for (int place = 0; place < count; place = next) {
      next = order.behindEquals(place);
      long stop = order.address(place) + largest(order, place, next);
      long start = Math.max(order.address(place), end);
      if (stop > start) {
        from[kept] = start;
        bytes[kept] = stop - start;
        kept++;
        end = stop;
      }
    }
    return new FunctionRanges(source, Arrays.copyOf(from, kept), Arrays.copyOf(bytes, kept));
  }

  /// The largest size of those at the same address.
  private long largest(AddressOrder order, int from, int to) {
    long largest = 0;
    for (int place = from; place < to; place++) {
      largest = Math.max(largest, size[order.index(place)]);
    }
    return largest;
  }
}
