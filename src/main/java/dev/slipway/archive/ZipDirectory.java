package dev.slipway.archive;

import dev.slipway.task.Cancelled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Reads the directory of a zip file entry by entry (APPNOTE 4.3.12).
final class ZipDirectory {
  /// The newest version of APPNOTE, in tenths (4.4.3.2).
  private static final int NEWEST = 63;

  private ZipDirectory() {}

  static List<ZipEntryRecord> read(Bytes bytes, ZipEnd end, Findings findings, Budget budget)
      throws IOException, Cancelled {
    List<ZipEntryRecord> entries = new ArrayList<>();
    long left = end.end() - end.start();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(bytes.stream(end.start(), end.end()), 1 << 16))) {
      byte[] header = new byte[46];
      while (left >= 46) {
        in.readFully(header);
        if (Bytes.u32(header, 0) != 0x02014b50L) {
          break;
        }
        budget.member();
        byte[] name = new byte[Bytes.u16(header, 28)];
        byte[] extra = new byte[Bytes.u16(header, 30)];
        byte[] comment = new byte[Bytes.u16(header, 32)];
        left -= 46L + name.length + extra.length + comment.length;
        in.readFully(name);
        in.readFully(extra);
        in.readFully(comment);
        entries.add(entry(header, name, extra, findings));
      }
    } catch (EOFException e) {
      throw new Broken("truncated", "Its directory ends in the middle of an entry.");
    }
    if (left != 0) {
      findings.error("directory-damaged", "Its directory has %d bytes that are no entry.".formatted(left));
    }
    if (entries.size() != end.count() && (end.count() & 0xFFFF) != (entries.size() & 0xFFFF) || (end.count() != entries.size() && end.count() > 0xFFFF)) {
      findings.error(
          "count-differs", "Its end record counts %d members, and its directory lists %d.".formatted(end.count(), entries.size()));
    }
    return entries;
  }

  private static ZipEntryRecord entry(byte[] header, byte[] rawName, byte[] extra, Findings findings) {
    int flags = Bytes.u16(header, 8);
    String name = ZipEntryRecord.decode(rawName, (flags & ZipEntryRecord.UTF8) != 0, findings);
    long compressed = Bytes.u32(header, 20);
    long size = Bytes.u32(header, 24);
    long offset = Bytes.u32(header, 42);
    int system = Bytes.u16(header, 4) >> 8;
    int mode = system == 3 || system == 19 ? (int) (Bytes.u32(header, 38) >> 16) : 0;
    byte[] zip64 = ZipExtra.field(extra, ZipExtra.ZIP64);
    long size32 = size;
    long compressed32 = compressed;
    int at = 0;
    if (size == 0xFFFFFFFFL && at + 8 <= zip64.length) {
      size = Bytes.u64(zip64, at);
      at += 8;
    }
    if (compressed == 0xFFFFFFFFL && at + 8 <= zip64.length) {
      compressed = Bytes.u64(zip64, at);
      at += 8;
    }
    if (offset == 0xFFFFFFFFL && at + 8 <= zip64.length) {
      offset = Bytes.u64(zip64, at);
    }
    ZipEntryRecord entry =
        new ZipEntryRecord(
            rawName, name, flags, Bytes.u16(header, 10), Bytes.u32(header, 16), compressed, size, offset, mode,
            mode == 0 ? (int) (Bytes.u32(header, 38) >> 16) : mode);
    ZipExtra.judge(extra, entry, size32, compressed32, findings);
    if ((Bytes.u16(header, 6) & 0xFF) > NEWEST) {
      findings.warning(
          "unsupported-method", "%s asks for a version of the format that no unpacker has (%d).".formatted(Findings.shown(name), Bytes.u16(header, 6) & 0xFF));
    }
    return entry;
  }
}
