package dev.slipway.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workflow run as the host keeps it. Its repository guards it.
final class RunState {

  /// One job of one attempt.
  static final class JobState {
    final long id;
    final int attempt;
    final String name;
    final List<String> labels;
    final Instant created;
    final List<StepState> steps = new ArrayList<>();
    final StringBuilder log = new StringBuilder();
    String status = "queued";
    String conclusion = "";
    Optional<Instant> started = Optional.empty();
    Optional<Instant> completed = Optional.empty();
    String runner = "";

    JobState(long id, int attempt, String name, List<String> labels, Instant created) {
      this.id = id;
      this.attempt = attempt;
      this.name = name;
      this.labels = List.copyOf(labels);
      this.created = created;
    }

    boolean ended() {
      return status.equals("completed");
    }
  }

  /// One step of a job.
  static final class StepState {
    final int number;
    final String name;
    String status = "queued";
    String conclusion = "";
    Optional<Instant> started = Optional.empty();
    Optional<Instant> completed = Optional.empty();

    StepState(int number, String name) {
      this.number = number;
      this.name = name;
    }
  }

  /// Something the run uploaded.
  record ArtifactState(long id, String name, Shelf.Stored file, Instant created, int attempt) {}

  final long id;
  final long number;
  final ListedWorkflow workflow;
  final String event;
  final String ref;
  final History.Made head;
  final String actor;
  final Map<String, String> inputs;
  Fault fault;
  final Instant created;
  final List<JobState> jobs = new ArrayList<>();
  final List<ArtifactState> artifacts = new ArrayList<>();
  int attempt = 1;
  String status = "queued";
  String conclusion = "";
  Instant started;
  Instant updated;
  boolean cancelled;

  RunState(
      long id,
      long number,
      ListedWorkflow workflow,
      String event,
      String ref,
      History.Made head,
      String actor,
      Map<String, String> inputs,
      Fault fault,
      Instant created) {
    this.id = id;
    this.number = number;
    this.workflow = workflow;
    this.event = event;
    this.ref = ref;
    this.head = head;
    this.actor = actor;
    this.inputs = Map.copyOf(inputs);
    this.fault = fault;
    this.created = created;
    this.started = created;
    this.updated = created;
  }

  /// The branch or tag without `refs/heads/` or `refs/tags/`.
  String refName() {
    return ref.replaceFirst("^refs/(heads|tags)/", "");
  }

  boolean ended() {
    return status.equals("completed");
  }

  /// The jobs of the newest attempt of each name: what `filter=latest` shows.
  List<JobState> jobsOf(int wanted) {
    return jobs.stream().filter(job -> job.attempt == wanted).toList();
  }
}
