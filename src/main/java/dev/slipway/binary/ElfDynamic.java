package dev.slipway.binary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the dynamic section asks for (gABI chapter 5, Dynamic Section; GNU symbol versioning).
record ElfDynamic(
    List<String> needed,
    Optional<String> soname,
    Optional<String> runpath,
    boolean saysPie,
    Optional<String> highestGlibc) {

  private static final int MOST_LIBRARIES = 10_000;
  private static final long DF_1_PIE = 0x08000000L;

  static ElfDynamic read(ElfImage image) throws FormatException {
    Optional<Bytes> table = table(image);
    if (table.isEmpty()) {
      return new ElfDynamic(List.of(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }
    return read(image, table.get());
  }

  private static Optional<Bytes> table(ElfImage image) throws FormatException {
    for (ElfImage.Segment segment : image.segments()) {
      if (segment.type() == ElfImage.PT_DYNAMIC && segment.fileSize() > 0) {
        return Optional.of(
            image.bytes().slice(segment.offset(), segment.fileSize(), "dynamic section"));
      }
    }
    return Optional.empty();
  }

  private static ElfDynamic read(ElfImage image, Bytes table) throws FormatException {
    int step = image.wide() ? 8 : 4;
    List<Long> needed = new ArrayList<>();
    long soname = -1;
    long runpath = -1;
    long flags1 = 0;
    long stringsAt = -1;
    long stringsSize = 0;
    for (long at = 0; at + 2L * step <= table.size(); at += 2L * step) {
      long tag = table.word(at, image.wide());
      long value = table.word(at + step, image.wide());
      if (tag == 0) {
        break;
      }
      if (tag == 1) {
        if (needed.size() >= MOST_LIBRARIES) {
          throw table.bad(at, "it asks for more than " + MOST_LIBRARIES + " libraries");
        }
        needed.add(value);
      } else if (tag == 5) {
        stringsAt = value;
      } else if (tag == 10) {
        stringsSize = value;
      } else if (tag == 14) {
        soname = value;
      } else if (tag == 15 || tag == 29) {
        runpath = value;
      } else if (tag == 0x6ffffffbL) {
        flags1 = value;
      }
    }
    if (needed.isEmpty() && soname < 0 && runpath < 0) {
      return new ElfDynamic(
          List.of(), Optional.empty(), Optional.empty(), (flags1 & DF_1_PIE) != 0, highestGlibc(image));
    }
    Bytes strings = strings(image, table, stringsAt, stringsSize);
    List<String> names = new ArrayList<>();
    for (long name : needed) {
      names.add(strings.text(name));
    }
    return new ElfDynamic(
        List.copyOf(names),
        soname < 0 ? Optional.empty() : Optional.of(strings.text(soname)),
        runpath < 0 ? Optional.empty() : Optional.of(strings.text(runpath)),
        (flags1 & DF_1_PIE) != 0,
        highestGlibc(image));
  }

  /// DT_STRTAB is an address; a loaded segment says where that is in the file.
  private static Bytes strings(ElfImage image, Bytes table, long address, long size) throws FormatException {
    for (ElfImage.Segment segment : image.segments()) {
      long into = address - segment.address();
      if (segment.type() == ElfImage.PT_LOAD && into >= 0 && into < segment.fileSize()) {
        long at = segment.offset() + into;
        return size > 0
            ? image.bytes().slice(at, size, "dynamic string table")
            : image.bytes().from(at, "dynamic string table");
      }
    }
    throw table.bad(0, "its string table lies at no loaded address");
  }

  private static Optional<String> highestGlibc(ElfImage image) throws FormatException {
    String highest = "";
    for (ElfImage.Header header : image.headers()) {
      if (header.type() != ElfImage.SHT_GNU_VERNEED
          || header.link() <= 0
          || header.link() >= image.headers().size()) {
        continue;
      }
      Bytes need = image.contents(header, "needed versions");
      Bytes strings = image.contents(image.headers().get(header.link()), "version names");
      long at = 0;
      // Both chains only ever go forward, so the walk ends.
      while (at + 16 <= need.size()) {
        long aux = at + need.u32(at + 8);
        for (int left = need.u16(at + 2); left > 0 && aux + 16 <= need.size(); left--) {
          long nameAt = need.u32(aux + 8);
          String name = nameAt < strings.size() ? strings.text(nameAt) : "";
          if (name.startsWith("GLIBC_") && newer(name.substring(6), highest)) {
            highest = name.substring(6);
          }
          long next = need.u32(aux + 12);
          if (next == 0) {
            break;
          }
          aux += next;
        }
        long next = need.u32(at + 12);
        if (next == 0) {
          break;
        }
        at += next;
      }
    }
    return highest.isEmpty() ? Optional.empty() : Optional.of(highest);
  }

  /// Whether a dotted number is higher than another; words such as `PRIVATE` never are.
  static boolean newer(String version, String than) {
    if (version.isEmpty() || !Character.isDigit(version.charAt(0))) {
      return false;
    }
    int a = 0;
    int b = 0;
    while (a <= version.length() || b <= than.length() && !than.isEmpty()) {
      int x = number(version, a);
      int y = than.isEmpty() ? -1 : number(than, b);
      if (x != y) {
        return x > y;
      }
      a = behindDot(version, a);
      b = behindDot(than, b);
    }
    return false;
  }

  private static int behindDot(String text, int from) {
    int dot = from > text.length() ? -1 : text.indexOf('.', from);
    return dot < 0 ? text.length() + 1 : dot + 1;
  }

  /// The number between two dots: 0 for a word, -1 where the text has ended.
  private static int number(String text, int from) {
    if (from > text.length()) {
      return -1;
    }
    int end = behindDot(text, from) - 1;
    int number = 0;
    for (int i = from; i < end; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9 || end - from > 6) {
        return 0;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
