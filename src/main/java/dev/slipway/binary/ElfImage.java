package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An ELF file, 32 or 64 bits, either byte order (System V gABI chapters 4 and 5).
public final class ElfImage extends PartedFile implements NativeImage {
  static final int SHT_SYMTAB = 2;
  static final int SHT_NOTE = 7;
  static final int SHT_NOBITS = 8;
  static final int SHT_SYMTAB_SHNDX = 18;
  static final int SHT_GNU_VERNEED = 0x6ffffffe;
  static final long SHF_ALLOC = 2;
  static final long SHF_EXECINSTR = 4;
  static final long SHF_COMPRESSED = 0x800;
  static final int PT_LOAD = 1;
  static final int PT_DYNAMIC = 2;
  static final int PT_INTERP = 3;
  static final int PT_NOTE = 4;
  static final int PT_TLS = 7;

  /// Objects made with one section per function have tens of thousands; nothing real has more than this.
  private static final int MOST_SECTIONS = 400_000;

  /// A row of the section header table.
  record Header(
      String name, int type, long flags, long address, long offset, long size, int link, int info, long entry) {}

  /// A row of the program header table.
  record Segment(int type, int flags, long offset, long address, long fileSize, long memorySize) {}

  private final boolean wide;
  private final int type;
  private final int machine;
  private final int osAbi;
  private final List<Header> headers;
  private final List<Segment> segments;
  private final ElfDynamic dynamic;
  private final BinaryFile file;

  static boolean looksLike(Magic magic) {
    return magic.word() == 0x7f454c46;
  }

  private static Bytes ordered(Bytes whole) throws FormatException {
    Bytes ident = whole.slice(0, 16, "ELF identification");
    if (ident.u8(4) != 1 && ident.u8(4) != 2) {
      throw ident.bad(4, "its class is neither 32 nor 64 bits");
    }
    return whole.in(
        switch (ident.u8(5)) {
          case 1 -> ByteOrder.LITTLE_ENDIAN;
          case 2 -> ByteOrder.BIG_ENDIAN;
          default -> throw ident.bad(5, "its byte order is neither little nor big endian");
        });
  }

  ElfImage(Bytes whole) throws FormatException {
    super(ordered(whole));
    wide = bytes.u8(4) == 2;
    osAbi = bytes.u8(7);
    Bytes header = bytes.slice(0, wide ? 64 : 52, "ELF header");
    type = header.u16(16);
    machine = header.u16(18);
    long programAt = header.word(wide ? 32 : 28, wide);
    long sectionsAt = header.word(wide ? 40 : 32, wide);
    int counts = wide ? 54 : 42;
    int programEntry = header.u16(counts);
    long programCount = header.u16(counts + 2);
    int sectionEntry = header.u16(counts + 4);
    long sectionCount = header.u16(counts + 6);
    long names = header.u16(counts + 8);
    headers = new ArrayList<>();
    segments = new ArrayList<>();
    parts.add(Part.header("ELF header", 0, header.size()));
    if (sectionsAt != 0) {
      Bytes first = bytes.slice(sectionsAt, wide ? 64 : 40, "first section header");
      if (sectionCount == 0) {
        sectionCount = first.word(wide ? 32 : 20, wide);
      }
      if (names == 0xffff) {
        names = first.u32(wide ? 40 : 24);
      }
      if (programCount == 0xffff) {
        programCount = first.u32(wide ? 44 : 28);
      }
      readSections(sectionsAt, sectionEntry, sectionCount, names);
    }
    if (programAt != 0 && programCount > 0) {
      readSegments(programAt, programEntry, programCount);
    }
    addSegmentParts();
    dynamic = ElfDynamic.read(this);
    file = ElfIdentity.of(this, header);
  }

  private void readSections(long at, int entry, long count, long names) throws FormatException {
    if (count < 0 || count > MOST_SECTIONS) {
      throw bytes.bad(at, "it announces " + Long.toUnsignedString(count) + " sections");
    }
    if (entry < (wide ? 64 : 40)) {
      throw bytes.bad(at, "its section headers have " + entry + " bytes each");
    }
    Bytes table = bytes.slice(at, count * entry, "section header table");
    if (names >= count && count > 0) {
      throw table.bad(0, "its section names are in section " + names + " of " + count);
    }
    for (int i = 0; i < count; i++) {
      headers.add(header(table, (long) i * entry, ""));
    }
    @Nullable Bytes strings =
        names == 0 || count == 0 ? null : contents(headers.get((int) names), "section name table");
    for (int i = 0; i < count; i++) {
      long nameAt = table.u32((long) i * entry);
      String name = strings == null || nameAt >= strings.size() ? "" : strings.text(nameAt);
      Header header = header(table, (long) i * entry, name);
      headers.set(i, header);
      if (i > 0) {
        addSection(header, i - 1);
      }
    }
    parts.add(Part.header("section headers", at, table.size()));
  }

  private Header header(Bytes table, long at, String name) throws FormatException {
    int step = wide ? 8 : 4;
    long p = at + 8;
    return new Header(
        name,
        table.i32(at + 4),
        table.word(p, wide),
        table.word(p + step, wide),
        table.word(p + 2L * step, wide),
        table.word(p + 3L * step, wide),
        table.i32(p + 4L * step),
        table.i32(p + 4L * step + 4),
        table.word(p + 5L * step + 8, wide));
  }

  private void addSection(Header header, int index) throws FormatException {
    boolean inFile = header.type() != SHT_NOBITS && header.type() != 0;
    if (header.size() < 0 || header.offset() < 0) {
      throw bytes.bad(0, "section " + header.name() + " has an impossible place or size");
    }
    if (inFile) {
      bytes.slice(header.offset(), header.size(), "section " + header.name());
    }
    boolean loaded = (header.flags() & SHF_ALLOC) != 0;
    sections.add(
        new Section(
            header.name(),
            header.offset(),
            inFile ? header.size() : 0,
            header.address(),
            loaded ? header.size() : 0,
            (header.flags() & SHF_EXECINSTR) != 0));
    if (inFile && header.size() > 0) {
      String name = header.name().isEmpty() ? "[section " + (index + 1) + "]" : header.name();
      parts.add(new Part(name, Part.Kind.SECTION, header.offset(), header.size(), index));
    }
  }

  private void readSegments(long at, int entry, long count) throws FormatException {
    if (entry < (wide ? 56 : 32) || count > MOST_SECTIONS) {
      throw bytes.bad(at, "its program headers have " + entry + " bytes each");
    }
    Bytes table = bytes.slice(at, count * entry, "program header table");
    for (int i = 0; i < count; i++) {
      long o = (long) i * entry;
      segments.add(
          wide
              ? new Segment(
                  table.i32(o), table.i32(o + 4), table.u64(o + 8), table.u64(o + 16), table.u64(o + 32),
                  table.u64(o + 40))
              : new Segment(
                  table.i32(o), table.i32(o + 24), table.u32(o + 4), table.u32(o + 8), table.u32(o + 16),
                  table.u32(o + 20)));
    }
    parts.add(Part.header("program headers", at, table.size()));
  }

  /// What segments load beyond the sections; all there is when the section table was stripped as well.
  private void addSegmentParts() {
    int number = 0;
    for (Segment segment : segments) {
      if (segment.type() == PT_LOAD && segment.fileSize() > 0 && segment.offset() >= 0
          && segment.offset() < bytes.size()) {
        long size = Math.clamp(segment.fileSize(), 0, bytes.size() - segment.offset());
        String name = "[segment " + number + ((segment.flags() & 1) != 0 ? ", code]" : "]");
        parts.add(new Part(name, Part.Kind.SEGMENT, segment.offset(), size, -1));
        number++;
      }
    }
  }

  /// What kind of file it is, as its header has it (`e_type`).
  int type() {
    return type;
  }

  int machine() {
    return machine;
  }

  int osAbi() {
    return osAbi;
  }

  ElfDynamic dynamic() {
    return dynamic;
  }

  boolean wide() {
    return wide;
  }

  /// Whether the lowest bit of a function's address tells its instruction set and not its place (Arm, AAELF32 5.5.3).
  boolean thumb() {
    return machine == 40;
  }

  /// Where the first copy of a thread-local thing lies: linked files count from the start of their template.
  long threadLocal(long value) {
    for (Segment segment : segments) {
      if (segment.type() == PT_TLS) {
        return segment.address() + value;
      }
    }
    return value;
  }

  List<Header> headers() {
    return headers;
  }

  List<Segment> segments() {
    return segments;
  }

  /// The bytes of a section.
  Bytes contents(Header header, String what) throws FormatException {
    return header.type() == SHT_NOBITS
        ? bytes.slice(0, 0, what)
        : bytes.slice(header.offset(), header.size(), what);
  }

  /// The section header with a name, where it has bytes.
  Optional<Header> section(String name) {
    return headers.stream().filter(h -> h.name().equals(name) && h.type() != SHT_NOBITS).findFirst();
  }

  @Override
  public BinaryFile file() {
    return file;
  }

  @Override
  public SymbolTable symbols() throws FormatException {
    return ElfSymbols.read(this);
  }

  @Override
  public FunctionRanges functions() throws FormatException {
    Optional<Header> frames = section(".eh_frame");
    if (frames.isEmpty() || type == 1) {
      return FunctionRanges.none();
    }
    FunctionRanges found = EhFrame.read(contents(frames.get(), ".eh_frame"), frames.get().address(), wide);
    // GNU ld describes all its import stubs as if they were one function.
    List<Section> stubs = sections.stream().filter(s -> s.name().startsWith(".plt") || s.name().equals(".iplt")).toList();
    return found.without(stubs);
  }

  @Override
  public Optional<Pclntab> goFunctions() throws FormatException {
    for (Header header : headers) {
      if (header.name().endsWith(".gopclntab") && header.type() != SHT_NOBITS) {
        long text = section(".text").map(Header::address).orElse(0L);
        return Pclntab.read(contents(header, "Go function table"), text, 0);
      }
    }
    return Optional.empty();
  }
}
