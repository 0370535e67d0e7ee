package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A WebAssembly core module (WebAssembly Core Specification 3.0, chapter 5).
public final class WasmModule extends PartedFile implements Image {
  private static final int MOST_SECTIONS = 100_000;
  private static final int MOST_IMPORTS = 1_000_000;

  /// A section: where its header begins, where its content begins, where it ends.
  ///
  /// @param custom the name of a custom section; "" of others
  /// @param body   where the content begins, after a custom section's name
  public record Entry(int id, String custom, long start, long body, long end) {}

  private final List<Entry> entries = new ArrayList<>();
  private final BinaryFile file;

  static boolean looksLike(Magic magic) {
    return magic.word() == 0x0061736d;
  }

  WasmModule(Bytes any) throws FormatException {
    super(any.in(ByteOrder.LITTLE_ENDIAN));
    int version = bytes.slice(0, 8, "WebAssembly header").i32(4);
    if (version != 1) {
      throw bytes.bad(4, "its version is " + version + ", where core modules have 1");
    }
    parts.add(Part.header("magic number and version", 0, 8));
    var cursor = new Cursor(bytes, 8);
    while (!cursor.atEnd()) {
      if (entries.size() >= MOST_SECTIONS) {
        throw bytes.bad(cursor.at(), "it has more than " + MOST_SECTIONS + " sections");
      }
      read(cursor);
    }
    file = describe();
  }

  private void read(Cursor cursor) throws FormatException {
    long start = cursor.at();
    int id = cursor.u8();
    long length = cursor.uleb32();
    long content = cursor.at();
    cursor.skip(length);
    long end = cursor.at();
    if (id > 13) {
      throw bytes.bad(start, "section number " + id + " is not known");
    }
    String custom = "";
    long body = content;
    if (id == 0) {
      var inside = new Cursor(bytes.slice(content, length, "custom section"), 0);
      custom = inside.name();
      body = content + inside.at();
    }
    entries.add(new Entry(id, custom, start, body, end));
    String name = id == 0 ? "custom \"" + custom + "\"" : name(id);
    parts.add(new Part(name, Part.Kind.SECTION, start, end - start, sections.size()));
    sections.add(new Section(name, start, end - start, 0, 0, id == 10));
  }

  static String name(int id) {
    return switch (id) {
      case 1 -> "type";
      case 2 -> "import";
      case 3 -> "function";
      case 4 -> "table";
      case 5 -> "memory";
      case 6 -> "global";
      case 7 -> "export";
      case 8 -> "start";
      case 9 -> "element";
      case 10 -> "code";
      case 11 -> "data";
      case 12 -> "data count";
      default -> "tag";
    };
  }

  private BinaryFile describe() throws FormatException {
    List<String> imports = new ArrayList<>();
    Set<String> modules = new LinkedHashSet<>();
    List<String> exports = new ArrayList<>();
    int names = 0;
    boolean nameSection = false;
    boolean debug = false;
    boolean wide = false;
    for (Entry entry : entries) {
      if (entry.id() == 2) {
        wide |= readImports(entry, imports, modules);
      } else if (entry.id() == 5) {
        wide |= wideMemory(entry);
      } else if (entry.id() == 7) {
        readExports(entry, exports);
      } else if (entry.custom().equals("name")) {
        nameSection = true;
        names = countNames(entry);
      } else if (entry.custom().equals(".debug_info")) {
        debug = true;
      }
    }
    OperatingSystem os =
        modules.contains("wasi_snapshot_preview1") || modules.contains("wasi_unstable")
            ? OperatingSystem.WASIP1
            : modules.stream().anyMatch(m -> m.startsWith("wasi:")) ? OperatingSystem.WASIP2 : OperatingSystem.NONE;
    return new BinaryFile(
        bytes.file(),
        bytes.size(),
        new Format.Wasm(false, imports, exports, names),
        wide ? Architecture.WASM64 : Architecture.WASM32,
        ByteOrder.LITTLE_ENDIAN,
        os,
        Abi.UNTOLD,
        Kind.MODULE,
        new Linkage.HostImports(),
        debug ? Strip.WITH_DEBUG_INFO : nameSection ? Strip.WITH_SYMBOLS : Strip.STRIPPED,
        List.copyOf(modules),
        sections,
        List.of(),
        Traces.none());
  }

  /// @return whether a memory of 64 bits is among them
  private boolean readImports(Entry entry, List<String> imports, Set<String> modules) throws FormatException {
    Cursor cursor = cursor(entry);
    long count = cursor.uleb32();
    boolean wide = false;
    for (long i = 0; i < count; i++) {
      if (imports.size() >= MOST_IMPORTS) {
        throw bytes.bad(entry.start(), "it has more than " + MOST_IMPORTS + " imports");
      }
      String module = cursor.name();
      imports.add(module + "::" + cursor.name());
      modules.add(module);
      var ahead = new Cursor(content(entry), cursor.at());
      wide |= ahead.u8() == 2 && (ahead.u8() & 4) != 0;
      skipImportType(cursor);
    }
    return wide;
  }

  /// Skips what an import is, and tells its kind: 0 function, 1 table, 2 memory, 3 global, 4 tag.
  static int skipImportType(Cursor cursor) throws FormatException {
    int kind = cursor.u8();
    switch (kind) {
      case 0 -> cursor.uleb32();
      case 1 -> {
        skipValueType(cursor);
        skipLimits(cursor);
      }
      case 2 -> skipLimits(cursor);
      case 3 -> {
        skipValueType(cursor);
        cursor.u8();
      }
      default -> {
        cursor.u8();
        cursor.uleb32();
      }
    }
    return kind;
  }

  static void skipValueType(Cursor cursor) throws FormatException {
    int type = cursor.u8();
    if (type == 0x63 || type == 0x64) {
      cursor.skipLeb();
    }
  }

  static int skipLimits(Cursor cursor) throws FormatException {
    int flags = cursor.u8();
    cursor.skipLeb();
    if ((flags & 1) != 0) {
      cursor.skipLeb();
    }
    if ((flags & 8) != 0) {
      cursor.skipLeb(); // the size of a page (custom page sizes proposal)
    }
    return flags;
  }

  private boolean wideMemory(Entry entry) throws FormatException {
    Cursor cursor = cursor(entry);
    long count = cursor.uleb32();
    return count > 0 && (cursor.u8() & 4) != 0;
  }

  private void readExports(Entry entry, List<String> exports) throws FormatException {
    Cursor cursor = cursor(entry);
    long count = cursor.uleb32();
    for (long i = 0; i < count; i++) {
      if (exports.size() >= MOST_IMPORTS) {
        throw bytes.bad(entry.start(), "it has more than " + MOST_IMPORTS + " exports");
      }
      exports.add(cursor.name());
      cursor.u8();
      cursor.uleb32();
    }
  }

  /// How many functions the name section names. A custom section that cannot be read must not make a module unreadable
  /// (core specification, appendix), so what is odd there ends the count.
  private int countNames(Entry entry) {
    try {
      Cursor cursor = cursor(entry);
      while (!cursor.atEnd()) {
        int id = cursor.u8();
        long length = cursor.uleb32();
        if (id == 1 && length > 0) {
          return (int) Math.min(Integer.MAX_VALUE, cursor.uleb32());
        }
        cursor.skip(length);
      }
    } catch (FormatException e) {
      System.getLogger(WasmModule.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
    return 0;
  }

  /// A cursor over a section's content; it starts at 0 there.
  Cursor cursor(Entry entry) throws FormatException {
    return new Cursor(content(entry), 0);
  }

  Bytes content(Entry entry) throws FormatException {
    return bytes.slice(entry.body(), entry.end() - entry.body(), name(entry));
  }

  private static String name(Entry entry) {
    return entry.id() == 0 ? "custom section \"" + entry.custom() + "\"" : name(entry.id()) + " section";
  }

  /// Its sections with their headers, in file order.
  public List<Entry> entries() {
    return entries;
  }

  @Override
  public BinaryFile file() {
    return file;
  }
}
