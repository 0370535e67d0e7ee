package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Reads a zip file by its directory, and holds every local header and every byte between them against it.
final class ZipReader {
  private static final int LOCAL = 30;

  private final Bytes bytes;
  private final Findings findings;
  private final Budget budget;

  ZipReader(Bytes bytes, Findings findings, Budget budget) {
    this.bytes = bytes;
    this.findings = findings;
    this.budget = budget;
  }

  /// An entry and where its parts lie in the file.
  private record Placed(ZipEntryRecord entry, long header, long data, long end) {}

  void read(Contents contents) throws IOException, Problem, Cancelled {
    ZipEnd end = ZipEnd.find(bytes, findings);
    List<ZipEntryRecord> entries = ZipDirectory.read(bytes, end, findings, budget);
    Names names = new Names(findings);
    List<Placed> placed = new ArrayList<>();
    for (ZipEntryRecord entry : entries) {
      long header = entry.offset() + end.shift();
      if (entry.offset() < 0 || entry.compressed() < 0 || entry.size() < 0
          || header > bytes.size() || entry.compressed() > bytes.size()) {
        throw new Broken("damaged", "%s lies outside the archive.".formatted(Findings.shown(entry.name())));
      }
      placed.add(new Placed(entry, header, 0, header + LOCAL + entry.compressed()));
    }
    if (overlap(placed)) {
      throw new Broken("overlapping-members", "Its members share bytes, as only a bomb's do. It was not read on.");
    }
    for (int i = 0; i < placed.size(); i++) {
      placed.set(i, place(entries.get(i), end));
    }
    if (overlap(placed)) {
      throw new Broken("overlapping-members", "Its members share bytes, as only a bomb's do. It was not read on.");
    }
    gaps(placed, end);
    for (Placed member : placed) {
      open(member, names, contents);
    }
  }

  private static boolean overlap(List<Placed> placed) {
    List<Placed> sorted = new ArrayList<>(placed);
    sorted.sort(Comparator.comparingLong(Placed::header));
    for (int i = 1; i < sorted.size(); i++) {
      if (sorted.get(i).header() < sorted.get(i - 1).end()) {
        return true;
      }
    }
    return false;
  }

  private Placed place(ZipEntryRecord entry, ZipEnd end) throws IOException {
    long header = entry.offset() + end.shift();
    byte[] local = bytes.read(header, LOCAL, "local header");
    if (Bytes.u32(local, 0) != 0x04034b50L) {
      throw new Broken("damaged", "Where %s should begin there is something else.".formatted(Findings.shown(entry.name())));
    }
    int nameLength = Bytes.u16(local, 26);
    int extraLength = Bytes.u16(local, 28);
    byte[] name = bytes.read(header + LOCAL, nameLength, "local header");
    byte[] extra = bytes.read(header + LOCAL + nameLength, extraLength, "local header");
    long data = header + LOCAL + nameLength + extraLength;
    long last = data + entry.compressed();
    if (entry.compressed() < 0 || last > end.start()) {
      throw new Broken("truncated", "%s does not end before the directory begins.".formatted(Findings.shown(entry.name())));
    }
    compare(entry, local, name, extra);
    if (entry.has(ZipEntryRecord.DESCRIPTOR)) {
      last += descriptor(entry, last, end.start());
    }
    return new Placed(entry, header, data, last);
  }

  private void compare(ZipEntryRecord entry, byte[] local, byte[] name, byte[] extra) {
    String shown = Findings.shown(entry.name());
    if (!Arrays.equals(name, entry.rawName())) {
      findings.error(
          "headers-disagree",
          "%s is called %s by its own header.".formatted(shown, Findings.shown(new String(name, StandardCharsets.UTF_8))));
      return;
    }
    long crc = Bytes.u32(local, 14);
    long compressed = Bytes.u32(local, 18);
    long size = Bytes.u32(local, 22);
    ZipExtra.judge(extra, entry, size, compressed, findings);
    byte[] zip64 = ZipExtra.field(extra, ZipExtra.ZIP64);
    if (zip64.length >= 16 && size == 0xFFFFFFFFL) {
      size = Bytes.u64(zip64, 0);
      compressed = compressed == 0xFFFFFFFFL ? Bytes.u64(zip64, 8) : compressed;
    }
    boolean later = (Bytes.u16(local, 6) & ZipEntryRecord.DESCRIPTOR) != 0;
    boolean same =
        Bytes.u16(local, 8) == entry.method()
            && (Bytes.u16(local, 6) & entry.telling()) == (entry.flags() & entry.telling())
            && (crc == entry.crc() || (later && crc == 0))
            && (compressed == entry.compressed() || (later && (compressed == 0 || compressed == 0xFFFFFFFFL)))
            && (size == entry.size() || (later && (size == 0 || size == 0xFFFFFFFFL)));
    if (!same) {
      findings.error("headers-disagree", "%s has another size, checksum, method or flag in its own header than in the directory.".formatted(shown));
    }
  }

  /// The length of the descriptor after a member (APPNOTE 4.3.9): with or without signature, 32 or 64 bit.
  private long descriptor(ZipEntryRecord entry, long at, long end) throws IOException {
    int length = (int) Math.clamp(end - at, 0, 24);
    byte[] found = bytes.read(at, length, "data descriptor");
    for (int wide : new int[] {4, 8}) {
      for (int signature : new int[] {4, 0}) {
        int whole = signature + 4 + 2 * wide;
        if (length >= whole
            && (signature == 0 || Bytes.u32(found, 0) == 0x08074b50L)
            && Bytes.u32(found, signature) == entry.crc()
            && number(found, signature + 4, wide) == entry.compressed()
            && number(found, signature + 4 + wide, wide) == entry.size()) {
          return whole;
        }
      }
    }
    findings.error("headers-disagree", "%s is followed by another size or checksum than the directory has.".formatted(Findings.shown(entry.name())));
    return 0;
  }

  private static long number(byte[] b, int at, int wide) {
    return wide == 4 ? Bytes.u32(b, at) : Bytes.u64(b, at);
  }

  private void gaps(List<Placed> placed, ZipEnd end) throws IOException, Cancelled {
    List<Placed> sorted = new ArrayList<>(placed);
    sorted.sort(Comparator.comparingLong(Placed::header));
    long at = 0;
    for (Placed member : sorted) {
      gap(at, member.header());
      at = member.end();
    }
    gap(at, end.start());
  }

  private void gap(long from, long to) throws IOException, Cancelled {
    if (from >= to) {
      return;
    }
    byte[] last = bytes.read(to - Math.min(to - from, 64), (int) Math.min(to - from, 64), "content");
    ZipGap gap = ZipGap.look(bytes, from, to, budget.progress());
    if (gap.member()) {
      String what = gap.directory() ? "another archive" : "a member its directory does not list";
      findings.error("hidden-member", "It holds %s, which some unpackers show and others do not.".formatted(what));
    } else if (gap.directory()) {
      findings.error("several-archives", "It has two directories, as if it were two archives; unpackers disagree on which one it is.");
    } else if (new String(last, StandardCharsets.ISO_8859_1).endsWith("APK Sig Block 42")) {
      findings.info("signing-block", "It carries an Android signing block.");
    } else if (from == 0) {
      findings.warning("prefix-data", "%d bytes come before the archive, as in a program that unpacks itself.".formatted(to));
    } else if (!gap.zeros()) {
      findings.warning("hidden-data", "%d bytes between its members belong to none.".formatted(to - from));
    }
  }

  private void open(Placed placed, Names names, Contents contents) throws IOException, Problem, Cancelled {
    ZipEntryRecord entry = placed.entry();
    budget.progress().checkCancelled();
    String shown = Findings.shown(entry.name());
    OptionalInt mode = entry.mode() == 0 ? OptionalInt.empty() : OptionalInt.of(entry.mode() & 07777);
    OptionalLong stored = OptionalLong.of(entry.compressed());
    boolean readable = true;
    if (entry.has(ZipEntryRecord.ENCRYPTED)) {
      findings.error("encrypted-member", "%s is encrypted; nobody without the password can check it.".formatted(shown));
      readable = false;
    } else if (!ZipContent.supports(entry.method())) {
      findings.warning("unsupported-method", "%s is compressed in a way (%d) that was not read.".formatted(shown, entry.method()));
      readable = false;
    }
    if (entry.kind() == Member.Kind.FOLDER && entry.size() > 0) {
      findings.warning("folder-with-content", "%s is a folder and holds %d bytes, which no unpacker writes.".formatted(shown, entry.size()));
    }
    if (entry.isFolderForSome()) {
      findings.error("type-unclear", "%s is a folder by its name or by its mode, and not by both; unpackers disagree.".formatted(shown));
    }
    if (entry.isMarkedOdd()) {
      findings.warning("unsupported-method", "%s is marked as patched or encrypted in a way that was not read.".formatted(shown));
    }
    if (entry.isLinkForSome()) {
      findings.error("type-unclear", "%s is a link by its mode and a file by the system it says it comes from; unpackers disagree.".formatted(shown));
    }
    if (entry.kind() == Member.Kind.SYMBOLIC_LINK && readable) {
      try (InputStream content = content(placed, shown)) {
        String target = new String(content.readNBytes(4096), StandardCharsets.UTF_8);
        Member link = new Member(entry.name(), entry.kind(), entry.size(), stored, mode, Optional.of(target));
        names.judge(link);
        contents.member(link, InputStream.nullInputStream());
        drain(content);
      }
      return;
    }
    Member member = new Member(entry.name(), entry.kind(), entry.size(), stored, mode, Optional.empty());
    names.judge(member);
    if (!readable) {
      contents.member(member, InputStream.nullInputStream());
      return;
    }
    try (InputStream content = content(placed, shown)) {
      contents.member(member, content);
      drain(content);
    }
  }

  private InputStream content(Placed placed, String shown) throws IOException {
    InputStream packed = bytes.stream(placed.data(), placed.data() + placed.entry().compressed());
    return new ZipContent(placed.entry(), packed, shown, findings, budget);
  }

  private static void drain(InputStream in) throws IOException {
    byte[] buffer = new byte[1 << 16];
    while (in.read(buffer) >= 0) {
      // The checks are in the stream.
    }
  }
}
