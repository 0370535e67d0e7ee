package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.gate.GateId;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.notes.NotesWork;
import dev.slipway.release.publish.Publication;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.Trust;
import dev.slipway.workflow.WorkflowFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The work on one release of one repository, from the matrix to the public page.
///
/// Each step gathers facts and publishes a new snapshot to the listener, on the thread that does the work.
/// Steps may be called in any order and again; what they need and does not exist yet they say in a [Problem].
/// One step runs at a time.
public final class ReleaseSession {
  private final Connection connection;
  private final HostCalls host;
  private final SnapshotStore store;
  private final RunWork runs;
  private final FileWork files;
  private final NotesWork notes;
  private final Publishing publishing;
  private List<WorkflowFile> workflows = List.of();

  /// @param listener told each new snapshot
  public ReleaseSession(Connection connection, Consumer<ReleaseSnapshot> listener) {
    this.connection = connection;
    host = new PatientCalls(connection.retry());
    store = new SnapshotStore(connection, listener);
    notes =
        new NotesWork(
            connection, host, store::facts, this::workspace, store::notes,
            releases -> store.subject(subject -> SnapshotStore.withReleases(subject, releases)));
    runs = new RunWork(connection, host, store);
    files = new FileWork(connection, host, store, runs, notes, this::workspace);
    publishing = new Publishing(connection, host, store, notes, this::workspace);
  }

  /// What is known now.
  public ReleaseSnapshot snapshot() {
    return store.current();
  }

  /// The workflow files as they were read last.
  public synchronized List<WorkflowFile> workflows() {
    return workflows;
  }

  /// Reads the repository: policy, workflows, tags, releases, and the plan of what would be built.
  ///
  /// @param tag the tag the release gets; empty to take what the commits ask for
  /// @param ref the branch or tag that is built; empty for the tag where it exists, else the default branch
  public synchronized void open(Optional<String> tag, Optional<String> ref, Progress progress)
      throws Problem, ForgeException, Cancelled {
    RepositoryReader.Opened opened = new RepositoryReader(connection, host).read(tag, ref, progress);
    workflows = opened.workflows();
    store.begin(opened.subject(), opened.pipeline(), Notes.read(Known.of(opened.range(), new Source.FromApi("compare"))));
    notes.begin(opened.range());
  }

  /// The file name of the workflow that makes releases.
  public String releaseWorkflow() throws Problem {
    return runs.releaseWorkflow();
  }

  /// What became of each target in the runs of the newest releases.
  public synchronized TargetHistory history(Progress progress) throws Problem, ForgeException, Cancelled {
    return new HistoryReader(connection.forge(), host, connection.repository())
        .read(store.facts().subject().releases(), releaseWorkflow(), progress);
  }

  /// Starts the release workflow by hand and follows its run to the end.
  ///
  /// @param inputs values for the inputs that its file declares
  public synchronized void dispatch(Map<String, String> inputs, Progress progress) throws Problem, ForgeException, Cancelled {
    runs.dispatch(inputs, progress);
  }

  /// Follows a run to its end and takes it as the one this release is made from.
  public synchronized void watch(long runId, Progress progress) throws ForgeException, Cancelled {
    runs.watch(runId, 1, progress);
  }

  /// The same for an attempt that was asked for a moment ago.
  ///
  /// @param attempt the attempt, from 1
  public synchronized void watch(long runId, int attempt, Progress progress) throws ForgeException, Cancelled {
    runs.watch(runId, attempt, progress);
  }

  /// Takes the newest run that built this release's commit or tag, where there is one. What was published from here is held
  /// against the run it was made of: its tag may have started another, which builds other bytes.
  public synchronized boolean adoptRun(Progress progress) throws Problem, ForgeException, Cancelled {
    boolean tagged = store.facts().subject().tag().isPresent();
    return runs.adopt(tagged ? publishing.madeOf() : Optional.empty(), progress);
  }

  /// Downloads and unpacks everything the run made.
  public synchronized void download(Progress progress) throws Problem, ForgeException, Cancelled {
    files.download(progress);
  }

  /// Believes trust roots and public keys that somebody gave, until the session ends; files that were verified are to be verified again.
  public void believe(Trust more) {
    files.believe(more);
  }

  /// Verifies what was downloaded.
  public synchronized void verify(Progress progress) throws Problem, Cancelled {
    files.verify(progress);
  }

  /// Asks what the release has on the host now, and verifies the files against that. Where the host cannot be reached they are
  /// verified against what it had when it was asked last.
  ///
  /// @throws ForgeException when the host cannot be reached, once the files are verified; at once when it refuses
  public synchronized void verifyAgain(Progress progress) throws Problem, ForgeException, Cancelled {
    files.verifyAgain(progress);
  }

  /// Measures what was downloaded against the budgets.
  public synchronized void measure(Progress progress) throws Problem, Cancelled {
    files.measure(progress);
  }

  /// Brings the files of the last release onto this computer and looks at the ones before, so that sizes can be
  /// compared. What does not come is unknown, with the reason: nothing of the release depends on it.
  public synchronized void compareSizes(Progress progress) throws Problem, Cancelled {
    files.compareSizes(progress);
  }

  /// Downloads the files of earlier releases that were never measured here, tells how large the binaries in them are, and
  /// keeps no more of them than that.
  public synchronized void measureEarlier(Progress progress) throws Problem, Cancelled {
    files.measureEarlier(progress);
  }

  /// Makes section and notes from what is known now, and takes up what was kept from an earlier session.
  public synchronized void draftNotes(Progress progress) throws Problem, ForgeException, Cancelled {
    notes.draft(progress);
  }

  /// The work on the texts.
  public NotesWork notes() {
    return notes;
  }

  /// Overrides a gate that does not hold, with a reason that stays in the evidence.
  public synchronized void waive(GateId id, String reason) throws Problem {
    waivers().waive(id, reason, person());
  }

  /// Takes a waiver back.
  public synchronized void withdraw(GateId id) throws Problem {
    waivers().withdraw(id);
  }

  private Waivers waivers() {
    return new Waivers(store, this::workspace, connection.clock());
  }

  /// What publishing would do, call by call; nothing is done.
  public synchronized Publication plan() throws Problem {
    return publishing.plan();
  }

  /// Makes the draft complete and equal to what was verified, and leaves it a draft.
  ///
  /// @throws Problem when a gate blocks, among others
  public synchronized Publication prepare(Progress progress) throws Problem, ForgeException, Cancelled {
    return publishing.prepare(progress);
  }

  /// The same with a mark that a person chose, in place of the one that follows from the version.
  ///
  /// @param prerelease whether it is marked as a pre-release
  public synchronized Publication prepare(boolean prerelease, Progress progress) throws Problem, ForgeException, Cancelled {
    return publishing.prepare(prerelease, progress);
  }

  /// Deletes a draft with its assets.
  ///
  /// The host is asked once more what it is: what was made public meanwhile is not deleted.
  public synchronized void discardDraft(long id, Progress progress) throws Problem, ForgeException, Cancelled {
    publishing.discardDraft(id, progress);
  }

  /// Publishes.
  ///
  /// @param confirmed the tag, typed by the person who publishes
  /// @throws Problem when a gate blocks, when the tag is another one, among others
  public synchronized Publication publish(String confirmed, Progress progress) throws Problem, ForgeException, Cancelled {
    return publishing.publish(confirmed, progress);
  }

  /// Publishes with marks that a person chose, in place of those that follow from the version.
  ///
  /// @param confirmed  the tag, typed by the person who publishes
  /// @param prerelease whether it is marked as a pre-release
  /// @param latest     what happens to the "latest" mark
  /// @throws Problem as the other
  public synchronized Publication publish(String confirmed, boolean prerelease, NewRelease.Latest latest, Progress progress)
      throws Problem, ForgeException, Cancelled {
    return publishing.publish(confirmed, prerelease, latest, progress);
  }

  /// Writes what was checked, by whom, when, with hashes.
  ///
  /// @return the file
  public synchronized java.nio.file.Path saveEvidence() throws Problem {
    return EvidenceFile.write(workspace().evidence(), snapshot(), person());
  }

  /// The folder that keeps the work on this release.
  public Workspace workspace() throws Problem {
    String tag =
        store.facts().subject().tag().orElseThrow(() -> Problem.wrongUse("No tag was chosen, and the commits ask for no release. Name one with --tag."));
    String hostName = connection.forge().host().web().getAuthority();
    return Workspace.of(connection.state(), hostName, connection.repository(), tag);
  }

  private String person() {
    String login = store.facts().subject().account().login();
    return login.isEmpty() ? connection.person() : login;
  }
}
