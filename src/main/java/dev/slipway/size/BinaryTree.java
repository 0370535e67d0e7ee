package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.Image;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.Part;
import dev.slipway.binary.UniversalImage;
import dev.slipway.binary.WasmComponent;
import dev.slipway.binary.WasmModule;
import dev.slipway.binary.name.SymbolName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes the whole tree of a binary: file, section, crate or package, module, symbol.
public final class BinaryTree {
  private BinaryTree() {}

  /// The tree of a binary; its parts sum to the file's size.
  ///
  /// @param name what to call the file
  public static SizeTree of(String name, Image image) throws FormatException {
    return switch (image) {
      case NativeImage code -> code(name, SizeTree.Kind.FILE, code);
      case UniversalImage universal -> universal(name, universal);
      case WasmModule module -> WasmTree.of(name, SizeTree.Kind.FILE, module);
      case WasmComponent component -> component(name, component);
    };
  }

  /// Only the first level: sections, headers, padding. Cheap, for no symbol is looked at.
  public static SizeTree outline(String name, Image image) {
    List<SizeTree> parts = new ArrayList<>();
    for (FileMap.Piece piece : FileMap.of(image.parts(), image.bytes().size())) {
      parts.add(plain(piece, image.bytes().size()));
    }
    return whole(name, SizeTree.Kind.FILE, image.bytes().size(), merged(parts));
  }

  private static SizeTree code(String name, SizeTree.Kind kind, NativeImage image) throws FormatException {
    Attribution attribution = Attribution.of(image);
    List<SizeTree> parts = new ArrayList<>();
    Map<Integer, List<FileMap.Piece>> sections = new LinkedHashMap<>();
    for (FileMap.Piece piece : FileMap.of(image.parts(), image.bytes().size())) {
      Part part = piece.part();
      if (part != null && part.kind() == Part.Kind.SECTION) {
        sections.computeIfAbsent(part.section(), _ -> new ArrayList<>()).add(piece);
      } else {
        parts.add(plain(piece, image.bytes().size()));
      }
    }
    for (List<FileMap.Piece> pieces : sections.values()) {
      parts.add(section(pieces, attribution));
    }
    return whole(name, kind, image.bytes().size(), merged(parts));
  }

  static SizeTree whole(String name, SizeTree.Kind kind, long size, List<SizeTree> parts) {
    return new SizeTree(name, kind, size, Provenance.FILE, SizeTree.largestFirst(parts));
  }

  private static SizeTree plain(FileMap.Piece piece, long fileSize) {
    Part part = piece.part();
    if (part == null) {
      return SizeTree.leaf(
          piece.offset() + piece.size() == fileSize ? "[behind the last part]" : "[padding]",
          SizeTree.Kind.PADDING, piece.size(), Provenance.NONE);
    }
    return switch (part.kind()) {
      case HEADER -> SizeTree.leaf(part.name(), SizeTree.Kind.HEADER, piece.size(), Provenance.SECTION);
      case SEGMENT, OVERLAY ->
          SizeTree.leaf("[padding of " + inner(part.name()) + "]", SizeTree.Kind.PADDING, piece.size(), Provenance.NONE);
      case TABLE, SIGNATURE, SECTION ->
          SizeTree.leaf(part.name(), SizeTree.Kind.SECTION, piece.size(), Provenance.SECTION);
    };
  }

  private static String inner(String bracketed) {
    int start = bracketed.startsWith("[") ? 1 : 0;
    int end = bracketed.endsWith("]") ? bracketed.length() - 1 : bracketed.length();
    return bracketed.substring(start, Math.max(start, end));
  }

  /// Padding of the same name is one row.
  private static List<SizeTree> merged(List<SizeTree> parts) {
    Map<String, SizeTree> padding = new LinkedHashMap<>();
    List<SizeTree> all = new ArrayList<>();
    for (SizeTree part : parts) {
      if (part.kind() == SizeTree.Kind.PADDING) {
        padding.merge(
            part.name(), part,
            (a, b) -> SizeTree.leaf(a.name(), a.kind(), a.size() + b.size(), a.provenance()));
      } else {
        all.add(part);
      }
    }
    all.addAll(padding.values());
    return all;
  }

  private static SizeTree section(List<FileMap.Piece> pieces, Attribution attribution) {
    var groups = new SymbolGroups();
    long total = 0;
    long claimed = 0;
    String name = "";
    for (FileMap.Piece piece : pieces) {
      name = piece.part() == null ? name : piece.part().name();
      total += piece.size();
      long end = piece.offset() + piece.size();
      for (int i = attribution.from(piece.offset()); i < attribution.count() && attribution.offset(i) < end; i++) {
        long from = Math.max(attribution.offset(i), piece.offset());
        long to = Math.min(attribution.offset(i) + attribution.size(i), end);
        if (to > from) {
          SymbolName symbol = attribution.name(i);
          groups.add(symbol, to - from, attribution.provenance(i));
          claimed += to - from;
        }
      }
    }
    if (claimed == 0) {
      return SizeTree.leaf(name, SizeTree.Kind.SECTION, total, Provenance.SECTION);
    }
    List<SizeTree> children = groups.build();
    if (claimed < total) {
      children.add(
          SizeTree.leaf("[no symbol]", SizeTree.Kind.REMAINDER, total - claimed, Provenance.NONE));
    }
    return new SizeTree(name, SizeTree.Kind.SECTION, total, Provenance.SECTION, SizeTree.largestFirst(children));
  }

  private static SizeTree universal(String name, UniversalImage image) throws FormatException {
    List<SizeTree> parts = new ArrayList<>();
    List<UniversalImage.Slice> left = new ArrayList<>(image.slices());
    for (FileMap.Piece piece : FileMap.of(image.parts(), image.bytes().size())) {
      UniversalImage.Slice whole = null;
      for (UniversalImage.Slice slice : left) {
        if (slice.offset() == piece.offset() && slice.image().bytes().size() == piece.size()) {
          whole = slice;
        }
      }
      if (whole == null) {
        parts.add(plain(piece, image.bytes().size()));
      } else {
        left.remove(whole);
        parts.add(
            code(whole.image().file().arch().word() + " slice", SizeTree.Kind.SLICE, whole.image()));
      }
    }
    return whole(name, SizeTree.Kind.FILE, image.bytes().size(), merged(parts));
  }

  private static SizeTree component(String name, WasmComponent image) throws FormatException {
    List<SizeTree> parts = new ArrayList<>();
    for (FileMap.Piece piece : FileMap.of(image.parts(), image.bytes().size())) {
      WasmComponent.Inner within = null;
      for (WasmComponent.Inner inner : image.inner()) {
        if (inner.offset() > piece.offset()
            && inner.offset() + inner.image().bytes().size() == piece.offset() + piece.size()) {
          within = inner;
        }
      }
      if (within == null) {
        parts.add(plain(piece, image.bytes().size()));
      } else {
        String title = piece.part() == null ? "core module" : piece.part().name();
        SizeTree tree =
            within.image() instanceof WasmModule module
                ? WasmTree.of(title, SizeTree.Kind.SLICE, module)
                : of(title, within.image());
        parts.add(
            SizeTree.of(
                title, SizeTree.Kind.SLICE, Provenance.SECTION,
                List.of(
                    tree,
                    SizeTree.leaf(
                        "section header", SizeTree.Kind.HEADER, piece.size() - tree.size(), Provenance.SECTION))));
      }
    }
    return whole(name, SizeTree.Kind.FILE, image.bytes().size(), merged(parts));
  }
}
