package dev.slipway.release;

import dev.slipway.changelog.history.CommitRange;
import dev.slipway.changelog.history.HostedHistory;
import dev.slipway.changelog.history.RangeChoice;
import dev.slipway.changelog.history.RangeRequest;
import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Entries;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.section.SectionText;
import dev.slipway.changelog.section.VersionProposal;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Source;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Makes the changelog section and the notes of a release from its commits.
final class NotesMaker {
  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;

  NotesMaker(Forge forge, HostCalls host, RepositoryName repository) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
  }

  /// The commits since the release before, each with where it ends up.
  Notes.Range range(String ref, Progress progress) throws Problem, ForgeException, Cancelled {
    progress.phase("reading commits");
    CommitRange range = choose(new RangeChoice(new HostedHistory(forge, repository)), ref, progress);
    Rules rules = Rules.standard();
    List<ClassifiedCommit> commits = new Classifier(rules).classify(range.commits(), Map.of());
    VersionProposal proposal = VersionProposal.after(range.base().map(tag -> tag.version()), commits, rules);
    return new Notes.Range(
        range.from(), range.to(), range.reason(), commits, proposal.next().map(Object::toString), proposal.reason());
  }

  /// Chooses the range, waiting out what passes; the history keeps what it has read between two tries.
  private CommitRange choose(RangeChoice choice, String ref, Progress progress)
      throws Problem, ForgeException, Cancelled {
    AtomicReference<Exception> other = new AtomicReference<>();
    Optional<CommitRange> range =
        host.call(progress, () -> {
          try {
            return Optional.of(choice.choose(RangeRequest.upTo(ref), progress));
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

  /// Fresh notes from the commits.
  static Notes fresh(Notes.Range range) {
    String section = SectionText.body(new Entries(Rules.standard()).of(range.commits()), '-');
    return of(range, section);
  }

  /// Notes whose text a person finished.
  static Notes of(Notes.Range range, String text) {
    return new Notes(
        Known.of(range, new Source.FromApi("compare")),
        Known.of(text, new Source.Stated("the notes")),
        text,
        lint(text));
  }

  private static List<Finding> lint(String text) {
    return text.isBlank()
        ? List.of(
            Finding.about(
                "notes", "empty-section", Severity.ERROR, "The section has no entry.",
                "Include a commit, or write what changed."))
        : List.of();
  }

  /// The text that is kept from an earlier session.
  static Optional<String> kept(Workspace workspace) throws Problem {
    return KeptText.read(workspace.notes().resolve("notes.md"));
  }

  static void keep(Workspace workspace, String text) throws Problem {
    Path file = workspace.notes().resolve("notes.md");
    TextVersions versions = new TextVersions(workspace.notes().resolve("versions"), Clock.systemUTC());
    Optional<String> before = KeptText.read(file);
    if (before.isPresent() && !before.get().isBlank()) {
      versions.keep(before.get(), TextVersions.Origin.EDITED);
    }
    if (!text.isBlank()) {
      versions.keep(text, TextVersions.Origin.EDITED);
    }
    dev.slipway.file.WholeFile.writeText(file, text);
  }
}
