package dev.slipway.binary;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// What the load commands of a Mach-O file say.
final class MachoCommands {
  private static final int N_STAB = 0xe0;
  private static final int N_TYPE = 0x0e;
  private static final int N_SECT = 0x0e;
  private static final int N_EXT = 0x01;
  private static final int MOST_LIBRARIES = 10_000;

  private final List<String> libraries = new ArrayList<>();
  private Optional<String> minimumOs = Optional.empty();
  private Optional<String> sdk = Optional.empty();
  private Optional<String> uuid = Optional.empty();
  private OperatingSystem system = OperatingSystem.MACOS;
  private Format.Signing signing = Format.Signing.ABSENT;
  private long symbolsAt;
  private long symbolCount;
  private long namesAt;
  private long namesSize;
  private long startsAt;
  private long startsSize;
  private long textAddress;
  private int defined;
  private int local;
  private boolean stabs;

  static MachoCommands read(MachoImage image, Bytes table, int count) throws FormatException {
    var commands = new MachoCommands();
    long at = 0;
    for (int i = 0; i < count; i++) {
      long size = table.slice(at, 8, "load command " + i).u32(4);
      if (size < 8) {
        throw table.bad(at, "load command " + i + " has a size of " + size);
      }
      Bytes command = table.slice(at, size, "load command " + i);
      commands.take(image, command);
      at += size;
    }
    commands.countSymbols(image);
    return commands;
  }

  private void take(MachoImage image, Bytes command) throws FormatException {
    switch (command.i32(0)) {
      case 0x1, 0x19 -> {
        image.segment(command);
        if (command.text(8, 16).equals("__TEXT")) {
          textAddress = command.word(24, image.wide());
        }
      }
      case 0x2 -> symbolTable(image, command);
      case 0xb -> dynamicTables(image, command);
      case 0xc, 0x80000018, 0x8000001f, 0x20, 0x80000023 -> library(command);
      case 0x1b -> {
        byte[] id = new byte[16];
        command.copy(8, id, 0, 16);
        uuid = Optional.of(HexFormat.of().formatHex(id));
      }
      case 0x1d -> {
        image.signature(command.u32(8), command.u32(12));
        signing = signature(image, command.u32(8), command.u32(12));
      }
      case 0x1e -> linkedit(image, command, "segment split info");
      case 0x22, 0x80000022 -> {
        image.table("rebase info", command.u32(8), command.u32(12));
        image.table("bind info", command.u32(16), command.u32(20));
        image.table("weak bind info", command.u32(24), command.u32(28));
        image.table("lazy bind info", command.u32(32), command.u32(36));
        image.table("export info", command.u32(40), command.u32(44));
      }
      case 0x24 -> minimum(command, OperatingSystem.MACOS);
      case 0x25 -> minimum(command, OperatingSystem.IOS);
      case 0x26 -> {
        startsAt = command.u32(8);
        startsSize = command.u32(12);
        linkedit(image, command, "function starts");
      }
      case 0x29 -> linkedit(image, command, "data in code");
      case 0x2b -> linkedit(image, command, "library signing requirements");
      case 0x2e -> linkedit(image, command, "linker hints");
      case 0x80000033 -> linkedit(image, command, "exports trie");
      case 0x80000034 -> linkedit(image, command, "chained fixups");
      case 0x36 -> linkedit(image, command, "atom info");
      case 0x37 -> linkedit(image, command, "function variants");
      case 0x38 -> linkedit(image, command, "function variant fixups");
      case 0x32 -> {
        int platform = command.i32(8);
        system =
            switch (platform) {
              case 1, 6 -> OperatingSystem.MACOS;
              case 2, 7 -> OperatingSystem.IOS;
              default -> OperatingSystem.UNKNOWN;
            };
        minimumOs = Optional.of(version(command.i32(12)));
        sdk = Optional.of(version(command.i32(16)));
      }
      default -> {} // commands that describe nothing we ask for
    }
  }

  private void symbolTable(MachoImage image, Bytes command) throws FormatException {
    symbolsAt = command.u32(8);
    symbolCount = command.u32(12);
    namesAt = command.u32(16);
    namesSize = command.u32(20);
    image.table("symbol table", symbolsAt, symbolCount * (image.wide() ? 16 : 12));
    image.table("symbol names", namesAt, namesSize);
  }

  private static void dynamicTables(MachoImage image, Bytes command) throws FormatException {
    image.table("table of contents", command.u32(32), command.u32(36) * 8);
    image.table("module table", command.u32(40), command.u32(44) * (image.wide() ? 56 : 52));
    image.table("external references", command.u32(48), command.u32(52) * 4);
    image.table("indirect symbols", command.u32(56), command.u32(60) * 4);
    image.table("external relocations", command.u32(64), command.u32(68) * 8);
    image.table("local relocations", command.u32(72), command.u32(76) * 8);
  }

  private static void linkedit(MachoImage image, Bytes command, String name) throws FormatException {
    image.table(name, command.u32(8), command.u32(12));
  }

  private void library(Bytes command) throws FormatException {
    if (libraries.size() >= MOST_LIBRARIES) {
      throw command.bad(0, "there are more than " + MOST_LIBRARIES + " libraries");
    }
    libraries.add(command.text(command.u32(8)));
  }

  private void minimum(Bytes command, OperatingSystem of) throws FormatException {
    system = of;
    minimumOs = Optional.of(version(command.i32(8)));
    sdk = Optional.of(version(command.i32(12)));
  }

  private static String version(int packed) {
    int patch = packed & 0xff;
    return (packed >>> 16) + "." + (packed >>> 8 & 0xff) + (patch == 0 ? "" : "." + patch);
  }

  /// The code directory's flag 0x2 says "ad hoc": made by the linker, naming nobody (`<kern/cs_blobs.h>`).
  private static Format.Signing signature(MachoImage image, long at, long size) throws FormatException {
    Bytes blob = image.bytes().slice(at, size, "code signature").in(java.nio.ByteOrder.BIG_ENDIAN);
    if (blob.size() < 12 || blob.i32(0) != 0xfade0cc0) {
      return Format.Signing.PRESENT;
    }
    long count = Math.min(blob.u32(8), 64);
    for (int i = 0; i < count && 20 + 8L * i <= blob.size(); i++) {
      if (blob.i32(12 + 8L * i) == 0) {
        long directory = blob.u32(16 + 8L * i);
        return (blob.i32(directory + 12) & 2) != 0 ? Format.Signing.AD_HOC : Format.Signing.PRESENT;
      }
    }
    return Format.Signing.PRESENT;
  }

  private void countSymbols(MachoImage image) throws FormatException {
    if (symbolCount > 4L * SymbolTable.MOST) {
      throw image.bytes().bad(symbolsAt, "it has " + symbolCount + " symbols");
    }
    int entry = image.wide() ? 16 : 12;
    Bytes table = image.bytes().slice(symbolsAt, symbolCount * entry, "symbol table");
    for (long i = 0; i < symbolCount; i++) {
      int type = table.u8(i * entry + 4);
      if ((type & N_STAB) != 0) {
        // `strip` leaves one odd stab of its own (radr://5614542); functions and objects mean debug information.
        stabs |= type == 0x24 || type == 0x64 || type == 0x66;
      } else if ((type & N_TYPE) == N_SECT) {
        defined++;
        if ((type & N_EXT) == 0) {
          local++;
        }
      }
    }
  }

  SymbolTable symbols(MachoImage image) throws FormatException {
    int entry = image.wide() ? 16 : 12;
    Bytes table = image.bytes().slice(symbolsAt, symbolCount * entry, "symbol table");
    var symbols =
        new SymbolTable(image.bytes().slice(namesAt, namesSize, "symbol names"), defined);
    for (long i = 0; i < symbolCount; i++) {
      long at = i * entry;
      int type = table.u8(at + 4);
      if ((type & N_STAB) != 0 || (type & N_TYPE) != N_SECT) {
        continue;
      }
      int section = table.u8(at + 5) - 1;
      if (section < 0 || section >= image.sections().size()) {
        continue;
      }
      symbols.add(
          table.word(at + 8, image.wide()), 0, table.i32(at), section, -1,
          image.sections().get(section).code(), (type & N_EXT) == 0);
    }
    return symbols;
  }

  List<String> libraries() {
    return libraries;
  }

  Optional<String> minimumOs() {
    return minimumOs;
  }

  Optional<String> sdk() {
    return sdk;
  }

  Optional<String> uuid() {
    return uuid;
  }

  OperatingSystem system() {
    return system;
  }

  Format.Signing signing() {
    return signing;
  }

  int definedSymbols() {
    return defined;
  }

  int localSymbols() {
    return local;
  }

  boolean stabs() {
    return stabs;
  }

  long startsAt() {
    return startsAt;
  }

  long startsSize() {
    return startsSize;
  }

  long textAddress() {
    return textAddress;
  }
}
