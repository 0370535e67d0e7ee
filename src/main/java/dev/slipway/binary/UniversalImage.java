package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A universal Mach-O file: several architectures behind one big-endian table (Apple's `<mach-o/fat.h>`).
public final class UniversalImage extends PartedFile implements Image {
  private static final int FAT_MAGIC = 0xcafebabe;
  private static final int FAT_MAGIC_64 = 0xcafebabf;

  /// A slice and where it lies in the whole.
  ///
  /// @param offset where it begins in the universal file
  public record Slice(long offset, MachoImage image) {}

  private final List<Slice> slices = new ArrayList<>();
  private final BinaryFile file;

  /// Java classes begin with the same four bytes; their next word is a version and is never under 43.
  static boolean looksLike(Magic magic) {
    return (magic.word() == FAT_MAGIC || magic.word() == FAT_MAGIC_64) && magic.next() > 0 && magic.next() < 32;
  }

  UniversalImage(Bytes any) throws FormatException {
    super(any.in(ByteOrder.BIG_ENDIAN));
    boolean wide = bytes.i32(0) == FAT_MAGIC_64;
    int count = bytes.i32(4);
    int entry = wide ? 32 : 20;
    Bytes table = bytes.slice(8, (long) count * entry, "table of architectures");
    parts.add(Part.header("universal header", 0, 8 + table.size()));
    List<BinaryFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long at = (long) i * entry;
      long offset = table.word(at + 8, wide);
      long size = table.word(at + (wide ? 16 : 12), wide);
      Bytes slice = bytes.slice(offset, size, "slice " + (i + 1));
      if (!MachoImage.looksLike(Magic.of(slice))) {
        throw slice.bad(0, "it is no Mach-O file");
      }
      var image = new MachoImage(slice);
      if (image.cpu() != table.i32(at)) {
        throw slice.bad(4, "the table says another architecture than the slice");
      }
      slices.add(new Slice(offset, image));
      files.add(image.file());
      parts.add(new Part(image.file().arch().word() + " slice", Part.Kind.SEGMENT, offset, size, -1));
    }
    file = describe(files);
  }

  private BinaryFile describe(List<BinaryFile> files) {
    BinaryFile first = files.getFirst();
    boolean allStripped = files.stream().allMatch(BinaryFile::stripped);
    var libraries = new java.util.LinkedHashSet<String>();
    files.forEach(f -> libraries.addAll(f.libraries()));
    boolean sameLinkage = files.stream().map(BinaryFile::linkage).distinct().count() == 1;
    return new BinaryFile(
        bytes.file(),
        bytes.size(),
        new Format.Universal(),
        Architecture.UNIVERSAL,
        ByteOrder.BIG_ENDIAN,
        first.os(),
        first.abi(),
        first.kind(),
        sameLinkage ? first.linkage() : new Linkage.PerSlice(),
        allStripped ? Strip.STRIPPED : first.strip() == Strip.STRIPPED ? Strip.WITH_SYMBOLS : first.strip(),
        List.copyOf(libraries),
        List.of(),
        files,
        Traces.none());
  }

  public List<Slice> slices() {
    return slices;
  }

  @Override
  public BinaryFile file() {
    return file;
  }
}
