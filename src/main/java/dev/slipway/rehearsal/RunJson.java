package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Workflows, runs, jobs and artifacts as the API shows them.
final class RunJson {
  private final Hub hub;
  private final Addresses addresses;
  private final PeopleJson people;
  private final RepositoryJson repositories;

  RunJson(Hub hub, Addresses addresses, PeopleJson people, RepositoryJson repositories) {
    this.hub = hub;
    this.addresses = addresses;
    this.people = people;
    this.repositories = repositories;
  }

  ObjectNode workflow(Project project, ListedWorkflow workflow) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", workflow.id());
    json.put("node_id", PeopleJson.nodeId("Workflow", workflow.id()));
    json.put("name", workflow.name());
    json.put("path", workflow.path());
    json.put("state", "active");
    json.put("created_at", "2026-01-12T09:00:00Z");
    json.put("updated_at", "2026-11-18T16:20:00Z");
    json.put("url", addresses.api(project.repository(), "/actions/workflows/" + workflow.id()));
    json.put("html_url", addresses.page(project.repository(), "/blob/main/" + workflow.path()));
    json.put(
        "badge_url", addresses.page(project.repository(), "/workflows/" + Addresses.encoded(workflow.name()) + "/badge.svg"));
    return json;
  }

  ObjectNode run(Project project, RunState run) {
    String api = addresses.api(project.repository(), "/actions/runs/" + run.id);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", run.id);
    json.put("name", run.workflow.name());
    json.put("node_id", PeopleJson.nodeId("WorkflowRun", run.id));
    json.put("check_suite_id", run.id + 7);
    json.put("check_suite_node_id", PeopleJson.nodeId("CheckSuite", run.id + 7));
    json.put("head_branch", run.refName());
    json.put("head_sha", run.head.sha());
    json.put("path", run.workflow.path());
    json.put("display_title", title(run));
    json.put("run_number", run.number);
    json.put("run_attempt", run.attempt);
    json.put("event", run.event);
    json.put("status", run.status);
    conclusion(json, run.conclusion);
    json.put("workflow_id", run.workflow.id());
    json.put("url", api);
    json.put("html_url", addresses.page(project.repository(), "/actions/runs/" + run.id));
    json.putArray("pull_requests");
    json.put("created_at", run.created.toString());
    json.put("updated_at", run.updated.toString());
    json.put("run_started_at", run.started.toString());
    json.set("actor", people.simple(run.actor));
    json.set("triggering_actor", people.simple(run.actor));
    json.put("jobs_url", api + "/jobs");
    json.put("logs_url", api + "/logs");
    json.put("check_suite_url", addresses.api(project.repository(), "/check-suites/" + (run.id + 7)));
    json.put("artifacts_url", api + "/artifacts");
    json.put("cancel_url", api + "/cancel");
    json.put("rerun_url", api + "/rerun");
    if (run.attempt > 1) {
      json.put("previous_attempt_url", api + "/attempts/" + (run.attempt - 1));
    } else {
      json.putNull("previous_attempt_url");
    }
    json.put("workflow_url", addresses.api(project.repository(), "/actions/workflows/" + run.workflow.id()));
    ObjectNode commit = json.putObject("head_commit");
    commit.put("id", run.head.sha());
    commit.put("tree_id", History.sha1("tree" + run.head.sha()));
    commit.put("message", run.head.message());
    commit.put("timestamp", run.head.date().toString());
    for (String role : List.of("author", "committer")) {
      commit.putObject(role)
          .put("name", run.head.author())
          .put("email", run.head.author() + "@users.noreply.github.com");
    }
    json.set("repository", repositories.minimal(project));
    json.set("head_repository", repositories.minimal(project));
    return json;
  }

  ObjectNode job(Project project, RunState run, RunState.JobState job) {
    String api = addresses.api(project.repository(), "/actions/jobs/" + job.id);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", job.id);
    json.put("run_id", run.id);
    json.put("workflow_name", run.workflow.name());
    json.put("head_branch", run.refName());
    json.put("run_url", addresses.api(project.repository(), "/actions/runs/" + run.id));
    json.put("run_attempt", job.attempt);
    json.put("node_id", PeopleJson.nodeId("CheckRun", job.id));
    json.put("head_sha", run.head.sha());
    json.put("url", api);
    json.put("html_url", addresses.page(project.repository(), "/actions/runs/" + run.id + "/job/" + job.id));
    json.put("status", job.status);
    conclusion(json, job.conclusion);
    json.put("created_at", job.created.toString());
    // GitHub gives a job that no runner has taken the time of its creation, and a runner id of null.
    json.put("started_at", job.started.orElse(job.created).toString());
    time(json, "completed_at", job.completed);
    json.put("name", job.name);
    ArrayNode steps = json.putArray("steps");
    job.steps.forEach(step -> step(steps.addObject(), step));
    json.put("check_run_url", addresses.api(project.repository(), "/check-runs/" + job.id));
    ArrayNode labels = json.putArray("labels");
    job.labels.forEach(labels::add);
    if (job.runner.isEmpty()) {
      json.putNull("runner_id").putNull("runner_name").putNull("runner_group_id").putNull("runner_group_name");
    } else {
      json.put("runner_id", job.id % 1000).put("runner_name", job.runner);
      json.put("runner_group_id", 0).put("runner_group_name", "GitHub Actions");
    }
    return json;
  }

  ObjectNode artifact(Project project, RunState run, RunState.ArtifactState artifact) {
    String api = addresses.api(project.repository(), "/actions/artifacts/" + artifact.id());
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", artifact.id());
    json.put("node_id", PeopleJson.nodeId("Artifact", artifact.id()));
    json.put("name", artifact.name());
    json.put("size_in_bytes", artifact.file().size());
    json.put("url", api);
    json.put("archive_download_url", api + "/zip");
    json.put("expired", artifact.created().isBefore(Hub.now().minus(hub.kept())));
    json.put("digest", "sha256:" + artifact.file().sha256());
    json.put("created_at", artifact.created().toString());
    json.put("updated_at", artifact.created().toString());
    json.put("expires_at", artifact.created().plus(hub.kept()).toString());
    json.putObject("workflow_run")
        .put("id", run.id)
        .put("repository_id", project.id())
        .put("head_repository_id", project.id())
        .put("head_branch", run.refName())
        .put("head_sha", run.head.sha());
    return json;
  }

  private static void step(ObjectNode json, RunState.StepState step) {
    json.put("name", step.name);
    json.put("status", step.status);
    conclusion(json, step.conclusion);
    json.put("number", step.number);
    time(json, "started_at", step.started);
    time(json, "completed_at", step.completed);
  }

  private static String title(RunState run) {
    return run.event.equals("workflow_dispatch")
        ? run.workflow.name()
        : run.head.message().lines().findFirst().orElse(run.workflow.name());
  }

  private static void conclusion(ObjectNode json, String word) {
    if (word.isEmpty()) {
      json.putNull("conclusion");
    } else {
      json.put("conclusion", word);
    }
  }

  private static void time(ObjectNode json, String name, Optional<Instant> time) {
    time.ifPresentOrElse(at -> json.put(name, at.toString()), () -> json.putNull(name));
  }
}
