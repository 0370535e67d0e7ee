package dev.slipway.release.run;

import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.RepositoryName;

/// Why a host did not start a workflow, said so that it can be mended. GitHub answers 422 to each of these and tells
/// them apart by its words alone.
final class RefusedStart {
  private RefusedStart() {}

  /// The problem that a failed start is; the failure itself where it is none that the person who started it can mend.
  static Problem explained(ForgeException failure, RepositoryName repository, String workflow, String ref) throws ForgeException {
    if (failure.kind() == ForgeException.Kind.NOT_FOUND) {
      return new Problem(
          Problem.Kind.WRONG_USE,
          "%s knows no workflow %s, or the token may not see it. Nothing was started; a workflow must be on the default branch before it can be started by hand."
              .formatted(repository, workflow),
          failure);
    }
    if (failure.kind() != ForgeException.Kind.REFUSED) {
      throw failure;
    }
    String said = failure.sentence();
    if (said.contains("No ref found")) {
      return new Problem(Problem.Kind.WRONG_USE, noRef(repository, ref), failure);
    }
    if (said.contains("disabled")) {
      return new Problem(
          Problem.Kind.WRONG_USE,
          "%s of %s is disabled. Nothing was started; enable it on the repository's Actions page, then start it again.".formatted(workflow, repository),
          failure);
    }
    if (said.contains("workflow_dispatch")) {
      return new Problem(
          Problem.Kind.WRONG_USE,
          "%s cannot be started by hand: it has no workflow_dispatch trigger at %s. Nothing was started; push the tag it waits for."
              .formatted(workflow, ref),
          failure);
    }
    return new Problem(Problem.Kind.WRONG_USE, said, failure);
  }

  /// What is said of a ref that no workflow can be started on.
  static String noRef(RepositoryName repository, String ref) {
    return "%s has no branch or tag %s%s. Nothing was started; push it first, or name another with --ref."
        .formatted(repository, ref, ref.matches("[0-9a-f]{7,40}") ? ", and a workflow cannot be started on a commit" : "");
  }
}
