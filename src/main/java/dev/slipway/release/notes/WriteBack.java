package dev.slipway.release.notes;

import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.history.LocalClone;
import dev.slipway.changelog.notes.RemoteText;
import dev.slipway.fact.Problem;
import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.PullRequest;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.StoredFile;
import dev.slipway.release.Connection;
import dev.slipway.release.Facts;
import dev.slipway.release.Subject;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Takes the texts to where they belong. Whatever is replaced is read again first: what somebody else wrote is never
/// overwritten unseen.
final class WriteBack {
  private static final int BRANCHES_TRIED = 9;

  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;
  private final Facts facts;

  WriteBack(Connection connection, HostCalls host, Facts facts) {
    this.forge = connection.forge();
    this.host = host;
    this.repository = connection.repository();
    this.facts = facts;
  }

  /// The draft's text becomes that of the notes.
  String draft(NotesFolder folder, Progress progress) throws Problem, ForgeException, Cancelled {
    Subject subject = facts.subject();
    String tag = subject.tag().orElse("the release");
    mustBeDecided();
    String mine = facts.notes().text();
    if (mine.isBlank()) {
      throw Problem.wrongUse("There are no notes yet. Make them first.");
    }
    progress.phase("reading the draft again");
    List<Release> drafts =
        host.call(progress, () -> forge.releases(repository)).stream()
            .filter(release -> release.draft() && release.tag().equals(tag))
            .toList();
    if (drafts.size() != 1) {
      throw Problem.wrongUse(
          drafts.isEmpty()
              ? "There is no draft of %s. Nothing was written; run the workflow that makes it, or `slipway publish --tag %s`, which leaves a draft.".formatted(tag, tag)
              : "%d drafts carry the tag %s, so nobody can tell which is meant. Delete all but one.".formatted(drafts.size(), tag));
    }
    Release draft = drafts.getFirst();
    switch (RemoteText.compare(folder.remote().orElse(""), draft.notes(), mine)) {
      case RemoteText.AlreadyThere _ -> {
        folder.remote(mine);
        return "The draft of %s says this already.".formatted(tag);
      }
      case RemoteText.Changed _ ->
          throw Problem.doesNotHold(
              "The text of the draft of %s was changed on the host since it was read. Nothing was written; both texts are shown on the Notes page to decide."
                  .formatted(tag));
      case RemoteText.Unchanged _ -> {
        NewRelease same =
            new NewRelease(
                draft.tag(), draft.commitish(), draft.title(), mine, true, draft.prerelease(), NewRelease.Latest.BY_VERSION);
        host.call(progress, () -> forge.change(repository, draft.id(), same));
        folder.remote(mine);
        return "The draft of %s has these notes now.".formatted(tag);
      }
    }
  }

  /// What the changelog of a clone would become.
  CloneWrite planClone(Path clone) throws Problem {
    Path file = fileIn(clone);
    Optional<ChangelogFile> now = ChangelogFile.read(file);
    return CloneWrite.of(clone, file, changelog().version(), now, changelog().into(now), otherRemote(clone));
  }

  /// The changelog of a clone gets the section.
  String intoClone(Path clone) throws Problem {
    Path file = fileIn(clone);
    changelog().into(ChangelogFile.read(file)).write(file);
    return "%s has the section %s now.".formatted(file, changelog().version());
  }

  private Path fileIn(Path clone) throws Problem {
    if (!Files.isDirectory(clone)) {
      throw Problem.wrongUse("%s is no folder. Name the folder of the clone.".formatted(clone));
    }
    return ChangelogFile.inClone(clone, changelog().path());
  }

  /// A folder that is no clone has no remote that could be another one.
  private Optional<String> otherRemote(Path clone) {
    try (LocalClone git = LocalClone.open(clone)) {
      String name = repository.toString().toLowerCase(Locale.ROOT);
      return git.origin().filter(address -> !address.toLowerCase(Locale.ROOT).replaceFirst("(\\.git)?/?$", "").endsWith(name));
    } catch (Problem noClone) {
      return Optional.empty();
    }
  }

  /// The repository's default branch gets a commit.
  String commit(Progress progress) throws Problem, ForgeException, Cancelled {
    Repository now = host.call(progress, () -> forge.repository(repository));
    return change(now.defaultBranch(), progress)
        .map(sha -> "Commit %s on %s has the section.".formatted(shortened(sha), now.defaultBranch()))
        .orElse("%s on %s has this section already.".formatted(changelog().path(), now.defaultBranch()));
  }

  /// A branch of its own gets the commit, and a pull request proposes it.
  String pullRequest(Progress progress) throws Problem, ForgeException, Cancelled {
    PlannedChangelog changelog = changelog();
    Repository now = host.call(progress, () -> forge.repository(repository));
    if (there(now.defaultBranch(), progress).next().isEmpty()) {
      return "%s on %s has this section already.".formatted(changelog.path(), now.defaultBranch());
    }
    String head =
        host.call(progress, () -> forge.commit(repository, now.defaultBranch()))
            .orElseThrow(() -> Problem.outOfReach("%s has no commit on %s.".formatted(repository, now.defaultBranch())))
            .sha();
    String branch = branch(changelog, head, progress);
    change(branch, progress);
    progress.phase("opening the pull request");
    String title = "docs: changelog of " + changelog.version();
    PullRequest opened =
        host.start(progress, () -> forge.openPullRequest(repository, branch, now.defaultBranch(), title, changelog.body()));
    return "Pull request #%d proposes the section: %s".formatted(opened.number(), opened.page());
  }

  private String branch(PlannedChangelog changelog, String head, Progress progress)
      throws Problem, ForgeException, Cancelled {
    String wanted = "slipway/changelog-" + changelog.version();
    for (int i = 1; i <= BRANCHES_TRIED; i++) {
      String branch = i == 1 ? wanted : wanted + "-" + i;
      try {
        host.start(progress, () -> {
          forge.createBranch(repository, branch, head);
          return branch;
        });
        return branch;
      } catch (ForgeException e) {
        if (e.kind() != ForgeException.Kind.REFUSED) {
          throw e;
        }
      }
    }
    throw Problem.doesNotHold(
        "%s has %d branches named %s already. Nothing was changed; delete those that are merged.".formatted(repository, BRANCHES_TRIED, wanted));
  }

  /// A file of a branch and what it becomes; empty where it is that already.
  private record There(Optional<StoredFile> file, Optional<ChangelogFile> next) {}

  private There there(String branch, Progress progress) throws Problem, ForgeException, Cancelled {
    PlannedChangelog changelog = changelog();
    progress.phase("reading " + changelog.path() + " again");
    Optional<StoredFile> stored = host.call(progress, () -> forge.stored(repository, changelog.path(), branch));
    Optional<ChangelogFile> now = stored.map(read -> ChangelogFile.of(changelog.path(), read.bytes()));
    ChangelogFile next = changelog.into(now);
    boolean same = now.map(its -> its.text().equals(next.text())).orElse(false);
    return new There(stored, same ? Optional.empty() : Optional.of(next));
  }

  private Optional<String> change(String branch, Progress progress) throws Problem, ForgeException, Cancelled {
    PlannedChangelog changelog = changelog();
    There there = there(branch, progress);
    if (there.next().isEmpty()) {
      return Optional.empty();
    }
    FileChange change =
        new FileChange(
            changelog.path(), there.next().get().bytes(), there.file().map(StoredFile::id), branch,
            "docs: changelog of " + changelog.version());
    progress.phase("committing " + changelog.path());
    try {
      return Optional.of(host.start(progress, () -> forge.commit(repository, change)));
    } catch (ForgeException e) {
      if (e.status() == 409) {
        throw new Problem(
            Problem.Kind.DOES_NOT_HOLD,
            "%s was changed on %s while it was written. Nothing was overwritten; try again.".formatted(changelog.path(), branch), e);
      }
      throw e;
    }
  }

  private PlannedChangelog changelog() throws Problem {
    mustBeDecided();
    return facts.notes().changelog().value()
        .orElseThrow(() -> Problem.wrongUse("There is no section of a version yet, so nothing can be written back. Choose a tag that carries a version."));
  }

  private void mustBeDecided() throws Problem {
    if (facts.notes().undecided().section().isPresent()) {
      throw Problem.doesNotHold(
          "The edited section and the commits differ at places nobody decided. Nothing was written; decide on the Notes page.");
    }
  }

  private static String shortened(String sha) {
    return sha.length() <= 7 ? sha : sha.substring(0, 7);
  }
}
