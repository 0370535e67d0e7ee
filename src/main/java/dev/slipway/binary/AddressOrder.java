package dev.slipway.binary;

import java.util.Arrays;

/// Things in order of their address; those at the same address stay in the order they came in.
///
/// The loops run in pieces, each in a method of its own: Java compiles a method that is called often long before it
/// compiles one that runs long, and a program's symbols are usually put in order once.
public final class AddressOrder {
  private static final int PIECE = 64;

  /// Two passes order the addresses of nearly every program's symbols.
  private static final int MOST_BITS = 14;

  private final long[] address;
  private final int[] index;
  private final int count;
  private long least = Long.MAX_VALUE;
  private long most = Long.MIN_VALUE;

  private AddressOrder(int count) {
    this.count = count;
    address = new long[count];
    index = new int[count];
  }

  /// Orders the first `count`.
  ///
  /// The distance from the least address and the index are packed into one word where both fit, which they do in
  /// every real file, and the words put in order digit by digit: no comparison, and no object for each.
  public static AddressOrder of(long[] address, int count) {
    var order = new AddressOrder(count);
    for (int from = 0; from < count; from += PIECE) {
      order.bound(address, from, Math.min(count, from + PIECE));
    }
    long span = count == 0 ? 0 : order.most - order.least;
    int indexBits = bits(Math.max(1, count - 1));
    if (span < 0 || bits(span) + indexBits > 63) {
      order.compare(address);
      return order;
    }
    for (int from = 0; from < count; from += PIECE) {
      order.pack(address, indexBits, from, Math.min(count, from + PIECE));
    }
    long[] words = byDigits(order.address, indexBits, bits(span));
    for (int from = 0; from < count; from += PIECE) {
      order.unpack(words, indexBits, from, Math.min(count, from + PIECE));
    }
    return order;
  }

  private static int bits(long value) {
    return 64 - Long.numberOfLeadingZeros(value);
  }

  private void bound(long[] given, int from, int to) {
    for (int i = from; i < to; i++) {
      least = Math.min(least, given[i]);
      most = Math.max(most, given[i]);
    }
  }

  private void pack(long[] given, int indexBits, int from, int to) {
    for (int i = from; i < to; i++) {
      address[i] = (given[i] - least) << indexBits | i;
    }
  }

  private void unpack(long[] words, int indexBits, int from, int to) {
    for (int i = from; i < to; i++) {
      long word = words[i];
      index[i] = (int) (word & ((1L << indexBits) - 1));
      address[i] = (word >>> indexBits) + least;
    }
  }

  /// Least significant digit first; each pass keeps the order of the one before.
  private static long[] byDigits(long[] words, int lowest, int bits) {
    int passes = (bits + MOST_BITS - 1) / MOST_BITS;
    int width = passes == 0 ? 0 : (bits + passes - 1) / passes;
    long[] from = words;
    long[] to = new long[words.length];
    for (int pass = 0; pass < passes; pass++) {
      var digit = new Digit(lowest + pass * width, (1 << width) - 1);
      digit.put(from, to);
      long[] ordered = to;
      to = from;
      from = ordered;
    }
    return from;
  }

  /// A digit of each word, by which they are put in order.
  private record Digit(int shift, int mask, int[] next) {
    Digit(int shift, int mask) {
      this(shift, mask, new int[mask + 2]);
    }

    void put(long[] words, long[] to) {
      for (int start = 0; start < words.length; start += PIECE) {
        count(words, start, Math.min(words.length, start + PIECE));
      }
      for (int i = 0; i < mask; i++) {
        next[i + 1] += next[i];
      }
      for (int start = 0; start < words.length; start += PIECE) {
        move(words, to, start, Math.min(words.length, start + PIECE));
      }
    }

    private void count(long[] words, int from, int to) {
      for (int i = from; i < to; i++) {
        next[((int) (words[i] >>> shift) & mask) + 1]++;
      }
    }

    private void move(long[] words, long[] target, int from, int to) {
      for (int i = from; i < to; i++) {
        target[next[(int) (words[i] >>> shift) & mask]++] = words[i];
      }
    }
  }

  /// Addresses that lie too far apart for one word, as only damaged files have them.
  private void compare(long[] given) {
    Integer[] boxed = new Integer[count];
    Arrays.setAll(boxed, i -> i);
    Arrays.sort(boxed, (a, b) -> Long.compare(given[a], given[b]));
    Arrays.setAll(index, i -> boxed[i]);
    Arrays.setAll(address, i -> given[index[i]]);
  }

  public int count() {
    return count;
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
    while (next < count && address[next] == address[place]) {
      next++;
    }
    return next;
  }
}
