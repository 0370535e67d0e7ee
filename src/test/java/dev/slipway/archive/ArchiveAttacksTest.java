package dev.slipway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Archives unpackers disagree on, byte by byte: where headers say things twice, each reader believes another of them.
class ArchiveAttacksTest {
  private static final byte[] HELLO = bytes("hello world\n");
  private static final int DESCRIPTOR = 8;
  private static final int UTF8 = 0x800;

  @TempDir Path folder;

  static Stream<Arguments> zips() {
    byte[] both = zip64(12, 12);
    byte[] lie = zip64(999, 999);
    return Stream.of(
        zip("good", "", local("a", 0, 12, none()), central("a", 0, 12, none(), 0x031E, 0)),
        zip("sizes said to follow, and none do", "headers-disagree", local("a", DESCRIPTOR, 12, none()), central("a", 0, 12, none(), 0x031E, 0)),
        zip("sizes left to the directory", "headers-disagree", local("a", DESCRIPTOR, 0, none()), central("a", 0, 12, none(), 0x031E, 0)),
        zip("sizes said to follow by the directory alone", "headers-disagree", plus(local("a", 0, 12, none()), descriptor(12)),
            central("a", DESCRIPTOR, 12, none(), 0x031E, 0)),
        zip("sizes behind the member", "", plus(local("a", DESCRIPTOR, 0, none()), descriptor(12)), central("a", DESCRIPTOR, 12, none(), 0x031E, 0)),
        zip("a name in UTF-8 for one header", "headers-disagree", local("é", 0, 12, none()), central("é", UTF8, 12, none(), 0x031E, 0)),
        zip("a plain name in UTF-8 for one header", "", local("a", 0, 12, none()), central("a", UTF8, 12, none(), 0x031E, 0)),
        zip("zip64 where it is needed", "", local("a", 0, -1, both), central("a", 0, -1, both, 0x031E, 0)),
        zip("zip64 that lies in the directory", "headers-disagree", local("a", 0, 12, none()), central("a", 0, 12, lie, 0x031E, 0)),
        zip("zip64 that lies in the member", "headers-disagree", local("a", 0, 12, lie), central("a", 0, 12, none(), 0x031E, 0)),
        zip("zip64 twice", "headers-disagree", local("a", 0, 12, none()), central("a", 0, -1, plus(both, lie), 0x031E, 0)),
        zip("an extra field longer than its room", "headers-disagree", local("a", 0, 12, none()),
            central("a", 0, 12, new byte[] {1, 0, 50, 0}, 0x031E, 0)),
        zip("a second name in the member alone", "two-names", local("a", 0, 12, unicode("a", "../evil")), central("a", 0, 12, none(), 0x031E, 0)),
        zip("a second name that goes up", "two-names", local("\u0082", 0, 12, none()), central("\u0082", 0, 12, unicode("\u0082", "../evil"), 0x031E, 0)),
        zip("a folder that holds something", "folder-with-content", local("d/", 0, 12, none()), central("d/", 0, 12, none(), 0x031E, 0)),
        zip("a link for those who do not ask for the system", "type-unclear", local("a", 0, 12, none()), central("a", 0, 12, none(), 0x0014, 0120777)),
        zip("a folder by its mode alone", "type-unclear folder-with-content", local("a", 0, 12, none()), central("a", 0, 12, none(), 0x031E, 040755)),
        zip("a link by its mode and a folder by its name", "type-unclear", local("d/", 0, 12, none()), central("d/", 0, 12, none(), 0x031E, 0120777)),
        zip("marked as patched", "unsupported-method", local("a", 1 << 5, 12, none()), central("a", 1 << 5, 12, none(), 0x031E, 0)),
        zip("of a version nobody has", "unsupported-method", local("a", 0, 12, none()), put(central("a", 0, 12, none(), 0x031E, 0), 6, (byte) 99)),
        Arguments.of("nothing", end(0, 0, 0), "archive-empty"));
  }

  /// Archives whose ends, or what lies between their members, say things twice.
  static Stream<Arguments> ends() {
    byte[] one = local("one", 0, 12, none());
    byte[] two = local("two", 0, 12, none());
    byte[] first = central("one", 0, 12, none(), 0x031E, 0);
    byte[] second = at(central("two", 0, 12, none(), 0x031E, 0), one.length);
    byte[] good = plus(one, first, end(1, first.length, one.length));
    byte[] both = plus(one, two, first, second);
    int directory = one.length + two.length;
    byte[] zeros = new byte[(1 << 20) + 10];
    byte[] late = plus(one, zeros, two, first);
    return Stream.of(
        Arguments.of("two counts", put(good, good.length - 14, (byte) 2), "ends-disagree"),
        Arguments.of("a comment", commented(good, bytes("made by hand")), ""),
        Arguments.of("an end in the comment that fills it", commented(good, end(0, 0, 0)), "several-archives"),
        Arguments.of("an end in the comment with more behind it", commented(good, plus(end(0, 0, 0), bytes("..."))), "several-archives"),
        Arguments.of("an end in the comment that points nowhere", commented(good, plus(end(7, 700, 12345), bytes("..."))), "several-archives"),
        Arguments.of("a stored archive as its last member", stored(good), ""),
        Arguments.of("another directory where a program before it would be", plus(bytes("#!/bin/sh\n"), one, at(first, 10), two, at(second, 10), end(1, first.length, one.length + 10)),
            "hidden-member"),
        Arguments.of("a directory between member and directory", plus(one, at(first, 10), first, end(1, first.length, one.length + first.length)), "several-archives"),
        Arguments.of("zip64 that counts as the end does", zip64End(both, 2, first.length + second.length, directory, 2, first.length + second.length, directory), ""),
        Arguments.of("zip64 that is needed", zip64End(both, 2, first.length + second.length, directory, 0xFFFF, -1, -1), ""),
        Arguments.of("zip64 with fewer members than the end", zip64End(both, 1, second.length, directory + first.length, 2, first.length + second.length, directory), "ends-disagree hidden-member several-archives"),
        Arguments.of("zip64 and an end for one member", zip64End(both, 2, first.length + second.length, directory, 1, second.length, directory + first.length), "ends-disagree"),
        Arguments.of("a member behind a million zeros", plus(late, end(1, first.length, late.length - first.length)), "hidden-member"),
        Arguments.of("words behind a million zeros", plus(one, zeros, bytes("secret"), first, end(1, first.length, one.length + zeros.length + 6)), "hidden-data"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("ends")
  void end(String what, byte[] archive, String rules) throws Exception {
    assertThat(inspected("a.zip", archive)).as(what).isEqualTo(words(rules));
  }

  /// A directory entry of a member that begins somewhere else.
  private static byte[] at(byte[] central, int offset) {
    byte[] moved = central.clone();
    ByteBuffer.wrap(moved).order(ByteOrder.LITTLE_ENDIAN).putInt(42, offset);
    return moved;
  }

  private static byte[] commented(byte[] archive, byte[] comment) {
    byte[] whole = plus(archive, comment);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putShort(archive.length - 2, (short) comment.length);
    return whole;
  }

  private static byte[] stored(byte[] archive) {
    byte[] name = bytes("inner.zip");
    CRC32 crc = new CRC32();
    crc.update(archive);
    byte[] local = little(30).putInt(0x04034b50).putShort((short) 20).putInt(14, (int) crc.getValue()).putInt(18, archive.length).putInt(22, archive.length)
        .putShort(26, (short) name.length).array();
    byte[] central = little(46).putInt(0x02014b50).putShort((short) 0x031E).putShort(6, (short) 20).putInt(16, (int) crc.getValue()).putInt(20, archive.length)
        .putInt(24, archive.length).putShort(28, (short) name.length).array();
    byte[] member = plus(local, name, archive);
    return plus(member, central, name, end(1, central.length + name.length, member.length));
  }

  private static byte[] zip64End(byte[] members, long count, long size, long offset, int count32, int size32, int offset32) {
    byte[] record = little(56).putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45).putInt(0).putInt(0)
        .putLong(count).putLong(count).putLong(size).putLong(offset).array();
    byte[] locator = little(20).putInt(0x07064b50).putInt(0).putLong(members.length).putInt(1).array();
    return plus(members, record, locator, end(count32, size32, offset32));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("zips")
  void zip(String what, byte[] archive, String rules) throws Exception {
    assertThat(inspected("a.zip", archive)).as(what).isEqualTo(words(rules));
  }

  static Stream<Arguments> tars() {
    byte[] hidden = plus(header("hidden", 12, '0', ""), padded(HELLO));
    return Stream.of(
        tar("good", "", header("a", 12, '0', ""), padded(HELLO)),
        tar("a size of nought and another in PAX", "headers-disagree", pax("size=1024"), header("a", 0, '0', ""), hidden),
        tar("the same size twice", "", pax("size=12"), header("a", 12, '0', ""), padded(HELLO)),
        tar("a hard link with a size", "headers-disagree", header("x", 12, '0', ""), padded(HELLO), header("h", 1024, '1', "x"), hidden),
        tar("a link with a size", "headers-disagree", header("h", 1024, '2', "x"), hidden),
        tar("a folder with a size", "", header("d/", 1024, '5', ""), hidden),
        tar("GNU's name and another in PAX", "two-names", header("././@LongLink", 4, 'L', ""), padded(bytes("one\0")), pax("path=two"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("GNU's name and the same in PAX", "", header("././@LongLink", 4, 'L', ""), padded(bytes("one\0")), pax("path=one"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("two PAX headers", "two-names", pax("path=one"), pax("mtime=1"), header("a", 12, '0', ""), padded(HELLO)),
        tar("two names in one PAX header", "two-names", pax("path=one", "path=two"), header("a", 12, '0', ""), padded(HELLO)),
        tar("a plain name that leads out below another", "two-names", pax("path=good"), header("../evil", 12, '0', ""), padded(HELLO)),
        tar("an absolute plain name below GNU's", "two-names", header("././@LongLink", 5, 'L', ""), padded(bytes("good\0")), header("/etc/evil", 12, '0', ""),
            padded(HELLO)),
        tar("a plain name that is cut off", "", pax("path=" + "long/".repeat(30) + "a"), header("long/".repeat(15), 12, '0', ""), padded(HELLO)),
        tar("a name of a file with holes for one without", "two-names", pax("GNU.sparse.name=good"), header("evil", 12, '0', ""), padded(HELLO)),
        tar("a name of a file with holes and another", "two-names", pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=good", "GNU.sparse.realsize=12"),
            header("evil", 524, '0', ""), padded(bytes("1\n0\n12\n")), padded(HELLO)),
        tar("a file with holes", "", pax("GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=d/good", "GNU.sparse.realsize=4096"),
            header("d/GNUSparseFile.0/good", 524, '0', ""), padded(bytes("1\n4000\n12\n")), padded(HELLO)),
        tar("a file with holes in GNU's form 0.1", "", pax("GNU.sparse.size=4096", "GNU.sparse.numblocks=2", "GNU.sparse.map=0,12,4096,0"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("a file with holes in GNU's form 0.0", "",
            pax("GNU.sparse.size=4096", "GNU.sparse.numblocks=2", "GNU.sparse.offset=5", "GNU.sparse.numbytes=5", "GNU.sparse.offset=20", "GNU.sparse.numbytes=7"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("a file with holes in GNU's oldest form", "", holes("00000000005", "00000000014", "00000000100"), padded(HELLO)),
        tar("a map in the oldest form for more than there is", "headers-disagree", holes("00000000005", "00000000015", "00000000100"), padded(HELLO)),
        tar("a map in the oldest form that ends behind the file", "headers-disagree", holes("00000000100", "00000000014", "00000000100"), padded(HELLO)),
        tar("a map in the oldest form that is none", "headers-disagree", holes("0000000000x", "00000000014", "00000000100"), padded(HELLO)),
        tar("a map that goes back", "headers-disagree", pax("GNU.sparse.size=4096", "GNU.sparse.map=7,6,0,6"), header("a", 12, '0', ""), padded(HELLO)),
        tar("a map with half an entry", "headers-disagree", pax("GNU.sparse.size=4096", "GNU.sparse.map=0,12,20"), header("a", 12, '0', ""), padded(HELLO)),
        tar("a map in the content that is none", "headers-disagree", pax("GNU.sparse.major=1", "GNU.sparse.name=a", "GNU.sparse.realsize=4096"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("a map in the content without an end", "headers-disagree", pax("GNU.sparse.major=1", "GNU.sparse.name=a", "GNU.sparse.realsize=4096"),
            header("a", 512, '0', ""), padded(bytes("2\n0\n0\n"))),
        tar("a folder with holes", "type-unclear", pax("GNU.sparse.size=0", "GNU.sparse.map=0,0"), header("d/", 0, '5', "")),
        tar("a global header for files with holes", "pax-global", header("g", 21, 'g', ""), padded(bytes("21 GNU.sparse.name=c\n")), header("a", 12, '0', ""), padded(HELLO)),
        tar("a global header with a time that is none", "pax-number", header("g", 11, 'g', ""), padded(bytes("11 mtime=x\n")), header("a", 12, '0', ""), padded(HELLO)),
        tar("a global header for what letters mean", "pax-global", header("g", 21, 'g', ""), padded(bytes("21 hdrcharset=BINARY\n")), header("a", 12, '0', ""), padded(HELLO)),
        tar("a PAX header and no member", "header-without-member archive-empty", pax("path=one")),
        tar("a sparse name that goes up", "path-leaves-folder", pax("GNU.sparse.name=../evil", "GNU.sparse.realsize=100", "GNU.sparse.map=0,12"),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("one empty block, then more", "data-after-end", header("a", 12, '0', ""), padded(HELLO), new byte[512], hidden),
        tar("a folder by its name with content", "type-unclear", header("d/", 12, '0', ""), padded(HELLO)),
        tar("a folder by its name and a file by its type", "type-unclear", header("d/", 0, '0', "")),
        tar("a folder as the oldest tar has it", "", header("d/", 0, '\0', "")),
        tar("a record behind the end of an extended header", "two-names", header("pax", 29, 'x', ""), padded(bytes("14 path=a.txt\n\00014 path=b.txt\n")),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("a global header between a name and its member", "two-names", pax("path=one"), header("g", 13, 'g', ""), padded(bytes("13 comment=x\n")),
            header("a", 12, '0', ""), padded(HELLO)),
        tar("two long names", "two-names", header("././@LongLink", 4, 'L', ""), padded(bytes("one\0")), header("././@LongLink", 4, 'L', ""),
            padded(bytes("two\0")), header("a", 12, '0', ""), padded(HELLO)),
        tar("a prefix in GNU's form", "two-names", summed(put(put(header("a", 12, '0', ""), 262, bytes("  ")), 345, bytes("evil"))), padded(HELLO)),
        tar("a size with words behind it", "bad-header", summed(put(header("a", 12, '0', ""), 124, bytes("14 junk\0\0\0\0\0"))), padded(HELLO)),
        tar("a size behind a zero byte", "bad-header", summed(put(header("a", 12, '0', ""), 124, bytes("\0000000000014"))), padded(HELLO)),
        tar("a size with a sign", "bad-header", summed(put(header("a", 12, '0', ""), 124, bytes("+0000000014"))), padded(HELLO)),
        tar("a device that is none", "bad-header", summed(put(header("a", 12, '0', ""), 329, bytes("ustar"))), padded(HELLO)),
        tar("an owner that is none", "bad-header", summed(put(header("a", 12, '0', ""), 108, bytes("root"))), padded(HELLO)),
        tar("a file called like the folder", "name-empty", header("./.", 12, '0', ""), padded(HELLO)),
        tar("a link to nothing", "link-dangling", header("a", 0, '2', "")),
        tar("a second name of itself", "link-dangling", header("a", 0, '1', "a")),
        tar("holes of no length", "headers-disagree", pax("GNU.sparse.major=1"), header("a", 12, '0', ""), padded(HELLO)),
        tar("nothing", "archive-empty"),
        Arguments.of("no bytes", new byte[0], "archive-empty"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("tars")
  void tar(String what, byte[] archive, String rules) throws Exception {
    assertThat(inspected("a.tar", archive)).as(what).isEqualTo(words(rules));
  }

  @Test
  void anArchiveInACompressedFileIsLookedIntoToo() throws Exception {
    byte[] evil = (byte[]) zip("", "", local("../x", 0, 12, none()), central("../x", 0, 12, none(), 0x031E, 0)).get()[1];
    assertThat(inspected("evil.zip.gz", gzip(evil))).containsExactly("path-leaves-folder");
    assertThat(inspected("evil.zip.gz.gz", gzip(gzip(evil)))).containsExactly("nested-archives");
    assertThat(inspected("good.txt.gz", gzip(HELLO))).isEmpty();
  }

  private Set<String> inspected(String name, byte[] archive) throws Exception {
    Inspection inspection = new ArchiveReader(Limits.standard()).inspect(Files.write(folder.resolve(name), archive), Progress.unwatched());
    return inspection.findings().stream()
        .filter(finding -> finding.severity() != Severity.INFO)
        .map(Finding::rule)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : new TreeSet<>(Set.of(text.split(" ")));
  }

  private static Arguments zip(String what, String rules, byte[] member, byte[] directory) {
    return Arguments.of(what, plus(member, directory, end(1, directory.length, member.length)), rules);
  }

  private static byte[] end(int count, int length, int start) {
    return little(22).putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count).putInt(length).putInt(start).putShort((short) 0).array();
  }

  private static byte[] local(String name, int flags, int size, byte[] extra) {
    byte[] raw = raw(name);
    byte[] header =
        little(30).putInt(0x04034b50).putShort((short) 20).putShort((short) flags).putShort((short) 0).putInt(0x210000)
            .putInt(size == 0 ? 0 : crc(HELLO)).putInt(size).putInt(size).putShort((short) raw.length).putShort((short) extra.length).array();
    return plus(header, raw, extra, HELLO);
  }

  private static byte[] central(String name, int flags, int size, byte[] extra, int madeBy, int mode) {
    byte[] raw = raw(name);
    byte[] header =
        little(46).putInt(0x02014b50).putShort((short) madeBy).putShort((short) 20).putShort((short) flags).putShort((short) 0).putInt(0x210000)
            .putInt(crc(HELLO)).putInt(size).putInt(size).putShort((short) raw.length).putShort((short) extra.length).putShort((short) 0)
            .putShort((short) 0).putShort((short) 0).putInt(mode << 16).putInt(0).array();
    return plus(header, raw, extra);
  }

  private static byte[] descriptor(int size) {
    return little(16).putInt(0x08074b50).putInt(crc(HELLO)).putInt(size).putInt(size).array();
  }

  private static byte[] zip64(long size, long compressed) {
    return little(20).putShort((short) 1).putShort((short) 16).putLong(size).putLong(compressed).array();
  }

  private static byte[] unicode(String name, String other) {
    byte[] path = bytes(other);
    return plus(little(9).putShort((short) 0x7075).putShort((short) (5 + path.length)).put((byte) 1).putInt(crc(raw(name))).array(), path);
  }

  /// A letter of a code page is one byte, and all others are UTF-8.
  private static byte[] raw(String name) {
    return name.equals("\u0082") ? new byte[] {(byte) 0x82} : bytes(name);
  }

  private static Arguments tar(String what, String rules, byte[]... blocks) {
    return Arguments.of(what, plus(plus(blocks), new byte[1024]), rules);
  }

  private static byte[] header(String name, int size, char type, String link) {
    ByteBuffer header = ByteBuffer.allocate(512);
    header.put(0, bytes(name)).put(100, bytes("0000644")).put(108, bytes("0000000")).put(116, bytes("0000000"))
        .put(124, bytes("%011o".formatted(size))).put(136, bytes("00000000000")).put(148, bytes("        ")).put(156, (byte) type)
        .put(157, bytes(link)).put(257, bytes("ustar\u000000"));
    int sum = 0;
    for (byte b : header.array()) {
      sum += b & 0xFF;
    }
    return header.put(148, bytes("%06o\0 ".formatted(sum))).array();
  }

  private static byte[] put(byte[] whole, int at, byte... part) {
    byte[] changed = whole.clone();
    System.arraycopy(part, 0, changed, at, part.length);
    return changed;
  }

  /// A header with the checksum of what is in it now.
  private static byte[] summed(byte[] header) {
    byte[] blank = put(header, 148, bytes("        "));
    int sum = 0;
    for (byte b : blank) {
      sum += b & 0xFF;
    }
    return put(blank, 148, bytes("%06o\0 ".formatted(sum)));
  }

  private static byte[] pax(String... records) {
    StringBuilder all = new StringBuilder();
    for (String record : records) {
      int length = record.length() + (record.length() + 4 < 100 ? 4 : 5);
      all.append(length).append(' ').append(record).append('\n');
    }
    return plus(header("pax", all.length(), 'x', ""), padded(bytes(all.toString())));
  }

  /// A header of GNU's oldest form for a file of which one piece is stored.
  private static byte[] holes(String offset, String length, String real) {
    byte[] header = put(put(header("a", 12, 'S', ""), 257, bytes("ustar  \0")), 386, bytes(offset + "\0" + length + "\0"));
    return summed(put(header, 483, bytes(real + "\0")));
  }

  private static byte[] padded(byte[] data) {
    return java.util.Arrays.copyOf(data, (data.length + 511) / 512 * 512);
  }

  private static byte[] gzip(byte[] data) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(data);
    }
    return out.toByteArray();
  }

  private static int crc(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    return (int) crc.getValue();
  }

  private static byte[] none() {
    return new byte[0];
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] plus(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
