package dev.slipway.forge.github;

import dev.slipway.fact.Digest;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import java.net.URI;

/// Reads what the API says about runs, jobs and artifacts.
///
/// @param web the host's own page, in place of a link that leads elsewhere than to the web
record RunFields(URI web) {

  WorkflowRun run(Fields f) {
    return new WorkflowRun(
        f.number("id"),
        f.number("workflow_id"),
        f.textOrEmpty("name"),
        f.textOrEmpty("display_title"),
        f.number("run_number"),
        f.count("run_attempt", 1),
        f.text("event"),
        f.textOrEmpty("head_branch"),
        f.text("head_sha"),
        workflowPath(f.textOrEmpty("path")),
        f.objectIfAny("actor").map(a -> a.textOrEmpty("login")).orElse(""),
        RunStatus.of(f.textOrEmpty("status")),
        Conclusion.of(f.textOrNull("conclusion")),
        f.time("created_at"),
        f.timeIfAny("run_started_at"),
        f.time("updated_at"),
        f.link("html_url", web));
  }

  /// The path may carry the branch: `.github/workflows/release.yml@main`.
  private static String workflowPath(String path) {
    int at = path.indexOf('@');
    return at < 0 ? path : path.substring(0, at);
  }

  Job job(Fields f) {
    return new Job(
        f.number("id"),
        f.number("run_id"),
        f.count("run_attempt", 1),
        f.text("name"),
        f.texts("labels"),
        RunStatus.of(f.textOrEmpty("status")),
        Conclusion.of(f.textOrNull("conclusion")),
        f.timeIfAny("created_at"),
        f.timeIfAny("started_at"),
        f.timeIfAny("completed_at"),
        java.util.Optional.of(f.textOrEmpty("runner_name")).filter(name -> !name.isEmpty()),
        f.node().hasNonNull("steps") ? f.objects("steps").stream().map(RunFields::step).toList() : java.util.List.of(),
        f.link("html_url", web));
  }

  private static Job.Step step(Fields f) {
    return new Job.Step(
        f.count("number", 0),
        f.text("name"),
        RunStatus.of(f.textOrEmpty("status")),
        Conclusion.of(f.textOrNull("conclusion")),
        f.timeIfAny("started_at"),
        f.timeIfAny("completed_at"));
  }

  Artifact artifact(Fields f, long runId) {
    return new Artifact(
        f.number("id"),
        f.objectIfAny("workflow_run").map(run -> run.number("id", runId)).orElse(runId),
        f.text("name"),
        f.size("size_in_bytes"),
        Digest.parse(f.textOrEmpty("digest")),
        f.flag("expired"),
        f.time("created_at"),
        f.timeIfAny("expires_at"));
  }
}
