package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The calls that start runs, stop them and run them again.
final class RunOrderRoutes {
  /// GitHub runs nothing again that is older.
  private static final Duration OLDEST = Duration.ofDays(30);

  private final Hub hub;
  private final Addresses addresses;
  private final Actions actions;

  RunOrderRoutes(Hub hub, Addresses addresses, Actions actions) {
    this.hub = hub;
    this.addresses = addresses;
    this.actions = actions;
  }

  void addTo(Routes routes) {
    String all = "/repos/{owner}/{repo}/actions";
    routes.add("POST", all + "/workflows/{workflow}/dispatches", call -> hub.guarded(() -> dispatch(call)));
    routes.add("POST", all + "/runs/{run}/cancel", call -> hub.guarded(() -> cancel(call)));
    routes.add("POST", all + "/runs/{run}/force-cancel", call -> hub.guarded(() -> cancel(call)));
    routes.add("POST", all + "/runs/{run}/rerun", call -> hub.guarded(() -> rerunWhole(call)));
    routes.add("POST", all + "/runs/{run}/rerun-failed-jobs", call -> hub.guarded(() -> rerunFailed(call)));
    routes.add("POST", all + "/jobs/{job}/rerun", call -> hub.guarded(() -> rerunJob(call)));
  }

  private Answer dispatch(Call call) throws Refusal, IOException {
    HostedRepository repository = hub.writable(call);
    ListedWorkflow workflow = RunRoutes.listed(repository, call);
    String ref = call.body().path("ref").asText("");
    if (ref.isBlank()) {
      throw Refusal.of(422, "Invalid request. \"ref\" wasn't supplied.");
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> input : call.body().path("inputs").properties()) {
      inputs.put(input.getKey(), input.getValue().asText());
    }
    RunState run = actions.dispatch(repository, workflow, ref, inputs);
    if (!call.body().path("return_run_details").asBoolean(false)) {
      return Answer.noContent();
    }
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    details.put("workflow_run_id", run.id);
    details.put("run_url", addresses.api(repository.project().repository(), "/actions/runs/" + run.id));
    details.put("html_url", addresses.page(repository.project().repository(), "/actions/runs/" + run.id));
    return Answer.ok(details);
  }

  private Answer cancel(Call call) throws Refusal {
    RunState run = RunRoutes.found(hub.writable(call), call);
    if (run.ended()) {
      throw Refusal.of(409, "Cannot cancel a workflow run that is completed.");
    }
    actions.cancel(run);
    return Answer.accepted(JsonNodeFactory.instance.objectNode());
  }

  private Answer rerunWhole(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    return again(repository, RunRoutes.found(repository, call), new Rerun.Whole());
  }

  private Answer rerunFailed(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    RunState run = RunRoutes.found(repository, call);
    if (run.conclusion.equals("success")) {
      throw Refusal.of(403, "The workflow run containing this job has no failed jobs to re-run");
    }
    return again(repository, run, new Rerun.FailedJobs());
  }

  private Answer rerunJob(Call call) throws Refusal {
    HostedRepository repository = hub.writable(call);
    RunRoutes.Located located = RunRoutes.located(repository, call.id("job"));
    return again(repository, located.run(), new Rerun.OneJob(located.job().name));
  }

  private Answer again(HostedRepository repository, RunState run, Rerun rerun) throws Refusal {
    if (!run.ended()) {
      throw Refusal.of(403, "This workflow is already running");
    }
    if (run.created.isBefore(Hub.now().minus(OLDEST))) {
      throw Refusal.of(403, "Unable to retry this workflow run because it was created over a month ago");
    }
    actions.rerun(repository, run, rerun);
    return Answer.created(JsonNodeFactory.instance.objectNode());
  }
}
