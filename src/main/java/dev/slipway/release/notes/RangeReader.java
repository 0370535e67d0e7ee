package dev.slipway.release.notes;

import dev.slipway.changelog.ChangelogDraft;
import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.HostedHistory;
import dev.slipway.changelog.history.RangeChoice;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.section.VersionProposal;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.Notes;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Reads the commits of a release from the host.
public final class RangeReader {
  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;

  public RangeReader(Forge forge, HostCalls host, RepositoryName repository) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
  }

  /// The commits since the release before, each with where the rules put it.
  ///
  /// @param ref  the branch, tag or commit that is released
  /// @param tag  the tag it gets, where that is known: a prerelease may follow a prerelease
  /// @param from where the range begins, when a person chose that; `""` for the beginning of history
  public Notes.Range read(String ref, Optional<String> tag, Optional<String> from, Rules rules, Progress progress)
      throws Problem, ForgeException, Cancelled {
    progress.phase("reading commits");
    HostedHistory history = new HostedHistory(forge, repository);
    boolean prerelease =
        tag.flatMap(name -> ReleaseTag.of(name, "")).map(its -> !its.version().stable()).orElse(false);
    RangeRequest usual =
        RangeRequest.upTo(ref).on(prerelease ? RangeRequest.Channel.ANY : RangeRequest.Channel.BY_TAG);
    RangeRequest request =
        from.map(name -> name.isEmpty() ? usual.fromTheBeginning() : usual.from(name)).orElse(usual);
    CommitRange range = choose(history, request, progress);
    List<ClassifiedCommit> commits = new Classifier(rules).classify(range.commits(), Map.of());
    VersionProposal proposal = ChangelogDraft.proposal(range, commits, rules);
    List<String> bases =
        history.tags().releases().stream()
            .filter(its -> !its.name().equals(ref) && !tag.equals(Optional.of(its.name())))
            .sorted(Comparator.comparing(ReleaseTag::version).reversed())
            .map(ReleaseTag::name)
            .limit(200)
            .toList();
    return new Notes.Range(
        range.from(), range.to(), range.reason(), range.skipped(), range.missing(), bases, commits,
        proposal.next().map(Object::toString), proposal.reason());
  }

  /// Chooses the range, waiting out what passes; the history keeps what it has read between two tries.
  private CommitRange choose(HostedHistory history, RangeRequest request, Progress progress)
      throws Problem, ForgeException, Cancelled {
    RangeChoice choice = new RangeChoice(history);
    AtomicReference<Exception> other = new AtomicReference<>();
    Optional<CommitRange> range =
        host.call(progress, () -> {
          try {
            return Optional.of(choice.choose(request, progress));
          } catch (Problem e) {
            if (e.getCause() instanceof ForgeException failure) {
              throw failure;
            }
            other.set(e);
          } catch (Cancelled e) {
            other.set(e);
          }
          return Optional.empty();
        });
    return switch (other.get()) {
      case null -> range.orElseThrow();
      case Problem problem -> throw problem;
      default -> throw new Cancelled();
    };
  }
}
