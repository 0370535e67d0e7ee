package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.release.RemotePipeline.DynamicLegs;
import dev.slipway.target.ExpectedFile;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.Target;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.tool.ToolTargets;
import dev.slipway.task.Progress;
import dev.slipway.workflow.expression.Value;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway targets`: what a push of a tag would build, where, by what method and under which names.
@Command(name = "targets", description = "List what a tag would build: legs, targets, runners, method, expected files.")
final class TargetsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin PipelineOptions pipeline = new PipelineOptions();

  @Option(names = "--explain", description = "Say which vector values and include entries made each leg.")
  boolean explain;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  TargetsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    PipelineOptions.Sources sources = pipeline.read(terminal);
    TargetPlan plan = sources.plan();
    List<ToolTargets> tools = sources.tools();
    Map<String, DynamicLegs> dynamic = new LinkedHashMap<>();
    for (PlannedWorkflow workflow : plan.workflows()) {
      if (sources.remote().isPresent()) {
        sources.remote().get().dynamicLegs(workflow, Progress.unwatched()).ifPresent(legs -> dynamic.put(workflow.file(), legs));
      }
    }
    if (json) {
      ObjectNode root = sources.head();
      root.put("scenario", "push of " + plan.scenario().ref());
      root.set("workflows", Json.array(plan.workflows(), workflow -> workflow(workflow, Optional.ofNullable(dynamic.get(workflow.file())))));
      root.set("tools", Json.array(tools, TargetsCommand::tool));
      Json.print(terminal.out(), root);
    } else {
      plan.workflows().forEach(workflow -> print(workflow, Optional.ofNullable(dynamic.get(workflow.file()))));
      for (ToolTargets tool : tools) {
        terminal.out().println("%s  (%s)".formatted(tool.file(), tool.tool()));
        tool.targets().forEach(t -> terminal.out().println("  %s  [%s]".formatted(t.target().triple(), t.at())));
      }
    }
    boolean broken = plan.workflows().stream().flatMap(w -> w.findings().stream()).anyMatch(f -> f.severity() == Severity.ERROR);
    return broken ? Exit.FINDING : Exit.HOLDS;
  }

  private void print(PlannedWorkflow workflow, Optional<DynamicLegs> dynamic) {
    PrintWriter out = terminal.out();
    boolean unread = workflow.jobs().isEmpty() && workflow.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    out.println(workflow.file() + (unread ? "  (not read)" : workflow.starts() ? "" : "  (a push of %s does not start it)".formatted(pipeline.tag)));
    for (Finding finding : workflow.findings()) {
      terminal.err().println("slipway: %s: %s. %s".formatted(finding.at().map(Object::toString).orElse(finding.subject()), finding.message(), finding.fix()));
    }
    for (PlannedJob job : workflow.jobs()) {
      job.why().ifPresent(why -> out.println("  %s: only a run can tell the legs: %s".formatted(job.id(), why)));
      if (workflow.starts() && !job.job().runs().orElse(true)) {
        out.println("  %s is skipped".formatted(job.id()));
      }
      job.legs().forEach(leg -> print(leg, out));
    }
    dynamic.ifPresent(legs -> legs.jobs().forEach(job -> out.println(
        "  %s  (from run #%d)%n      on %s%s".formatted(job.name(), legs.run(), String.join(", ", job.labels()),
            Target.recognise(job.name()).target().map(target -> ", for " + target.triple()).orElse("")))));
  }

  private void print(PlannedLeg leg, PrintWriter out) {
    String runner = leg.runner().orElse("unknown runner");
    out.println("  " + leg.name().shown());
    out.println("      on %s%s".formatted(runner, leg.knownTarget().map(t -> ", for " + t.triple() + ", " + leg.method().word()).orElse("")));
    leg.artifacts().forEach(a -> out.println("      artifact %s  [%s, %s]".formatted(a.shown(), a.source().word(), a.at())));
    leg.assets().forEach(a -> out.println("      asset    %s  [%s, %s]".formatted(a.shown(), a.source().word(), a.learntFrom().orElse(a.at().toString()))));
    if (explain) {
      out.println("      " + leg.leg().origin().explained());
    }
  }

  private static ObjectNode workflow(PlannedWorkflow workflow, Optional<DynamicLegs> dynamic) {
    ObjectNode node = Json.object();
    node.put("file", workflow.file());
    node.put("name", workflow.workflow().name());
    node.put("starts", workflow.starts());
    node.set("jobs", Json.array(workflow.jobs(), TargetsCommand::job));
    node.set("findings", Json.array(workflow.findings(), Json::finding));
    dynamic.ifPresent(legs -> node.set("legsOfRun", legsOfRun(legs)));
    return node;
  }

  private static ObjectNode legsOfRun(DynamicLegs legs) {
    ObjectNode node = Json.object();
    node.put("run", legs.run());
    node.set("legs", Json.array(legs.jobs(), job -> {
      ObjectNode leg = Json.object();
      leg.put("name", job.name());
      leg.set("runsOn", Json.strings(job.labels()));
      leg.put("target", Target.recognise(job.name()).target().map(Target::triple).orElse(null));
      return leg;
    }));
    return node;
  }

  private static ObjectNode tool(ToolTargets tool) {
    ObjectNode node = Json.object();
    node.put("tool", tool.tool());
    node.put("file", tool.file());
    node.set("targets", Json.array(tool.targets(), t -> {
      ObjectNode target = Json.object();
      target.put("target", t.target().triple());
      target.put("line", t.at().line());
      return target;
    }));
    node.set("unread", Json.strings(tool.unread()));
    return node;
  }

  private static ObjectNode job(PlannedJob job) {
    ObjectNode node = Json.object();
    node.put("id", job.id());
    node.put("dynamic", job.dynamic());
    job.job().runs().ifPresent(runs -> node.put("runs", runs));
    job.why().ifPresent(w -> node.put("why", w));
    node.set("legs", Json.array(job.legs(), TargetsCommand::leg));
    return node;
  }

  private static ObjectNode leg(PlannedLeg leg) {
    ObjectNode node = Json.object();
    node.put("name", leg.name().shown());
    node.set("matrix", leg.leg().matrix().<JsonNode>map(TargetsCommand::value).orElse(null));
    node.set("runsOn", leg.runsOn().value().map(Json::strings).orElse(null));
    leg.leg().group().ifPresent(group -> node.put("runnerGroup", group));
    node.put("target", leg.knownTarget().map(t -> t.triple()).orElse(null));
    node.put("method", leg.method().word());
    node.put("methodReason", leg.reason());
    reason(leg.target(), "targetUnknown", node);
    reason(leg.runsOn(), "runsOnUnknown", node);
    node.set("artifacts", Json.array(leg.artifacts(), TargetsCommand::file));
    node.set("assets", Json.array(leg.assets(), TargetsCommand::file));
    node.put("file", leg.leg().at().file());
    node.put("line", leg.leg().at().line());
    node.put("explanation", leg.leg().origin().explained());
    return node;
  }

  private static void reason(Known<?> known, String key, ObjectNode node) {
    if (known instanceof Unknown<?> unknown) {
      node.put(key, unknown.reason());
    }
  }

  private static ObjectNode file(ExpectedFile file) {
    ObjectNode node = Json.object();
    node.put("name", file.shown());
    node.put("source", file.source().word());
    node.put("file", file.at().file());
    node.put("line", file.at().line());
    file.learntFrom().ifPresent(r -> node.put("release", r));
    if (!file.path().isEmpty()) {
      node.put("path", file.path().lines().map(String::strip).collect(Collectors.joining("\n")));
    }
    return node;
  }

  private static JsonNode value(Value value) {
    return switch (value) {
      case Value.Null _ -> com.fasterxml.jackson.databind.node.NullNode.getInstance();
      case Value.Bool b -> com.fasterxml.jackson.databind.node.BooleanNode.valueOf(b.value());
      case Value.Num n -> n.value() == Math.rint(n.value()) && Math.abs(n.value()) < 1e15
          ? com.fasterxml.jackson.databind.node.LongNode.valueOf((long) n.value())
          : com.fasterxml.jackson.databind.node.DoubleNode.valueOf(n.value());
      case Value.Str s -> com.fasterxml.jackson.databind.node.TextNode.valueOf(s.value());
      case Value.Arr a -> {
        ArrayNode array = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        a.items().forEach(v -> array.add(value(v)));
        yield array;
      }
      case Value.Obj o -> {
        ObjectNode object = Json.object();
        o.fields().forEach((k, v) -> object.set(k, value(v)));
        yield object;
      }
      case Value.Templated _, Value.Unknown _ -> com.fasterxml.jackson.databind.node.TextNode.valueOf(value.asText().shown());
    };
  }
}
