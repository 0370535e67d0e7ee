package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.name.SymbolName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/// What is largest in a file.
public final class TopList {

  /// What is compared.
  public enum By {
    FUNCTION,
    /// Crates, Go packages, C++ namespaces, C files.
    CRATE,
    SECTION,
    /// Functions and data segments of WebAssembly, by what would go if they went.
    RETAINED
  }

  private TopList() {}

  /// The largest of a binary, largest first.
  ///
  /// By function only those that are shown get their names made, so this is much cheaper than a whole tree.
  public static List<TopEntry> of(Image image, By by, int most) throws FormatException {
    if (by == By.FUNCTION && image instanceof NativeImage code) {
      return functions(code, most);
    }
    if (by == By.RETAINED) {
      return RetainedSizes.of(image).largest(most).stream().map(item -> retained(item, image.bytes().size())).toList();
    }
    return of(BinaryTree.of(image.file().name(), image), by, most);
  }

  /// Something by what it retains; the share is that of what it retains.
  static TopEntry retained(RetainedSizes.Item item, long whole) {
    return new TopEntry(
        item.name(), item.group(), item.shallow(), item.retained() / (double) Math.max(1, whole),
        Provenance.CODE_BODIES, OptionalLong.of(item.retained()));
  }

  private static List<TopEntry> functions(NativeImage image, int most) throws FormatException {
    Attribution attribution = Attribution.ofNamed(image);
    PriorityQueue<Integer> largest = largest(attribution, most);
    long least = largest.size() < most || largest.isEmpty() ? 1 : attribution.size(largest.element());
    // What has no name, or whose end is only guessed, may belong into the list: then all must be looked at.
    boolean guessed = largest.stream().anyMatch(i -> attribution.provenance(i) == Provenance.NEXT_SYMBOL);
    if (guessed || attribution.leavesOut(least)) {
      Attribution all = Attribution.of(image);
      return entries(image, all, largest(all, most));
    }
    return entries(image, attribution, largest);
  }

  private static PriorityQueue<Integer> largest(Attribution attribution, int most) {
    var largest = new PriorityQueue<Integer>(Comparator.comparingLong(attribution::size));
    for (int i = attribution.nextLarger(0, most > 0 ? 0 : Long.MAX_VALUE); i < attribution.count(); ) {
      if (largest.size() == most) {
        largest.remove();
      }
      largest.add(i);
      i = attribution.nextLarger(i + 1, largest.size() == most ? attribution.size(largest.element()) : 0);
    }
    return largest;
  }

  private static List<TopEntry> entries(NativeImage image, Attribution attribution, PriorityQueue<Integer> largest) {
    double whole = Math.max(1, image.bytes().size());
    List<TopEntry> top = new ArrayList<>();
    for (int i : largest) {
      SymbolName name = attribution.name(i);
      long size = attribution.size(i);
      top.add(TopEntry.of(name.text(), name.group(), size, size / whole, attribution.provenance(i)));
    }
    top.sort(Comparator.comparingLong(TopEntry::size).reversed().thenComparing(TopEntry::name));
    return List.copyOf(top);
  }

  /// The largest of a tree, largest first.
  public static List<TopEntry> of(SizeTree tree, By by, int most) {
    Map<String, TopEntry> found = new LinkedHashMap<>();
    List<TopEntry> all = new ArrayList<>();
    double whole = Math.max(1, tree.size());
    gather(tree, "", by, whole, found, all);
    List<TopEntry> entries = by == By.FUNCTION ? all : new ArrayList<>(found.values());
    return entries.stream()
        .sorted(Comparator.comparingLong(TopEntry::size).reversed().thenComparing(TopEntry::name))
        .limit(most)
        .toList();
  }

  private static void gather(
      SizeTree node, String group, By by, double whole, Map<String, TopEntry> found, List<TopEntry> all) {
    String within = node.kind() == SizeTree.Kind.GROUP ? node.name() : group;
    boolean counts =
        switch (by) {
          case FUNCTION, RETAINED -> node.kind() == SizeTree.Kind.SYMBOL;
          case CRATE -> node.kind() == SizeTree.Kind.GROUP;
          case SECTION ->
              node.kind() == SizeTree.Kind.SECTION || node.kind() == SizeTree.Kind.HEADER
                  || node.kind() == SizeTree.Kind.PADDING;
        };
    if (counts) {
      var entry =
          TopEntry.of(
              node.name(), by == By.FUNCTION ? within : "", node.size(), node.size() / whole, node.provenance());
      if (by == By.FUNCTION) {
        all.add(entry);
      } else {
        found.merge(
            node.name(), entry,
            (a, b) -> TopEntry.of(a.name(), a.group(), a.size() + b.size(), a.share() + b.share(), a.provenance()));
      }
      return;
    }
    for (SizeTree part : node.parts()) {
      gather(part, within, by, whole, found, all);
    }
  }
}
