package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import java.util.Locale;

/// Runs and jobs as JSON and as words.
final class RunJson {
  private RunJson() {}

  static ObjectNode run(WorkflowRun run) {
    ObjectNode node = Json.object();
    node.put("id", run.id());
    node.put("number", run.number());
    node.put("attempt", run.attempt());
    node.put("workflow", run.name());
    node.put("file", run.path());
    node.put("title", run.title());
    node.put("event", run.event());
    node.put("branch", run.headBranch());
    node.put("sha", run.headSha());
    node.put("actor", run.actor());
    node.put("status", word(run.status()));
    conclusion(node, run.conclusion());
    node.put("created", run.created().toString());
    node.put("updated", run.updated().toString());
    node.put("url", run.page().toString());
    return node;
  }

  static ObjectNode job(Job job) {
    ObjectNode node = Json.object();
    node.put("id", job.id());
    node.put("name", job.name());
    node.put("status", word(job.status()));
    conclusion(node, job.conclusion());
    job.started().ifPresent(at -> node.put("started", at.toString()));
    job.completed().ifPresent(at -> node.put("completed", at.toString()));
    node.set("labels", Json.strings(job.labels()));
    node.set("steps", Json.array(job.steps(), step -> {
      ObjectNode one = Json.object();
      one.put("number", step.number());
      one.put("name", step.name());
      one.put("status", word(step.status()));
      conclusion(one, step.conclusion());
      return one;
    }));
    node.put("url", job.page().toString());
    return node;
  }

  private static void conclusion(ObjectNode node, Conclusion conclusion) {
    if (conclusion == Conclusion.NONE) {
      node.putNull("conclusion");
    } else {
      node.put("conclusion", word(conclusion));
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// How it stands in one word: its conclusion once it has ended.
  static String state(RunStatus status, Conclusion conclusion) {
    return word(status.ended() ? conclusion : status).replace('_', ' ');
  }

  /// Foreign text for a terminal: without the control characters that could move its cursor.
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
