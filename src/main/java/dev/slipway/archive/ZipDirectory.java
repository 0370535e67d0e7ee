package dev.slipway.archive;

import dev.slipway.task.Cancelled;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/// Reads the directory of a zip file entry by entry (APPNOTE 4.3.12).
final class ZipDirectory {
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
    byte[] zip64 = field(extra, 0x0001);
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
    unicodePath(rawName, name, field(extra, 0x7075), findings);
    return new ZipEntryRecord(
        rawName, name, flags, Bytes.u16(header, 10), Bytes.u32(header, 16), compressed, size, offset, mode);
  }

  /// Info-ZIP's Unicode path: some unpackers prefer it to the name, others never look at it.
  private static void unicodePath(byte[] rawName, String name, byte[] field, Findings findings) {
    if (field.length < 5 || field[0] != 1) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(rawName);
    String other = new String(Arrays.copyOfRange(field, 5, field.length), StandardCharsets.UTF_8);
    boolean ascii = name.chars().allMatch(c -> c < 0x80);
    if (crc.getValue() == Bytes.u32(field, 1) && ascii && !other.equals(name)) {
      findings.error(
          "two-names",
          "%s has a second name, %s; unpackers disagree on which to use."
              .formatted(Findings.shown(name), Findings.shown(other)));
    }
  }

  /// The first extra field of a kind; empty when there is none or the fields are cut off.
  static byte[] field(byte[] extra, int id) {
    for (int at = 0; at + 4 <= extra.length; ) {
      int length = Bytes.u16(extra, at + 2);
      if (at + 4 + length > extra.length) {
        return new byte[0];
      }
      if (Bytes.u16(extra, at) == id) {
        return Arrays.copyOfRange(extra, at + 4, at + 4 + length);
      }
      at += 4 + length;
    }
    return new byte[0];
  }
}
