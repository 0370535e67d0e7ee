package dev.slipway.size;

import dev.slipway.binary.AddressOrder;
import dev.slipway.binary.Section;
import java.util.Arrays;
import java.util.List;

/// Everything that claims bytes of sections, before it is decided who gets them.
///
/// The rules: what begins first keeps its bytes, a larger one before a smaller at the same place; aliases share
/// one range under the best name; what states no size reaches to the next beginning or to the section's end; and
/// secondary sources only fill what is left.
final class Candidates {

  /// Is told each range, in order of file offset.
  interface Taker {
    void take(long offset, long size, int label, Provenance provenance);
  }

  private static final Provenance[] PROVENANCES = Provenance.values();

  /// Set in the rank of what only fills what is left by others.
  private static final int SECONDARY = 0x40;

  private final int[] byAddress;
  private final long[] address;
  private final long[] memory;
  private final long[] offset;
  private final long[] used;
  private long[] at;
  /// Two words for each candidate, which are looked at together and in another order than they came in: its size, and
  /// then its label (32 bits), the index of its section (20), its rank (8) and its provenance (4).
  private long[] rows;
  private int count;
  private int lastSection = -1;

  /// @param sections at most 2^20, which the readers see to
  /// @param expected how many candidates to make room for
  Candidates(List<Section> sections, int expected) {
    int room = Math.max(16, expected);
    at = new long[room];
    rows = new long[2 * room];
    int all = sections.size();
    address = new long[all];
    memory = new long[all];
    offset = new long[all];
    used = new long[all];
    for (int i = 0; i < all; i++) {
      Section section = sections.get(i);
      address[i] = section.address();
      memory[i] = section.vmSize();
      offset[i] = section.offset();
      // What a PE file pads its sections with belongs to nothing in them.
      used[i] = section.vmSize() > 0 ? Math.min(section.vmSize(), section.fileSize()) : section.fileSize();
    }
    AddressOrder order = AddressOrder.of(address, all);
    byAddress = new int[all];
    for (int i = 0; i < all; i++) {
      byAddress[i] = order.index(i);
    }
  }

  /// @param section   the index of the section, or -1 to find it by address
  /// @param where     in memory
  /// @param bytes     the stated size, or 0
  /// @param order     the lower, the better a name for an alias
  /// @param secondary whether it only fills what is left by others
  void add(int section, long where, long bytes, int what, Provenance how, int order, boolean secondary) {
    int index = section >= 0 && section < address.length ? section : find(where);
    if (index < 0) {
      return;
    }
    long into = where - address[index];
    if (into < 0 || into >= used[index]) {
      return; // zero-fill has no bytes in the file; an object's absolute symbols have none either
    }
    if (count == at.length) {
      int room = count + count / 2 + 16;
      at = Arrays.copyOf(at, room);
      rows = Arrays.copyOf(rows, 2 * room);
    }
    long rank = secondary ? order | SECONDARY : order;
    at[count] = offset[index] + into;
    rows[2 * count] = Math.clamp(bytes, 0, used[index] - into);
    rows[2 * count + 1] = (long) what << 32 | (long) index << 12 | rank << 4 | how.ordinal();
    count++;
  }

  private int find(long where) {
    if (lastSection >= 0 && holds(lastSection, where)) {
      return lastSection;
    }
    int low = 0;
    int high = byAddress.length - 1;
    int best = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (address[byAddress[middle]] <= where) {
        best = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    // Sections of no size, or not loaded, may stand at the same address.
    for (int i = best; i >= 0 && i > best - 16; i--) {
      if (holds(byAddress[i], where)) {
        lastSection = byAddress[i];
        return lastSection;
      }
    }
    return -1;
  }

  private boolean holds(int index, long where) {
    long into = where - address[index];
    return into >= 0 && into < memory[index];
  }

  /// How many there are; no more ranges come of them.
  int count() {
    return count;
  }

  void resolve(Taker taker) {
    var resolving = new Resolving(AddressOrder.of(at, count), taker);
    for (int place = 0; place < count; ) {
      place = resolving.piece(place);
    }
  }

  /// Goes through the candidates in order of address and gives each place in the file to one.
  private final class Resolving {
    private static final int PIECE = 32;

    private final AddressOrder order;
    private final Taker taker;
    private long end;
    private int primary;

    Resolving(AddressOrder order, Taker taker) {
      this.order = order;
      this.taker = taker;
    }

    /// Takes some further; called often, so that it is compiled while most are still to come.
    int piece(int from) {
      int place = from;
      int to = Math.min(count, from + PIECE);
      while (place < to) {
        int next = order.behindEquals(place);
        int first = order.index(place);
        if (next == place + 1) {
          take(order.address(place), next, first, first, secondary(first));
        } else {
          aliases(place, next);
        }
        place = next;
      }
      return place;
    }

    private void aliases(int place, int next) {
      int best = order.index(place);
      int largest = best;
      boolean secondary = secondary(best);
      for (int other = place + 1; other < next; other++) {
        int candidate = order.index(other);
        secondary &= secondary(candidate);
        largest = size(candidate) > size(largest) ? candidate : largest;
        best = rank(candidate) < rank(best) ? candidate : best;
      }
      best = rank(largest) == rank(best) ? largest : best;
      int sized = secondary(largest) && !secondary ? largestPrimary(order, place, next, largest) : largest;
      take(order.address(place), next, best, sized, secondary);
    }

    /// @param next      the place of the next address
    /// @param best      whose name counts
    /// @param sized     whose size counts
    /// @param secondary whether none of those at this address is a primary claim
    private void take(long start, int next, int best, int sized, boolean secondary) {
      int section = section(best);
      long limit = offset[section] + used[section];
      long size = size(sized);
      long stop = limit;
      if (size > 0) {
        stop = Math.min(start + size, limit);
      } else if (next < count) {
        stop = Math.min(order.address(next), limit);
      }
      if (secondary) {
        primary = nextPrimary(order, Math.max(primary, next));
        stop = primary < count ? Math.min(stop, order.address(primary)) : stop;
      }
      long from = Math.max(start, end);
      boolean inside = start < end && (secondary || size == 0);
      if (stop > from && !inside) {
        taker.take(from, stop - from, label(best), size > 0 ? provenance(sized) : Provenance.NEXT_SYMBOL);
        end = stop;
      }
    }
  }

  /// A primary size counts before a larger secondary one.
  private int largestPrimary(AddressOrder order, int from, int to, int otherwise) {
    int best = otherwise;
    for (int place = from; place < to; place++) {
      int candidate = order.index(place);
      if (!secondary(candidate) && size(candidate) > (secondary(best) ? 0 : size(best))) {
        best = candidate;
      }
    }
    return best;
  }

  /// Where the next primary claim stands, from a place on.
  private int nextPrimary(AddressOrder order, int from) {
    int place = from;
    while (place < count && secondary(order.index(place))) {
      place++;
    }
    return place;
  }

  private long size(int candidate) {
    return rows[2 * candidate];
  }

  private int label(int candidate) {
    return (int) (rows[2 * candidate + 1] >>> 32);
  }

  private int section(int candidate) {
    return (int) (rows[2 * candidate + 1] >>> 12) & 0xfffff;
  }

  private int rank(int candidate) {
    return (int) (rows[2 * candidate + 1] >>> 4) & 0xff;
  }

  private boolean secondary(int candidate) {
    return (rank(candidate) & SECONDARY) != 0;
  }

  private Provenance provenance(int candidate) {
    return PROVENANCES[(int) rows[2 * candidate + 1] & 15];
  }
}
