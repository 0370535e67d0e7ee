package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/// Says what an ELF file is, from its headers, its dynamic section and its notes.
final class ElfIdentity {
  private final ElfImage image;

  private ElfIdentity(ElfImage image) {
    this.image = image;
  }

  /// @param header the ELF header
  static BinaryFile of(ElfImage image, Bytes header) throws FormatException {
    return new ElfIdentity(image).describe(header, ElfNotes.read(image));
  }

  private BinaryFile describe(Bytes header, ElfNotes notes) throws FormatException {
    boolean hasSymbols = false;
    boolean debug = false;
    for (ElfImage.Header h : image.headers()) {
      hasSymbols |= h.type() == ElfImage.SHT_SYMTAB;
      debug |= h.type() != ElfImage.SHT_NOBITS && h.size() > 0
          && (h.name().startsWith(".debug_info") || h.name().startsWith(".zdebug_info"));
    }
    Optional<String> interpreter = interpreter();
    boolean pie = image.type() == 3;
    Linkage linkage = linkage(interpreter, header);
    var format =
        new Format.Elf(
            image.wide() ? 64 : 32,
            pie,
            image.dynamic().soname(),
            image.dynamic().runpath(),
            image.dynamic().highestGlibc(),
            notes.buildId(),
            notes.goBuildId(),
            debugLink());
    return new BinaryFile(
        image.bytes().file(),
        image.bytes().size(),
        format,
        architecture(),
        image.bytes().littleEndian() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN,
        system(interpreter, notes),
        abi(interpreter),
        kind(linkage, interpreter),
        linkage,
        debug ? Strip.WITH_DEBUG_INFO : hasSymbols ? Strip.WITH_SYMBOLS : Strip.STRIPPED,
        image.dynamic().needed(),
        image.sections(),
        List.of(),
        Traces.none());
  }

  /// Static means: nothing loads it and it needs nothing. A library has no interpreter either, so what is
  /// position-independent must say that it is an executable (DF_1_PIE), or have an entry point and no name.
  private Linkage linkage(Optional<String> interpreter, Bytes header) throws FormatException {
    if (image.type() == 1) {
      return new Linkage.Relocatable();
    }
    // A debug companion keeps the header of the segment that names the loader, but not the name.
    boolean loaded = image.segments().stream().anyMatch(segment -> segment.type() == ElfImage.PT_INTERP);
    if (loaded || !image.dynamic().needed().isEmpty()) {
      return new Linkage.Dynamic(interpreter);
    }
    if (image.type() == 2) {
      return new Linkage.Static();
    }
    boolean entry = header.word(24, image.wide()) != 0;
    if (image.type() == 3 && (image.dynamic().saysPie() || (entry && image.dynamic().soname().isEmpty()))) {
      return new Linkage.StaticPie();
    }
    return new Linkage.Dynamic(Optional.empty());
  }

  /// `objcopy --only-keep-debug` leaves the section table, but takes the code's image.bytes().
  private boolean companion() {
    boolean code = false;
    for (ElfImage.Header header : image.headers()) {
      if ((header.flags() & ElfImage.SHF_EXECINSTR) != 0 && header.size() > 0) {
        if (header.type() != ElfImage.SHT_NOBITS) {
          return false;
        }
        code = true;
      }
    }
    return code;
  }

  private Kind kind(Linkage linkage, Optional<String> interpreter) {
    if (companion()) {
      return Kind.DEBUG_COMPANION;
    }
    return switch (image.type()) {
      case 1 -> Kind.OBJECT;
      case 2 -> Kind.EXECUTABLE;
      case 3 ->
          interpreter.isPresent() && image.dynamic().soname().isEmpty() || linkage instanceof Linkage.StaticPie
              ? Kind.EXECUTABLE
              : Kind.LIBRARY;
      case 4 -> Kind.CORE_DUMP;
      default -> Kind.OTHER;
    };
  }

  private Optional<String> interpreter() throws FormatException {
    for (ElfImage.Segment segment : image.segments()) {
      if (segment.type() == ElfImage.PT_INTERP && segment.fileSize() > 0) {
        Bytes name = image.bytes().slice(segment.offset(), segment.fileSize(), "interpreter name");
        return Optional.of(name.text(0));
      }
    }
    return Optional.empty();
  }

  private Optional<String> debugLink() throws FormatException {
    for (ElfImage.Header header : image.headers()) {
      if (header.name().equals(".gnu_debuglink") && header.type() != ElfImage.SHT_NOBITS) {
        return Optional.of(image.contents(header, "debug link").text(0));
      }
    }
    return Optional.empty();
  }

  private OperatingSystem system(Optional<String> interpreter, ElfNotes notes) {
    if (interpreter.filter(name -> name.startsWith("/system/bin/linker")).isPresent()
        || notes.owners().contains("Android")) {
      return OperatingSystem.ANDROID;
    }
    return switch (image.osAbi()) {
      case 2 -> OperatingSystem.NETBSD;
      case 6 -> OperatingSystem.SOLARIS;
      case 9 -> OperatingSystem.FREEBSD;
      case 12 -> OperatingSystem.OPENBSD;
      case 255 -> OperatingSystem.NONE;
      case 0, 3 -> {
        if (notes.owners().contains("NetBSD")) {
          yield OperatingSystem.NETBSD;
        }
        if (notes.owners().contains("OpenBSD")) {
          yield OperatingSystem.OPENBSD;
        }
        yield notes.owners().contains("FreeBSD") ? OperatingSystem.FREEBSD : OperatingSystem.LINUX;
      }
      default -> OperatingSystem.UNKNOWN;
    };
  }

  private Abi abi(Optional<String> interpreter) {
    String loader = interpreter.orElse("");
    if (loader.contains("ld-musl")
        || image.dynamic().needed().stream().anyMatch(l -> l.startsWith("libc.musl") || l.startsWith("ld-musl"))) {
      return Abi.MUSL;
    }
    if (loader.startsWith("/system/bin/linker")) {
      return Abi.BIONIC;
    }
    if (loader.contains("ld-linux") || loader.contains("ld64.so") || image.dynamic().highestGlibc().isPresent()
        || image.dynamic().needed().contains("libc.so.6")) {
      return Abi.GNU;
    }
    return Abi.UNTOLD;
  }

  private Architecture architecture() {
    return switch (image.machine()) {
      case 3 -> Architecture.X86;
      case 8 -> image.wide() ? Architecture.MIPS64 : Architecture.MIPS;
      case 20 -> Architecture.POWERPC;
      case 21 -> Architecture.POWERPC64;
      case 22 -> Architecture.S390X;
      case 40 -> Architecture.ARM;
      case 43 -> Architecture.SPARC64;
      case 62 -> Architecture.X86_64;
      case 183 -> Architecture.AARCH64;
      case 243 -> image.wide() ? Architecture.RISCV64 : Architecture.RISCV32;
      case 258 -> Architecture.LOONGARCH64;
      default -> Architecture.UNKNOWN;
    };
  }
}
