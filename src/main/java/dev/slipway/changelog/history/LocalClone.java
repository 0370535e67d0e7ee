package dev.slipway.changelog.history;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// A clone on this computer, read without `git`: packed refs, linked worktrees, bare and shallow clones
/// included. Nothing in it is ever written.
public final class LocalClone implements CommitSource, AutoCloseable {
  private static final int TAGS_TRIED_ONE_BY_ONE = 4;
  private final Repository repository;
  private final Set<ObjectId> shallow;
  private int ancestryQuestions;
  private Optional<Ancestors> ancestors = Optional.empty();

  /// Everything that leads to a commit.
  private record Ancestors(String head, Set<ObjectId> commits) {}

  private LocalClone(Repository repository, Set<ObjectId> shallow) {
    this.repository = repository;
    this.shallow = shallow;
  }

  /// Opens the clone that a folder is, or lies in.
  ///
  /// @throws Problem when there is none, or it cannot be read
  public static LocalClone open(Path folder) throws Problem {
    QuietSystem.use();
    FileRepositoryBuilder builder =
        new FileRepositoryBuilder().findGitDir(folder.toAbsolutePath().normalize().toFile()).setMustExist(true);
    if (builder.getGitDir() == null) {
      throw Problem.wrongUse(
          "There is no git clone in %s or above it. Name the folder of a clone, or a repository as owner/name."
              .formatted(folder));
    }
    try {
      Repository repository = builder.build();
      Optional<String> format = Optional.ofNullable(repository.getConfig().getString("extensions", null, "objectFormat"));
      if (format.filter(name -> !name.equalsIgnoreCase("sha1")).isPresent()) {
        repository.close();
        throw Problem.outOfReach(
            "The clone in %s names its objects with %s, which Slipway cannot read yet. Nothing was changed there; its history on a host can be read with --repo owner/name."
                .formatted(folder, format.get()));
      }
      return new LocalClone(repository, Set.copyOf(repository.getObjectDatabase().getShallowCommits()));
    } catch (IOException | RuntimeException e) {
      throw unreadable(folder.toString(), e);
    }
  }

  /// The folder with the checked-out files; empty for a bare clone.
  public Optional<Path> worktree() {
    return repository.isBare() ? Optional.empty() : Optional.of(repository.getWorkTree().toPath());
  }

  /// The address of the remote `origin` as the clone's configuration has it; empty where there is none.
  public Optional<String> origin() {
    return Optional.ofNullable(repository.getConfig().getString("remote", "origin", "url"));
  }

  @Override
  public Tags tags() throws Problem {
    List<ReleaseTag> releases = new ArrayList<>();
    List<String> others = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      for (Ref ref : repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
        String name = ref.getName().substring(Constants.R_TAGS.length());
        if (ReleaseTag.of(name, "").isPresent()) {
          read(walk, ref, name, releases, others);
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
    return new Tags(releases, others);
  }

  private static void read(RevWalk walk, Ref ref, String name, List<ReleaseTag> releases, List<String> others)
      throws IOException {
    try {
      RevObject object = walk.peel(walk.parseAny(ref.getObjectId()));
      if (object instanceof RevCommit) {
        ReleaseTag.of(name, object.getName()).ifPresent(releases::add);
      } else {
        others.add(name + " skipped: it points at a " + Constants.typeString(object.getType()) + ", not at a commit");
      }
    } catch (MissingObjectException e) {
      others.add(name + " skipped: what it points at is missing from this clone");
    }
  }

  /// The message of an annotated tag; empty where the tag is none, or is not there.
  public Optional<String> tagMessage(String tag) throws Problem {
    try (RevWalk walk = new RevWalk(repository)) {
      Ref ref = repository.exactRef(Constants.R_TAGS + tag);
      if (ref != null && walk.parseAny(ref.getObjectId()) instanceof RevTag annotated) {
        walk.parseBody(annotated);
        return Optional.of(annotated.getFullMessage());
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
  }

  @Override
  public String resolve(String ref) throws Problem {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId id = repository.resolve(ref);
      if (id == null) {
        throw Problem.wrongUse(
            ref.equals("HEAD")
                ? "The clone in %s has no commit yet. Commit something first.".formatted(where())
                : "\"%s\" is no branch, tag or commit of the clone in %s. Check the name, or fetch it."
                    .formatted(ref, where()));
      }
      return walk.parseCommit(id).getName();
    } catch (IncorrectObjectTypeException e) {
      throw new Problem(
          Problem.Kind.WRONG_USE,
          "\"%s\" points at something that is no commit, so no range can end there. Choose another tag or a branch."
              .formatted(ref), e);
    } catch (RevisionSyntaxException e) {
      throw new Problem(
          Problem.Kind.WRONG_USE, "\"%s\" cannot be read as a branch, tag or commit.".formatted(ref), e);
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
  }

  /// Few questions are asked of the history itself; when there are many tags on other branches, everything that leads to the head
  /// is read once instead.
  @Override
  public boolean leadsTo(String ancestor, String head) throws Problem {
    ObjectId wanted = ObjectId.fromString(ancestor);
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRetainBody(false);
      if (ancestors.filter(known -> known.head().equals(head)).isEmpty()) {
        if (ancestryQuestions++ < TAGS_TRIED_ONE_BY_ONE) {
          return walk.isMergedInto(
              walk.parseCommit(wanted), walk.parseCommit(ObjectId.fromString(head)));
        }
        walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
        Set<ObjectId> all = new HashSet<>();
        for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
          all.add(commit.getId());
        }
        ancestors = Optional.of(new Ancestors(head, all));
      }
      return ancestors.orElseThrow().commits().contains(wanted);
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
  }

  @Override
  public Walk commits(Optional<String> base, String head, List<String> paths, Progress progress)
      throws Problem, Cancelled {
    List<ChangelogCommit> commits = new ArrayList<>();
    Set<ObjectId> cut = new HashSet<>();
    List<String> parts = inClone(paths);
    progress.phase("reading commits");
    try (RevWalk walk = new RevWalk(repository)) {
      walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
      if (base.isPresent()) {
        walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base.get())));
      }
      if (!parts.isEmpty()) {
        walk.setTreeFilter(AndTreeFilter.create(PathFilterGroup.createFromStrings(parts), TreeFilter.ANY_DIFF));
      }
      for (RevCommit commit = walk.next(); commit != null; commit = walk.next()) {
        commits.add(read(commit));
        if (shallow.contains(commit.getId())) {
          cut.add(commit.getId());
        }
        commit.disposeBody();
        if (commits.size() % 512 == 0) {
          progress.report(commits.size(), -1);
          progress.checkCancelled();
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
    List<String> missing = new ArrayList<>(cut.isEmpty() ? List.of() : List.of(cutSentence(cut.size())));
    missing.addAll(absent(head, parts));
    return new Walk(commits, missing);
  }

  /// Paths as git has them: from the clone's folder on, with slashes. The folder itself means everything.
  private List<String> inClone(List<String> paths) throws Problem {
    Optional<Path> top = worktree().map(folder -> folder.toAbsolutePath().normalize());
    List<String> parts = new ArrayList<>();
    for (String path : paths) {
      Path given = Path.of(path);
      Path from = given.isAbsolute() && top.isPresent() ? top.get().relativize(given.normalize()) : given.normalize();
      if (from.isAbsolute() || from.startsWith("..")) {
        throw Problem.wrongUse("%s lies outside the clone in %s. Name a file or folder of the clone.".formatted(path, where()));
      }
      String part = from.toString().replace(java.io.File.separatorChar, '/');
      if (part.isEmpty()) {
        return List.of();
      }
      parts.add(part);
    }
    return parts;
  }

  private List<String> absent(String head, List<String> parts) throws Problem {
    List<String> absent = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository)) {
      for (String part : parts) {
        try (TreeWalk there = TreeWalk.forPath(repository, part, walk.parseCommit(ObjectId.fromString(head)).getTree())) {
          if (there == null) {
            absent.add("There is no file or folder %s at the end of the range; check the path.".formatted(part));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      throw unreadable(where(), e);
    }
    return absent;
  }

  @Override
  public Optional<String> cutOff() {
    return shallow.isEmpty() ? Optional.empty() : Optional.of(cutSentence(shallow.size()));
  }

  @Override
  public void close() {
    repository.close();
  }

  private static ChangelogCommit read(RevCommit commit) {
    List<String> parents = new ArrayList<>(commit.getParentCount());
    for (int i = 0; i < commit.getParentCount(); i++) {
      parents.add(commit.getParent(i).getName());
    }
    PersonIdent author = author(commit);
    return new ChangelogCommit(
        commit.getName(),
        commit.getFullMessage(),
        author == null ? "" : author.getName(),
        author == null ? "" : login(author.getEmailAddress()),
        Instant.ofEpochSecond(commit.getCommitTime()),
        parents);
  }

  /// A header that cannot be read costs the name and not the commit.
  private static @org.jspecify.annotations.Nullable PersonIdent author(RevCommit commit) {
    try {
      return commit.getAuthorIdent();
    } catch (RuntimeException e) {
      return null;
    }
  }

  /// GitHub's own addresses carry the account: `583231+octocat@users.noreply.github.com`.
  private static String login(String email) {
    String end = "@users.noreply.github.com";
    if (!email.endsWith(end)) {
      return "";
    }
    String local = email.substring(0, email.length() - end.length());
    return local.substring(local.indexOf('+') + 1);
  }

  private String where() {
    return worktree().map(Path::toString).orElse(repository.getDirectory().toString());
  }

  private static String cutSentence(int places) {
    return "This clone is shallow: its history is cut off at %s, so older commits and their tags are missing here; run `git fetch --unshallow --tags` to have them."
        .formatted(places == 1 ? "one commit" : places + " commits");
  }

  private static Problem unreadable(String where, Exception e) {
    String why =
        e instanceof MissingObjectException missing
            ? "the object %s is missing, or the pack that holds it is corrupt".formatted(missing.getObjectId().abbreviate(12).name())
            : e instanceof IOException io ? WholeFile.reason(io) : String.valueOf(e.getMessage());
    return Problem.outOfReach(
        "The clone in %s cannot be read: %s. Nothing was changed there; `git fsck` tells more, and a fresh clone mends it."
            .formatted(where, why),
        e);
  }
}
