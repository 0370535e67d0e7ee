package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Job;
import dev.slipway.release.Pipeline;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.StepRun;
import dev.slipway.target.TargetPlan;
import dev.slipway.workflow.Trigger;
import dev.slipway.workflow.WorkflowJob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The release workflow as a graph: what starts it, its jobs in the order they wait for one another, the release.
///
/// @param file  the workflow's file name; empty when there is no release workflow
/// @param nodes the nodes, column by column
/// @param edges from what is waited for to what waits
record JobGraph(Optional<String> file, List<Node> nodes, List<Edge> edges) {
  static final JobGraph EMPTY = new JobGraph(Optional.empty(), List.of(), List.of());

  /// A trigger, a job or the release.
  ///
  /// @param id      unique in the graph
  /// @param title   the first line
  /// @param second  the second line
  /// @param status  what became of it in the run
  /// @param word    that in a word
  /// @param column  how many steps it is from the triggers
  /// @param row     its place in the column
  /// @param after   what it waits for, in words
  record Node(String id, String title, String second, Status status, String word, int column, int row, String after) {

    String sentence() {
      return title + ", " + second + ", " + word + (after.isEmpty() ? "." : ", after " + after + ".");
    }
  }

  /// `to` waits for `from`.
  record Edge(String from, String to) {}

  static JobGraph of(Pipeline pipeline) {
    Optional<PlannedWorkflow> workflow = pipeline.targets().value().flatMap(TargetPlan::release);
    return workflow.map(its -> new Drawing(its, pipeline.run()).graph()).orElse(EMPTY);
  }

  /// Puts the nodes into columns.
  private static final class Drawing {
    private final PlannedWorkflow workflow;
    private final Optional<RunState> run;
    private final Map<String, Integer> columns = new HashMap<>();
    private final Map<Integer, Integer> rows = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<Edge> edges = new ArrayList<>();

    Drawing(PlannedWorkflow workflow, Optional<RunState> run) {
      this.workflow = workflow;
      this.run = run;
    }

    JobGraph graph() {
      List<String> events = new ArrayList<>();
      for (Trigger trigger : workflow.workflow().triggers()) {
        String id = "on " + trigger.event();
        events.add(id);
        boolean chosen = run.filter(its -> its.run().event().equals(trigger.event())).isPresent();
        add(new Node(id, trigger.event().replace('_', ' '), filters(trigger), chosen ? Status.PASSED : Status.NOT_STARTED,
            chosen ? "Started the run" : "Starts runs", 0, row(0), ""));
      }
      List<String> releasing = new ArrayList<>();
      boolean publishes = false;
      for (WorkflowJob job : workflow.workflow().jobs()) {
        int column = 1 + column(job.id(), new HashSet<>());
        List<PlannedJob> planned = workflow.jobs().stream().filter(its -> root(its.id()).equals(job.id())).toList();
        List<ReleaseStep> releases = releases(planned);
        publishes |= releases.stream().anyMatch(ReleaseStep::publishes);
        if (!releases.isEmpty()) {
          releasing.add(job.id());
        }
        List<PlannedLeg> legs = planned.stream().flatMap(its -> its.legs().stream()).toList();
        Status status = status(job, legs);
        List<String> needs = job.needs().stream().filter(need -> workflow.workflow().job(need).isPresent()).toList();
        add(new Node(job.id(), job.id(), words(job, planned, legs), status, word(status), column, row(column),
            needs.isEmpty() ? String.join(", ", events.stream().map(event -> event.substring(3).replace('_', ' ')).toList()) : String.join(", ", needs)));
        (needs.isEmpty() ? events : needs).forEach(from -> edges.add(new Edge(from, job.id())));
      }
      if (!releasing.isEmpty()) {
        int last = 1 + nodes.stream().mapToInt(Node::column).max().orElse(0);
        String tag = workflow.expansion().scenario().isTag() ? workflow.expansion().scenario().refName() : "";
        add(new Node("release of " + tag, "Release " + tag, publishes ? "made public by a job" : "left a draft", Status.NOT_STARTED,
            "Release", last, row(last), String.join(", ", releasing)));
        releasing.forEach(from -> edges.add(new Edge(from, "release of " + tag)));
      }
      return new JobGraph(Optional.of(workflow.workflow().fileName()), List.copyOf(nodes), List.copyOf(edges));
    }

    private void add(Node node) {
      nodes.add(node);
    }

    private int row(int column) {
      return rows.merge(column, 1, Integer::sum) - 1;
    }

    /// The longest way from the triggers; a cycle, which GitHub refuses, is cut.
    private int column(String id, Set<String> open) {
      Integer known = columns.get(id);
      if (known != null || !open.add(id)) {
        return known == null ? 0 : known;
      }
      int column = 0;
      for (String need : workflow.workflow().job(id).map(WorkflowJob::needs).orElse(List.of())) {
        if (workflow.workflow().job(need).isPresent()) {
          column = Math.max(column, 1 + column(need, open));
        }
      }
      columns.put(id, column);
      return column;
    }

    private static String filters(Trigger trigger) {
      if (!trigger.tags().isEmpty()) {
        return "tags " + String.join(", ", trigger.tags());
      }
      if (trigger.event().equals("workflow_dispatch")) {
        return "by hand";
      }
      return trigger.branches().isEmpty() ? "always" : "branches " + String.join(", ", trigger.branches());
    }

    private static List<ReleaseStep> releases(List<PlannedJob> jobs) {
      return jobs.stream().flatMap(job -> job.legs().stream().limit(1)).flatMap(leg -> leg.steps().stream())
          .filter(step -> step.runs().orElse(true)).map(StepRun::release).flatMap(Optional::stream).toList();
    }

    private static String words(WorkflowJob job, List<PlannedJob> planned, List<PlannedLeg> legs) {
      if (planned.stream().anyMatch(PlannedJob::dynamic)) {
        return "legs only a run can tell";
      }
      if (legs.size() == 1) {
        return legs.getFirst().runner().orElse("1 leg");
      }
      return legs.isEmpty() && job.uses().isPresent() ? "calls " + job.uses().get().value() : Figures.count(legs.size(), "leg", "legs");
    }

    /// The worst state of the job's legs in the run.
    private Status status(WorkflowJob job, List<PlannedLeg> legs) {
      if (run.isEmpty()) {
        return Status.NOT_STARTED;
      }
      Map<String, Status> states = new LinkedHashMap<>();
      for (Job its : run.get().jobs()) {
        states.merge(its.name(), TargetStates.status(its), JobGraph::worse);
      }
      return legs.stream().flatMap(leg -> leg.name().exact().stream()).map(states::get).filter(java.util.Objects::nonNull)
          .reduce(JobGraph::worse)
          .or(() -> Optional.ofNullable(states.get(job.name().map(name -> name.value()).orElse(job.id()))))
          .orElse(Status.NOT_STARTED);
    }

    private static String word(Status status) {
      return status == Status.WAITING ? "Queued" : status.word();
    }

    private static String root(String id) {
      int slash = id.indexOf('/');
      return slash < 0 ? id : id.substring(0, slash);
    }
  }

  private static final List<Status> WORST_FIRST = List.of(
      Status.FAILED, Status.CANCELLED, Status.UNKNOWN, Status.RUNNING, Status.WAITING, Status.SKIPPED, Status.BUILT);

  private static Status worse(Status one, Status other) {
    return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
  }
}
