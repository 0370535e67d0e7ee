package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Job;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.run.CrossHint;
import dev.slipway.release.run.LogFacts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway logs`: what jobs printed. A job's log can be read when it has ended, even while others run.
@Command(name = "logs", description = "Prints the logs of the jobs of a run that have ended, also while others still run.")
final class LogsCommand implements Callable<Integer> {
  private static final int LONGEST_LINE = 4_000;
  private static final int MOST_ERRORS = 50;
  private static final Pattern STAMP = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT[\\d:.]{8,20}Z ");

  private final Terminal terminal;

  @Mixin RunOptions of = new RunOptions();

  @Option(names = {"-j", "--job"}, paramLabel = "NAME", description = "Only the job of this name or id.")
  Optional<String> job = Optional.empty();

  @Option(names = "--failed", description = "Only jobs that failed.")
  boolean failed;

  @Option(names = "--json", description = "Print the jobs and their error lines as one JSON document.")
  boolean json;

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, IOException {
    RunOptions.Chosen chosen = of.choose(terminal);
    RepositoryName name = chosen.repository();
    Forge forge = chosen.forge();
    long runId = chosen.run();
    List<Job> jobs = forge.jobs(name, runId, forge.run(name, runId).attempt()).stream().filter(this::asked).toList();
    if (jobs.isEmpty() && job.isPresent()) {
      throw Problem.wrongUse("Run %d has no such job as %s%s.".formatted(runId, job.get(), failed ? " among those that failed" : ""));
    }
    if (jobs.isEmpty()) {
      terminal.err().println(failed ? "No job of run %d failed.".formatted(runId) : "Run %d has no jobs yet.".formatted(runId));
    }
    ArrayNode documents = Json.array(List.<Job>of(), RunJson::job);
    for (Job one : jobs) {
      documents.add(json ? document(forge, name, one) : printed(forge, name, one));
    }
    if (json) {
      ObjectNode root = Json.object();
      root.put("run", runId);
      root.set("jobs", documents);
      Json.print(terminal.out(), root);
    }
    return Exit.HOLDS;
  }

  private boolean asked(Job candidate) {
    boolean named = job.isEmpty() || candidate.name().equals(job.get()) || String.valueOf(candidate.id()).equals(job.get());
    return named && (!failed || candidate.conclusion().failed());
  }

  private ObjectNode printed(Forge forge, RepositoryName name, Job one) throws IOException {
    terminal.out().println("== " + RunJson.plain(one.name()) + ": " + RunJson.state(one.status(), one.conclusion()));
    var reading = new LogFacts.Reading();
    String missing = read(forge, name, one, line -> {
      terminal.out().println(line);
      reading.add(unstamped(line));
    });
    tell(one, reading.facts());
    if (!missing.isEmpty()) {
      terminal.err().println(RunJson.plain(one.name()) + ": " + missing);
    }
    terminal.out().flush();
    return Json.object();
  }

  /// Beside the log, so that standard output is what the host has.
  private void tell(Job one, LogFacts facts) {
    if (!facts.summary().isEmpty()) {
      terminal.err().println(RunJson.plain(one.name()) + ": " + facts.summary());
    }
    if (one.conclusion().failed()) {
      facts.hints().forEach(hint -> terminal.err().println("%s: \"%s\": %s".formatted(RunJson.plain(one.name()), hint.said(), hint.todo())));
    }
  }

  /// Without the time the host puts in front of every line.
  private static String unstamped(String line) {
    return STAMP.matcher(line).replaceFirst("");
  }

  private ObjectNode document(Forge forge, RepositoryName name, Job one) throws IOException {
    ObjectNode node = RunJson.job(one);
    List<String> errors = new ArrayList<>();
    var reading = new LogFacts.Reading();
    long[] lines = {0};
    String missing = read(forge, name, one, line -> {
      lines[0]++;
      reading.add(unstamped(line));
      if (line.contains("##[error]") && errors.size() < MOST_ERRORS) {
        errors.add(line);
      }
    });
    node.put("log", missing.isEmpty() ? "read" : missing);
    node.put("lines", lines[0]);
    node.set("errors", Json.strings(errors));
    node.set("tools", Json.strings(reading.facts().tools()));
    node.set("caches", Json.strings(reading.facts().caches()));
    node.set("hints", Json.array(one.conclusion().failed() ? reading.facts().hints() : List.<CrossHint>of(), LogsCommand::hint));
    return node;
  }

  private static ObjectNode hint(CrossHint hint) {
    ObjectNode node = Json.object();
    node.put("said", hint.said());
    node.put("todo", hint.todo());
    return node;
  }

  /// Reads a log line by line.
  ///
  /// @return why it cannot be read; empty when it was
  private static String read(Forge forge, RepositoryName name, Job one, Consumer<String> line) throws IOException {
    if (!one.status().ended()) {
      return "has not ended; its log can be read then.";
    }
    try (var reader = new BufferedReader(new InputStreamReader(forge.log(name, one.id()), StandardCharsets.UTF_8))) {
      var text = new StringBuilder();
      for (int c = reader.read(); c >= 0; c = reader.read()) {
        if (c == '\n') {
          line.accept(shown(text));
          text.setLength(0);
        } else if (text.length() < LONGEST_LINE) {
          text.append((char) c);
        }
      }
      if (!text.isEmpty()) {
        line.accept(shown(text));
      }
      return "";
    } catch (ForgeException e) {
      return switch (e.kind()) {
        case GONE, NOT_FOUND -> e.sentence();
        case UNREACHABLE, ABSENT, HOST_FAULT, RATE_LIMITED, UNAUTHORIZED, FORBIDDEN, REFUSED, UNEXPECTED, INTERRUPTED -> throw e;
      };
    }
  }

  /// A line without colours and other control sequences, and without the mark that may begin the file.
  private static String shown(StringBuilder text) {
    return text.toString()
        .replace("\uFEFF", "")
        .replaceAll("\u001B\\[[0-9;?]*[ -/]*[@-~]", "")
        .replace("\t", "    ")
        .replaceAll("\\p{Cntrl}", "");
  }
}
