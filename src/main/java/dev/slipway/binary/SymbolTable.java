package dev.slipway.binary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The symbols of a file that have an address, in file order, kept as plain columns: a hundred thousand of
/// them are looked at for twenty names.
public final class SymbolTable {
  /// More than any real file has (Chromium with all symbols: about 1.5 million), few enough for memory.
  static final int MOST = 4_000_000;

  private final Bytes strings;
  private int count;
  private long[] address;
  private long[] size;
  private int[] name;
  private int[] source;
  private int[] section;
  private byte[] flags;
  private final Map<Integer, Integer> sourceLengths = new HashMap<>();

  private static final byte FUNCTION = 1;
  private static final byte LOCAL = 2;
  private static final byte SHORT_NAME = 4;

  SymbolTable(Bytes strings, int expected) {
    this.strings = strings;
    int room = Math.clamp(expected, 0, 1 << 20);
    address = new long[room];
    size = new long[room];
    name = new int[room];
    source = new int[room];
    section = new int[room];
    flags = new byte[room];
  }

  static SymbolTable none(Bytes any) {
    return new SymbolTable(any, 0);
  }

  void add(long at, long bytes, int nameAt, int sectionIndex, int sourceAt, boolean function, boolean local)
      throws FormatException {
    if (count == address.length) {
      if (count >= MOST) {
        throw strings.bad(0, "it has more than " + MOST + " symbols");
      }
      int room = Math.min(MOST, Math.max(64, count * 2));
      address = Arrays.copyOf(address, room);
      size = Arrays.copyOf(size, room);
      name = Arrays.copyOf(name, room);
      source = Arrays.copyOf(source, room);
      section = Arrays.copyOf(section, room);
      flags = Arrays.copyOf(flags, room);
    }
    address[count] = at;
    size[count] = bytes;
    name[count] = nameAt;
    source[count] = sourceAt;
    section[count] = sectionIndex;
    flags[count] = (byte) ((function ? FUNCTION : 0) | (local ? LOCAL : 0));
    count++;
  }

  /// Adds a COFF symbol, whose name may stand in its own row, where no NUL ends eight characters.
  void addNamed(
      long at, int sectionIndex, int nameAt, boolean eightAtMost, int sourceAt, boolean function, boolean local)
      throws FormatException {
    add(at, 0, nameAt, sectionIndex, sourceAt, function, local);
    if (eightAtMost) {
      flags[count - 1] |= SHORT_NAME;
    }
  }

  /// Bounds a source file's name that no NUL ends.
  void sourceEnds(int sourceAt, int length) {
    sourceLengths.put(sourceAt, length);
  }

  public int count() {
    return count;
  }

  public long address(int index) {
    return address[index];
  }

  /// The size the table states, or 0 where it states none (always on Mach-O and PE).
  public long size(int index) {
    return size[index];
  }

  /// The index of its section in the file's list, or -1 when it must be found by address.
  public int section(int index) {
    return section[index];
  }

  public boolean function(int index) {
    return (flags[index] & FUNCTION) != 0;
  }

  public boolean local(int index) {
    return (flags[index] & LOCAL) != 0;
  }

  /// Its name as the table has it; "" when the name lies outside the table.
  public String name(int index) {
    return textAt(name[index], (flags[index] & SHORT_NAME) != 0 ? 8 : 1 << 16);
  }

  /// The source file it stands under in the table (ELF's STT_FILE); "" where none is told.
  public String sourceFile(int index) {
    return source[index] < 0 ? "" : textAt(source[index], sourceLengths.getOrDefault(source[index], 1 << 10));
  }

  private String textAt(int at, int most) {
    long offset = at & 0xffffffffL;
    if (offset >= strings.size()) {
      return "";
    }
    try {
      return strings.text(offset, most);
    } catch (FormatException e) {
      return "";
    }
  }
}
