package dev.slipway.changelog.history;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.version.ReleaseTag;
import java.util.List;
import java.util.Optional;

/// The commits between two releases, and why the range begins where it does.
///
/// @param from    the tag or id the range begins after; empty for the first release
/// @param to      the tag, branch or id it ends with
/// @param base    the release tag it begins after, where it begins at one
/// @param reason  one sentence with the count: "v0.3.2: newest ancestor tag on the stable channel; 42 commits"
/// @param skipped tags that were passed over, each with the reason: "v0.4.0-rc.1 skipped: prerelease"
/// @param missing what the source could not tell, such as the history a shallow clone lacks; empty when complete
/// @param commits the commits, newest first
public record CommitRange(
    Optional<String> from,
    String to,
    Optional<ReleaseTag> base,
    String reason,
    List<String> skipped,
    List<String> missing,
    List<ChangelogCommit> commits) {
  public CommitRange {
    skipped = List.copyOf(skipped);
    missing = List.copyOf(missing);
    commits = List.copyOf(commits);
  }

  /// `v0.3.2..HEAD`, or the end alone for the first release.
  public String shown() {
    return from.map(base -> base + ".." + to).orElse(to);
  }
}
