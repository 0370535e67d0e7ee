package dev.slipway.size;

import dev.slipway.binary.AddressOrder;
import dev.slipway.binary.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Gives every byte of a file to exactly one part: headers first, then sections, then tables, and a segment only
/// what nothing else claims. What no part claims is padding, or what was appended behind the last one.
final class FileMap {

  /// A stretch of the file.
  ///
  /// @param part  what it belongs to; null for padding
  record Piece(long offset, long size, @org.jspecify.annotations.Nullable Part part) {}

  private static final List<Part.Kind> CLAIMS =
      List.of(
          Part.Kind.HEADER, Part.Kind.SECTION, Part.Kind.SIGNATURE, Part.Kind.TABLE, Part.Kind.SEGMENT, Part.Kind.OVERLAY);

  private FileMap() {}

  static List<Piece> of(List<Part> parts, long fileSize) {
    List<Part> inside = inside(parts, fileSize);
    long[] borders = new long[2 * inside.size()];
    for (int i = 0; i < inside.size(); i++) {
      Part part = inside.get(i);
      borders[2 * i] = part.offset();
      borders[2 * i + 1] = part.offset() + Math.min(part.size(), fileSize - part.offset());
    }
    AddressOrder order = AddressOrder.of(borders, borders.length);
    TreeSet<Integer> active = new TreeSet<>();
    List<Piece> pieces = new ArrayList<>();
    long at = 0;
    int next;
    for (int place = 0; place < order.count(); place = next) {
      append(pieces, at, order.address(place), active.isEmpty() ? null : inside.get(active.first()));
      at = order.address(place);
      next = order.behindEquals(place);
      for (int i = place; i < next; i++) {
        int border = order.index(i);
        if (border % 2 == 0) {
          active.add(border / 2);
        } else {
          active.remove(border / 2);
        }
      }
    }
    append(pieces, at, fileSize, null);
    return pieces;
  }

  /// What has bytes in the file, in the order in which they claim them.
  private static List<Part> inside(List<Part> parts, long fileSize) {
    List<Part> inside = new ArrayList<>(parts.size());
    for (Part.Kind kind : CLAIMS) {
      for (Part part : parts) {
        if (part.kind() == kind && part.size() > 0 && part.offset() >= 0 && part.offset() < fileSize) {
          inside.add(part);
        }
      }
    }
    return inside;
  }

  private static void append(
      List<Piece> pieces, long from, long to, @org.jspecify.annotations.Nullable Part part) {
    if (to <= from) {
      return;
    }
    Piece last = pieces.isEmpty() ? null : pieces.getLast();
    if (last != null && last.part() == part) {
      pieces.set(pieces.size() - 1, new Piece(last.offset(), last.size() + to - from, part));
    } else {
      pieces.add(new Piece(from, to - from, part));
    }
  }
}
