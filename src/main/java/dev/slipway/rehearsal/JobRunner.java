package dev.slipway.rehearsal;

import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.WorkflowStep;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.ExpressionError;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlScalar;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs one job, step by step, as its workflow file says.
final class JobRunner {
  private final Hub hub;
  private final RunState run;
  private final RunState.JobState job;
  private final Cancellation cancellation;
  private final Contexts contexts;
  private final ActionSteps actions;
  private final Shell shell;
  private final JobLog log;
  private final Runner runner;
  private final Optional<String> folder;
  private final LinkedHashMap<String, Value> outputs = new LinkedHashMap<>();

  /// @param contexts what expressions of the steps may ask, `env` of workflow and job included
  /// @param folder   the `working-directory` of the job's scripts
  JobRunner(
      Hub hub,
      HostedRepository repository,
      RunState run,
      RunState.JobState job,
      Cancellation cancellation,
      Contexts contexts,
      Optional<String> folder) {
    this.hub = hub;
    this.run = run;
    this.job = job;
    this.cancellation = cancellation;
    this.runner = Runner.of(job.labels);
    LinkedHashMap<String, Value> about = new LinkedHashMap<>();
    about.put("os", Value.of(runner.os()));
    about.put("arch", Value.of(runner.arch()));
    this.contexts = contexts.withOpen("runner", new Value.Obj(about), "only the runner knows it");
    this.log = new JobLog(job.log);
    Workspace workspace = new Workspace();
    checkOut(repository, workspace);
    this.actions = new ActionSteps(hub, repository, run, workspace, log);
    this.shell =
        new Shell(
            new FileCommands(
                hub.shelf(), new Build(repository.project(), run.fault, hub.shelf()), run.fault, run.head.date(), workspace),
            () -> published(repository));
    this.folder = folder;
  }

  /// Runs the steps. How the job ended is in its state then.
  void work(List<WorkflowStep> steps) throws InterruptedException {
    hub.changing(
        () -> {
          job.status = "in_progress";
          job.started = Optional.of(Instant.now());
          job.runner = "GitHub Actions " + (100 + job.id % 900);
          job.steps.add(new RunState.StepState(1, "Set up job"));
          for (WorkflowStep step : steps) {
            job.steps.add(new RunState.StepState(job.steps.size() + 1, title(step)));
          }
          job.steps.add(new RunState.StepState(job.steps.size() + 1, "Complete job"));
        });
    log.line("Current runner version: '2.330.0'");
    log.line("##[group]Runner Image");
    log.line("Image: " + String.join(", ", job.labels));
    log.line("##[endgroup]");
    String conclusion = "success";
    pass(job.steps.getFirst(), "success");
    for (int i = 0; i < steps.size(); i++) {
      RunState.StepState state = job.steps.get(i + 1);
      WorkflowStep step = steps.get(i);
      boolean goesOn = conclusion.equals("success") || always(step);
      if (cancellation.asked() || !goesOn || !wanted(step)) {
        end(state, "skipped");
        continue;
      }
      begin(state);
      if (cancellation.within(hub.pace().step())) {
        conclusion = "cancelled";
        end(state, "cancelled");
        log.line("##[error]The operation was canceled.");
        continue;
      }
      boolean done = done(step);
      end(state, done ? "success" : "failure");
      if (!done && !step.body().text("continue-on-error").equals(Optional.of("true"))) {
        conclusion = "failure";
      }
    }
    pass(job.steps.getLast(), "success");
    log.line("Cleaning up orphan processes");
    String last = cancellation.asked() && conclusion.equals("success") ? "cancelled" : conclusion;
    hub.changing(
        () -> {
          job.status = "completed";
          job.conclusion = last;
          job.completed = Optional.of(Instant.now());
        });
  }

  private boolean done(WorkflowStep step) {
    try {
      Contexts here = known(step);
      Evaluator evaluator = new Evaluator(here);
      if (step.run().isPresent()) {
        String script = text(step.run().get(), evaluator);
        log.command(script.lines().findFirst().orElse(""), script);
        String at = step.body().text("working-directory").or(() -> folder).orElse("");
        remember(step, shell.run(script, variables(here), at));
      } else {
        log.command(step.uses().map(YamlScalar::value).orElse(""), "");
        actions.run(step.action(), inputs(step.with(), evaluator));
      }
      return true;
    } catch (StepFailed e) {
      log.error(e.said());
      return false;
    } catch (IOException e) {
      // The disk is full, or the rehearsal is being closed: the step fails, as it would on a runner.
      log.error("the runner failed: " + e.getMessage());
      return false;
    }
  }

  private Map<String, String> variables(Contexts here) {
    Map<String, String> variables = new HashMap<>();
    variables.put("RUNNER_OS", runner.os());
    variables.put("GITHUB_REF", run.ref);
    variables.put("GITHUB_REF_NAME", run.refName());
    variables.put("VERSION", run.ref.startsWith("refs/tags/") ? run.refName().replaceFirst("^v", "") : "dev");
    here.known("env").fields().forEach((name, value) -> variables.put(name, value.asText().shown()));
    return variables;
  }

  private static Map<String, String> inputs(YamlMapping with, Evaluator evaluator) {
    Map<String, String> inputs = new HashMap<>();
    for (YamlMapping.Entry entry : with.entries()) {
      entry.value().scalar().ifPresent(scalar -> inputs.put(entry.name(), text(scalar, evaluator)));
    }
    return inputs;
  }

  /// A text with its expressions put in; what only a real run could tell becomes empty.
  private static String text(YamlScalar scalar, Evaluator evaluator) {
    return Expansion.evaluate(scalar, evaluator).asText().exact().orElse("");
  }

  private String title(WorkflowStep step) {
    String written = step.name().orElse("Run " + step.title());
    try {
      return Template.isIn(written)
          ? Template.parse(written).value(new Evaluator(contexts)).asText().shown()
          : written;
    } catch (ExpressionError e) {
      return written;
    }
  }

  private boolean wanted(WorkflowStep step) {
    return Expansion.holds(step.condition(), known(step)).orElse(true);
  }

  /// What the expressions of a step may ask: the outputs of earlier steps, and its environment.
  private Contexts known(WorkflowStep step) {
    return Expansion.withEnv(
        contexts.withOpen("steps", new Value.Obj(outputs), "the step does not set it"), step.env());
  }

  private void remember(WorkflowStep step, Map<String, String> set) {
    LinkedHashMap<String, Value> values = new LinkedHashMap<>();
    set.forEach((name, value) -> values.put(name, Value.of(value)));
    LinkedHashMap<String, Value> about = new LinkedHashMap<>();
    about.put("outputs", new Value.Obj(values));
    step.id().ifPresent(id -> outputs.put(id, new Value.Obj(about)));
  }

  private boolean published(HostedRepository repository) {
    boolean[] found = new boolean[1];
    hub.changing(() -> found[0] = repository.published(run.refName()).isPresent());
    return found[0];
  }

  private static boolean always(WorkflowStep step) {
    return Expansion.asksForStatus(step.condition());
  }

  private void pass(RunState.StepState state, String conclusion) {
    begin(state);
    end(state, conclusion);
  }

  private void begin(RunState.StepState state) {
    hub.changing(
        () -> {
          state.status = "in_progress";
          state.started = Optional.of(Instant.now());
          run.updated = Hub.now();
        });
  }

  private void end(RunState.StepState state, String conclusion) {
    hub.changing(
        () -> {
          state.status = "completed";
          state.conclusion = conclusion;
          state.completed = Optional.of(Instant.now());
          run.updated = Hub.now();
        });
  }

  /// The files that scripts copy into archives are there from the start.
  private void checkOut(HostedRepository repository, Workspace workspace) {
    SourceTree tree = SourceTree.of(repository.project(), run.head);
    for (String name : List.of("README.md", "LICENSE", "CHANGELOG.md")) {
      tree.file(name)
          .ifPresent(
              text -> {
                try {
                  byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                  workspace.put(name, hub.shelf().keep(out -> out.write(bytes)), false);
                } catch (IOException e) {
                  log.error("the runner failed: " + e.getMessage());
                }
              });
    }
  }
}
