package dev.slipway.binary;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the symbol table of an ELF file (gABI chapter 4, Symbol Table).
final class ElfSymbols {
  private static final int CHUNK = 4096;
  private static final int PIECE = 32;

  private final SymbolTable table;
  private final Optional<Bytes> extended;
  private final ElfImage image;
  private final Optional<ElfImage.Header> descriptors;
  private int sourceFile = -1;

  private ElfSymbols(ElfImage image, SymbolTable table, Optional<Bytes> extended) {
    this.image = image;
    this.descriptors = image.machine() == 21 ? image.section(".opd") : Optional.empty();
    this.table = table;
    this.extended = extended;
  }

  static SymbolTable read(ElfImage image) throws FormatException {
    ElfImage.@Nullable Header header = null;
    for (ElfImage.Header h : image.headers()) {
      header = header == null && h.type() == ElfImage.SHT_SYMTAB ? h : header;
    }
    if (header == null) {
      return SymbolTable.none(image.bytes());
    }
    Bytes symbols = image.contents(header, "symbol table");
    if (header.link() < 0 || header.link() >= image.headers().size()) {
      throw symbols.bad(0, "its names are in section " + header.link() + ", which is not there");
    }
    Bytes strings = image.contents(image.headers().get(header.link()), "symbol names");
    Optional<Bytes> extended = Optional.empty();
    for (ElfImage.Header h : image.headers()) {
      if (h.type() == ElfImage.SHT_SYMTAB_SHNDX) {
        extended = Optional.of(image.contents(h, "extended section indexes"));
      }
    }
    int entry = image.wide() ? 24 : 16;
    long count = symbols.size() / entry;
    if (count > 4L * SymbolTable.MOST) {
      throw symbols.bad(0, "it has " + count + " entries");
    }
    var reader = new ElfSymbols(image, new SymbolTable(strings, (int) Math.min(count, 1 << 20)), extended);
    if (image.wide()) {
      reader.readWide(symbols, (int) count);
    } else {
      reader.readNarrow(symbols, (int) count);
    }
    return reader.table;
  }

  /// Three words each, copied out in bulk: one by one costs ten times as much before the JIT knows it.
  private void readWide(Bytes symbols, int count) throws FormatException {
    long[] words = new long[3 * Math.min(CHUNK, Math.max(1, count))];
    for (int start = 0; start < count; start += CHUNK) {
      int now = Math.min(CHUNK, count - start);
      symbols.copyWords(24L * start, words, 3 * now);
      for (int from = 0; from < now; from += PIECE) {
        readWide(words, symbols.littleEndian(), start, from, Math.min(now, from + PIECE));
      }
    }
  }

  /// Some of them; called often, so that it is compiled while most are still to come.
  private void readWide(long[] words, boolean little, int start, int from, int to) throws FormatException {
    for (int i = from; i < to; i++) {
      long first = words[3 * i];
      int name = (int) (little ? first : first >>> 32);
      int info = (int) (little ? first >>> 32 : first >>> 24) & 0xff;
      int section = (int) (little ? first >>> 48 : first) & 0xffff;
      take(start + i, name, info, section, words[3 * i + 1], words[3 * i + 2]);
    }
  }

  private void readNarrow(Bytes symbols, int count) throws FormatException {
    for (int i = 0; i < count; i++) {
      long at = 16L * i;
      take(i, symbols.i32(at), symbols.u8(at + 12), symbols.u16(at + 14), symbols.u32(at + 4), symbols.u32(at + 8));
    }
  }

  /// A function of 64-bit PowerPC whose symbol stands at a descriptor, which has the address of the code (ELFv1 ABI 3.2.1). An
  /// object's descriptors are filled in by the linker, a position-independent program's by the loader: then its code is left to
  /// what unwind data tells.
  private void described(long value, long size, int name, boolean local) throws FormatException {
    ElfImage.Header opd = descriptors.orElseThrow();
    Bytes entries = image.contents(opd, "function descriptors");
    long into = value - opd.address();
    if (into < 0 || into + 8 > entries.size() || image.type() == 1) {
      return;
    }
    long code = entries.u64(into);
    if (image.sections().stream().anyMatch(s -> s.code() && code >= s.address() && code - s.address() < s.vmSize())) {
      table.add(code, size, name, -1, local ? sourceFile : -1, true, local);
    }
  }

  private void take(int index, int name, int info, int shndx, long value, long size) throws FormatException {
    int type = info & 15;
    boolean local = info >>> 4 == 0;
    if (type == 4) {
      sourceFile = name;
      return;
    }
    boolean function = type == 2 || type == 10;
    boolean threadLocal = type == 6;
    boolean counts = function || threadLocal || type == 1 || type == 0;
    // A function without a size is usually hand-written assembly; other symbols without one are labels.
    if (!counts || shndx == 0 || size < 0 || (size == 0 && !function)) {
      return;
    }
    int section = shndx - 1;
    if (shndx == 0xffff) {
      section =
          extended.isPresent() && 4L * index + 4 <= extended.get().size()
              ? extended.get().i32(4L * index) - 1
              : -1;
    } else if (shndx >= 0xff00) {
      return;
    }
    if (function && descriptors.isPresent() && section >= 0 && section < image.headers().size() - 1
        && image.headers().get(section + 1) == descriptors.get()) {
      described(value, size, name, local);
      return;
    }
    long at = threadLocal ? image.threadLocal(value) : function && image.thumb() ? value & ~1L : value;
    table.add(at, size, name, section, local ? sourceFile : -1, function, local);
  }
}
