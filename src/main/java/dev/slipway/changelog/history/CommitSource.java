package dev.slipway.changelog.history;

import dev.slipway.changelog.commit.ChangelogCommit;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.fact.Problem;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.List;
import java.util.Optional;

/// Where commits and tags come from: a local clone or the code host. Every call may block.
public interface CommitSource {

  /// The tags.
  Tags tags() throws Problem;

  /// The full id of the commit that a branch, tag, id or `HEAD` leads to.
  ///
  /// @throws Problem when it leads to none
  String resolve(String ref) throws Problem;

  /// Whether the commit is part of the history that leads to another.
  boolean leadsTo(String ancestor, String head) throws Problem;

  /// The commits of `head` that `base` does not have.
  ///
  /// @param base  a full commit id; empty for the whole history
  /// @param head  a full commit id
  /// @param paths only commits that touch one of these files or folders; empty for all
  Walk commits(Optional<String> base, String head, List<String> paths, Progress progress)
      throws Problem, Cancelled;

  /// What stops the source from knowing the whole history, as a sentence; empty where it knows it.
  Optional<String> cutOff() throws Problem;

  /// The tags of a repository.
  ///
  /// @param releases tags that carry a version and lead to a commit
  /// @param others   tags that were passed over, each with the reason
  record Tags(List<ReleaseTag> releases, List<String> others) {
    public Tags {
      releases = List.copyOf(releases);
      others = List.copyOf(others);
    }
  }

  /// What a walk through the history found.
  ///
  /// @param commits newest first
  /// @param missing sentences about what the source lacks; empty when the walk is complete
  record Walk(List<ChangelogCommit> commits, List<String> missing) {
    public Walk {
      commits = List.copyOf(commits);
      missing = List.copyOf(missing);
    }
  }
}
