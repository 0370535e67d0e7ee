package dev.slipway.forge;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/// One run of a workflow, at its newest attempt.
///
/// @param id         the host's id
/// @param workflowId the workflow it belongs to
/// @param name       the workflow's name
/// @param title      what the host shows as its title
/// @param number     its number within the workflow, shown as `#214`
/// @param attempt    its attempt, from 1
/// @param event      what started it: `push`, `workflow_dispatch`, …
/// @param headBranch the branch or tag it runs on; empty when the host does not say
/// @param headSha    the commit it runs on
/// @param path       the path of its workflow file
/// @param actor      who started it; empty when the host does not say
/// @param status     how far it is
/// @param conclusion how it ended
/// @param created    when it was created
/// @param started    when this attempt started, where the host says so
/// @param updated    when it changed last
/// @param page       its page on the host
public record WorkflowRun(
    long id,
    long workflowId,
    String name,
    String title,
    long number,
    int attempt,
    String event,
    String headBranch,
    String headSha,
    String path,
    String actor,
    RunStatus status,
    Conclusion conclusion,
    Instant created,
    Optional<Instant> started,
    Instant updated,
    URI page) {
  /// Whether a pull request started it. Then its commit is the head of the pull request, and what it built is, as a rule,
  /// that commit merged into another branch; the head may even be in somebody else's fork.
  public boolean ofPullRequest() {
    return event.startsWith("pull_request");
  }
}
