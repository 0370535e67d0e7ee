package dev.slipway.size;

import dev.slipway.binary.FormatException;
import dev.slipway.binary.FunctionRanges;
import dev.slipway.binary.MachoImage;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.Pclntab;
import dev.slipway.binary.PeImage;
import dev.slipway.binary.Section;
import dev.slipway.binary.SymbolTable;
import dev.slipway.binary.name.Demangler;
import dev.slipway.binary.name.SymbolName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Which bytes of a native binary's sections belong to which symbol, and how that is known.
///
/// Ranges lie in order of file offset and never overlap. Kept as columns: names are made for those that are shown.
final class Attribution {
  private static final int SYMBOL = 0;
  private static final int GO = 1;
  private static final int CONTRIBUTION = 2;
  private static final int NAMELESS = 3;
  private static final int PIECE = 32;
  private static final Provenance[] PROVENANCES = Provenance.values();

  private final SymbolTable symbols;
  private final Optional<Pclntab> go;
  private final List<NativeImage.Contribution> contributions;
  private final List<Section> sections;
  private long[] offset = new long[0];
  private long[] size = new long[0];
  private int[] label = new int[0];
  private byte[] provenance = new byte[0];
  private final boolean underscored;
  private int count;

  private Attribution(
      SymbolTable symbols,
      Optional<Pclntab> go,
      List<NativeImage.Contribution> contributions,
      NativeImage image) {
    this.symbols = symbols;
    this.go = go;
    this.contributions = contributions;
    this.sections = image.sections();
    this.underscored = image instanceof MachoImage;
  }

  static Attribution of(NativeImage image) throws FormatException {
    SymbolTable symbols = image.symbols();
    Optional<Pclntab> go = image.goFunctions();
    var attribution = new Attribution(symbols, go, image.contributions(), image);
    attribution.build(image, image.functions());
    return attribution;
  }

  /// The same without what only fills the gaps between named symbols, for lists of what is largest: reading
  /// `.eh_frame` takes longer than all the rest.
  static Attribution ofNamed(NativeImage image) throws FormatException {
    SymbolTable symbols = image.symbols();
    if (symbols.count() == 0 || !(image instanceof dev.slipway.binary.ElfImage)) {
      return of(image);
    }
    var attribution = new Attribution(symbols, image.goFunctions(), List.of(), image);
    attribution.build(image, new FunctionRanges(FunctionRanges.Source.NONE, new long[0], new long[0]));
    return attribution;
  }

  private void build(NativeImage image, FunctionRanges functions) throws FormatException {
    boolean exact = image instanceof MachoImage || image instanceof PeImage;
    var candidates =
        new Candidates(sections, symbols.count() + functions.count() + (go.isPresent() ? go.get().count() : 0));
    for (int i = 0; i < symbols.count(); i += PIECE) {
      addSymbols(candidates, i, Math.min(symbols.count(), i + PIECE));
    }
    // ELF's symbols state sizes, which leave out the padding behind a function that the table's have.
    if (go.isPresent() && (symbols.count() == 0 || exact)) {
      Pclntab table = go.get();
      for (int i = 0; i < table.count(); i++) {
        long at = table.address(i);
        candidates.add(-1, at, table.address(i + 1) - at, i << 2 | GO, Provenance.PCLNTAB, 0, false);
      }
    }
    Provenance source =
        functions.source() == FunctionRanges.Source.FUNCTION_STARTS ? Provenance.FUNCTION_STARTS : Provenance.UNWIND;
    for (int i = 0; i < functions.count(); i++) {
      candidates.add(-1, functions.address()[i], functions.size()[i], NAMELESS, source, 9, !exact);
    }
    for (int i = 0; i < contributions.size(); i++) {
      NativeImage.Contribution c = contributions.get(i);
      candidates.add(-1, c.address(), c.size(), i << 2 | CONTRIBUTION, Provenance.POGO, 10, true);
    }
    offset = new long[candidates.count()];
    size = new long[candidates.count()];
    label = new int[candidates.count()];
    provenance = new byte[candidates.count()];
    candidates.resolve(this::take);
  }

  /// Some of the symbols; called often, so that it is compiled while most are still to come.
  private void addSymbols(Candidates candidates, int from, int to) {
    for (int i = from; i < to; i++) {
      candidates.add(
          symbols.section(i), symbols.address(i), symbols.size(i), i << 2 | SYMBOL, Provenance.SYMTAB, rank(i), false);
    }
  }

  /// Among aliases the name that others see is shown: global before local, and compiler-made labels last.
  private int rank(int symbol) {
    return symbols.local(symbol) ? 2 : 1;
  }

  private void take(long at, long bytes, int what, Provenance how) {
    offset[count] = at;
    size[count] = bytes;
    label[count] = what;
    provenance[count] = (byte) how.ordinal();
    count++;
  }

  int count() {
    return count;
  }

  long offset(int i) {
    return offset[i];
  }

  long size(int i) {
    return size[i];
  }

  Provenance provenance(int i) {
    return PROVENANCES[provenance[i]];
  }

  /// The first range from one on that has more bytes; the count of all where none has.
  int nextLarger(int from, long than) {
    int i = from;
    while (i < count && size[i] <= than) {
      i++;
    }
    return i;
  }

  /// Whether code lies between the ranges in one piece of at least so many bytes.
  boolean leavesOut(long bytes) {
    for (Section section : sections) {
      if (!section.code() || section.fileSize() < bytes) {
        continue;
      }
      long end = section.offset() + section.fileSize();
      if (widestGap(section.offset(), end) >= bytes) {
        return true;
      }
    }
    return false;
  }

  private long widestGap(long start, long end) {
    long widest = 0;
    long covered = start;
    int i = from(start);
    while (i < count && offset[i] < end) {
      int to = Math.min(count, i + PIECE);
      widest = Math.max(widest, widestGap(i, to, covered, end));
      covered = Math.max(covered, offset[to - 1] + size[to - 1]);
      i = to;
    }
    return Math.max(widest, end - covered);
  }

  private long widestGap(int from, int to, long before, long end) {
    long widest = 0;
    long covered = before;
    for (int i = from; i < to && offset[i] < end; i++) {
      widest = Math.max(widest, offset[i] - covered);
      covered = Math.max(covered, offset[i] + size[i]);
    }
    return widest;
  }

  /// Whether it has a name of its own.
  boolean named(int i) {
    return (label[i] & 3) != NAMELESS;
  }

  /// The first range that ends after a file offset.
  int from(long fileOffset) {
    int found = Arrays.binarySearch(offset, 0, count, fileOffset);
    int i = found >= 0 ? found : -found - 1;
    return i > 0 && offset[i - 1] + size[i - 1] > fileOffset ? i - 1 : i;
  }

  SymbolName name(int i) {
    int index = label[i] >>> 2;
    return switch (label[i] & 3) {
      case SYMBOL -> symbol(index);
      case GO -> Demangler.go(go.map(table -> table.name(index)).orElse(""));
      case CONTRIBUTION ->
          new SymbolName(contributions.get(index).name(), SymbolName.Language.C, "[linker input]", "");
      default ->
          new SymbolName(
              "function at 0x" + Long.toHexString(address(offset[i])), SymbolName.Language.C, "[no name]", "");
    };
  }

  private SymbolName symbol(int index) {
    String name = symbols.name(index);
    return go.isPresent()
        ? Demangler.inGo(underscored ? name.replaceFirst("^_", "") : name, symbols.sourceFile(index))
        : Demangler.name(name, symbols.sourceFile(index));
  }

  /// The memory address of a file offset that lies in a section.
  private long address(long at) {
    for (Section section : sections) {
      if (at >= section.offset() && at - section.offset() < section.fileSize()) {
        return section.address() + (at - section.offset());
      }
    }
    return at;
  }
}
