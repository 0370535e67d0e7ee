package dev.slipway.archive;

import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One archive being read, by the reader of its format.
final class Reading {
  private static final int LARGEST_NESTED = 16 << 20;
  private static final int DEEPEST = 1;

  private final String subject;
  private final ArchiveFormat recognised;
  private final Budget budget;
  private final int depth;
  private final Findings findings;
  private final List<Member> members = new ArrayList<>();

  Reading(String subject, ArchiveFormat recognised, Budget budget, int depth) {
    this.subject = subject;
    this.recognised = recognised;
    this.budget = budget;
    this.depth = depth;
    this.findings = new Findings(subject);
  }

  Inspection read(Bytes bytes, MemberVisitor visitor) throws IOException, Problem, Cancelled {
    ArchiveFormat format = recognised;
    boolean complete = false;
    try {
      switch (recognised) {
        case ZIP -> new ZipReader(bytes, findings, budget).read(contents(visitor));
        case TAR -> new TarReader(bytes.stream(0, bytes.size()), findings, budget).read(contents(visitor));
        case GZ, XZ, ZST, BZ2, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2 -> {
          try (InputStream plain =
              new Decompression(Recognition.codec(recognised), bytes.stream(0, bytes.size()), budget)) {
            byte[] start = plain.readNBytes(TarHeader.BLOCK);
            format = Recognition.inside(recognised, start);
            InputStream whole = new SequenceInputStream(new java.io.ByteArrayInputStream(start), plain);
            if (format == recognised) {
              single(whole, visitor);
            } else {
              new TarReader(whole, findings, budget).read(contents(visitor));
            }
          }
        }
      }
      if (bytes.size() == 0 || members.isEmpty()) {
        findings.error("archive-empty", "There is nothing in it.");
      }
      complete = true;
    } catch (Broken e) {
      findings.error(e.rule(), e.sentence());
    } catch (java.util.zip.ZipException | java.io.EOFException e) {
      findings.error("damaged", "It is damaged: %s.".formatted(e.getMessage()));
    }
    return new Inspection(format, members, budget.unpacked(), complete, findings.list());
  }

  /// One compressed file without a name of its own: it is called as the archive without its last ending.
  private void single(InputStream plain, MemberVisitor visitor) throws IOException, Problem, Cancelled {
    int dot = subject.lastIndexOf('.');
    String name = dot > 0 ? subject.substring(0, dot) : subject;
    CountingStream counted = new CountingStream(plain);
    Member member =
        new Member(name, Member.Kind.FILE, -1, OptionalLong.empty(), OptionalInt.empty(), Optional.empty());
    lookInto(member, counted, visitor);
    byte[] buffer = new byte[1 << 16];
    for (int n = counted.read(buffer, 0, buffer.length); n >= 0; n = counted.read(buffer, 0, buffer.length)) {
      budget.time();
    }
    budget.unpacked(counted.count());
    members.add(
        new Member(name, Member.Kind.FILE, counted.count(), OptionalLong.empty(), OptionalInt.empty(), Optional.empty()));
  }

  private Contents contents(MemberVisitor visitor) {
    return (member, content) -> {
      members.add(member);
      if (member.kind() != Member.Kind.FILE) {
        visitor.visit(member, content);
        return;
      }
      lookInto(member, content, visitor);
    };
  }

  private void lookInto(Member member, InputStream content, MemberVisitor visitor) throws IOException, Problem, Cancelled {
    if (!looksPacked(member.name())) {
      visitor.visit(member, content);
      return;
    }
    byte[] start = content.readNBytes(TarHeader.BLOCK);
    Optional<ArchiveFormat> nested = Recognition.of(start);
    InputStream whole = new SequenceInputStream(new java.io.ByteArrayInputStream(start), content);
    if (nested.isPresent()) {
      nested(member, nested.get(), whole, visitor);
    } else {
      visitor.visit(member, whole);
    }
  }

  private static boolean looksPacked(String name) {
    return name.toLowerCase(Locale.ROOT).matches("(?s).*\\.(zip|tar|tgz|txz|tbz2?|tzst|gz|xz|zst|bz2|jar|whl|nupkg|vsix|crate|gem)");
  }

  private void nested(Member member, ArchiveFormat format, InputStream content, MemberVisitor visitor)
      throws IOException, Problem, Cancelled {
    if (depth >= DEEPEST) {
      findings.warning("nested-archives", "%s is an archive in an archive in an archive.".formatted(Findings.shown(member.name())));
      visitor.visit(member, content);
      return;
    }
    byte[] bytes = content.readNBytes(LARGEST_NESTED + 1);
    InputStream again = new java.io.ByteArrayInputStream(bytes);
    if (bytes.length > LARGEST_NESTED) {
      findings.info("nested-archive", "%s is an archive too large to be looked into.".formatted(Findings.shown(member.name())));
      visitor.visit(member, new SequenceInputStream(again, content));
      return;
    }
    visitor.visit(member, again);
    Inspection inside =
        new Reading(subject + "!" + member.name(), format, budget, depth + 1).read(Bytes.of(bytes), MemberVisitor.none());
    findings.addAll(inside.findings());
  }
}
