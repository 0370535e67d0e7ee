package dev.slipway.desktop.session;

import dev.slipway.desktop.Connections;
import dev.slipway.desktop.Desk;
import dev.slipway.desktop.Desktop;
import dev.slipway.desktop.artifacts.ArtifactsRequests;
import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Prompt;
import dev.slipway.desktop.notes.NotesRequests;
import dev.slipway.desktop.publish.PublishRequests;
import dev.slipway.desktop.runs.ForgeRuns;
import dev.slipway.desktop.runs.RunsRequests;
import dev.slipway.desktop.targets.TargetsRequests;
import dev.slipway.desktop.welcome.FaultChoice;
import dev.slipway.desktop.welcome.Opening;
import dev.slipway.fact.Problem;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.ReleaseSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Answers the window with the session of a release, page by page, and opens what it is about.
public final class SessionDesk implements Desk, Opening {
  private static final long NOTHING = 0;

  private final Desktop desktop;
  private final Connections connections;
  private final List<FaultChoice> faults;
  private final OpenRelease release;
  private final BoardDesk board;
  private final RunsDesk runs;
  private final TargetsDesk targets;
  private final FilesDesk files;
  private final NotesDesk notes;
  private final PublishDesk publish;
  private long connects;
  /// Which connect is open, and which is shown: what an earlier one still reads is not mixed with it.
  private long opened = NOTHING;
  private volatile long listening = NOTHING;

  /// @param faults what a rehearsal can be told to do wrong
  public SessionDesk(Desktop desktop, Connections connections, List<FaultChoice> faults) {
    this.desktop = desktop;
    this.connections = connections;
    this.faults = List.copyOf(faults);
    release = new OpenRelease(desktop::tasks, desktop::dialogs, offline -> desktop.shell().updated().set(offline));
    board = new BoardDesk(release, this::evidenceSaved);
    runs = new RunsDesk(release, () -> desktop.shell().page().set(PageId.RUNS));
    targets = new TargetsDesk(release, history -> desktop.targets().show(history));
    files = new FilesDesk(release, connections::state, this::looked);
    notes = new NotesDesk(desktop::tasks, () -> release.now().map(OpenRelease.Open::session), desktop::dialogs);
    publish = new PublishDesk(release, () -> desktop.publish().typed().get(), this::evidenceKept);
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
    release.tasks().run("Keeping the token", _ -> {
      connections.keepToken(host, token);
      return host;
    }).onSuccess(_ -> release.dialogs().tell("The token is in the system's keyring.")).onFailure(release.dialogs()::explain);
  }

  @Override
  public boolean keepsTokens() {
    return connections.keepsTokens();
  }

  private interface Connect {
    Connections.Opened make() throws Problem;
  }

  private void connect(String title, Connect connect) {
    release.dialogs().forget();
    desktop.welcome().busy().set(true);
    desktop.shell().opening().set(title);
    long mine = ++connects;
    listening = mine;
    release.tasks().run(title, progress -> {
      Connections.Opened opened = connect.make();
      var session = new ReleaseSession(opened.connection(), snapshot -> {
        if (listening == mine) {
          desktop.snapshots().accept(snapshot);
        }
      });
      files.begins(session);
      session.open(opened.tag(), Optional.empty(), progress);
      return new OpenRelease.Open(opened, session);
    }).onSuccess(now -> {
      opened = mine;
      opened(now);
    }).onFailure(failure -> {
      listening = opened;
      release.failed(failure, () -> connect(title, connect));
    }).onEnd(() -> {
      desktop.welcome().busy().set(false);
      desktop.shell().opening().set("");
    });
  }

  private void opened(OpenRelease.Open now) {
    release.show(now);
    desktop.targets().forget();
    ReleaseSnapshot snapshot = now.session().snapshot();
    desktop.runs().connect(
        new ForgeRuns(now.opened().connection()), snapshot.subject().tag().orElse(""));
    desktop.settings().places().set(places(now));
    desktop.shell().page().set(PageId.BOARD);
    release.step("Reading the newest run and the commits", (session, progress) -> {
      session.adoptRun(progress);
      session.draftNotes(progress);
      session.notes().checkIssues(progress);
    });
  }

  private static LinkedHashMap<String, String> places(OpenRelease.Open now) {
    var places = new LinkedHashMap<String, String>();
    places.put("API", now.opened().connection().forge().host().api().toString());
    places.put("Work on releases", now.opened().connection().state().toString());
    return places;
  }

  @Override
  public void verify(Path folderOrManifest) {
    files.verify(folderOrManifest);
  }

  private void evidenceSaved(Path file) {
    evidenceKept();
    release.dialogs().tell("Evidence saved to " + file);
  }

  private void evidenceKept() {
    desktop.shell().evidence().set("Evidence saved " + Figures.clock(Instant.now(), ZoneId.systemDefault()));
  }

  private void looked(ReleaseSnapshot folder) {
    opened = NOTHING;
    listening = NOTHING;
    desktop.runs().disconnect();
    desktop.targets().forget();
    desktop.snapshots().accept(folder);
    desktop.shell().page().set(PageId.ARTIFACTS);
  }

  @Override
  public void measure() {
    release.step("Measuring sizes", (session, progress) -> {
      session.measure(progress);
      session.compareSizes(progress);
    });
  }

  @Override
  public void measureEarlier() {
    release.step("Measuring earlier releases", (session, progress) -> session.measureEarlier(progress));
  }

  @Override
  public void chooseRepository() {
    release.dialogs().ask(
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
    release.now().ifPresent(now -> {
      var choices = new ArrayList<Dialogs.Choice>();
      now.session().snapshot().subject().tag().ifPresent(tag -> choices.add(new Dialogs.Choice(tag, "now", tag)));
      now.session().snapshot().subject().releases().stream()
          .filter(its -> choices.stream().noneMatch(choice -> choice.title().equals(its.tag())))
          .forEach(its -> choices.add(new Dialogs.Choice(its.tag(), its.draft() ? "draft" : "published", its.tag())));
      release.dialogs().choose("Choose a release", choices, choice -> release.step("Opening " + choice.title(), (session, progress) -> {
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
    return board;
  }

  @Override
  public RunsRequests runs() {
    return runs;
  }

  @Override
  public TargetsRequests targets() {
    return targets;
  }

  @Override
  public ArtifactsRequests artifacts() {
    return files;
  }

  @Override
  public NotesRequests notes() {
    return notes;
  }

  @Override
  public PublishRequests publish() {
    return publish;
  }
}
