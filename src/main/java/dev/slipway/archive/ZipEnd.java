package dev.slipway.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where a zip file says its directory is: the end record, found from the back (APPNOTE 4.3.16).
///
/// @param start     where the directory begins in the file
/// @param end       where it ends
/// @param count     how many members it is said to list
/// @param shift     bytes before the archive that its offsets do not count
/// @param recordsEnd where the end records end, before any comment or trailing data
record ZipEnd(long start, long end, long count, long shift, long recordsEnd) {
  private static final int RECORD = 22;
  private static final int FARTHEST = RECORD + 0xFFFF;

  static ZipEnd find(Bytes bytes, Findings findings) throws IOException {
    int length = (int) Math.min(bytes.size(), FARTHEST);
    long base = bytes.size() - length;
    byte[] tail = bytes.read(base, length, "end");
    List<ZipEnd> exact = new ArrayList<>();
    List<ZipEnd> inexact = new ArrayList<>();
    long last = -1;
    for (int i = 0; i + RECORD <= length; i++) {
      if (Bytes.u32(tail, i) == 0x06054b50L) {
        last = base + i;
        long end = base + i + RECORD + Bytes.u16(tail, i + 20);
        if (end <= bytes.size()) {
          try {
            ZipEnd candidate = at(bytes, base + i, tail, i);
            (end == bytes.size() ? exact : inexact).add(candidate);
          } catch (Broken e) {
            System.getLogger(ZipEnd.class.getName()).log(System.Logger.Level.TRACE, "no end record", e);
          }
        }
      }
    }
    if (exact.isEmpty() && inexact.isEmpty()) {
      throw new Broken("no-directory", "It has no directory at its end: it was cut off, or is no zip file.");
    }
    ZipEnd chosen = exact.isEmpty() ? inexact.getLast() : exact.getFirst();
    if (exact.isEmpty()) {
      findings.warning("trailing-data", "Something follows the end of the archive.");
    }
    // Some unpackers take the last end there is, whether or not its comment reaches the end of the file.
    if (exact.size() > 1 || last > chosen.recordsEnd - RECORD) {
      findings.error(
          "several-archives", "It has two ends, as if it were two archives; unpackers disagree on which one it is.");
    }
    if (disagrees(bytes, chosen.recordsEnd - RECORD)) {
      findings.error("ends-disagree", "Its end and its zip64 end say different things of its directory; unpackers believe one or the other.");
    }
    return chosen;
  }

  /// Whether the end at a position says another thing than the zip64 end before it, where both say it, or there are two of those.
  private static boolean disagrees(Bytes bytes, long position) throws IOException {
    byte[] end = bytes.read(position, RECORD, "end");
    if (Bytes.u16(end, 8) != Bytes.u16(end, 10)) {
      return true;
    }
    if (position < 20 + 56) {
      return false;
    }
    byte[] locator = bytes.read(position - 20, 20, "zip64 locator");
    if (Bytes.u32(locator, 0) != 0x07064b50L) {
      return false;
    }
    long stated = Bytes.u64(locator, 8);
    long before = position - 20 - 56;
    byte[] zip64 = readZip64(bytes, stated, before);
    boolean two = stated != before && isZip64(bytes, stated) && isZip64(bytes, before);
    return two
        || (Bytes.u16(end, 10) != 0xFFFF && Bytes.u16(end, 10) != Bytes.u64(zip64, 32))
        || (Bytes.u32(end, 12) != 0xFFFFFFFFL && Bytes.u32(end, 12) != Bytes.u64(zip64, 40))
        || (Bytes.u32(end, 16) != 0xFFFFFFFFL && Bytes.u32(end, 16) != Bytes.u64(zip64, 48));
  }

  private static boolean isZip64(Bytes bytes, long at) throws IOException {
    return at >= 0 && at <= bytes.size() - 56 && Bytes.u32(bytes.read(at, 4, "zip64 end"), 0) == 0x06064b50L;
  }

  private static ZipEnd at(Bytes bytes, long position, byte[] tail, int i) throws IOException {
    long disks = Bytes.u32(tail, i + 4);
    long count = Bytes.u16(tail, i + 10);
    long size = Bytes.u32(tail, i + 12);
    long offset = Bytes.u32(tail, i + 16);
    long end = position;
    boolean needsMore = count == 0xFFFF || size == 0xFFFFFFFFL || offset == 0xFFFFFFFFL;
    if (position >= 20) {
      byte[] locator = bytes.read(position - 20, 20, "zip64 locator");
      if (Bytes.u32(locator, 0) == 0x07064b50L) {
        long record = position - 20 - 56;
        long stated = Bytes.u64(locator, 8);
        byte[] zip64 = readZip64(bytes, stated, record);
        end = Bytes.u32(zip64, 0) == 0x06064b50L ? Math.max(stated, 0) : position;
        if (record >= 0 && stated != record && Bytes.u32(bytes.read(record, 4, "zip64 end"), 0) == 0x06064b50L) {
          end = record;
        }
        count = Bytes.u64(zip64, 32);
        size = Bytes.u64(zip64, 40);
        offset = Bytes.u64(zip64, 48);
        needsMore = false;
        disks = 0;
      }
    }
    long start = end - size;
    if (needsMore || (disks != 0 && disks != 0xFFFFFFFFL) || size < 0 || start < 0 || offset < 0 || offset > start) {
      throw new Broken("no-directory", "Its end record points nowhere.");
    }
    if (size > 0 && (size < 46 || Bytes.u32(bytes.read(start, 4, "directory"), 0) != 0x02014b50L)) {
      throw new Broken("no-directory", "Its end record points at no directory.");
    }
    return new ZipEnd(start, end, count, start - offset, position + RECORD);
  }

  private static byte[] readZip64(Bytes bytes, long stated, long before) throws IOException {
    if (stated >= 0 && stated <= bytes.size() - 56) {
      byte[] record = bytes.read(stated, 56, "zip64 end");
      if (Bytes.u32(record, 0) == 0x06064b50L) {
        return record;
      }
    }
    byte[] record = bytes.read(before, 56, "zip64 end");
    if (Bytes.u32(record, 0) != 0x06064b50L) {
      throw new Broken("no-directory", "Its zip64 end record is not where it should be.");
    }
    return record;
  }
}
