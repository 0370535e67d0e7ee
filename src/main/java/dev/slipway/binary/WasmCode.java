package dev.slipway.binary;

import java.util.Arrays;

/// The functions and data segments of a WebAssembly module: where each lies, and what it is called.
public final class WasmCode {
  private static final int MOST = 4_000_000;

  private final Bytes bytes;
  private final boolean go;
  private final int imported;
  private final long[] start;
  private final long[] end;
  private final long[] body;
  private final long[] dataStart;
  private final long[] dataEnd;
  private final long[] nameAt;
  private final int[] nameLength;
  private final String[] dataNames;
  private final long[] address;
  private final long[] content;
  private final Segments addresses;
  private String[] goNames = new String[0];

  /// Active segments in order of their address.
  private record Segments(long[] address, long[] size, int[] segment) {

    static Segments of(long[] address, long[] size) {
      Integer[] order =
          java.util.stream.IntStream.range(0, address.length).filter(i -> address[i] >= 0).boxed()
              .sorted(java.util.Comparator.comparingLong(i -> address[i])).toArray(Integer[]::new);
      long[] sorted = new long[order.length];
      long[] sizes = new long[order.length];
      int[] segments = new int[order.length];
      for (int i = 0; i < order.length; i++) {
        sorted[i] = address[order[i]];
        sizes[i] = size[order[i]];
        segments[i] = order[i];
      }
      return new Segments(sorted, sizes, segments);
    }
  }

  private WasmCode(Builder b) {
    bytes = b.module.bytes();
    go = b.go;
    address = b.address;
    content = b.content;
    imported = b.imported;
    start = b.start;
    end = b.end;
    body = b.body;
    dataStart = b.dataStart;
    dataEnd = b.dataEnd;
    nameAt = b.nameAt;
    nameLength = b.nameLength;
    dataNames = b.dataNames;
    addresses = Segments.of(b.address, b.content);
  }

  /// Reads them; what the name section says is taken as far as it can be read.
  public static WasmCode read(WasmModule module) throws FormatException {
    var builder = new Builder(module);
    for (WasmModule.Entry entry : module.entries()) {
      switch (entry.id()) {
        case 2 -> builder.imports(entry);
        case 10 -> builder.code(entry);
        case 11 -> builder.data(entry);
        default -> {}
      }
    }
    for (WasmModule.Entry entry : module.entries()) {
      if (entry.custom().equals("name")) {
        builder.names(entry);
      }
    }
    builder.go = WasmGoTable.linkedByGo(module);
    WasmCode code = new WasmCode(builder);
    if (code.go) {
      code.goNames = WasmGoTable.names(module, code).orElse(code.goNames);
    }
    return code;
  }

  /// Whether Go's linker made it.
  public boolean linkedByGo() {
    return go;
  }

  /// How many functions are imported; they come first in the numbering of functions.
  public int imported() {
    return imported;
  }

  /// How many functions have a body.
  public int count() {
    return start.length;
  }

  /// Where a body's entry begins in the module, its length field included.
  public long start(int body) {
    return start[body];
  }

  public long end(int body) {
    return end[body];
  }

  /// Where a body's locals begin, behind its length.
  long body(int body) {
    return this.body[body];
  }

  /// The active segment that fills an address of the memory; -1 where none does.
  int segmentAt(long address) {
    int found = Arrays.binarySearch(addresses.address(), address);
    int i = found >= 0 ? found : -found - 2;
    return i >= 0 && address - addresses.address()[i] < addresses.size()[i] ? addresses.segment()[i] : -1;
  }

  /// The name of a function by its number among all functions; "" where it has none.
  public String name(int function) {
    if (function >= nameAt.length || nameLength[function] == 0) {
      return "";
    }
    try {
      return bytes.text(nameAt[function], nameLength[function]);
    } catch (FormatException e) {
      return "";
    }
  }

  /// A function's full name, such as `net/http.(*Client).Do`, by its number among bodies, as Go's own function table has
  /// it, which stripping leaves; "" where there is none.
  public String goName(int body) {
    return body < goNames.length ? goNames[body] : "";
  }

  /// How many data segments there are.
  public int segments() {
    return dataStart.length;
  }

  public long segmentStart(int segment) {
    return dataStart[segment];
  }

  public long segmentEnd(int segment) {
    return dataEnd[segment];
  }

  /// The address in memory that an active segment fills; -1 where it is told nowhere.
  long address(int segment) {
    return address[segment];
  }

  /// The bytes of a segment itself, which end where it ends.
  long content(int segment) {
    return content[segment];
  }

  /// The name of a data segment; "" where it has none.
  public String segmentName(int segment) {
    return segment < dataNames.length && dataNames[segment] != null ? dataNames[segment] : "";
  }

  private static final class Builder {
    private final WasmModule module;
    private boolean go;
    private int imported;
    private long[] start = new long[0];
    private long[] end = new long[0];
    private long[] body = new long[0];
    private long[] address = new long[0];
    private long[] content = new long[0];
    private long[] dataStart = new long[0];
    private long[] dataEnd = new long[0];
    private long[] nameAt = new long[0];
    private int[] nameLength = new int[0];
    private String[] dataNames = new String[0];

    Builder(WasmModule module) {
      this.module = module;
    }

    void imports(WasmModule.Entry entry) throws FormatException {
      Cursor cursor = module.cursor(entry);
      long count = cursor.uleb32();
      for (long i = 0; i < count; i++) {
        cursor.skip(cursor.uleb32());
        cursor.skip(cursor.uleb32());
        if (WasmModule.skipImportType(cursor) == 0) {
          imported++;
        }
      }
    }

    void code(WasmModule.Entry entry) throws FormatException {
      Cursor cursor = module.cursor(entry);
      int count = count(entry, cursor);
      start = new long[count];
      end = new long[count];
      body = new long[count];
      for (int i = 0; i < count; i++) {
        start[i] = entry.body() + cursor.at();
        long length = cursor.uleb32();
        body[i] = entry.body() + cursor.at();
        cursor.skip(length);
        end[i] = entry.body() + cursor.at();
      }
    }

    void data(WasmModule.Entry entry) throws FormatException {
      Cursor cursor = module.cursor(entry);
      int count = count(entry, cursor);
      dataStart = new long[count];
      dataEnd = new long[count];
      address = new long[count];
      content = new long[count];
      Arrays.fill(address, -1);
      for (int i = 0; i < count; i++) {
        dataStart[i] = entry.body() + cursor.at();
        long flags = cursor.uleb32();
        if (flags == 2) {
          cursor.uleb32();
        }
        if (flags != 1) {
          address[i] = WasmExpression.read(cursor).constant();
        }
        content[i] = cursor.uleb32();
        cursor.skip(content[i]);
        dataEnd[i] = entry.body() + cursor.at();
      }
    }

    /// Each entry takes at least a byte, so a count beyond the section's size is a lie.
    private int count(WasmModule.Entry entry, Cursor cursor) throws FormatException {
      long count = cursor.uleb32();
      if (count > MOST || count > entry.end() - entry.body()) {
        throw module.bytes().bad(entry.start(), "it announces " + count + " entries");
      }
      return (int) count;
    }

    void names(WasmModule.Entry entry) {
      try {
        Cursor cursor = module.cursor(entry);
        while (!cursor.atEnd()) {
          int id = cursor.u8();
          long length = cursor.uleb32();
          long next = cursor.at() + length;
          if (id == 1) {
            functions(entry, cursor);
          } else if (id == 9) {
            segments(cursor);
          }
          cursor.to(next);
        }
      } catch (FormatException e) {
        // A custom section that cannot be read must not make a module unreadable (core specification, appendix).
        System.getLogger(WasmCode.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
      }
    }

    private void functions(WasmModule.Entry entry, Cursor cursor) throws FormatException {
      int all = imported + start.length;
      nameAt = new long[all];
      nameLength = new int[all];
      long count = cursor.uleb32();
      for (long i = 0; i < count; i++) {
        long index = cursor.uleb32();
        long length = cursor.uleb32();
        if (index < all) {
          nameAt[(int) index] = entry.body() + cursor.at();
          nameLength[(int) index] = (int) Math.min(length, 1 << 16);
        }
        cursor.skip(length);
      }
    }

    private void segments(Cursor cursor) throws FormatException {
      dataNames = new String[dataStart.length];
      Arrays.fill(dataNames, "");
      long count = cursor.uleb32();
      for (long i = 0; i < count; i++) {
        long index = cursor.uleb32();
        String name = cursor.name();
        if (index < dataNames.length) {
          dataNames[(int) index] = name;
        }
      }
    }
  }
}
