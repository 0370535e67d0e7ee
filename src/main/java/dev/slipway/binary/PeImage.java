package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A PE image, or a COFF object (Microsoft PE Format). Addresses are relative to the image base.
public final class PeImage extends PartedFile implements NativeImage {
  private static final int MOST_SECTIONS = 65_535;

  private final int machine;
  private final int characteristics;
  private final boolean object;
  private final boolean wide;
  private final long[] directoryAt = new long[16];
  private final long[] directorySize = new long[16];
  private long symbolsAt;
  private long base;
  private long symbolCount;
  private int subsystem;
  private String minimumOs = "";
  private final PeDirectories directories;
  private final BinaryFile file;

  static boolean looksLike(Bytes any) throws FormatException {
    Bytes bytes = any.in(ByteOrder.LITTLE_ENDIAN);
    if (bytes.size() >= 64 && bytes.u16(0) == 0x5a4d) {
      long at = bytes.u32(60);
      return at + 4 <= bytes.size() && bytes.i32(at) == 0x4550;
    }
    return looksLikeObject(bytes);
  }

  /// An object has no magic number: a known machine, no optional header, a sane number of sections.
  private static boolean looksLikeObject(Bytes bytes) throws FormatException {
    if (bytes.size() < 60) {
      return false;
    }
    int machine = bytes.u16(0);
    return (machine == 0x8664 || machine == 0xaa64 || machine == 0xa641 || machine == 0x14c || machine == 0x1c4)
        && bytes.u16(16) == 0 && bytes.u16(2) > 0 && bytes.u16(2) < 10_000 && (bytes.u16(18) & 2) == 0
        && bytes.u32(8) <= bytes.size();
  }

  PeImage(Bytes any) throws FormatException {
    super(any.in(ByteOrder.LITTLE_ENDIAN));
    object = bytes.u16(0) != 0x5a4d;
    long coffAt = 0;
    if (!object) {
      Bytes dos = bytes.slice(0, 64, "DOS header");
      coffAt = dos.u32(60) + 4;
      parts.add(Part.header("DOS header", 0, 64));
      if (coffAt - 4 > 64) {
        parts.add(Part.header("DOS stub", 64, coffAt - 4 - 64));
      }
    }
    Bytes coff = bytes.slice(coffAt, 20, "COFF header");
    machine = coff.u16(0);
    int sectionCount = coff.u16(2);
    symbolsAt = coff.u32(8);
    symbolCount = symbolsAt == 0 ? 0 : coff.u32(12);
    int optionalSize = coff.u16(16);
    characteristics = coff.u16(18);
    if (sectionCount > MOST_SECTIONS) {
      throw coff.bad(2, "it announces " + sectionCount + " sections");
    }
    Bytes optional = bytes.slice(coffAt + 20, optionalSize, "optional header");
    wide = optionalSize >= 2 ? optional.u16(0) == 0x20b : machine == 0x8664 || machine == 0xaa64 || machine == 0xa641;
    if (optionalSize > 0) {
      readOptional(optional);
    }
    Bytes table = bytes.slice(coffAt + 20 + optionalSize, sectionCount * 40L, "section table");
    long start = object ? 0 : coffAt - 4;
    parts.add(Part.header("PE headers", start, table.base() - bytes.base() + table.size() - start));
    Bytes names = symbolTables();
    for (int i = 0; i < sectionCount; i++) {
      readSection(table.slice(i * 40L, 40, "section header"), names);
    }
    directories = PeDirectories.read(this);
    file = describe();
  }

  private void readOptional(Bytes optional) throws FormatException {
    int magic = optional.u16(0);
    if (magic != 0x10b && magic != 0x20b) {
      throw optional.bad(0, "its magic number is 0x" + Integer.toHexString(magic));
    }
    base = wide ? optional.u64(24) : optional.u32(28);
    minimumOs = optional.u16(48) + "." + optional.u16(50);
    subsystem = optional.u16(68);
    long count = Math.min(16, optional.u32(wide ? 108 : 92));
    long at = wide ? 112 : 96;
    for (int i = 0; i < count && at + 8 * (i + 1L) <= optional.size(); i++) {
      directoryAt[i] = optional.u32(at + 8L * i);
      directorySize[i] = optional.u32(at + 8L * i + 4);
    }
    if (directorySize[4] > 0) {
      bytes.slice(directoryAt[4], directorySize[4], "certificate table");
      parts.add(
          new Part("certificate table", Part.Kind.SIGNATURE, directoryAt[4], directorySize[4], -1));
    }
  }

  /// The COFF symbol table and, right behind it, the string table that also has the long section names.
  private Bytes symbolTables() throws FormatException {
    if (symbolsAt == 0) {
      return bytes.slice(0, 0, "COFF string table");
    }
    if (symbolCount > 4L * SymbolTable.MOST) {
      throw bytes.bad(symbolsAt, "it announces " + symbolCount + " symbols");
    }
    Bytes symbols = bytes.slice(symbolsAt, symbolCount * 18, "COFF symbol table");
    if (symbolCount > 0) {
      parts.add(Part.table("COFF symbol table", symbolsAt, symbols.size()));
    }
    long stringsAt = symbolsAt + symbols.size();
    if (stringsAt + 4 > bytes.size()) {
      return bytes.slice(0, 0, "COFF string table");
    }
    long size = Math.max(4, bytes.u32(stringsAt));
    Bytes strings = bytes.slice(stringsAt, size, "COFF string table");
    parts.add(Part.table("COFF string table", stringsAt, size));
    return strings;
  }

  private void readSection(Bytes header, Bytes names) throws FormatException {
    String name = header.text(0, 8);
    if (name.matches("/[0-9]{1,7}")) {
      long at = Long.parseLong(name.substring(1));
      if (at >= 4 && at < names.size()) {
        name = names.text(at);
      }
    }
    long vmSize = header.u32(8);
    long address = header.u32(12);
    long fileSize = header.u32(16);
    long offset = header.u32(20);
    int flags = header.i32(36);
    boolean inFile = offset != 0 && (flags & 0x80) == 0;
    if (inFile) {
      bytes.slice(offset, fileSize, "section " + name);
      if (fileSize > 0) {
        parts.add(new Part(name, Part.Kind.SECTION, offset, fileSize, sections.size()));
      }
    }
    long relocations = header.u16(32);
    if (object && relocations > 0) {
      long at = header.u32(24);
      bytes.slice(at, relocations * 10, "relocations of " + name);
      parts.add(Part.table("relocations of " + name, at, relocations * 10));
    }
    sections.add(
        new Section(
            name, inFile ? offset : 0, inFile ? fileSize : 0, address,
            object ? fileSize : vmSize == 0 ? fileSize : vmSize, (flags & 0x20000020) != 0));
  }

  private BinaryFile describe() {
    boolean debug = sections.stream().anyMatch(s -> s.name().startsWith(".debug_info"));
    boolean symbols = symbolCount > 0;
    var format =
        new Format.Pe(
            wide ? 64 : 32,
            subsystemWord(),
            minimumOs.isEmpty() ? Optional.empty() : Optional.of(minimumOs),
            directories.pdb(),
            directories.pdbId(),
            directorySize[4] > 0 ? Format.Signing.PRESENT : Format.Signing.ABSENT,
            !directories.contributions().isEmpty());
    return new BinaryFile(
        bytes.file(),
        bytes.size(),
        format,
        architecture(),
        ByteOrder.LITTLE_ENDIAN,
        subsystem >= 10 && subsystem <= 13 ? OperatingSystem.UEFI : OperatingSystem.WINDOWS,
        abi(),
        object ? Kind.OBJECT : companion() ? Kind.DEBUG_COMPANION : (characteristics & 0x2000) != 0 ? Kind.LIBRARY : Kind.EXECUTABLE,
        linkage(),
        debug ? Strip.WITH_DEBUG_INFO : symbols ? Strip.WITH_SYMBOLS : Strip.STRIPPED,
        directories.libraries(),
        sections,
        List.of(),
        Traces.none());
  }

  private String subsystemWord() {
    return switch (subsystem) {
      case 1 -> "native";
      case 2 -> "windows";
      case 3 -> "console";
      case 10, 11, 12, 13 -> "efi";
      default -> "none";
    };
  }

  /// MinGW links against the C runtime that Windows has, `msvcrt.dll`, or leaves its own sections.
  private Abi abi() {
    boolean mingw =
        directories.libraries().stream()
            .map(l -> l.toLowerCase(Locale.ROOT))
            .anyMatch(l -> l.equals("msvcrt.dll") || l.startsWith("libgcc_s") || l.startsWith("cygwin"));
    if (mingw) {
      return Abi.MINGW;
    }
    return directories.pdb().isPresent() || !directories.contributions().isEmpty() ? Abi.MSVC : Abi.UNTOLD;
  }

  private Linkage linkage() {
    if (object) {
      return new Linkage.Relocatable();
    }
    return directories.libraries().stream().allMatch(WindowsLibraries::belongsToSystem)
        ? new Linkage.SystemOnly()
        : new Linkage.Dynamic(Optional.empty());
  }

  private Architecture architecture() {
    return switch (machine) {
      case 0x14c -> Architecture.X86;
      case 0x8664 -> Architecture.X86_64;
      case 0x1c0, 0x1c4 -> Architecture.ARM;
      case 0xaa64, 0xa641, 0xa64e -> Architecture.AARCH64;
      case 0x5032 -> Architecture.RISCV32;
      case 0x5064 -> Architecture.RISCV64;
      default -> Architecture.UNKNOWN;
    };
  }

  boolean wide() {
    return wide;
  }

  /// Whether it describes code without carrying any, as `objcopy --only-keep-debug` leaves it.
  boolean companion() {
    boolean code = sections.stream().anyMatch(s -> s.code() && s.vmSize() > 0);
    return code && sections.stream().noneMatch(s -> s.code() && s.fileSize() > 0);
  }

  /// The address the image prefers to be loaded at; addresses elsewhere are relative to it.
  long base() {
    return base;
  }

  int machine() {
    return machine;
  }

  long directoryAt(int index) {
    return directoryAt[index];
  }

  long directorySize(int index) {
    return directorySize[index];
  }

  /// The bytes at an address relative to the image base, to the end of their section.
  Optional<Bytes> at(long address, String what) throws FormatException {
    for (Section section : sections) {
      long into = address - section.address();
      if (into >= 0 && into < section.fileSize()) {
        return Optional.of(
            bytes.slice(section.offset() + into, section.fileSize() - into, what));
      }
    }
    return Optional.empty();
  }

  @Override
  public BinaryFile file() {
    return file;
  }

  @Override
  public SymbolTable symbols() throws FormatException {
    return CoffSymbols.read(this, symbolsAt, symbolCount);
  }

  @Override
  public FunctionRanges functions() throws FormatException {
    return PeExceptions.read(this);
  }

  @Override
  public Optional<Pclntab> goFunctions() throws FormatException {
    return PeGoTable.find(this);
  }

  @Override
  public List<Contribution> contributions() {
    return directories.contributions();
  }
}
