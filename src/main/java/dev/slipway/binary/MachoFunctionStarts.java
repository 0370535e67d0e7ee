package dev.slipway.binary;

import java.util.Arrays;

/// LC_FUNCTION_STARTS: where every function of a Mach-O file begins, as deltas from the start of `__TEXT`.
/// A function reaches to the next start in its section, or to the section's end.
final class MachoFunctionStarts {
  private MachoFunctionStarts() {}

  static int count(MachoImage image, MachoCommands commands) throws FormatException {
    return starts(image, commands).length;
  }

  static FunctionRanges read(MachoImage image, MachoCommands commands) throws FormatException {
    long[] starts = starts(image, commands);
    var ranges = new Ranges();
    for (Section section : image.sections()) {
      if (!section.code() || section.vmSize() == 0) {
        continue;
      }
      int from = lowerBound(starts, section.address());
      long end = section.address() + section.vmSize();
      for (int i = from; i < starts.length && starts[i] < end; i++) {
        long stop = i + 1 < starts.length ? Math.min(starts[i + 1], end) : end;
        if (stop > starts[i]) {
          ranges.add(starts[i], stop - starts[i]);
        }
      }
    }
    return ranges.build(FunctionRanges.Source.FUNCTION_STARTS);
  }

  private static int lowerBound(long[] sorted, long value) {
    int found = Arrays.binarySearch(sorted, value);
    return found < 0 ? -found - 1 : found;
  }

  private static long[] starts(MachoImage image, MachoCommands commands) throws FormatException {
    if (commands.startsSize() == 0) {
      return new long[0];
    }
    Bytes table = image.bytes().slice(commands.startsAt(), commands.startsSize(), "function starts");
    var cursor = new Cursor(table, 0);
    long[] starts = new long[1024];
    int count = 0;
    long address = commands.textAddress();
    while (!cursor.atEnd() && count < SymbolTable.MOST) {
      long delta = cursor.uleb64();
      if (delta <= 0) {
        break; // padding
      }
      address += delta;
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = address;
    }
    return Arrays.copyOf(starts, count);
  }
}
