package dev.slipway.binary;

import java.util.Optional;

/// Function ranges from `.pdata` (Microsoft PE Format, x64 and ARM64 exception handling).
final class PeExceptions {
  private PeExceptions() {}

  static FunctionRanges read(PeImage image) throws FormatException {
    if (image.directorySize(3) == 0) {
      return FunctionRanges.none();
    }
    Optional<Bytes> table = image.at(image.directoryAt(3), "exception table");
    if (table.isEmpty()) {
      return FunctionRanges.none();
    }
    Bytes rows = table.get();
    rows = rows.slice(0, Math.min(rows.size(), image.directorySize(3)), "exception table");
    try {
      return image.machine() == 0x8664 ? x64(image, rows)
          : image.machine() == 0xaa64 ? arm64(image, rows) : FunctionRanges.none();
    } catch (FormatException e) {
      System.getLogger(PeExceptions.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
      return FunctionRanges.none();
    }
  }

  /// Rows of begin, end and unwind data. A row whose unwind data is chained belongs to the function before it,
  /// so the pieces of a function that lie one after the other become one range.
  private static FunctionRanges x64(PeImage image, Bytes rows) throws FormatException {
    var ranges = new Ranges();
    long from = 0;
    long to = 0;
    for (long at = 0; at + 12 <= rows.size(); at += 12) {
      long begin = rows.u32(at);
      long end = rows.u32(at + 4);
      if (begin == 0 && end == 0 || end <= begin) {
        continue;
      }
      if (to == begin && chained(image, rows.u32(at + 8))) {
        to = end;
        continue;
      }
      if (to > from) {
        ranges.add(from, to - from);
      }
      from = begin;
      to = end;
    }
    if (to > from) {
      ranges.add(from, to - from);
    }
    return ranges.build(FunctionRanges.Source.UNWIND);
  }

  private static boolean chained(PeImage image, long unwind) throws FormatException {
    Optional<Bytes> data = image.at(unwind & ~3L, "unwind data");
    return (unwind & 1) != 0 || data.isPresent() && (data.get().u8(0) >>> 3 & 4) != 0;
  }

  /// Rows of begin and unwind data; the length is packed into the row or stands in `.xdata`.
  private static FunctionRanges arm64(PeImage image, Bytes rows) throws FormatException {
    var ranges = new Ranges();
    for (long at = 0; at + 8 <= rows.size(); at += 8) {
      long begin = rows.u32(at);
      long data = rows.u32(at + 4);
      long words = 0;
      if ((data & 3) != 0) {
        words = data >>> 2 & 0x7ff;
      } else {
        Optional<Bytes> xdata = image.at(data, "unwind data");
        words = xdata.isPresent() ? xdata.get().u32(0) & 0x3ffff : 0;
      }
      if (begin != 0 && words > 0) {
        ranges.add(begin, words * 4);
      }
    }
    return ranges.build(FunctionRanges.Source.UNWIND);
  }
}
