package dev.slipway.archive;

import static dev.slipway.archive.OddArchives.join;
import static dev.slipway.archive.OddArchives.latin;
import static dev.slipway.archive.OddArchives.of;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;

/// A zip file with one or two things that unpackers read in different ways (APPNOTE 6.3).
final class OddZip {
  private static final int UNIX = 3 << 8 | 20;

  private final Random random;
  private final List<Entry> entries = new ArrayList<>();
  private long counted = -1;
  private int moved;
  private byte[] comment = new byte[0];
  private byte[] tail = new byte[0];
  private byte[] before = new byte[0];
  private byte[] between = new byte[0];
  private boolean zip64;

  OddZip(Random random) {
    this.random = random;
  }

  /// An entry as its directory has it, and as its own header does.
  private static final class Entry implements Cloneable {
    byte[] name = new byte[0];
    byte[] localName = new byte[0];
    byte[] data = new byte[0];
    byte[] extra = new byte[0];
    byte[] localExtra = new byte[0];
    byte[] comment = new byte[0];
    byte[] descriptor = new byte[0];
    byte[] gap = new byte[0];
    int madeBy = UNIX;
    int version = 20;
    int flags;
    int localFlags;
    int method;
    int localMethod;
    long crc;
    long localCrc;
    long packed;
    long localPacked;
    long size;
    long localSize;
    int disk;
    long mode = 0100644L << 16;
    long offset;
    long shift;

    Entry copy() {
      try {
        return (Entry) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  byte[] make() {
    List<String> names = new ArrayList<>(OddArchives.NAMES);
    java.util.Collections.shuffle(names, random);
    for (String name : names.subList(0, 1 + random.nextInt(4))) {
      entries.add(entry(name, OddArchives.content(random)));
    }
    for (int i = of(random, 0, 1, 1, 1, 2); i > 0; i--) {
      change(entries.get(random.nextInt(entries.size())));
    }
    byte[] bytes = written();
    return random.nextInt(10) == 0 ? OddArchives.flipped(random, bytes) : bytes;
  }

  private Entry entry(String name, byte[] content) {
    Entry e = new Entry();
    boolean folder = name.endsWith("/");
    byte[] plain = folder ? new byte[0] : content;
    e.name = name.getBytes(StandardCharsets.UTF_8);
    e.localName = e.name;
    e.method = folder || random.nextBoolean() ? 0 : 8;
    e.data = e.method == 8 ? OddArchives.deflated(plain) : plain;
    e.flags = of(random, 0, 0, 0x800);
    e.crc = crc(plain);
    e.size = plain.length;
    e.packed = e.data.length;
    if (folder) {
      e.mode = 040755L << 16 | 16;
    }
    e.localCrc = e.crc;
    e.localSize = e.size;
    e.localPacked = e.packed;
    if (!folder && random.nextInt(4) == 0) {
      e.flags |= 8;
      e.localCrc = 0;
      e.localSize = 0;
      e.localPacked = 0;
      byte[] mark = random.nextBoolean() ? latin("PK\u0007\u0008") : new byte[0];
      e.descriptor =
          random.nextInt(4) == 0
              ? join(mark, little(4, e.crc), little(8, e.packed), little(8, e.size))
              : join(mark, little(4, e.crc), little(4, e.packed), little(4, e.size));
    }
    e.localFlags = e.flags;
    e.localMethod = e.method;
    return e;
  }

  private void change(Entry e) {
    switch (random.nextInt(38)) {
      case 0 -> e.localName = name();
      case 1 -> e.extra = join(e.extra, extra(0x7075, join(new byte[] {1}, little(4, crc(e.name)), name())));
      case 2 -> e.localExtra = join(e.localExtra, extra(1, join(little(8, of(random, e.size, 0L, 5L)), little(8, of(random, e.packed, 0L, 9L)))));
      case 3 -> e.extra = join(e.extra, extra(1, join(little(8, of(random, e.size, 0L, 5L)), little(8, of(random, e.packed, 0L, 9L)))));
      case 4 -> e.size = of(random, 0L, e.size + 1, 0xFFFFFFFFL);
      case 5 -> e.localSize = of(random, 0L, e.size + 1, 0xFFFFFFFFL);
      case 6 -> e.packed = of(random, 0L, Math.max(0, e.packed - 1), e.packed + 1);
      case 7 -> e.localPacked = of(random, 0L, Math.max(0, e.packed - 1), e.packed + 1, 0xFFFFFFFFL);
      case 8 -> e.crc ^= 1;
      case 9 -> e.localCrc = of(random, 0L, 1L);
      case 10 -> e.flags ^= of(random, 1, 2, 8, 0x40, 0x800, 0x2000, 0x20, 0x10);
      case 11 -> e.localFlags = e.flags ^ of(random, 1, 2, 8, 0x40, 0x800, 0x2000);
      case 12 -> e.method = of(random, 0, 8, 9, 12, 1, 99);
      case 13 -> e.localMethod = of(random, 0, 8, 12);
      case 14 -> counted = of(random, 0, entries.size() - 1, entries.size() + 1, entries.size() + 0x10000);
      case 15 -> moved = of(random, -1, 1, 10, -30);
      case 16 -> comment = of(random, latin("comment"), join(latin("PK\u0005\u0006"), new byte[18]), new byte[70]);
      case 17 -> tail = of(random, new byte[1], latin("trailing"), join(latin("PK\u0005\u0006"), new byte[18]));
      case 18 -> entries.add(e.copy());
      case 19 -> e.mode = of(random, 0120777L << 16, 040755L << 16, 16L, 0L, 010644L << 16, 0104755L << 16);
      case 20 -> e.madeBy = of(random, 20, UNIX, 19 << 8 | 20, 10 << 8 | 20, 0);
      case 21 -> both(e, of(random, "", "a\0b.txt", "dir\\b", "../e", "/abs", "a.txt/", "dir//b.bin", "./a.txt", "dir/./b.bin", "a.txt/..", "A.TXT", "C:x"));
      case 22 -> e.gap = of(random, new byte[4], latin("junk"), latin("PK\u0003\u0004"));
      case 23 -> between = of(random, new byte[3], latin("PK\u0001\u0002"), latin("zzzz"), extra(0, new byte[0]));
      case 24 -> e.comment = of(random, latin("c"), latin("PK\u0005\u0006"));
      case 25 -> zip64 = true;
      case 26 -> e.disk = of(random, 1, 0xFFFF);
      case 27 -> e.version = of(random, 0, 45, 63, 99, 255);
      // Zip64 as it is meant: the header says that the field has it.
      case 28 -> {
        e.extra = join(e.extra, extra(1, join(little(8, e.size), little(8, e.packed))));
        e.size = 0xFFFFFFFFL;
        e.packed = 0xFFFFFFFFL;
      }
      case 29 -> {
        e.localExtra = join(e.localExtra, extra(1, join(little(8, e.size), little(8, e.packed))));
        e.localSize = 0xFFFFFFFFL;
        e.localPacked = 0xFFFFFFFFL;
      }
      case 30 -> e.extra = join(e.extra, extra(1, of(random, little(8, e.size), little(4, 7), new byte[0], new byte[28])));
      case 31 -> both(e, of(random, "a.txt ", "a.txt.", "dir./b.bin", "dir /b.bin", " a.txt", "c..", "con", "aux.txt"));
      case 32 -> link(e, of(random, "c", "a.txt", "../c", "/etc/passwd", "", "dir/../c", "c\0x", "dir"));
      case 33 -> e.name = latin("\u00e9.txt");
      case 34 -> {
        e.flags ^= 0x800;
        e.localFlags ^= 0x800;
        both(e, "\u00e9.txt");
      }
      case 35 -> before = of(random, latin("MZprefix"), latin("#!/bin/sh\n"), new byte[4]);
      case 36 -> e.localExtra = join(e.localExtra, extra(0x7075, join(new byte[] {1}, little(4, crc(e.name)), name())));
      default -> e.shift = of(random, -1L, 1L, 4L);
    }
  }

  private static void both(Entry e, String name) {
    e.name = name.getBytes(StandardCharsets.UTF_8);
    e.localName = e.name;
  }

  private static void link(Entry e, String target) {
    byte[] plain = target.getBytes(StandardCharsets.UTF_8);
    e.mode = 0120777L << 16;
    e.method = 0;
    e.localMethod = 0;
    e.data = plain;
    e.flags &= ~8;
    e.localFlags = e.flags;
    e.descriptor = new byte[0];
    e.crc = crc(plain);
    e.localCrc = e.crc;
    e.size = plain.length;
    e.localSize = e.size;
    e.packed = e.size;
    e.localPacked = e.size;
  }

  private byte[] name() {
    return OddArchives.NAMES.get(random.nextInt(OddArchives.NAMES.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] written() {
    var body = new ByteArrayOutputStream();
    for (Entry e : entries) {
      body.writeBytes(e.gap);
      e.offset = body.size() + e.shift;
      body.writeBytes(
          join(
              little(4, 0x04034b50L), little(2, e.version), little(2, e.localFlags), little(2, e.localMethod), little(4, 33L << 16),
              little(4, e.localCrc), little(4, e.localPacked), little(4, e.localSize), little(2, e.localName.length),
              little(2, e.localExtra.length), e.localName, e.localExtra, e.data, e.descriptor));
    }
    body.writeBytes(between);
    var directory = new ByteArrayOutputStream();
    for (Entry e : entries) {
      directory.writeBytes(
          join(
              little(4, 0x02014b50L), little(2, e.madeBy), little(2, e.version), little(2, e.flags), little(2, e.method),
              little(4, 33L << 16), little(4, e.crc), little(4, e.packed), little(4, e.size), little(2, e.name.length),
              little(2, e.extra.length), little(2, e.comment.length), little(2, e.disk), little(2, 0), little(4, e.mode),
              little(4, e.offset), e.name, e.extra, e.comment));
    }
    long count = counted < 0 ? entries.size() : counted;
    byte[] far = new byte[0];
    if (zip64) {
      far =
          join(
              little(4, 0x06064b50L), little(8, 44), little(2, 45), little(2, 45), little(4, 0), little(4, 0), little(8, count),
              little(8, of(random, count, (long) entries.size())), little(8, directory.size()), little(8, body.size()),
              little(4, 0x07064b50L), little(4, 0), little(8, (long) body.size() + directory.size()), little(4, 1));
    }
    return join(
        before, body.toByteArray(), directory.toByteArray(), far, little(4, 0x06054b50L), little(4, 0), little(2, end(count, 0xFFFF)),
        little(2, end(count, 0xFFFF)), little(4, end(directory.size(), 0xFFFFFFFFL)),
        little(4, end(Math.max(0, body.size() + moved), 0xFFFFFFFFL)), little(2, comment.length), comment, tail);
  }

  private long end(long value, long elsewhere) {
    return zip64 && random.nextBoolean() ? elsewhere : value;
  }

  private static byte[] extra(int id, byte[] bytes) {
    return join(little(2, id), little(2, bytes.length), bytes);
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private static byte[] little(int length, long value) {
    return java.util.Arrays.copyOf(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), length);
  }
}
