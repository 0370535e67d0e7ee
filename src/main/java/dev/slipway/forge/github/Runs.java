package dev.slipway.forge.github;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Dispatched;
import dev.slipway.forge.Forge.RunPage;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import java.net.URI;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Workflow runs: started, listed, followed, stopped.
final class Runs {
  private static final int MOST = 10_000;

  private final Api api;
  private final RunFields fields;
  private final Clock clock;

  Runs(Api api, Clock clock) {
    this.api = api;
    this.fields = new RunFields(api.host().web());
    this.clock = clock;
  }

  /// Starts a workflow. Asks for the run's id in the answer; an Enterprise host that does not know the
  /// question refuses it with 400 and starts nothing, so it is asked again without.
  Dispatched dispatch(RepositoryName name, String workflow, String ref, Map<String, String> inputs) throws ForgeException {
    String what = "starting %s of %s on %s".formatted(workflow, name, ref);
    URI uri = api.uri(Repositories.parts(name, "actions", "workflows", workflow, "dispatches"));
    ObjectNode body = Api.object().put("ref", ref);
    if (!inputs.isEmpty()) {
      ObjectNode values = body.putObject("inputs");
      inputs.forEach(values::put);
    }
    Answer answer;
    try {
      answer = api.wire().call(Ask.send(what, "POST", uri, body.deepCopy().put("return_run_details", true).toString()));
    } catch (ForgeException e) {
      boolean unknownField = e.status() == 400 || (e.status() == 422 && e.sentence().contains("return_run_details"));
      if (!unknownField) {
        throw e;
      }
      answer = api.wire().call(Ask.send(what, "POST", uri, body.toString()));
    }
    var at = Headers.date(answer.header("date")).orElseGet(clock::instant);
    if (answer.body().length == 0) {
      return new Dispatched(OptionalLong.empty(), at);
    }
    long id = api.read(what, answer, f -> f.number("workflow_run_id", 0));
    return new Dispatched(id > 0 ? OptionalLong.of(id) : OptionalLong.empty(), at);
  }

  RunPage page(RepositoryName name, RunQuery query) throws ForgeException {
    String what = "reading the runs of " + (query.workflow().isEmpty() ? name : query.workflow() + " in " + name);
    var values = new LinkedHashMap<String, String>();
    putIfAny(values, "branch", query.branch());
    putIfAny(values, "event", query.event());
    query.since().ifPresent(since -> values.put("created", ">=" + since.truncatedTo(ChronoUnit.SECONDS)));
    values.put("exclude_pull_requests", "true");
    values.put("per_page", String.valueOf(Math.clamp(query.perPage(), 1, 100)));
    values.put("page", String.valueOf(Math.max(1, query.page())));
    URI uri = query.workflow().isEmpty()
        ? api.uri(values, Repositories.parts(name, "actions", "runs"))
        : api.uri(values, Repositories.parts(name, "actions", "workflows", query.workflow(), "runs"));
    return api.get(what, uri, f -> new RunPage(
        f.size("total_count"), f.objects("workflow_runs").stream().map(fields::run).toList()));
  }

  private static void putIfAny(Map<String, String> values, String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
  }

  WorkflowRun run(RepositoryName name, long runId) throws ForgeException {
    var query = new LinkedHashMap<>(Map.of("exclude_pull_requests", "true"));
    return api.get("reading run %d of %s".formatted(runId, name), api.uri(query, of(name, runId)), fields::run);
  }

  List<Job> jobs(RepositoryName name, long runId, int attempt) throws ForgeException {
    var query = new LinkedHashMap<>(Map.of("per_page", "100"));
    URI uri = api.uri(query, of(name, runId, "attempts", String.valueOf(Math.max(1, attempt)), "jobs"));
    return api.all(
        "reading the jobs of run %d of %s".formatted(runId, name), uri, "jobs", "total_count", MOST, fields::job);
  }

  List<Artifact> artifacts(RepositoryName name, long runId) throws ForgeException {
    var query = new LinkedHashMap<>(Map.of("per_page", "100"));
    return api.all(
        "reading the artifacts of run %d of %s".formatted(runId, name), api.uri(query, of(name, runId, "artifacts")),
        "artifacts", "total_count", MOST, f -> fields.artifact(f, runId));
  }

  void cancel(RepositoryName name, long runId) throws ForgeException {
    api.act("cancelling run %d of %s".formatted(runId, name), "POST", api.uri(of(name, runId, "cancel")));
  }

  void rerun(RepositoryName name, long runId) throws ForgeException {
    api.act("running run %d of %s again".formatted(runId, name), "POST", api.uri(of(name, runId, "rerun")));
  }

  void rerunJob(RepositoryName name, long jobId) throws ForgeException {
    api.act(
        "running job %d of %s again".formatted(jobId, name), "POST",
        api.uri(Repositories.parts(name, "actions", "jobs", String.valueOf(jobId), "rerun")));
  }

  void rerunFailedJobs(RepositoryName name, long runId) throws ForgeException {
    api.act(
        "running the failed jobs of run %d of %s again".formatted(runId, name), "POST",
        api.uri(of(name, runId, "rerun-failed-jobs")));
  }

  private static String[] of(RepositoryName name, long runId, String... rest) {
    var parts = new java.util.ArrayList<>(List.of("runs", String.valueOf(runId)));
    parts.addAll(List.of(rest));
    return Repositories.parts(name, "actions", parts.toArray(String[]::new));
  }
}
