package dev.slipway.desktop;

import dev.slipway.desktop.artifacts.ArtifactsRequests;
import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.control.Question;
import dev.slipway.desktop.notes.NotesRequests;
import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.desktop.runs.ForgeRuns;
import dev.slipway.desktop.runs.RunsRequests;
import dev.slipway.desktop.targets.TargetsRequests;
import dev.slipway.desktop.welcome.FaultChoice;
import dev.slipway.desktop.welcome.Opening;
import dev.slipway.fact.Position;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.GateId;
import dev.slipway.release.AuditPolicy;
import dev.slipway.release.Checkout;
import dev.slipway.release.FolderRelease;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.publish.Publication;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.scaffold.ScaffoldFiles;
import dev.slipway.task.Progress;
import dev.slipway.task.Running;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.SignerPins;
import dev.slipway.verify.Trust;
import dev.slipway.verify.TrustFile;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowInput;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers the window with the session of a release: each request becomes a task with progress and cancel.
public final class SessionDesk implements Desk, Opening, BoardRequests, RunsRequests, ArtifactsRequests, PublishRequests, TargetsRequests {
  private final Desktop desktop;
  private final Connections connections;
  private final List<FaultChoice> faults;
  private final NotesDesk notes;
  private Optional<Open> open = Optional.empty();
  private volatile Trust trust = Trust.shipped();
  private volatile Optional<Path> verified = Optional.empty();
  private @Nullable Running<?> publishing;

  private record Open(Connections.Opened opened, ReleaseSession session) {}

  /// A step of the session.
  @FunctionalInterface
  private interface Step {
    void take(ReleaseSession session, Progress progress) throws Exception;
  }

  /// @param faults what a rehearsal can be told to do wrong
  public SessionDesk(Desktop desktop, Connections connections, List<FaultChoice> faults) {
    this.desktop = desktop;
    this.connections = connections;
    this.faults = List.copyOf(faults);
    this.notes = new NotesDesk(desktop::tasks, () -> open.map(Open::session), desktop::dialogs);
  }

  @Override
  public void rehearsal(String project, String fault) {
    connect("Opening the rehearsal of " + project, () -> connections.rehearsal(project, fault));
  }

  @Override
  public void repository(String repository, String host, String token) {
    connect("Connecting " + repository, () -> connections.repository(repository, host, token));
  }

  @Override
  public void keepToken(String host, String token) {
    desktop.tasks().run("Keeping the token", _ -> {
      connections.keepToken(host, token);
      return host;
    }).onSuccess(_ -> dialogs().tell("The token is in the system's keyring.")).onFailure(dialogs()::explain);
  }

  @Override
  public boolean keepsTokens() {
    return connections.keepsTokens();
  }

  private interface Connect {
    Connections.Opened make() throws Problem;
  }

  private void connect(String title, Connect connect) {
    desktop.welcome().busy().set(true);
    desktop.tasks().run(title, progress -> {
      Connections.Opened opened = connect.make();
      var session = new ReleaseSession(opened.connection(), desktop.snapshots());
      session.open(opened.tag(), Optional.empty(), progress);
      return new Open(opened, session);
    }).onSuccess(this::opened).onFailure(failure -> failed(failure, () -> connect(title, connect))).onEnd(() -> desktop.welcome().busy().set(false));
  }

  private void opened(Open now) {
    open = Optional.of(now);
    desktop.targets().forget();
    ReleaseSnapshot snapshot = now.session().snapshot();
    desktop.runs().connect(
        new ForgeRuns(now.opened().connection()), snapshot.subject().tag().orElse(""));
    desktop.settings().places().set(places(now));
    desktop.shell().page().set(PageId.BOARD);
    step("Reading the newest run and the commits", (session, progress) -> {
      session.adoptRun(progress);
      session.draftNotes(progress);
      session.notes().checkIssues(progress);
    });
  }

  private static LinkedHashMap<String, String> places(Open now) {
    var places = new LinkedHashMap<String, String>();
    places.put("API", now.opened().connection().forge().host().api().toString());
    places.put("Work on releases", now.opened().connection().state().toString());
    return places;
  }

  /// A trust root or a key is kept for this session, and what was verified last is held against it.
  @Override
  public void verify(Path dropped) {
    String name = String.valueOf(dropped.getFileName());
    desktop.tasks()
        .run("Verifying " + name, progress -> {
          Optional<Trust> more = Files.isRegularFile(dropped) ? TrustFile.added(trust, dropped) : Optional.empty();
          if (more.isPresent()) {
            trust = more.get();
          }
          Optional<Path> subject = more.isPresent() ? verified : Optional.of(dropped);
          verified = subject;
          return subject.isPresent()
              ? Optional.of(FolderRelease.look(subject.get(), trust, InstantSource.system(), progress))
              : Optional.<ReleaseSnapshot>empty();
        })
        .onSuccess(seen -> seen.ifPresentOrElse(
            this::looked, () -> dialogs().tell(name + " is believed until Slipway ends. Drop what should be held against it.")))
        .onFailure(dialogs()::explain);
  }

  /// The signer is shown beside who was expected before anything is believed; what is pinned is kept on this computer.
  @Override
  public void pin(String repository, SignerPins.Pin signer) {
    Optional<Checkout> clone = open.isPresent() ? Optional.empty() : verified.flatMap(Checkout::around);
    boolean other = clone.filter(its -> !its.repository().equalsIgnoreCase(repository)).isPresent();
    String expected =
        clone.map(its -> (other ? "But these files lie in a clone of %s, where %s is expected. " : "Their clone is of %s, where %s is expected. ")
                .formatted(its.repository(), its.expected(Optional.empty()).words()))
            .orElse("");
    String effect =
        "%s signed for %s, vouched for by %s. %sFrom now on any other signer of this repository is an alarm."
            .formatted(signer.signer(), repository, signer.issuer(), expected);
    String title = "Pin the signer of " + repository.replaceFirst("^https://[^/]+/", "");
    Question question = other ? Question.destructive(title, effect, "Pin the signer") : Question.plain(title, effect, "Pin the signer");
    dialogs().confirm(question, () -> desktop.tasks().run("Pinning the signer", _ -> {
      Path file = SignerPins.file(open.map(now -> now.opened().connection().state()).orElseGet(connections::state));
      SignerPins.read(file).with(repository, signer).write(file);
      return file;
    }).onSuccess(_ -> pinned(repository, signer)).onFailure(dialogs()::explain));
  }

  private void pinned(String repository, SignerPins.Pin signer) {
    dialogs().tell("Pinned. Another signer of %s is an alarm from now on.".formatted(repository));
    if (open.isPresent()) {
      verify();
    } else if (verified.isPresent()) {
      trust = trust.inSigner(ExpectedSigner.of(repository)).pinned(Optional.of(signer));
      verify(verified.get());
    }
  }

  /// Every page shows the folder now: what was open before is not mixed with it.
  private void looked(ReleaseSnapshot folder) {
    open = Optional.empty();
    desktop.snapshots().accept(folder);
    desktop.shell().page().set(PageId.ARTIFACTS);
  }

  private Dialogs dialogs() {
    return desktop.dialogs();
  }

  private Optional<Running<Boolean>> step(String title, Step step) {
    return step(title, step, () -> step(title, step));
  }

  /// @param again what "Try again" does when the step failed
  private Optional<Running<Boolean>> step(String title, Step step, Runnable again) {
    if (open.isEmpty()) {
      dialogs().explain(Problem.wrongUse("No release is open. Open the rehearsal or connect a repository first."));
      return Optional.empty();
    }
    ReleaseSession session = open.get().session();
    return Optional.of(desktop.tasks().<Boolean>run(title, progress -> {
      step.take(session, progress);
      return true;
    }).onFailure(failure -> failed(failure, again)));
  }

  /// What was read stays on the pages; the status bar says that it may be old where the host was not reached.
  private void failed(Throwable failure, Runnable again) {
    dialogs().explain(failure, again);
    if (failure instanceof ForgeException forge && forge.kind() == ForgeException.Kind.UNREACHABLE) {
      desktop.shell().updated().set("Offline since " + Figures.clock(Instant.now(), ZoneId.systemDefault()));
    }
  }

  /// Everything that can be measured now: the run, its files, their sizes, the notes, and the plan that follows.
  private static void measureAll(ReleaseSession session, Progress progress) throws Exception {
    if (session.snapshot().pipeline().run().isEmpty()) {
      session.adoptRun(progress);
    }
    if (session.snapshot().pipeline().run().isPresent()) {
      session.download(progress);
    }
    if (!session.snapshot().files().held().isEmpty()) {
      session.verify(progress);
      session.measure(progress);
    }
    session.draftNotes(progress);
    if (session.snapshot().board().ready()) {
      session.plan();
    }
    if (!session.snapshot().files().held().isEmpty()) {
      session.compareSizes(progress);
    }
  }

  @Override
  public void check() {
    step("Measuring every gate", SessionDesk::measureAll);
  }

  @Override
  public void reread() {
    step("Reading the workflows", (session, progress) -> {
      session.open(session.snapshot().subject().tag(), Optional.empty(), progress);
      session.adoptRun(progress);
    });
  }

  @Override
  public void readHistory() {
    open.ifPresent(now -> desktop.tasks().run("Reading earlier releases", progress -> now.session().history(progress))
        .onSuccess(history -> desktop.targets().show(history)).onFailure(dialogs()::explain));
  }

  @Override
  public void writeWorkflow(String project, String binary, List<String> triples) {
    dialogs().chooseFolder("Choose the checkout", checkout -> desktop.tasks().run("Writing a release workflow", _ -> {
      ScaffoldFiles files = ScaffoldFiles.of(checkout, project, binary, triples);
      files.writeNew();
      return files;
    }).onSuccess(_ -> dialogs().tell("Wrote .github/workflows/release.yml and .slipway.yml into " + checkout)).onFailure(dialogs()::explain));
  }

  @Override
  public void ignore(AuditFinding finding, String reason) {
    open.flatMap(now -> now.session().snapshot().pipeline().targets().value()).ifPresent(plan ->
        dialogs().chooseFolder("Choose the checkout", checkout ->
            desktop.tasks().run("Writing the policy", _ -> AuditPolicy.ignore(finding, plan, reason, checkout))
                .onSuccess(file -> dialogs().tell("Wrote " + file + ". The finding is ignored once that is pushed."))
                .onFailure(dialogs()::explain)));
  }

  @Override
  public void openLine(Position at) {
    open.ifPresent(now -> {
      var connection = now.opened().connection();
      dialogs().browse(URI.create(connection.forge().host().web() + "/" + connection.repository() + "/blob/"
          + now.session().snapshot().subject().ref() + "/" + at.file() + (at.line() > 0 ? "#L" + at.line() : "")));
    });
  }

  @Override
  public TargetsRequests targets() {
    return this;
  }

  @Override
  public void measure() {
    step("Measuring sizes", (session, progress) -> {
      session.measure(progress);
      session.compareSizes(progress);
    });
  }

  @Override
  public void download() {
    step("Downloading artifacts", ReleaseSession::download);
  }

  @Override
  public void verify() {
    step("Verifying files", ReleaseSession::verify);
  }

  @Override
  public void rerunFailedJobs() {
    open.ifPresent(now -> now.session().snapshot().pipeline().run().ifPresentOrElse(
        run -> step("Re-running failed jobs of " + run.run().name(), (session, progress) -> {
          var connection = now.opened().connection();
          connection.forge().rerunFailedJobs(connection.repository(), run.run().id());
          session.watch(run.run().id(), run.run().attempt() + 1, progress);
          measureAll(session, progress);
        }),
        () -> dialogs().explain(Problem.wrongUse("There is no run yet. Run the workflow first."))));
  }

  @Override
  public boolean goOn(WorkflowRun run, int attempt) {
    boolean its = open.flatMap(now -> now.session().snapshot().pipeline().run()).filter(state -> state.run().id() == run.id()).isPresent();
    if (its) {
      step("Following " + run.name() + " #" + run.number(), (session, progress) -> {
        session.watch(run.id(), attempt, progress);
        measureAll(session, progress);
      });
    }
    return its;
  }

  @Override
  public RunsRequests runs() {
    return this;
  }

  @Override
  public void runWorkflow() {
    open.ifPresent(now -> {
      try {
        String workflow = now.session().releaseWorkflow();
        List<WorkflowInput> inputs = now.session().workflows().stream()
            .filter(file -> file.fileName().equals(workflow)).findFirst().map(WorkflowFile::inputs).orElse(List.of());
        askInputs(workflow, inputs, now.opened().inputs());
      } catch (Problem problem) {
        dialogs().explain(problem);
      }
    });
  }

  /// Asks for the inputs the file declares, each by its type, then starts.
  private void askInputs(String workflow, List<WorkflowInput> inputs, Map<String, String> offered) {
    String ref = open.map(now -> now.session().snapshot().subject().ref()).orElse("");
    dialogs().fill(InputsForm.of(workflow, ref, inputs, offered), given -> {
      desktop.shell().page().set(PageId.RUNS);
      step("Running " + workflow, (session, progress) -> {
        session.dispatch(given, progress);
        measureAll(session, progress);
      });
    });
  }

  @Override
  public void waive(GateId gate, String reason) {
    step("Waiving " + gate.title(), (session, _) -> session.waive(gate, reason));
  }

  @Override
  public void openPolicy() {
    open.ifPresent(now -> {
      var connection = now.opened().connection();
      dialogs().browse(URI.create(connection.forge().host().web() + "/" + connection.repository() + "/blob/"
          + now.session().snapshot().subject().ref() + "/.slipway.yml"));
    });
  }

  @Override
  public void saveEvidence() {
    open.ifPresent(now -> desktop.tasks().run("Saving evidence", _ -> now.session().saveEvidence())
        .onSuccess(this::evidenceSaved).onFailure(dialogs()::explain));
  }

  private void evidenceSaved(Path file) {
    desktop.shell().evidence().set("Evidence saved " + Figures.clock(Instant.now(), ZoneId.systemDefault()));
    dialogs().tell("Evidence saved to " + file);
  }

  @Override
  public void prepareDraft(boolean prerelease) {
    step("Making the draft", ReleaseSession::prepare, () -> prepareDraft(prerelease)).ifPresent(running -> publishing = running);
  }

  @Override
  public void publish(boolean latest, boolean prerelease, boolean saveEvidence) {
    String tag = desktop.publish().typed().get();
    step("Publishing " + tag, (session, progress) -> {
      session.publish(tag, prerelease, latest ? NewRelease.Latest.YES : NewRelease.Latest.NO, progress);
      if (saveEvidence) {
        session.saveEvidence();
      }
    }, () -> publish(latest, prerelease, saveEvidence)).ifPresent(running -> {
      publishing = running;
      running.onSuccess(_ -> dialogs().tell(tag + " is public. Every asset was read back and is equal."));
    });
  }

  @Override
  public void stop() {
    if (publishing != null) {
      publishing.cancel();
    }
  }

  @Override
  public void discardDraft() {
    open.ifPresent(now -> now.session().snapshot().publication().flatMap(Publication::draft).ifPresent(
        draft -> step("Discarding the draft", (session, progress) -> session.discardDraft(draft, progress))));
  }

  @Override
  public void chooseRepository() {
    dialogs().ask(
        new Prompt("Open a repository", "Its releases, runs and artifacts on github.com.", "Repository", "", "Open repository",
            text -> {
              try {
                RepositoryName.parse(text);
                return "";
              } catch (Problem problem) {
                return problem.sentence();
              }
            }),
        text -> repository(text.strip(), "", ""));
  }

  @Override
  public void chooseRelease() {
    open.ifPresent(now -> {
      var choices = new java.util.ArrayList<Dialogs.Choice>();
      now.session().snapshot().subject().tag().ifPresent(tag -> choices.add(new Dialogs.Choice(tag, "now", tag)));
      now.session().snapshot().subject().releases().stream()
          .filter(release -> choices.stream().noneMatch(choice -> choice.title().equals(release.tag())))
          .forEach(release -> choices.add(new Dialogs.Choice(release.tag(), release.draft() ? "draft" : "published", release.tag())));
      dialogs().choose("Choose a release", choices, choice -> step("Opening " + choice.title(), (session, progress) -> {
        session.open(Optional.of(choice.title()), Optional.empty(), progress);
        session.adoptRun(progress);
        session.draftNotes(progress);
      }));
    });
  }

  @Override
  public Opening opening() {
    return this;
  }

  @Override
  public List<FaultChoice> faults() {
    return faults;
  }

  @Override
  public BoardRequests board() {
    return this;
  }

  @Override
  public ArtifactsRequests artifacts() {
    return this;
  }

  @Override
  public NotesRequests notes() {
    return notes;
  }

  @Override
  public PublishRequests publish() {
    return this;
  }
}
