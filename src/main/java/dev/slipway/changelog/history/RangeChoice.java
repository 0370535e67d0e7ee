package dev.slipway.changelog.history;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Chooses the previous release by ancestry, version and channel, and says why.
///
/// The previous release is the highest version of the channel whose tag is part of the history; neither the date of a tag
/// nor its distance in commits decides, so a maintenance release made later does not get in the way.
public final class RangeChoice {
  private static final int SKIPPED_SHOWN = 50;
  private final CommitSource source;

  public RangeChoice(CommitSource source) {
    this.source = source;
  }

  /// The range that a request means, with its commits.
  ///
  /// @throws Problem when an end of the range leads to no commit, or the source cannot be read
  public CommitRange choose(RangeRequest request, Progress progress) throws Problem, Cancelled {
    String head = source.resolve(request.to());
    CommitSource.Tags tags = source.tags();
    Optional<ReleaseTag> target =
        tags.releases().stream().filter(tag -> tag.name().equals(request.to())).findFirst();
    if (request.from().isPresent()) {
      return chosenByHand(request, request.from().get(), head, tags, progress);
    }
    String series = request.series().or(() -> target.map(ReleaseTag::prefix)).orElseGet(() -> usual(tags.releases()));
    boolean stableOnly =
        switch (request.channel()) {
          case STABLE -> true;
          case ANY -> false;
          case BY_TAG -> target.map(tag -> tag.version().stable()).orElse(true);
        };
    List<String> skipped = new ArrayList<>();
    Optional<ReleaseTag> base = previous(tags.releases(), series, target, stableOnly, head, skipped);
    CommitSource.Walk walk = source.commits(base.map(ReleaseTag::sha), head, request.paths(), progress);
    List<String> missing = new ArrayList<>(walk.missing());
    if (base.isEmpty() && missing.isEmpty()) {
      source.cutOff().ifPresent(missing::add);
    }
    skipped.addAll(tags.others());
    String reason = reason(base, stableOnly, walk.commits().size(), skipped, missing, request);
    return new CommitRange(
        base.map(ReleaseTag::name), request.to(), base, reason, skipped, missing, walk.commits());
  }

  private CommitRange chosenByHand(
      RangeRequest request, String from, String head, CommitSource.Tags tags, Progress progress)
      throws Problem, Cancelled {
    if (from.isEmpty()) {
      CommitSource.Walk all = source.commits(Optional.empty(), head, request.paths(), progress);
      return new CommitRange(
          Optional.empty(), request.to(), Optional.empty(), "the beginning: chosen by hand; " + count(all.commits().size()),
          List.of(), all.missing(), all.commits());
    }
    String base = source.resolve(from);
    CommitSource.Walk walk = source.commits(Optional.of(base), head, request.paths(), progress);
    Optional<ReleaseTag> tag = tags.releases().stream().filter(t -> t.name().equals(from)).findFirst();
    String reason =
        from + ": chosen by hand; " + count(walk.commits().size())
            + (source.leadsTo(base, head) ? "" : "; it is not part of the history of " + request.to());
    return new CommitRange(
        Optional.of(from), request.to(), tag, reason, List.of(), walk.missing(), walk.commits());
  }

  private Optional<ReleaseTag> previous(
      List<ReleaseTag> tags, String series, Optional<ReleaseTag> target, boolean stableOnly, String head,
      List<String> skipped) throws Problem {
    List<ReleaseTag> candidates =
        tags.stream()
            .filter(tag -> tag.prefix().equals(series))
            .sorted(Comparator.comparing(ReleaseTag::version).reversed().thenComparing(ReleaseTag::name))
            .toList();
    for (ReleaseTag tag : candidates) {
      Optional<String> against = against(tag, target, stableOnly, head);
      if (against.isEmpty()) {
        return Optional.of(tag);
      }
      boolean itself = target.filter(t -> t.name().equals(tag.name())).isPresent();
      if (!itself && skipped.size() < SKIPPED_SHOWN) {
        skipped.add(tag.name() + " skipped: " + against.get());
      }
    }
    return Optional.empty();
  }

  private Optional<String> against(ReleaseTag tag, Optional<ReleaseTag> target, boolean stableOnly, String head)
      throws Problem {
    if (target.isPresent()) {
      SemanticVersion wanted = target.get().version();
      if (tag.version().compareTo(wanted) >= 0) {
        return Optional.of(tag.version().equals(wanted) ? "same version" : "newer than " + target.get().name());
      }
      if (tag.sha().equals(head) && !stableOnly) {
        return Optional.of("same commit as " + target.get().name());
      }
    }
    if (stableOnly && !tag.version().stable()) {
      return Optional.of("prerelease");
    }
    if (tag.sha().equals(head) && target.isPresent()) {
      return Optional.of("same commit as " + target.get().name());
    }
    if (!source.leadsTo(tag.sha(), head)) {
      return Optional.of(
          source.cutOff().isPresent() ? "not reachable in this shallow clone" : "not in this history");
    }
    return Optional.empty();
  }

  /// The prefix most tags have; of two, the shorter.
  private static String usual(List<ReleaseTag> tags) {
    Map<String, Long> counts =
        tags.stream().collect(Collectors.groupingBy(ReleaseTag::prefix, Collectors.counting()));
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(e -> -e.getKey().length()))
        .map(Map.Entry::getKey)
        .orElse("v");
  }

  private static String reason(
      Optional<ReleaseTag> base, boolean stableOnly, int commits, List<String> skipped, List<String> missing, RangeRequest request) {
    StringBuilder reason = new StringBuilder();
    if (base.isPresent()) {
      reason.append(base.get().name()).append(": newest ancestor tag");
      reason.append(stableOnly ? " on the stable channel" : ", prereleases included");
    } else {
      reason.append("no release tag ").append(stableOnly ? "of the stable channel " : "").append("leads to ")
          .append(request.to())
          .append(missing.isEmpty() ? ", so this is the first release" : " in the part of the history that is here, so the last release is not known");
    }
    reason.append("; ").append(count(commits));
    if (!request.paths().isEmpty()) {
      reason.append(" touching ").append(String.join(", ", request.paths()));
    }
    skipped.stream().limit(3).forEach(tag -> reason.append("; ").append(tag));
    if (skipped.size() > 3) {
      reason.append("; ").append(skipped.size() - 3).append(skipped.size() == 4 ? " more tag skipped" : " more tags skipped");
    }
    return reason.toString();
  }

  private static String count(int commits) {
    return commits == 1 ? "1 commit" : commits + " commits";
  }
}
