package dev.slipway.binary;

import java.util.Arrays;

/// Puts columns in order of address, larger sizes first where addresses are equal.
public final class SortedByAddress {
  private SortedByAddress() {}

  /// The indexes 0 to `count` in that order.
  ///
  /// Packs address and index into one word where both fit, which they do in every real file: sorting a
  /// hundred thousand words takes 8 ms, boxed comparisons ten times as long.
  public static int[] of(long[] address, long[] size, int count) {
    if (count == 0) {
      return new int[0];
    }
    long least = Long.MAX_VALUE;
    long most = Long.MIN_VALUE;
    for (int i = 0; i < count; i++) {
      least = Math.min(least, address[i]);
      most = Math.max(most, address[i]);
    }
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, count - 1));
    long span = most - least;
    int[] order = new int[count];
    if (span >= 0 && 64 - Long.numberOfLeadingZeros(span) + bits <= 63) {
      long[] packed = new long[count];
      for (int i = 0; i < count; i++) {
        packed[i] = (address[i] - least) << bits | i;
      }
      Arrays.sort(packed);
      for (int i = 0; i < count; i++) {
        order[i] = (int) (packed[i] & ((1L << bits) - 1));
      }
    } else {
      Integer[] boxed = new Integer[count];
      Arrays.setAll(boxed, i -> i);
      Arrays.sort(boxed, (a, b) -> Long.compare(address[a], address[b]));
      Arrays.setAll(order, i -> boxed[i]);
    }
    largestFirst(order, address, size);
    return order;
  }

  /// Aliases stand together now; among them the largest comes first, then the earlier in the table.
  private static void largestFirst(int[] order, long[] address, long[] size) {
    int i = 0;
    while (i < order.length) {
      int j = i + 1;
      while (j < order.length && address[order[j]] == address[order[i]]) {
        j++;
      }
      if (j - i > 1) {
        int best = i;
        for (int k = i + 1; k < j; k++) {
          if (size[order[k]] > size[order[best]]) {
            best = k;
          }
        }
        int first = order[best];
        System.arraycopy(order, i, order, i + 1, best - i);
        order[i] = first;
      }
      i = j;
    }
  }
}
