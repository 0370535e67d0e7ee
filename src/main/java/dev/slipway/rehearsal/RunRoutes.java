package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Predicate;

/// The calls that read workflows, runs, jobs, logs and artifacts.
final class RunRoutes {
  private static final int MOST_FILTERED = 1000;
  /// How long GitHub keeps logs and artifacts, unless a repository says otherwise.

  private final Hub hub;
  private final Addresses addresses;
  private final RunJson json;
  private final BlobServer blobs;

  RunRoutes(Hub hub, Addresses addresses, RunJson json, BlobServer blobs) {
    this.hub = hub;
    this.addresses = addresses;
    this.json = json;
    this.blobs = blobs;
  }

  void addTo(Routes routes) {
    String all = "/repos/{owner}/{repo}/actions";
    routes.add("GET", all + "/workflows", call -> hub.guarded(() -> workflows(call)));
    routes.add("GET", all + "/workflows/{workflow}", call -> hub.guarded(() -> workflow(call)));
    routes.add("GET", all + "/workflows/{workflow}/runs", call -> hub.guarded(() -> runs(call)));
    routes.add("GET", all + "/runs", call -> hub.guarded(() -> runs(call)));
    routes.add("GET", all + "/runs/{run}", call -> hub.guarded(() -> run(call)));
    routes.add("GET", all + "/runs/{run}/attempts/{attempt}", call -> hub.guarded(() -> run(call)));
    routes.add("GET", all + "/runs/{run}/jobs", call -> hub.guarded(() -> jobs(call)));
    routes.add("GET", all + "/runs/{run}/attempts/{attempt}/jobs", call -> hub.guarded(() -> jobs(call)));
    routes.add("GET", all + "/runs/{run}/artifacts", call -> hub.guarded(() -> artifacts(call)));
    routes.add("GET", all + "/jobs/{job}", call -> hub.guarded(() -> job(call)));
    routes.add("GET", all + "/jobs/{job}/logs", call -> hub.guarded(() -> log(call)));
    routes.add("GET", all + "/artifacts/{artifact}", call -> hub.guarded(() -> artifact(call)));
    routes.add("GET", all + "/artifacts/{artifact}/zip", call -> hub.guarded(() -> bytes(call)));
  }

  private Answer workflows(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return page(
        "workflows",
        repository.workflows().stream().map(file -> json.workflow(repository.project(), file)).toList(),
        call,
        repository,
        "/actions/workflows");
  }

  private Answer workflow(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return Answer.ok(json.workflow(repository.project(), listed(repository, call)));
  }

  private Answer runs(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    Predicate<RunState> wanted = filter(call);
    String rest = "/actions/runs";
    if (!call.variable("workflow").isEmpty()) {
      ListedWorkflow workflow = listed(repository, call);
      wanted = wanted.and(run -> run.workflow.id() == workflow.id());
      rest = "/actions/workflows/" + workflow.id() + "/runs";
    }
    List<RunState> found = repository.runs().reversed().stream().filter(wanted).limit(MOST_FILTERED).toList();
    return page(
        "workflow_runs",
        found.stream().map(run -> json.run(repository.project(), run)).toList(),
        call,
        repository,
        rest);
  }

  private Answer run(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    return Answer.ok(json.run(repository.project(), found(repository, call)));
  }

  private Answer jobs(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    RunState run = found(repository, call);
    List<RunState.JobState> jobs =
        !call.variable("attempt").isEmpty()
            ? run.jobsOf((int) call.id("attempt"))
            : call.parameter("filter").orElse("latest").equals("all") ? run.jobs : run.jobsOf(run.attempt);
    return page(
        "jobs",
        jobs.stream().map(job -> json.job(repository.project(), run, job)).toList(),
        call,
        repository,
        "/actions/runs/" + run.id + "/jobs");
  }

  private Answer artifacts(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    RunState run = found(repository, call);
    return page(
        "artifacts",
        run.artifacts.stream().map(artifact -> json.artifact(repository.project(), run, artifact)).toList(),
        call,
        repository,
        "/actions/runs/" + run.id + "/artifacts");
  }

  private Answer job(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    Located located = located(repository, call.id("job"));
    return Answer.ok(json.job(repository.project(), located.run(), located.job()));
  }

  private Answer log(Call call) throws Refusal, IOException {
    Located located = located(hub.repository(call), call.id("job"));
    if (!call.authorized()) {
      throw Refusal.of(403, "Must have admin rights to Repository.");
    }
    if (located.job().created.isBefore(Hub.now().minus(hub.kept()))) {
      throw Refusal.of(410, "Gone");
    }
    if (!located.job().ended() || located.job().log.isEmpty()) {
      throw Refusal.notFound();
    }
    byte[] text = located.job().log.toString().getBytes(StandardCharsets.UTF_8);
    return new Answer.Elsewhere(
        blobs.link(hub.shelf().keep(out -> out.write(text)), "text/plain; charset=utf-8", "job-logs.txt"));
  }

  private Answer artifact(Call call) throws Refusal {
    HostedRepository repository = hub.repository(call);
    Kept kept = kept(repository, call.id("artifact"));
    return Answer.ok(json.artifact(repository.project(), kept.run(), kept.artifact()));
  }

  private Answer bytes(Call call) throws Refusal {
    Kept kept = kept(hub.repository(call), call.id("artifact"));
    if (kept.artifact().created().isBefore(Hub.now().minus(hub.kept()))) {
      throw Refusal.of(410, "Artifact has expired");
    }
    if (!call.authorized()) {
      throw Refusal.of(401, "You must have the actions scope to download artifacts.");
    }
    return new Answer.Elsewhere(
        blobs.link(kept.artifact().file(), "application/zip", kept.artifact().name() + ".zip"));
  }

  /// A job with its run.
  record Located(RunState run, RunState.JobState job) {}

  static Located located(HostedRepository repository, long id) throws Refusal {
    for (RunState run : repository.runs()) {
      for (RunState.JobState job : run.jobs) {
        if (job.id == id) {
          return new Located(run, job);
        }
      }
    }
    throw Refusal.notFound();
  }

  private record Kept(RunState run, RunState.ArtifactState artifact) {}

  private static Kept kept(HostedRepository repository, long id) throws Refusal {
    for (RunState run : repository.runs()) {
      for (RunState.ArtifactState artifact : run.artifacts) {
        if (artifact.id() == id) {
          return new Kept(run, artifact);
        }
      }
    }
    throw Refusal.notFound();
  }

  static RunState found(HostedRepository repository, Call call) throws Refusal {
    RunState run = repository.run(call.id("run")).orElseThrow(Refusal::notFound);
    if (!call.variable("attempt").isEmpty() && (call.id("attempt") < 1 || call.id("attempt") > run.attempt)) {
      throw Refusal.notFound();
    }
    return run;
  }

  static ListedWorkflow listed(HostedRepository repository, Call call) throws Refusal {
    return repository.workflow(call.variable("workflow")).orElseThrow(Refusal::notFound);
  }

  private static Predicate<RunState> filter(Call call) {
    Predicate<RunState> wanted = _ -> true;
    String branch = call.parameter("branch").orElse("");
    String event = call.parameter("event").orElse("");
    String actor = call.parameter("actor").orElse("");
    String sha = call.parameter("head_sha").orElse("");
    String status = call.parameter("status").orElse("");
    String created = call.parameter("created").orElse("");
    wanted = wanted.and(run -> branch.isEmpty() || run.refName().equals(branch));
    wanted = wanted.and(run -> event.isEmpty() || run.event.equals(event));
    wanted = wanted.and(run -> actor.isEmpty() || run.actor.equals(actor));
    wanted = wanted.and(run -> sha.isEmpty() || run.head.sha().equals(sha));
    wanted = wanted.and(run -> status.isEmpty() || run.status.equals(status) || run.conclusion.equals(status));
    return wanted.and(run -> within(run.created, created));
  }

  /// GitHub's search syntax for times: `>=T`, `<=T`, `T..T`.
  private static boolean within(Instant time, String range) {
    try {
      if (range.startsWith(">=")) {
        return !time.isBefore(Instant.parse(range.substring(2)));
      }
      if (range.startsWith("<=")) {
        return !time.isAfter(Instant.parse(range.substring(2)));
      }
      int dots = range.indexOf("..");
      return dots < 0
          || (!time.isBefore(Instant.parse(range.substring(0, dots)))
              && !time.isAfter(Instant.parse(range.substring(dots + 2))));
    } catch (DateTimeParseException e) {
      return true;
    }
  }

  private Answer page(
      String name, List<ObjectNode> all, Call call, HostedRepository repository, String rest) {
    Page<ObjectNode> page =
        Page.of(all, call, addresses.api() + "/repositories/" + repository.project().id() + rest, 30);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("total_count", all.size());
    body.putArray(name).addAll(page.items());
    return new Answer.Json(200, body, page.links());
  }
}
