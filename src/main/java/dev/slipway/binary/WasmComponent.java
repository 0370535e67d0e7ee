package dev.slipway.binary;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A WebAssembly component (component model, `design/mvp/Binary.md`): modules and components within, and how
/// they are wired.
public final class WasmComponent extends PartedFile implements Image {
  private static final int MOST_SECTIONS = 100_000;
  private static final int DEEPEST = 16;

  /// A module or component within, and where it begins in this one.
  public record Inner(long offset, Image image) {}

  private final List<Inner> inner = new ArrayList<>();
  private final List<String> imports = new ArrayList<>();
  private final List<String> exports = new ArrayList<>();
  private final BinaryFile file;

  static boolean looksLike(Magic magic) {
    return WasmModule.looksLike(magic) && (magic.next() & 0xffff) == 0x0100;
  }

  WasmComponent(Bytes any, int depth) throws FormatException {
    super(any.in(ByteOrder.LITTLE_ENDIAN));
    if (depth > DEEPEST) {
      throw bytes.bad(0, "components are nested more than " + DEEPEST + " deep");
    }
    parts.add(Part.header("magic number and version", 0, 8));
    var cursor = new Cursor(bytes, 8);
    while (!cursor.atEnd()) {
      if (sections.size() >= MOST_SECTIONS) {
        throw bytes.bad(cursor.at(), "it has more than " + MOST_SECTIONS + " sections");
      }
      read(cursor, depth);
    }
    file = describe();
  }

  private void read(Cursor cursor, int depth) throws FormatException {
    long start = cursor.at();
    int id = cursor.u8();
    long length = cursor.uleb32();
    long content = cursor.at();
    cursor.skip(length);
    String name = name(id);
    Bytes body = bytes.slice(content, length, name);
    if (id == 0) {
      name = "custom \"" + new Cursor(body, 0).name() + "\"";
    } else if (id == 1) {
      inner.add(new Inner(content, new WasmModule(body)));
    } else if (id == 4) {
      inner.add(new Inner(content, new WasmComponent(body, depth + 1)));
    } else if (id == 10) {
      names(body, imports);
    } else if (id == 11) {
      names(body, exports);
    } else if (id > 12) {
      throw bytes.bad(start, "section number " + id + " is not known in a component");
    }
    parts.add(new Part(name, Part.Kind.SECTION, start, cursor.at() - start, sections.size()));
    sections.add(new Section(name, start, cursor.at() - start, 0, 0, id == 1));
  }

  /// The first name of the section; what follows it are types that only a full decoder could skip, so further
  /// names are found by looking for interfaces, which have a colon and a slash in them.
  private static void names(Bytes body, List<String> names) throws FormatException {
    long at = 0;
    while (at + 2 < body.size() && names.size() < 10_000) {
      int length = body.u8(at);
      if (length >= 3 && length < 0x80 && at + 1 + length <= body.size()
          && body.u8(at - 1 < 0 ? 0 : at - 1) <= 0x7f) {
        String name = body.text(at + 1, length);
        if (name.length() == length && name.matches("[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*/[a-z][a-z0-9-]*(@[0-9][0-9A-Za-z.+-]*)?)?")) {
          names.add(name);
          at += 1 + length;
          continue;
        }
      }
      at++;
    }
  }

  private static String name(int id) {
    return switch (id) {
      case 0 -> "custom";
      case 1 -> "core module";
      case 2 -> "core instance";
      case 3 -> "core type";
      case 4 -> "component";
      case 5 -> "instance";
      case 6 -> "alias";
      case 7 -> "type";
      case 8 -> "canonical function";
      case 9 -> "start";
      case 10 -> "import";
      case 11 -> "export";
      default -> "value";
    };
  }

  private BinaryFile describe() {
    List<BinaryFile> files = inner.stream().map(i -> i.image().file()).toList();
    Set<String> packages = new LinkedHashSet<>();
    imports.forEach(name -> packages.add(name.contains("/") ? name.substring(0, name.indexOf('/')) : name));
    boolean wasi = imports.stream().anyMatch(name -> name.startsWith("wasi:"))
        || exports.stream().anyMatch(name -> name.startsWith("wasi:"));
    int names =
        files.stream().map(BinaryFile::format)
            .mapToInt(f -> f instanceof Format.Wasm wasm ? wasm.names() : 0).sum();
    boolean stripped = files.stream().allMatch(BinaryFile::stripped);
    return new BinaryFile(
        bytes.file(),
        bytes.size(),
        new Format.Wasm(true, imports, exports, names),
        Architecture.WASM32,
        ByteOrder.LITTLE_ENDIAN,
        wasi ? OperatingSystem.WASIP2 : OperatingSystem.NONE,
        Abi.UNTOLD,
        Kind.COMPONENT,
        new Linkage.HostImports(),
        stripped ? Strip.STRIPPED : Strip.WITH_SYMBOLS,
        List.copyOf(packages),
        sections,
        files,
        Traces.none());
  }

  /// The modules and components within.
  public List<Inner> inner() {
    return inner;
  }

  @Override
  public BinaryFile file() {
    return file;
  }
}
