package dev.slipway.archive;

import static dev.slipway.archive.OddArchives.join;
import static dev.slipway.archive.OddArchives.latin;
import static dev.slipway.archive.OddArchives.of;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/// A tar file with one or two things that unpackers read in different ways (POSIX pax, GNU tar's manual, "Basic Tar Format").
final class OddTar {
  private static final String USTAR = "ustar\00000";
  private static final String GNU = "ustar  \0";

  private final Random random;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  OddTar(Random random) {
    this.random = random;
  }

  /// One member and nothing odd.
  static byte[] plain(String name, String text) {
    byte[] content = latin(text);
    return join(new Header(latin(name), content.length).bytes(), padded(content), new byte[1024]);
  }

  /// A header about to be written; what is changed is changed before its checksum is computed.
  private static final class Header {
    private final byte[] block = new byte[512];
    private String checksum = "%06o\0 ";
    private int off;

    Header(byte[] name, long size) {
      put(0, Arrays.copyOf(name, Math.min(name.length, 100)));
      put(100, latin("0000644\0"));
      put(108, latin("0000000\0"));
      put(116, latin("0000000\0"));
      put(124, latin("%011o\0".formatted(size)));
      put(136, latin("00000000000\0"));
      put(156, latin("0"));
      put(257, latin(USTAR));
    }

    Header put(int at, byte[] bytes) {
      System.arraycopy(bytes, 0, block, at, Math.min(bytes.length, 512 - at));
      return this;
    }

    Header type(char type) {
      return put(156, new byte[] {(byte) type});
    }

    Header link(String to) {
      return put(157, latin(to));
    }

    Header magic(String magic) {
      return put(257, Arrays.copyOf(latin(magic), 8));
    }

    Header checksum(String form, int wrongBy) {
      checksum = form;
      off = wrongBy;
      return this;
    }

    byte[] bytes() {
      put(148, latin("        "));
      int sum = off;
      for (byte b : block) {
        sum += b & 0xFF;
      }
      put(148, latin(checksum.formatted(sum)));
      return block;
    }
  }

  byte[] make() {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      member();
    }
    out.writeBytes(
        of(random, new byte[1024], new byte[1024], new byte[1024], new byte[512], new byte[0], join(new byte[1024], plain("late", "x"))));
    byte[] bytes = out.toByteArray();
    return random.nextInt(20) == 0 ? OddArchives.flipped(random, bytes) : bytes;
  }

  private void member() {
    String name = name();
    boolean folder = name.endsWith("/");
    byte[] content = folder ? new byte[0] : OddArchives.content(random);
    Header header = new Header(name.getBytes(StandardCharsets.UTF_8), content.length);
    if (folder) {
      header.type('5');
    }
    if (random.nextBoolean()) {
      content = change(header, content);
    }
    out.writeBytes(header.bytes());
    out.writeBytes(padded(content));
  }

  private byte[] change(Header header, byte[] content) {
    int size = content.length;
    switch (random.nextInt(48)) {
      case 0 -> header.magic(GNU);
      case 1 -> header.magic("");
      case 2 -> header.put(345, latin(of(random, "pre", "..", "/abs", "dir"))).magic(of(random, USTAR, GNU, "ustar\0\0\0", "ustar 00", ""));
      case 3 -> header.type(of(random, '\0', '1', '2', '3', '4', '5', '6', '7', 'A', 'D', 'M', 'N', 'S', 'V', 'Z', ' ', '9', 'E', 'I')).link("a.txt");
      case 4 -> size(header, size);
      case 5 -> pax('x', record("path", name()));
      case 6 -> pax('x', record("size", String.valueOf(of(random, size, 0, 512, size + 512))));
      case 7 -> gnu('L', name() + "\0");
      case 8 -> pax('g', record(of(random, "path", "size", "comment", "linkpath", "mtime"), "5"));
      case 9 -> pax('x', record("GNU.sparse.name", name()));
      case 10 -> out.writeBytes(new byte[512]);
      case 11 -> {
        switch (random.nextInt(5)) {
          case 0 -> header.checksum("%06o\0 ", 1);
          case 1 -> header.checksum("%07o\0", 0);
          case 2 -> header.checksum("%6o \0", 0);
          case 3 -> header.checksum("\0\0\0\0\0\0\0\0", 0);
          default -> header.checksum("        ", 0);
        }
      }
      case 12 -> named(header, of(random, "", "a\0b", "dir\\b", "../e", "/abs", "a.txt/", "dir//b.bin", "./a.txt", "dir/./b.bin", "A.TXT", "n".repeat(100), "./", "."));
      case 13 -> pax('x', record("path", ""));
      case 14 -> pax('x', record("path", "a") + record("path", "c"));
      case 15 -> pax('x', record("hdrcharset", "BINARY") + record("path", "\u00ff"));
      case 16 -> pax('x', record("path", "c\0d"));
      case 17 -> pax('x', record("path", name()) + "\0".repeat(of(random, 1, 5)) + record("path", "c"));
      case 18 -> {
        gnu('K', "zz");
        header.type(of(random, '2', '1', '0')).link("a.txt");
      }
      case 19 -> {
        pax('x', record("linkpath", "c"));
        header.type(of(random, '2', '1', '0')).link("a.txt");
      }
      case 20 -> pax('x', record("SCHILY.realsize", "5"));
      case 21 -> pax('x', record(of(random, "GNU.sparse.size", "GNU.sparse.realsize", "GNU.sparse.map", "GNU.sparse.major", "GNU.sparse.minor"), of(random, "5", "1", "0,5")));
      case 22 -> header.put(345 + random.nextInt(167), latin("xyz"));
      case 23 -> header.put(482, new byte[] {1});
      case 24 -> named(header.type('5'), of(random, "d", "a.txt"));
      case 25 -> header.type('1').link(of(random, "a.txt", "c", "none"));
      case 26 -> pax('X', record("size", String.valueOf(size)));
      case 27 -> gnu('N', name());
      case 28 -> pax('x', "%d path=c\n".formatted(of(random, 9, 10, 11, 100, 0)));
      case 29 -> pax('x', " 10 path=c\n");
      case 30 -> pax('x', "010 path=c\n");
      case 31 -> {
        gnu('L', name() + "\0");
        gnu('L', name() + "\0");
      }
      case 32 -> {
        pax('x', record("path", name()));
        pax('g', record("comment", "5"));
      }
      case 33 -> {
        gnu('L', name() + "\0");
        pax('x', record("mtime", "5"));
      }
      case 34 -> header.put(of(random, 257, 263, 265, 329, 337), latin(of(random, "\u00ff", "ustar", "0000001", " ")));
      case 35 -> pax('g', record("comment", "x") + record(of(random, "GNU.sparse.name", "GNU.sparse.realsize", "hdrcharset", "uid", "SCHILY.xattr.user.x"), of(random, "c", "5")));
      case 36 -> pax('g', record(of(random, "gname", "atime", "LIBARCHIVE.creationtime"), of(random, "wheel", "x", "1e9")));
      case 37 -> {
        return oldSparse(header, content);
      }
      case 38 -> named(header.type('1').link("a.txt"), of(random, "a.txt", "./a.txt", "hard", "dir/hard"));
      case 39 -> header.type('2').link(of(random, "c", "dir/../c", "../x", "/etc/passwd", "", ".", "a.txt"));
      case 40 -> named(header, of(random, "a.txt ", "a.txt.", "dir./b", "dir /b", " a.txt", "c..", "con", "aux.txt", "a.txt:x"));
      case 41 -> named(header, of(random, "in.tar", "in.zip", "in.tar.gz", "in.gz"));
      case 42 -> pax('x', record("GNU.sparse.major", "1") + record("GNU.sparse.minor", "0") + record("GNU.sparse.name", name()) + record("GNU.sparse.realsize", "600"));
      case 43 -> pax('x', record("GNU.sparse.size", "600") + record("GNU.sparse.numblocks", "1") + record("GNU.sparse.map", "0," + size));
      case 44 -> header.type('5').put(124, latin("%011o\0".formatted(512)));
      case 45 -> gnu('L', of(random, "", "\0", "\0c", "c\0d\0"));
      case 46 -> pax('x', record("path", of(random, "../e", "/abs", "a.txt/", "./a.txt", "dir//b.bin", "a.txt ")));
      default -> pax('x', record("mtime", of(random, "1.5", "-1", "9e9", "1" + "0".repeat(70))));
    }
    return content;
  }

  /// GNU's own oldest form of a file with holes: what is there is told in the header itself.
  private byte[] oldSparse(Header header, byte[] content) {
    int real = content.length + of(random, 0, 512, 5);
    header.magic(GNU).type('S').put(386, latin("%011o\0%011o\0".formatted(real - content.length, content.length)));
    header.put(483, latin("%011o\0".formatted(of(random, real, 0, content.length))));
    if (random.nextInt(4) == 0) {
      header.put(482, new byte[] {1});
    }
    return content;
  }

  private void size(Header header, int size) {
    String octal = Integer.toOctalString(size);
    byte[] wide = ByteBuffer.allocate(12).put(0, (byte) 0x80).putInt(8, size).array();
    byte[] field =
        of(
            random, wide, latin(octal), latin(" " + octal + " "), latin("%012o".formatted(size)), latin("0x%09x\0".formatted(size)),
            latin("%010o \0".formatted(size)), latin(octal + " junk"), latin("\0%010o\0".formatted(size)), new byte[12],
            latin(" ".repeat(12)), latin("+%010o\0".formatted(size)), latin(String.format(Locale.ROOT, "%05o\0%05o\0", size, 7)));
    header.put(124, Arrays.copyOf(field, 12));
  }

  private static void named(Header header, String name) {
    header.put(0, Arrays.copyOf(latin(name), 100));
  }

  private void pax(char type, String records) {
    byte[] data = records.getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(new Header(latin("PaxHeader"), data.length).type(type).bytes());
    out.writeBytes(padded(data));
  }

  private void gnu(char type, String text) {
    byte[] data = text.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(new Header(latin("././@LongLink"), data.length).type(type).magic(GNU).bytes());
    out.writeBytes(padded(data));
  }

  private static String record(String key, String value) {
    String rest = " " + key + "=" + new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\n";
    int length = rest.length() + 1;
    while (String.valueOf(length).length() + rest.length() != length) {
      length++;
    }
    return length + rest;
  }

  private String name() {
    return OddArchives.NAMES.get(random.nextInt(OddArchives.NAMES.size()));
  }

  private static byte[] padded(byte[] content) {
    return Arrays.copyOf(content, (content.length + 511) / 512 * 512);
  }
}
