package dev.slipway.changelog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;

/// A clone with a long history in the shape of a real one: merges of pull requests, squash merges, reverts, dependency updates,
/// bodies of some hundred characters.
public final class GeneratedHistory {
  private static final String[] TYPES = {"feat", "fix", "chore", "docs", "fix", "refactor", "feat(api)", "perf", "build(deps)", "test"};

  private GeneratedHistory() {}

  /// Makes a bare clone with so many commits and tags, packed as after a clone.
  public static void make(Path folder, int commits, int tags) throws Exception {
    try (Git git = Git.init().setBare(true).setDirectory(folder.toFile()).setInitialBranch("main").call()) {
      Repository repository = git.getRepository();
      StringBuilder packed = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
      write(repository, commits, tags, packed);
      Files.writeString(folder.resolve("packed-refs"), packed);
    }
  }

  private static void write(Repository repository, int commits, int tags, StringBuilder packed) throws IOException {
    try (var inserter = ((org.eclipse.jgit.internal.storage.file.ObjectDirectory) repository.getObjectDatabase()).newPackInserter()) {
      inserter.checkExisting(false);
      ObjectId tree = inserter.insert(new TreeFormatter());
      ObjectId head = null;
      ObjectId before = null;
      java.util.List<String> lines = new java.util.ArrayList<>();
      for (int i = 0; i < commits; i++) {
        PersonIdent who = new PersonIdent("Author " + i % 97, "a" + i % 97 + "@example.com", 1_400_000_000_000L + i * 600_000L, 0);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setAuthor(who);
        commit.setCommitter(who);
        commit.setMessage(message(i, before));
        if (head != null && i % 11 == 10 && before != null) {
          commit.setParentIds(before, head);
        } else if (head != null) {
          commit.setParentId(head);
        }
        ObjectId next = inserter.insert(Constants.OBJ_COMMIT, commit.build());
        before = head;
        head = next;
        int every = Math.max(1, commits / tags);
        int fromEnd = commits - 50 - i;
        int n = tags - 1 - fromEnd / every;
        if (fromEnd >= 0 && fromEnd % every == 0 && n >= 0) {
          lines.add(next.name() + " refs/tags/v" + n / 100 + "." + n / 10 % 10 + "." + n % 10 + "\n");
        }
      }
      inserter.flush();
      packed.append(java.util.Objects.requireNonNull(head).name()).append(" refs/heads/main\n");
      lines.stream().sorted(java.util.Comparator.comparing(line -> line.substring(41))).forEach(packed::append);
    }
  }

  private static String message(int i, ObjectId before) {
    if (i % 11 == 10) {
      return "Merge pull request #" + i + " from someone/branch-" + i + "\n\nfeat: bring in branch " + i;
    }
    if (i % 400 == 399 && before != null) {
      return "Revert \"something\"\n\nThis reverts commit " + before.name() + ".";
    }
    String type = TYPES[i % TYPES.length];
    String body = i % 3 == 0 ? "\n\nWhat was wrong and how it was found, told in a sentence or two so that a reader of the history understands it.\nCloses #" + i : "";
    String footer = i % 250 == 7 ? "\n\nBREAKING CHANGE: the old way is gone" : i % 5 == 0 ? "\n\nSigned-off-by: Author <a@example.com>" : "";
    return type + ": change number " + i + " of the generated history (#" + i + ")" + body + footer;
  }
}
