package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.Walk;
import dev.slipway.release.run.Rhythm;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import dev.slipway.verify.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway rehearse`: a whole release against an embedded GitHub; nothing leaves this computer.
@Command(
    name = "rehearse",
    description = "Carries a sample project through a whole release against an embedded GitHub. Nothing leaves this computer.")
final class RehearseCommand implements Callable<Integer> {
  private final Terminal terminal;
  private final Window window;

  @Parameters(index = "0", arity = "0..1", defaultValue = "meshc", paramLabel = "PROJECT", description = "meshc (a compiler) or weft (an agent runtime). Default: ${DEFAULT-VALUE}.")
  String project;

  @Option(names = "--fault", paramLabel = "NAME", defaultValue = "none", description = "What goes wrong: failing-leg, stuck-leg, missing-target, wrong-checksum, swapped-binary, oversized, upload-502, rate-limit, dropped-connection.")
  String fault;

  @Option(names = "--window", description = "Open the window on it; without a display it is carried through unattended.")
  boolean windowed;

  @Option(names = "--serve", description = "Only answer, until Ctrl C, so that other commands and tools can be tried against it.")
  boolean serve;

  @Option(names = "--pictures", paramLabel = "DIR", description = "When unattended, draw every page of the window into this folder.")
  Optional<Path> pictures = Optional.empty();

  @Option(names = "--json", description = "Print the result as one JSON document.")
  boolean json;

  RehearseCommand(Terminal terminal, Window window) {
    this.terminal = terminal;
    this.window = window;
  }

  @Override
  public Integer call() throws Problem, Cancelled, IOException {
    Project chosen =
        Project.named(project)
            .orElseThrow(() -> Problem.wrongUse("There is no sample project \"%s\". Choose meshc or weft.".formatted(project)));
    Fault wrong =
        Fault.named(fault)
            .orElseThrow(() -> Problem.wrongUse("There is no fault \"%s\". Choose one of %s.".formatted(fault, faults())));
    if (windowed) {
      Optional<String> unavailable = window.unavailable();
      if (unavailable.isEmpty()) {
        window.open(Optional.of(new Window.Beginning(chosen.cliName(), wrong.cliName())));
        return Exit.HOLDS;
      }
      terminal.err().println("There is no display (" + unavailable.get() + "), so the release is carried through unattended.");
    }
    try (Rehearsal rehearsal = Rehearsal.start(chosen, wrong, Pace.PEOPLE)) {
      return serve ? answer(rehearsal) : unattended(rehearsal, chosen, wrong);
    }
  }

  /// Says how to reach it in the variables that `gh` has made usual, and waits to be interrupted.
  private int answer(Rehearsal rehearsal) throws Cancelled {
    String host = "http://" + rehearsal.api().getAuthority();
    if (json) {
      ObjectNode root = Json.object();
      root.put("host", host);
      root.put("repository", rehearsal.repository().toString());
      root.put("token", rehearsal.token());
      Json.print(terminal.out(), root);
    } else {
      terminal.out().printf(
          "The rehearsal of %s answers until Ctrl C. In another terminal:%n%n"
              + "  export GH_HOST=%s GH_REPO=%s GH_TOKEN=%s%n  slipway runs%n",
          rehearsal.repository(), host, rehearsal.repository(), rehearsal.token());
    }
    terminal.out().flush();
    try {
      new CountDownLatch(1).await();
      return Exit.HOLDS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled();
    }
  }

  private int unattended(Rehearsal rehearsal, Project chosen, Fault wrong) throws Problem, Cancelled, IOException {
    Path state = Files.createTempDirectory("slipway-rehearsal");
    try {
      Connection connection =
          new Connection(
              GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED)),
              GitHubForge.open(rehearsal.host(), Optional.empty()),
              rehearsal.repository(), state, Rhythm.forRehearsals(), Retry.usual(), Clock.systemUTC(), "rehearsal",
              TrustFile.believing("this rehearsal", rehearsal.attest()));
      if (pictures.isEmpty()) {
        return walk(new ReleaseSession(connection, _ -> {}), rehearsal, chosen, wrong);
      }
      try (Window.Unseen unseen = window.unseen(connection)) {
        int code = walk(unseen.session(), rehearsal, chosen, wrong);
        Window.Answering answering = unseen.answering();
        List<Path> drawn = unseen.pictures(terminal.resolve(pictures.get().toString()));
        terminal.err().printf(
            "%d pictures drawn into %s; during the release the FX thread answered within %d ms (at most %d ms of them its own work)%n",
            drawn.size(), pictures.get(), answering.longest(), answering.busiest());
        return code;
      }
    } finally {
      dev.slipway.file.Deletion.tree(state);
    }
  }

  private int walk(ReleaseSession session, Rehearsal rehearsal, Project chosen, Fault wrong) throws Cancelled {
    if (!json) {
      terminal.out().printf("Rehearsing the release of %s%s%n", rehearsal.repository(), wrong == Fault.NONE ? "" : ", with the fault " + wrong.cliName());
      terminal.out().flush();
    }
    Walk walk = new Walk(session, Clock.systemUTC(), step -> tell(step));
    Walk.Result result = walk.go(Optional.of(chosen.nextTag()), Map.of("version", chosen.nextTag().substring(1)), Progress.unwatched());
    ReleaseSnapshot snapshot = session.snapshot();
    if (json) {
      Json.print(terminal.out(), document(chosen, wrong, result, snapshot));
    } else {
      terminal.out().println();
      if (!snapshot.board().gates().isEmpty()) {
        BoardText.print(terminal.out(), snapshot.board());
        terminal.out().println(BoardText.verdict(snapshot.board()));
        terminal.out().println();
      }
      terminal.out().println(
          (result.published() ? "Published " + chosen.nextTag() + ": every asset was read back and is equal." : "Not published and verified.")
              + result.stoppedBy().map(sentence -> " " + sentence).orElse(""));
    }
    return result.published() && result.stoppedBy().isEmpty() ? Exit.HOLDS : Exit.FINDING;
  }

  private void tell(Walk.Step step) {
    if (!json) {
      terminal.out().printf(Locale.ROOT, "  %-4s %-9s %5.1f s  %s%n", step.ok() ? "ok" : "stop", step.name(), step.took().toMillis() / 1000.0, step.detail());
      terminal.out().flush();
    }
  }

  private static ObjectNode document(Project project, Fault fault, Walk.Result result, ReleaseSnapshot snapshot) {
    ObjectNode root = Json.object();
    root.put("project", project.cliName());
    root.put("fault", fault.cliName());
    root.put("published", result.published());
    result.stoppedBy().ifPresent(sentence -> root.put("stoppedBy", sentence));
    root.set("gates", Json.array(snapshot.board().gates(), BoardText::json));
    root.set("steps", Json.array(result.steps(), step -> {
      ObjectNode node = Json.object();
      node.put("name", step.name());
      node.put("seconds", step.took().toMillis() / 1000.0);
      node.put("ok", step.ok());
      node.put("detail", step.detail());
      return node;
    }));
    return root;
  }

  private static String faults() {
    return String.join(", ", Arrays.stream(Fault.values()).map(Fault::cliName).toList());
  }
}
