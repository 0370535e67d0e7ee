package dev.slipway.archive;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.List;

/// What an archive holds and what is wrong with it.
///
/// @param format   what it is packed as
/// @param members  the members that could be read, in the order of the archive
/// @param unpacked bytes all members unpacked to, as far as they were read
/// @param complete whether it was read to its end; what was found explains it when not
/// @param findings what a user should know before unpacking it
public record Inspection(
    ArchiveFormat format, List<Member> members, long unpacked, boolean complete, List<Finding> findings) {
  public Inspection {
    members = List.copyOf(members);
    findings = List.copyOf(findings);
  }

  /// Whether it was read to its end and nothing worse than a remark was found.
  public boolean clean() {
    return complete && findings.stream().allMatch(finding -> finding.severity() == Severity.INFO);
  }
}
