package dev.slipway.size;

import dev.slipway.binary.Section;
import dev.slipway.binary.SortedByAddress;
import java.util.Arrays;
import java.util.Comparator;
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

  private final List<Section> sections;
  private final Integer[] byAddress;
  private long[] at;
  private long[] size;
  private int[] label;
  private byte[] provenance;
  private byte[] rank;
  private long[] limit;
  private int count;
  private int lastSection = -1;

  Candidates(List<Section> sections, int expected) {
    this.sections = sections;
    int room = Math.max(16, expected);
    at = new long[room];
    size = new long[room];
    label = new int[room];
    provenance = new byte[room];
    rank = new byte[room];
    limit = new long[room];
    byAddress = new Integer[sections.size()];
    Arrays.setAll(byAddress, i -> i);
    Arrays.sort(byAddress, Comparator.comparingLong(i -> sections.get(i).address()));
  }

  /// @param section   the index of the section, or -1 to find it by address
  /// @param address   in memory
  /// @param bytes     the stated size, or 0
  /// @param order     the lower, the better a name for an alias
  /// @param secondary whether it only fills what is left by others
  void add(int section, long address, long bytes, int what, Provenance how, int order, boolean secondary) {
    int index = section >= 0 && section < sections.size() ? section : find(address);
    if (index < 0) {
      return;
    }
    Section in = sections.get(index);
    long into = address - in.address();
    // What a PE file pads its sections with belongs to nothing in them.
    long used = in.vmSize() > 0 ? Math.min(in.vmSize(), in.fileSize()) : in.fileSize();
    if (into < 0 || into >= used) {
      return; // zero-fill has no bytes in the file; an object's absolute symbols have none either
    }
    if (count == at.length) {
      int room = count + count / 2 + 16;
      at = Arrays.copyOf(at, room);
      size = Arrays.copyOf(size, room);
      label = Arrays.copyOf(label, room);
      provenance = Arrays.copyOf(provenance, room);
      rank = Arrays.copyOf(rank, room);
      limit = Arrays.copyOf(limit, room);
    }
    at[count] = in.offset() + into;
    limit[count] = in.offset() + used;
    size[count] = Math.clamp(bytes, 0, used - into);
    label[count] = what;
    provenance[count] = (byte) how.ordinal();
    rank[count] = (byte) (secondary ? order | 0x40 : order);
    count++;
  }

  private int find(long address) {
    if (lastSection >= 0 && holds(lastSection, address)) {
      return lastSection;
    }
    int low = 0;
    int high = byAddress.length - 1;
    int best = -1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (sections.get(byAddress[middle]).address() <= address) {
        best = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    // Sections of no size, or not loaded, may stand at the same address.
    for (int i = best; i >= 0 && i > best - 16; i--) {
      if (holds(byAddress[i], address)) {
        lastSection = byAddress[i];
        return lastSection;
      }
    }
    return -1;
  }

  private boolean holds(int index, long address) {
    Section section = sections.get(index);
    long into = address - section.address();
    return section.vmSize() > 0 && into >= 0 && into < section.vmSize();
  }

  void resolve(Taker taker) {
    int[] order = SortedByAddress.of(at, size, count);
    long[] nextPrimary = nextPrimary(order);
    long end = 0;
    int i = 0;
    while (i < order.length) {
      long start = at[order[i]];
      int j = i;
      int best = -1;
      int sized = -1;
      boolean primary = false;
      while (j < order.length && at[order[j]] == start) {
        int c = order[j];
        primary |= (rank[c] & 0x40) == 0;
        if (best < 0 || rank[c] < rank[best]) {
          best = c;
        }
        if (size[c] > 0 && (sized < 0 || better(c, sized))) {
          sized = c;
        }
        j++;
      }
      long next = j < order.length ? Math.min(at[order[j]], limit[best]) : limit[best];
      long stop = sized >= 0 ? Math.min(start + size[sized], limit[best]) : next;
      stop = primary ? stop : Math.min(stop, nextPrimary[j]);
      long from = Math.max(start, end);
      boolean inside = !primary && start < end;
      if (stop > from && !inside && !(sized < 0 && start < end)) {
        Provenance how = sized >= 0 ? PROVENANCES[provenance[sized]] : Provenance.NEXT_SYMBOL;
        taker.take(from, stop - from, label[best], how);
        end = stop;
      }
      i = j;
    }
  }

  /// A primary size before a secondary one, then the larger.
  private boolean better(int a, int than) {
    boolean first = (rank[a] & 0x40) == 0;
    boolean second = (rank[than] & 0x40) == 0;
    return first != second ? first : size[a] > size[than];
  }

  /// For each place in the order, where the next primary claim begins.
  private long[] nextPrimary(int[] order) {
    long[] next = new long[order.length + 1];
    next[order.length] = Long.MAX_VALUE;
    for (int k = order.length - 1; k >= 0; k--) {
      next[k] = (rank[order[k]] & 0x40) == 0 ? at[order[k]] : next[k + 1];
    }
    return next;
  }
}
