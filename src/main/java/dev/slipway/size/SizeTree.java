package dev.slipway.size;

import java.util.ArrayList;
import java.util.List;

/// Something that takes bytes of a file, and what these bytes are made of.
///
/// The parts sum exactly to the whole: a tree that does not cannot be made.
///
/// @param name       what it is called on screen
/// @param kind       which sort of thing
/// @param size       its bytes in the file
/// @param provenance how that is known
/// @param parts      what it is made of, largest first; empty when nothing finer is known
public record SizeTree(String name, Kind kind, long size, Provenance provenance, List<SizeTree> parts) {

  /// Which sort of thing a node is.
  public enum Kind {
    FILE,
    MEMBER,
    SLICE,
    SECTION,
    /// A crate, a Go package, or a C or C++ source file.
    GROUP,
    /// A module within a crate.
    MODULE,
    SYMBOL,
    HEADER,
    PADDING,
    /// Bytes that belong to their parent but to nothing finer.
    REMAINDER
  }

  public SizeTree {
    if (size < 0) {
      throw new IllegalArgumentException(name + " has a size of " + size);
    }
    parts = List.copyOf(parts);
    if (!parts.isEmpty()) {
      long sum = 0;
      for (SizeTree part : parts) {
        sum += part.size();
      }
      if (sum != size) {
        throw new IllegalArgumentException(
            "%s has %d bytes, its parts have %d".formatted(name, size, sum));
      }
    }
  }

  /// Something that nothing finer is known about.
  public static SizeTree leaf(String name, Kind kind, long size, Provenance provenance) {
    return new SizeTree(name, kind, size, provenance, List.of());
  }

  /// Something made of parts, which say how large it is; they are put in order of size.
  public static SizeTree of(String name, Kind kind, Provenance provenance, List<SizeTree> parts) {
    long sum = 0;
    for (SizeTree part : parts) {
      sum += part.size();
    }
    return new SizeTree(name, kind, sum, provenance, largestFirst(parts));
  }

  /// The same tree under another name.
  public SizeTree named(String other) {
    return new SizeTree(other, kind, size, provenance, parts);
  }

  static List<SizeTree> largestFirst(List<SizeTree> parts) {
    List<SizeTree> sorted = new ArrayList<>(parts);
    sorted.sort(SizeTree::compareSizes);
    return sorted;
  }

  private static int compareSizes(SizeTree a, SizeTree b) {
    return a.size != b.size ? Long.compare(b.size, a.size) : a.name.compareTo(b.name);
  }
}
