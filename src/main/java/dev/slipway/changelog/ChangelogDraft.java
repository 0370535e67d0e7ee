package dev.slipway.changelog;

import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.CommitSource;
import dev.slipway.changelog.history.RangeChoice;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.section.Choice;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Entries;
import dev.slipway.changelog.section.Entry;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.section.SectionText;
import dev.slipway.changelog.section.VersionProposal;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// A changelog section made from the commits of a range: the way from commits to text in one value.
///
/// @param range    the commits, and why the range begins where it does
/// @param commits  the same commits, each with its place or the reason it stays out, newest first
/// @param sections the entries by section, in the order of Keep a Changelog
/// @param proposal the version that should follow, with the commits that force it
/// @param body     the Markdown below the version's heading; empty without entries
public record ChangelogDraft(
    CommitRange range,
    List<ClassifiedCommit> commits,
    SequencedMap<ChangeType, List<Entry>> sections,
    VersionProposal proposal,
    String body) {

  /// Reads the commits of a range and drafts their section.
  ///
  /// @param choices what a person decided about single commits, by full id
  /// @throws Problem when the history cannot be read, or an end of the range leads to no commit
  public static ChangelogDraft from(
      CommitSource source, RangeRequest request, Rules rules, Map<String, Choice> choices, Progress progress)
      throws Problem, Cancelled {
    return of(new RangeChoice(source).choose(request, progress), rules, choices);
  }

  /// Drafts the section of a range that was read already.
  public static ChangelogDraft of(CommitRange range, Rules rules, Map<String, Choice> choices) {
    List<ClassifiedCommit> commits = new Classifier(rules).classify(range.commits(), choices);
    SequencedMap<ChangeType, List<Entry>> sections = new Entries(rules).of(commits);
    return new ChangelogDraft(range, commits, sections, proposal(range, commits, rules), SectionText.body(sections, '-'));
  }

  /// The version that should follow; none where the last release may lie in a part of the history that is not here.
  public static VersionProposal proposal(CommitRange range, List<ClassifiedCommit> commits, Rules rules) {
    return range.from().isEmpty() && !range.missing().isEmpty()
        ? VersionProposal.none("the last release is not known, for a part of the history is missing here")
        : VersionProposal.after(range.base().map(ReleaseTag::version), commits, rules);
  }

  /// Drafts the sections of many ranges, in their order. They have nothing to do with each other, so each processor takes some.
  public static List<ChangelogDraft> of(List<CommitRange> ranges, Rules rules) {
    return ranges.parallelStream().map(range -> of(range, rules, Map.of())).toList();
  }

  /// How many commits are listed.
  public long included() {
    return commits.stream().filter(ClassifiedCommit::included).count();
  }
}
