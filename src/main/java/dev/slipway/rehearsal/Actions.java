package dev.slipway.rehearsal;

import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowInput;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.expression.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// Starts runs, and ends them. Its methods are called while the hub's lock is held.
final class Actions implements AutoCloseable {
  private final Hub hub;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<Long, Cancellation> running = new ConcurrentHashMap<>();

  Actions(Hub hub) {
    this.hub = hub;
  }

  /// Starts every workflow that waits for the tag.
  void tagPushed(HostedRepository repository, String tag) {
    History.Made head = repository.history().resolve("refs/tags/" + tag).orElseThrow();
    Scenario scenario = Scenario.tagPush(tag, repository.project().repository().toString()).at(head.sha());
    for (ListedWorkflow listed : repository.workflows()) {
      read(repository, listed, head)
          .filter(file -> file.startsFor(scenario))
          .ifPresent(file -> start(repository, listed, file, scenario, head, Map.of()));
    }
  }

  /// Starts a workflow by hand.
  ///
  /// @param ref a branch or tag, with or without `refs/`
  RunState dispatch(HostedRepository repository, ListedWorkflow listed, String ref, Map<String, String> given)
      throws Refusal {
    String name = ref.replaceFirst("^refs/(heads|tags)/", "");
    History history = repository.history();
    History.Made head = history.resolve(ref)
        .filter(_ -> history.branches().containsKey(name) || history.tags().containsKey(name))
        .orElseThrow(() -> Refusal.of(422, "No ref found for: " + ref));
    WorkflowFile file = read(repository, listed, head).orElseThrow(Refusal::notFound);
    if (!file.isDispatchable()) {
      throw Refusal.of(422, "Workflow does not have 'workflow_dispatch' trigger");
    }
    Map<String, String> inputs = inputs(file, given);
    String full = (repository.history().tags().containsKey(name) ? "refs/tags/" : "refs/heads/") + name;
    Scenario scenario =
        Scenario.dispatch(full, repository.project().repository().toString(), inputs)
            .at(head.sha())
            .withInputs(typed(file, inputs));
    return start(repository, listed, file, scenario, head, inputs);
  }

  void cancel(RunState run) {
    run.cancelled = true;
    Optional.ofNullable(running.get(run.id)).ifPresent(Cancellation::ask);
  }

  /// Makes a new attempt of a run that has ended, with the fault that is set now.
  void rerun(HostedRepository repository, RunState run, Rerun rerun) {
    ListedWorkflow listed = run.workflow;
    WorkflowFile file = read(repository, listed, run.head).orElseThrow();
    String name = repository.project().repository().toString();
    Scenario scenario =
        run.event.equals("workflow_dispatch")
            ? Scenario.dispatch(run.ref, name, run.inputs).at(run.head.sha()).withInputs(typed(file, run.inputs))
            : Scenario.tagPush(run.refName(), name).at(run.head.sha());
    run.attempt++;
    run.status = "queued";
    run.conclusion = "";
    run.cancelled = false;
    run.fault = hub.fault();
    run.started = Hub.now();
    run.updated = Hub.now();
    work(repository, run, file, scenario, rerun);
  }

  /// Ends all runs and waits for their threads, so that none writes a file after the shelf is gone.
  @Override
  public void close() {
    running.values().forEach(Cancellation::ask);
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
        System.getLogger(Actions.class.getName()).log(System.Logger.Level.WARNING, "a run did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private RunState start(
      HostedRepository repository,
      ListedWorkflow listed,
      WorkflowFile file,
      Scenario scenario,
      History.Made head,
      Map<String, String> inputs) {
    RunState run =
        new RunState(
            hub.nextId(),
            repository.nextNumber(listed),
            listed,
            scenario.event(),
            scenario.ref(),
            head,
            Hub.account(),
            inputs,
            hub.fault(),
            Hub.now());
    repository.runs().add(run);
    work(repository, run, file, scenario, new Rerun.Whole());
    return run;
  }

  private void work(HostedRepository repository, RunState run, WorkflowFile file, Scenario scenario, Rerun rerun) {
    Cancellation cancellation = new Cancellation();
    running.put(run.id, cancellation);
    RunWorker worker =
        new RunWorker(hub, repository, run, Expansion.of(file, scenario), rerun, cancellation, threads);
    try {
      threads.execute(
          () -> {
            try {
              worker.work();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            } finally {
              running.remove(run.id, cancellation);
            }
          });
    } catch (RejectedExecutionException e) {
      System.getLogger(Actions.class.getName())
          .log(System.Logger.Level.DEBUG, "the rehearsal closed before run " + run.id + " began", e);
    }
  }

  private static Optional<WorkflowFile> read(
      HostedRepository repository, ListedWorkflow listed, History.Made head) {
    return SourceTree.of(repository.project(), head)
        .file(listed.path())
        .map(text -> WorkflowReader.read(text.getBytes(StandardCharsets.UTF_8), listed.path()));
  }

  /// What was given over the defaults, refused where it does not fit what the file declares.
  private static Map<String, String> inputs(WorkflowFile file, Map<String, String> given) throws Refusal {
    List<String> names = file.inputs().stream().map(WorkflowInput::name).toList();
    List<String> unexpected = new ArrayList<>(given.keySet());
    unexpected.removeAll(names);
    if (!unexpected.isEmpty()) {
      throw Refusal.of(422, "Unexpected inputs provided: " + unexpected);
    }
    Map<String, String> inputs = new LinkedHashMap<>();
    for (WorkflowInput input : file.inputs()) {
      String value = given.getOrDefault(input.name(), input.defaultValue().orElse(""));
      if (input.required() && value.isEmpty()) {
        throw Refusal.of(422, "Required input '%s' not provided".formatted(input.name()));
      }
      if (input.type() == WorkflowInput.Type.CHOICE && !input.options().contains(value)) {
        throw Refusal.of(
            422, "Provided value '%s' for input '%s' not in the list of allowed values".formatted(value, input.name()));
      }
      if (input.type() == WorkflowInput.Type.BOOLEAN && !value.matches("true|false|")) {
        throw Refusal.of(
            422, "Provided value '%s' for input '%s' is not a boolean".formatted(value, input.name()));
      }
      inputs.put(input.name(), value);
    }
    return inputs;
  }

  private static SequencedMap<String, Value> typed(WorkflowFile file, Map<String, String> inputs) {
    SequencedMap<String, Value> typed = new LinkedHashMap<>();
    for (WorkflowInput input : file.inputs()) {
      String value = inputs.getOrDefault(input.name(), "");
      typed.put(
          input.name(),
          input.type() == WorkflowInput.Type.BOOLEAN ? Value.of(value.equals("true")) : Value.of(value));
    }
    return typed;
  }
}
