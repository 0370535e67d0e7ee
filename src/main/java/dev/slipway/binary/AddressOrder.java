package dev.slipway.binary;

import java.util.Arrays;

/// Things in order of their address; those at the same address stay in the order they came in.
public final class AddressOrder {
  /// Two passes order the addresses of nearly every program's symbols, and their counts fit the fastest cache.
  private static final int MOST_BITS = 12;

  private final long[] address;
  private final int[] index;

  private AddressOrder(long[] address, int[] index) {
    this.address = address;
    this.index = index;
  }

  /// Orders the first `count`.
  ///
  /// The distance from the least address and the index are packed into one word where both fit, which they do in
  /// every real file, and the words put in order digit by digit: no comparison, and no object for each.
  public static AddressOrder of(long[] address, int count) {
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, address[i]);
      most = Math.max(most, address[i]);
    }
    long span = count == 0 ? 0 : most - least;
    int indexBits = bits(Math.max(1, count - 1));
    if (span < 0 || bits(span) + indexBits > 63) {
      return compared(address, count);
    }
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = (address[i] - least) << indexBits | i;
    }
    words = byDigits(words, indexBits, bits(span));
    int[] index = new int[count];
    for (int i = 0; i < count; i++) {
      index[i] = (int) (words[i] & ((1L << indexBits) - 1));
      words[i] = (words[i] >>> indexBits) + least;
    }
    return new AddressOrder(words, index);
  }

  private static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value);
  }

  /// Least significant digit first; each pass keeps the order of the one before.
  private static long[] byDigits(long[] words, int lowest, int bits) {
    int passes = (bits + MOST_BITS - 1) / MOST_BITS;
    int width = passes == 0 ? 0 : (bits + passes - 1) / passes;
    long[] from = words;
    long[] to = new long[words.length];
    for (int pass = 0; pass < passes; pass++) {
      int shift = lowest + pass * width;
      int mask = (1 << width) - 1;
      int[] next = new int[mask + 2];
      for (long word : from) {
        next[((int) (word >>> shift) & mask) + 1]++;
      }
      for (int digit = 0; digit < mask; digit++) {
        next[digit + 1] += next[digit];
      }
      for (long word : from) {
        to[next[(int) (word >>> shift) & mask]++] = word;
      }
      long[] ordered = to;
      to = from;
      from = ordered;
    }
    return from;
  }

  /// Addresses that lie too far apart for one word, as only damaged files have them.
  private static AddressOrder compared(long[] address, int count) {
    Integer[] boxed = new Integer[count];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(boxed, (a, b) -> Long.compare(address[a], address[b]));
    int[] index = new int[count];
    Arrays.setAll(index, i -> boxed[i]);
    long[] ordered = new long[count];
    Arrays.setAll(ordered, i -> address[index[i]]);
    return new AddressOrder(ordered, index);
  }

  public int count() {
    return index.length;
  }

  /// The address of the thing at a place in the order.
  public long address(int place) {
    return address[place];
  }

  /// Which of the things stands at a place in the order.
  public int index(int place) {
    return index[place];
  }

  /// The place behind all that have the address of the thing at this place.
  public int behindEquals(int place) {
    int next = place + 1;
    while (next < address.length && address[next] == address[place]) {
      next++;
    }
    return next;
  }
}
