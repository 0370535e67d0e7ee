package dev.slipway.size;

import dev.slipway.binary.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// Gives every byte of a file to exactly one part: headers first, then sections, then tables, and a segment only
/// what nothing else claims. What no part claims is padding, or what was appended behind the last one.
final class FileMap {

  /// A stretch of the file.
  ///
  /// @param part  what it belongs to; null for padding
  record Piece(long offset, long size, @org.jspecify.annotations.Nullable Part part) {}

  private FileMap() {}

  static List<Piece> of(List<Part> parts, long fileSize) {
    List<Part> inside = new ArrayList<>();
    for (Part part : parts) {
      if (part.size() > 0 && part.offset() >= 0 && part.offset() < fileSize) {
        inside.add(part);
      }
    }
    record Event(long at, boolean begins, int part) {}
    List<Event> events = new ArrayList<>(inside.size() * 2);
    for (int i = 0; i < inside.size(); i++) {
      Part part = inside.get(i);
      events.add(new Event(part.offset(), true, i));
      events.add(new Event(part.offset() + Math.min(part.size(), fileSize - part.offset()), false, i));
    }
    events.sort(Comparator.comparingLong(Event::at));
    TreeSet<Integer> active =
        new TreeSet<>(
            Comparator.<Integer>comparingInt(i -> order(inside.get(i).kind())).thenComparing(i -> i));
    List<Piece> pieces = new ArrayList<>();
    long at = 0;
    int i = 0;
    while (i < events.size()) {
      long next = events.get(i).at();
      append(pieces, at, next, active.isEmpty() ? null : inside.get(active.first()));
      at = next;
      while (i < events.size() && events.get(i).at() == next) {
        Event event = events.get(i++);
        if (event.begins()) {
          active.add(event.part());
        } else {
          active.remove(event.part());
        }
      }
    }
    append(pieces, at, fileSize, null);
    return pieces;
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

  private static int order(Part.Kind kind) {
    return switch (kind) {
      case HEADER -> 0;
      case SECTION -> 1;
      case SIGNATURE -> 2;
      case TABLE -> 3;
      case SEGMENT -> 4;
      case OVERLAY -> 5;
    };
  }
}
