package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// A Mach-O file with one architecture (Apple's `<mach-o/loader.h>` and `<mach-o/nlist.h>`).
public final class MachoImage extends PartedFile implements NativeImage {
  private static final int MAGIC_32 = 0xfeedface;
  private static final int MAGIC_64 = 0xfeedfacf;
  private static final int MOST_COMMANDS = 100_000;
  private static final int MOST_SECTIONS = 100_000;

  private final boolean wide;
  private final int cpu;
  private final int cpuSubtype;
  private final int fileType;
  private final MachoCommands commands;
  private final BinaryFile file;

  static boolean looksLike(Magic magic) {
    int little = Integer.reverseBytes(magic.word());
    int big = magic.word();
    return little == MAGIC_32 || little == MAGIC_64 || big == MAGIC_32 || big == MAGIC_64;
  }

  private static Bytes ordered(Bytes any) throws FormatException {
    int little = any.in(ByteOrder.LITTLE_ENDIAN).i32(0);
    return any.in(little == MAGIC_32 || little == MAGIC_64 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  MachoImage(Bytes any) throws FormatException {
    super(ordered(any));
    wide = bytes.i32(0) == MAGIC_64;
    Bytes header = bytes.slice(0, wide ? 32 : 28, "Mach-O header");
    cpu = header.i32(4);
    cpuSubtype = header.i32(8);
    fileType = header.i32(12);
    long count = header.u32(16);
    long size = header.u32(20);
    if (count > MOST_COMMANDS) {
      throw header.bad(16, "it announces " + count + " load commands");
    }
    Bytes table = bytes.slice(header.size(), size, "load commands");
    parts.add(Part.header("Mach-O header", 0, header.size()));
    parts.add(Part.header("load commands", header.size(), size));
    commands = MachoCommands.read(this, table, (int) count);
    file = describe();
  }

  /// Takes a segment's sections; zero-fill ones have no bytes in the file.
  void segment(Bytes command) throws FormatException {
    int step = wide ? 8 : 4;
    String name = command.text(8, 16);
    long fileAt = command.word(24 + 2L * step, wide);
    long fileSize = command.word(24 + 3L * step, wide);
    if (fileSize != 0) {
      bytes.slice(fileAt, fileSize, "segment " + name);
      parts.add(new Part("[segment " + name + "]", Part.Kind.SEGMENT, fileAt, fileSize, -1));
    }
    long rest = 24 + 4L * step;
    long count = command.u32(rest + 8);
    int entry = wide ? 80 : 68;
    Bytes table = command.slice(rest + 16, count * entry, "sections of segment " + name);
    for (int i = 0; i < count; i++) {
      if (sections.size() >= MOST_SECTIONS) {
        throw table.bad(0, "it has more than " + MOST_SECTIONS + " sections");
      }
      section(table.slice((long) i * entry, entry, "section header"));
    }
  }

  private void section(Bytes header) throws FormatException {
    int step = wide ? 8 : 4;
    String name = header.text(16, 16) + "," + header.text(0, 16);
    long address = header.word(32, wide);
    long size = header.word(32 + step, wide);
    long rest = 32 + 2L * step;
    long offset = header.u32(rest);
    long relocations = header.u32(rest + 8);
    long relocationCount = header.u32(rest + 12);
    int flags = header.i32(rest + 16);
    int sort = flags & 0xff;
    boolean zeroFill = sort == 1 || sort == 0xc || sort == 0x12;
    boolean code = (flags & 0x80000400) != 0;
    if (size < 0) {
      throw header.bad(32 + step, "section " + name + " has an impossible size");
    }
    long inFile = zeroFill ? 0 : size;
    if (inFile > 0 && offset == 0) {
      inFile = 0; // the sections of a debug companion are described but not carried
    }
    if (inFile > 0) {
      bytes.slice(offset, inFile, "section " + name);
      parts.add(new Part(name, Part.Kind.SECTION, offset, inFile, sections.size()));
    }
    if (relocationCount > 0) {
      table("relocations of " + name, relocations, relocationCount * 8);
    }
    sections.add(new Section(name, inFile > 0 ? offset : 0, inFile, address, size, code));
  }

  void table(String name, long offset, long size) throws FormatException {
    if (size > 0) {
      bytes.slice(offset, size, name);
      parts.add(Part.table(name, offset, size));
    }
  }

  void signature(long offset, long size) throws FormatException {
    bytes.slice(offset, size, "code signature");
    parts.add(new Part("code signature", Part.Kind.SIGNATURE, offset, size, -1));
  }

  private BinaryFile describe() throws FormatException {
    var format =
        new Format.MachO(
            wide ? 64 : 32,
            commands.minimumOs(),
            commands.sdk(),
            commands.uuid(),
            commands.signing(),
            functionCount());
    return new BinaryFile(
        bytes.file(),
        bytes.size(),
        format,
        architecture(),
        bytes.littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        commands.system(),
        Abi.UNTOLD,
        kind(),
        linkage(),
        strip(),
        commands.libraries(),
        sections,
        List.of(),
        Traces.none());
  }

  private Kind kind() {
    return switch (fileType) {
      case 1 -> Kind.OBJECT;
      case 2 -> Kind.EXECUTABLE;
      case 3, 6, 8, 9 -> Kind.LIBRARY;
      case 4 -> Kind.CORE_DUMP;
      case 10 -> Kind.DEBUG_COMPANION;
      default -> Kind.OTHER;
    };
  }

  private Linkage linkage() {
    if (fileType == 1) {
      return new Linkage.Relocatable();
    }
    boolean foreign = commands.libraries().stream().anyMatch(library -> !belongsToSystem(library));
    return foreign ? new Linkage.Dynamic(Optional.empty()) : new Linkage.SystemOnly();
  }

  private static boolean belongsToSystem(String library) {
    return library.startsWith("/usr/lib/") || library.startsWith("/System/");
  }

  /// `strip` leaves exports and `__mh_execute_header`; what it takes are the names of functions. Where under a
  /// tenth as many function symbols are left as there are functions, the file counts as stripped (dprint:
  /// 1.7 symbols for each function, stripped lightningcss: 0.05).
  private Strip strip() throws FormatException {
    boolean debug =
        sections.stream().anyMatch(s -> s.name().equals("__DWARF,__debug_info")) || commands.stabs();
    if (debug) {
      return Strip.WITH_DEBUG_INFO;
    }
    int functions = functionCount();
    int symbols = commands.definedSymbols();
    if (functions > 0) {
      return symbols * 10L < functions || commands.localSymbols() == 0 && fileType == 2
          ? Strip.STRIPPED
          : Strip.WITH_SYMBOLS;
    }
    return commands.localSymbols() == 0 && symbols <= 1 ? Strip.STRIPPED : Strip.WITH_SYMBOLS;
  }

  private int functionCount() throws FormatException {
    return MachoFunctionStarts.count(this, commands);
  }

  private Architecture architecture() {
    return switch (cpu) {
      case 7 -> Architecture.X86;
      case 0x01000007 -> Architecture.X86_64;
      case 12 -> Architecture.ARM;
      case 0x0100000c -> Architecture.AARCH64;
      case 18 -> Architecture.POWERPC;
      case 0x01000012 -> Architecture.POWERPC64;
      default -> Architecture.UNKNOWN;
    };
  }

  int cpu() {
    return cpu;
  }

  int cpuSubtype() {
    return cpuSubtype;
  }

  boolean wide() {
    return wide;
  }

  @Override
  public BinaryFile file() {
    return file;
  }

  @Override
  public SymbolTable symbols() throws FormatException {
    return commands.symbols(this);
  }

  @Override
  public FunctionRanges functions() throws FormatException {
    return MachoFunctionStarts.read(this, commands);
  }

  @Override
  public Optional<Pclntab> goFunctions() throws FormatException {
    for (Section section : sections) {
      if (section.name().endsWith(",__gopclntab") && section.fileSize() > 0) {
        long text =
            sections.stream().filter(s -> s.name().equals("__TEXT,__text")).mapToLong(Section::address)
                .findFirst().orElse(0);
        return Pclntab.read(
            bytes.slice(section.offset(), section.fileSize(), "Go function table"), text, 0);
      }
    }
    return Optional.empty();
  }
}
