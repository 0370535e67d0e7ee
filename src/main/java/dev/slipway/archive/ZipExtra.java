package dev.slipway.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// The extra fields of a zip member (APPNOTE 4.5), in its local header or in the directory: where they say something else than the
/// header they stand in, unpackers disagree on what the member is.
final class ZipExtra {
  static final int ZIP64 = 0x0001;
  private static final int UNICODE_PATH = 0x7075;
  private static final long ELSEWHERE = 0xFFFFFFFFL;

  private ZipExtra() {}

  /// Judges the fields of one header.
  ///
  /// @param size       the size unpacked as the header itself has it
  /// @param compressed the size packed as the header itself has it
  static void judge(byte[] extra, ZipEntryRecord entry, long size, long compressed, Findings findings) {
    String shown = Findings.shown(entry.name());
    for (int id : new int[] {ZIP64, UNICODE_PATH}) {
      if (count(extra, id) > 1) {
        findings.error("headers-disagree", "%s has two extra fields of one kind; unpackers disagree on which counts.".formatted(shown));
      }
    }
    if (isCutOff(extra)) {
      findings.error("headers-disagree", "%s has an extra field that is longer than there is room for it.".formatted(shown));
    }
    zip64(field(extra, ZIP64), size, compressed, shown, findings);
    unicodePath(entry, field(extra, UNICODE_PATH), findings);
  }

  /// The sizes in a zip64 field count where the header has none; some readers take them wherever they are.
  private static void zip64(byte[] field, long size, long compressed, String shown, Findings findings) {
    if (field.length < 16 || size == ELSEWHERE || compressed == ELSEWHERE) {
      return;
    }
    boolean none = Bytes.u64(field, 0) == 0 && Bytes.u64(field, 8) == 0;
    if (!none && (Bytes.u64(field, 0) != size || Bytes.u64(field, 8) != compressed)) {
      findings.error("headers-disagree", "%s has other sizes in a zip64 field than in its header.".formatted(shown));
    }
  }

  /// Info-ZIP's Unicode path: some unpackers prefer it to the name, others never look at it.
  private static void unicodePath(ZipEntryRecord entry, byte[] field, Findings findings) {
    if (field.length < 5 || field[0] != 1) {
      return;
    }
    CRC32 crc = new CRC32();
    crc.update(entry.rawName());
    String name = entry.name();
    String other = new String(Arrays.copyOfRange(field, 5, field.length), StandardCharsets.UTF_8);
    boolean known = entry.has(ZipEntryRecord.UTF8) || name.chars().allMatch(c -> c < 0x80);
    boolean differs = known ? !other.equals(name) : leadsElsewhere(name, other);
    if (crc.getValue() == Bytes.u32(field, 1) && differs) {
      findings.error(
          "two-names",
          "%s has a second name, %s; unpackers disagree on which to use.".formatted(Findings.shown(name), Findings.shown(other)));
    }
  }

  /// In a code page nobody names the letters may be others, and the folders are the same.
  private static boolean leadsElsewhere(String name, String other) {
    boolean steps = other.matches("(?s)(.*[/\\\\])?\\.\\.([/\\\\].*)?") || other.indexOf('\0') >= 0 || other.indexOf('\\') >= 0;
    return steps || slashes(name) != slashes(other) || other.startsWith("/") != name.startsWith("/");
  }

  private static long slashes(String name) {
    return name.chars().filter(c -> c == '/').count();
  }

  /// The first extra field of a kind; empty when there is none or it is cut off.
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

  private static int count(byte[] extra, int id) {
    int count = 0;
    for (int at = 0; at + 4 <= extra.length; at += 4 + Bytes.u16(extra, at + 2)) {
      count += Bytes.u16(extra, at) == id ? 1 : 0;
    }
    return count;
  }

  /// Whether one of the fields that matter is; what aligns Android's packages looks like a field that is, and means nothing.
  private static boolean isCutOff(byte[] extra) {
    for (int at = 0; at + 4 <= extra.length; ) {
      int id = Bytes.u16(extra, at);
      int length = Bytes.u16(extra, at + 2);
      if (at + 4 + length > extra.length) {
        return id == ZIP64 || id == UNICODE_PATH;
      }
      at += 4 + length;
    }
    return false;
  }
}
