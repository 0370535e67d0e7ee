package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads a tar file block by block to the very end of the stream, so that the compressor around it
/// checks all of its data and nothing hides behind the end of the archive.
final class TarReader {
  private static final int LARGEST_EXTENDED_HEADER = 1 << 20;
  private static final long LARGEST_IN_OCTAL = 077777777777L;

  private final InputStream in;
  private final Findings findings;
  private final Budget budget;
  private final Names names;

  private PaxRecords pax = PaxRecords.none();
  private @Nullable String longName;
  private @Nullable String longLink;

  TarReader(InputStream in, Findings findings, Budget budget) {
    this.in = in;
    this.findings = findings;
    this.budget = budget;
    this.names = new Names(findings);
  }

  void read(Contents contents) throws IOException, Problem, Cancelled {
    byte[] block = new byte[TarHeader.BLOCK];
    while (true) {
      int n = fill(block);
      if (n == 0) {
        leftOver();
        findings.info("no-end-marker", "It ends without the empty blocks that mark the end.");
        return;
      }
      if (n < block.length) {
        throw new Broken("truncated", "It ends in the middle of a header.");
      }
      if (TarHeader.isZero(block)) {
        leftOver();
        afterEnd();
        return;
      }
      budget.member();
      entry(TarHeader.of(block, findings), contents);
    }
  }

  private void afterEnd() throws IOException {
    byte[] buffer = new byte[1 << 16];
    boolean hidden = false;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      budget.unpacked(n);
      for (int i = 0; i < n && !hidden; i++) {
        hidden = buffer[i] != 0;
      }
    }
    if (hidden) {
      findings.error("data-after-end", "Data follows the end of the archive, where some unpackers find more members.");
    }
  }

  private void entry(TarHeader header, Contents contents) throws IOException, Problem, Cancelled {
    switch (header.type()) {
      case 'x', 'X' -> {
        if (!pax.values().isEmpty()) {
          findings.error("two-names", "Two extended headers come before one member; unpackers disagree on which counts.");
        }
        pax = PaxRecords.of(extended(header), findings);
        pax.judgeNumbers(findings);
      }
      case 'g' -> {
        if (!pax.values().isEmpty() || longName != null || longLink != null) {
          findings.error("two-names", "A global header stands between a member and what is said of it; unpackers disagree on what still counts.");
        }
        PaxRecords all = PaxRecords.of(extended(header), findings);
        all.judgeGlobal(findings);
        all.judgeNumbers(findings);
      }
      case 'L' -> longName = only(longName, string(extended(header)));
      case 'K' -> longLink = only(longLink, string(extended(header)));
      default -> member(header, contents);
    }
  }

  private String only(@Nullable String before, String now) {
    if (before != null && !before.equals(now)) {
      findings.error("two-names", "Two headers with a long name come before one member; unpackers disagree on which counts.");
    }
    return now;
  }

  /// Headers that belong to the next member, and there is none.
  private void leftOver() {
    if (!pax.values().isEmpty() || longName != null || longLink != null) {
      findings.warning("header-without-member", "Its last extended header belongs to no member.");
    }
  }

  private String string(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return TarHeader.decode(java.util.Arrays.copyOf(data, end), findings);
  }

  private byte[] extended(TarHeader header) throws IOException {
    if (header.size() > LARGEST_EXTENDED_HEADER) {
      throw new Broken(
          "header-too-large", "An extended header in it claims %d bytes. It was not read on.".formatted(header.size()));
    }
    byte[] data = in.readNBytes((int) header.size());
    if (data.length < header.size()) {
      throw new Broken("truncated", "It ends in the middle of an extended header.");
    }
    budget.unpacked(data.length);
    skipPadding(header.size());
    return data;
  }

  private void member(TarHeader header, Contents contents) throws IOException, Problem, Cancelled {
    for (boolean more = header.more(); more; ) {
      byte[] block = new byte[TarHeader.BLOCK];
      if (fill(block) < block.length) {
        throw new Broken("truncated", "It ends in the middle of a header.");
      }
      header.holes().block(block, 0, 21);
      more = block[504] != 0;
    }
    PaxRecords extended = pax;
    String name = longName == null ? header.name() : longName;
    String link = longLink == null ? header.link() : longLink;
    pax = PaxRecords.none();
    name = oneOf(longName, name, extended.text("path", findings));
    link = oneOf(longLink, link, extended.text("linkpath", findings));
    longName = null;
    longLink = null;
    long size = extended.number("size").orElse(header.size());
    if (size > budget.limits().bytes()) {
      throw new Broken("too-large", "%s claims %d bytes. It was not read on.".formatted(Findings.shown(name), size));
    }
    if (size != header.size() && header.size() != 0) {
      throw new Broken(
          "headers-disagree",
          "%s has %d bytes by one header and %d by another; unpackers disagree on where the next member begins. It was not read on."
              .formatted(Findings.shown(name), header.size(), size));
    }
    if (size != header.size() && size <= LARGEST_IN_OCTAL) {
      // Nought stands for a size that no octal number in a header can hold; for others some readers see no content (CVE-2025-62518).
      findings.warning(
          "headers-disagree", "%s is empty by one header and has %d bytes by another.".formatted(Findings.shown(name), size));
    }
    String written = name;
    name = extended.text("GNU.sparse.name", findings).orElse(written);
    others(name, header.name(), written);
    long unpacked = sparse(header, extended, name, size);
    boolean holes = header.type() == 'S' || extended.saysHoles();
    // One that leads out is told by itself.
    if (!name.equals(written) && Names.resolve(name).isPresent() && !(holes && written.matches("(?s)(.*/)?GNUSparseFile\\.[^/]+/[^/]*"))) {
      findings.error(
          "two-names", "%s has a second name, %s; unpackers disagree on which to use.".formatted(Findings.shown(name), Findings.shown(written)));
    }
    Member.Kind kind = kind(header, name);
    if (kind == Member.Kind.FOLDER && header.type() != '5' && header.type() != 'D' && header.type() != 'V' && (header.type() != '\0' || size > 0)) {
      findings.error("type-unclear", "%s is a folder by its name and a file by its type; unpackers disagree.".formatted(Findings.shown(name)));
    }
    boolean hasData = kind == Member.Kind.FILE || (kind == Member.Kind.FOLDER && header.type() != '5');
    // Of a folder POSIX lets the size say how much may come to lie in it, and nothing follows.
    if (!hasData && kind != Member.Kind.FOLDER && size > 0) {
      findings.error(
          "headers-disagree",
          "%s says that %d bytes follow it, and is of a kind that has none; unpackers disagree on where the next member begins."
              .formatted(Findings.shown(name), size));
    }
    if (holes && kind != Member.Kind.FILE) {
      findings.error("type-unclear", "%s is said to have holes and is no file; some unpackers make one of it.".formatted(Findings.shown(name)));
    }
    long stored = hasData || header.type() == 'D' ? size : 0;
    Optional<String> target =
        kind == Member.Kind.SYMBOLIC_LINK || kind == Member.Kind.HARD_LINK ? Optional.of(link) : Optional.empty();
    Member member = new Member(name, kind, hasData ? unpacked : 0, OptionalLong.empty(), OptionalInt.of(header.mode()), target);
    if (header.type() != 'V') {
      names.judge(member);
    }
    SparseMap map = holes ? map(header, extended) : SparseMap.of("0," + stored);
    Content content = new Content(stored, map);
    contents.member(member, content);
    content.drain();
    if (holes && !map.fits(stored, unpacked)) {
      findings.error(
          "headers-disagree", "%s has holes where its map does not fit what is stored; unpackers disagree on what it holds.".formatted(Findings.shown(name)));
    }
    skipPadding(stored);
  }

  /// GNU's long name and that of PAX may both come before a member; they must be one.
  private String oneOf(@Nullable String gnu, String otherwise, Optional<String> posix) {
    if (gnu != null && posix.isPresent() && !posix.get().equals(gnu)) {
      findings.error(
          "two-names",
          "%s has a second name, %s; unpackers disagree on which to use.".formatted(Findings.shown(posix.get()), Findings.shown(gnu)));
    }
    return posix.orElse(otherwise);
  }

  /// Who does not read extended headers takes the name of the plain one. It may be cut off; it must not lead elsewhere.
  private void others(String name, String... alternatives) {
    for (String other : alternatives) {
      String slashed = other.replace('\\', '/');
      boolean leaves = slashed.startsWith("/") || slashed.matches("(?s)[A-Za-z]:.*") || Names.resolve(slashed).isEmpty();
      if (!other.equals(name) && leaves) {
        findings.error(
            "two-names", "%s is called %s by its plain header, which lies outside the folder it is unpacked in."
                .formatted(Findings.shown(name), Findings.shown(other)));
        return;
      }
    }
  }

  private long sparse(TarHeader header, PaxRecords extended, String name, long size) throws Broken {
    Optional<Long> real = extended.number("GNU.sparse.realsize");
    if (real.isEmpty()) {
      real = extended.number("GNU.sparse.size");
    }
    if (real.isEmpty() && header.type() != 'S') {
      if (extended.saysHoles()) {
        findings.error("headers-disagree", "%s is said to have holes, and not how long it is with them.".formatted(Findings.shown(name)));
      }
      return size;
    }
    long unpacked = real.orElse(header.real());
    if (unpacked > budget.limits().bytes()) {
      throw new Broken(
          "too-large", "%s claims %d bytes of which it holds %d. It was not read on.".formatted(Findings.shown(name), unpacked, size));
    }
    findings.info("sparse-member", "%s has holes, which not every unpacker fills.".formatted(Findings.shown(name)));
    return unpacked;
  }

  private static SparseMap map(TarHeader header, PaxRecords extended) throws Broken {
    if (extended.number("GNU.sparse.major").orElse(0L) == 1) {
      return SparseMap.ofContent();
    }
    return header.type() == 'S' ? header.holes() : SparseMap.of(extended.sparseMap());
  }

  private Member.Kind kind(TarHeader header, String name) {
    return switch (header.type()) {
      case '0', '\0', '7', 'S' -> name.endsWith("/") ? Member.Kind.FOLDER : Member.Kind.FILE;
      case '1' -> Member.Kind.HARD_LINK;
      case '2' -> Member.Kind.SYMBOLIC_LINK;
      case '3', '4', '6' -> Member.Kind.SPECIAL;
      case '5', 'D' -> Member.Kind.FOLDER;
      case 'V' -> Member.Kind.FOLDER;
      default -> {
        findings.warning("unknown-type", "%s is of a type unpackers do not agree on.".formatted(Findings.shown(name)));
        yield Member.Kind.FILE;
      }
    };
  }

  private void skipPadding(long size) throws IOException {
    int padding = (int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK);
    if (in.readNBytes(padding).length < padding) {
      findings.info("no-end-marker", "It ends without the empty blocks that mark the end.");
    }
  }

  private int fill(byte[] block) throws IOException {
    int n = in.readNBytes(block, 0, block.length);
    budget.unpacked(n);
    return n;
  }

  /// The bytes of one member.
  private final class Content extends BlockStream {
    private long left;

    private final SparseMap map;

    Content(long size, SparseMap map) {
      left = size;
      this.map = map;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
      if (left == 0) {
        return -1;
      }
      if (len == 0) {
        return 0;
      }
      int n = in.read(b, off, (int) Math.min(len, left));
      if (n < 0) {
        throw new Broken("truncated", "It ends in the middle of a member.");
      }
      left -= n;
      map.content(b, off, n);
      budget.unpacked(n);
      return n;
    }

    void drain() throws IOException {
      byte[] buffer = new byte[1 << 16];
      while (read(buffer, 0, buffer.length) >= 0) {
        // Read to its end so that the compressor checks it.
      }
    }
  }
}
