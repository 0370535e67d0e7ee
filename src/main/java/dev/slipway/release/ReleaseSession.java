package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Forge.RunQuery;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.gate.Waiver;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.release.notes.ChangelogRules;
import dev.slipway.release.notes.NotesFolder;
import dev.slipway.release.notes.NotesWork;
import dev.slipway.release.notes.RangeReader;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.run.RunFollower;
import dev.slipway.release.run.RunState;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.TargetPlan;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.DigestCache;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import dev.slipway.workflow.WorkflowFile;
import java.util.ArrayList;
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
  private final DigestCache digests = new DigestCache();
  private final HostCalls host;
  private final RunFollower follower;
  private final SnapshotStore store;
  private final NotesWork notes;
  private final Publishing publishing;
  private volatile Trust believed = Trust.shipped();
  private List<WorkflowFile> workflows = List.of();

  /// @param listener told each new snapshot
  public ReleaseSession(Connection connection, Consumer<ReleaseSnapshot> listener) {
    this.connection = connection;
    host = new PatientCalls(connection.retry());
    follower =
        new RunFollower(connection.forge(), host, connection.repository(), connection.rhythm(), connection.clock());
    store = new SnapshotStore(connection, listener);
    notes =
        new NotesWork(
            connection, host, store::facts, this::workspace, store::notes,
            releases -> store.subject(subject -> SnapshotStore.withReleases(subject, releases)));
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
    Forge forge = connection.forge();
    RepositoryName name = connection.repository();
    progress.phase("opening " + name);
    Repository repository = host.call(progress, () -> forge.repository(name));
    if (!repository.name().toString().equalsIgnoreCase(name.toString())) {
      throw Problem.wrongUse("%s is %s now. Nothing was done; open it by that name.".formatted(name, repository.name()));
    }
    Map<String, String> tags = new java.util.HashMap<>();
    host.call(progress, () -> forge.tags(name)).forEach(its -> tags.put(its.name(), its.sha()));
    List<Release> releases = host.call(progress, () -> forge.releases(name));
    String built = ref.or(() -> tag.filter(tags::containsKey)).orElse(repository.defaultBranch());
    Commit head =
        host.call(progress, () -> forge.commit(name, built))
            .orElseThrow(() -> Problem.wrongUse("%s has no branch, tag or commit %s. Name one that it has.".formatted(name, built)));
    PipelineReader reader = new PipelineReader(forge, host, name);
    PolicyFile policy = reader.policy(head.sha(), progress);
    workflows = reader.workflows(head.sha(), progress);
    Notes.Range range =
        new RangeReader(forge, host, name)
            .read(built, tag, keptRange(tag), ChangelogRules.of(policy.policy()), progress);
    Optional<String> chosen = tag.or(range::nextTag);
    Subject subject =
        new Subject(
            new Place.OnHost(forge.host(), name), Optional.of(repository), host.call(progress, forge::account), chosen, built,
            Optional.of(head), chosen.map(tags::get), releases, host.call(progress, () -> forge.immutableReleases(name)), policy);
    Known<TargetPlan> plan = reader.plan(workflows, chosen.orElse("v0.0.0"), subject.previous());
    List<WorkflowRun> recent = host.call(progress, () -> forge.runs(name, RunQuery.newest(30))).runs();
    Pipeline pipeline =
        new Pipeline(
            plan, reader.tools(head.sha(), progress), PipelineReader.audit(plan, policy, subject.previous()), recent, Optional.empty(),
            LegMatcher.match(releasing(plan, policy.policy()), Optional.empty()));
    store.begin(subject, pipeline, Notes.read(Known.of(range, new Source.FromApi("compare"))));
    notes.begin(range);
  }

  /// The file name of the workflow that makes releases.
  public String releaseWorkflow() throws Problem {
    Facts facts = store.facts();
    Optional<String> stated = facts.subject().policy().policy().workflow();
    return stated
        .or(() -> facts.pipeline().targets().value().flatMap(TargetPlan::release).map(workflow -> workflow.workflow().fileName()))
        .orElseThrow(() -> Problem.wrongUse("No workflow of %s builds for a target. Name one under workflow: in .slipway.yml.".formatted(connection.repository())));
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
    String workflow = releaseWorkflow();
    WorkflowRun run = follower.dispatch(workflow, store.facts().subject().ref(), inputs, progress);
    watch(run.id(), progress);
  }

  /// Follows a run to its end and takes it as the one this release is made from.
  public synchronized void watch(long runId, Progress progress) throws ForgeException, Cancelled {
    watch(runId, 1, progress);
  }

  /// The same for an attempt that was asked for a moment ago.
  ///
  /// @param attempt the attempt, from 1
  public synchronized void watch(long runId, int attempt, Progress progress) throws ForgeException, Cancelled {
    follower.follow(runId, attempt, progress, this::seen);
  }

  /// Takes the newest run that built this release's commit or tag, where there is one. What was published from here is held
  /// against the run it was made of: its tag may have started another, which builds other bytes.
  public synchronized boolean adoptRun(Progress progress) throws Problem, ForgeException, Cancelled {
    Facts facts = store.facts();
    Optional<Long> made = facts.subject().tag().isPresent() ? publishing.madeOf() : Optional.empty();
    if (made.isPresent() && adopted(made.get(), progress)) {
      return true;
    }
    String workflow = releaseWorkflow();
    Optional<String> head = facts.subject().head().map(Commit::sha);
    Optional<WorkflowRun> run =
        host.call(progress, () -> connection.forge().runs(connection.repository(), RunQuery.newest(50).of(workflow))).runs().stream()
            .filter(its -> head.equals(Optional.of(its.headSha())) && !its.ofPullRequest())
            .findFirst();
    if (run.isPresent()) {
      seen(follower.look(run.get().id(), progress));
    }
    return run.isPresent();
  }

  /// Takes one run, unless the host has deleted it.
  private boolean adopted(long runId, Progress progress) throws ForgeException, Cancelled {
    try {
      seen(follower.look(runId, progress));
      return true;
    } catch (ForgeException e) {
      if (e.kind() == ForgeException.Kind.NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  /// What was downloaded was built by one attempt of one run, and is given up where another one takes its place.
  private void seen(RunState state) {
    boolean another = store.facts().pipeline().run()
        .filter(before -> before.run().id() != state.run().id() || before.run().attempt() != state.run().attempt())
        .isPresent();
    if (another) {
      store.files(_ -> Files.none());
    }
    store.pipeline(pipeline -> {
      List<WorkflowRun> recent = new ArrayList<>(pipeline.recent());
      recent.removeIf(run -> run.id() == state.run().id());
      recent.addFirst(state.run());
      return new Pipeline(
          pipeline.targets(), pipeline.tools(), pipeline.audit(), recent, Optional.of(state),
          LegMatcher.match(releasing(pipeline.targets(), store.facts().subject().policy().policy()), Optional.of(state)));
    });
  }

  /// Downloads and unpacks everything the run made.
  public synchronized void download(Progress progress) throws Problem, ForgeException, Cancelled {
    Facts facts = store.facts();
    RunState run =
        facts.pipeline().run().orElseThrow(() -> Problem.wrongUse("There is no run to download from. Start the workflow first."));
    List<Release> releases = host.call(progress, () -> connection.forge().releases(connection.repository()));
    store.subject(subject -> SnapshotStore.withReleases(subject, releases));
    Subject subject = store.facts().subject();
    FileTargets targets =
        new FileTargets(facts.pipeline().legs().stream().map(LegState::leg).toList(), subject.policy().policy().targets());
    Collector collector =
        new Collector(connection.forge(), host, connection.repository(), connection.retry(), workspace(), digests);
    try (var _ = WorkspaceLock.take(workspace(), WorkspaceLock.TURN, progress)) {
      Files files;
      try {
        files = collector.collect(run.run().id(), subject.published().or(subject::draft), targets, progress);
      } catch (Problem | ForgeException e) {
        sameAttempt(run, progress); // another attempt takes the artifacts away, which is why they are not found
        throw e;
      }
      sameAttempt(run, progress);
      store.files(_ -> files);
    }
  }

  /// Artifacts belong to the run and not to its attempt: while another attempt is built they may be of both.
  private void sameAttempt(RunState before, Progress progress) throws Problem, ForgeException, Cancelled {
    RunState now = follower.look(before.run().id(), progress);
    if (now.run().attempt() != before.run().attempt()) {
      seen(now);
      throw Problem.doesNotHold(
          "%s #%d was run again while its artifacts were downloaded, so they may be of two attempts. Nothing was taken; follow the run to its end and download again."
              .formatted(now.run().name(), now.run().number()));
    }
  }

  /// Believes trust roots and public keys that somebody gave, until the session ends; files that were verified are to be verified again.
  public void believe(Trust more) {
    believed = more;
  }

  /// Asks what the release has on the host now, so that files are held against that and not against what was there when they were
  /// downloaded. Where the host cannot be reached, what was known stays.
  public synchronized void readAssets(Progress progress) throws Problem, ForgeException, Cancelled {
    try {
      List<Release> releases = host.call(progress, () -> connection.forge().releases(connection.repository()));
      store.subject(subject -> SnapshotStore.withReleases(subject, releases));
    } catch (ForgeException e) {
      if (e.kind() != ForgeException.Kind.UNREACHABLE && e.kind() != ForgeException.Kind.ABSENT) {
        throw e;
      }
    }
    Subject subject = store.facts().subject();
    store.files(files -> files.told(subject.published().or(subject::draft).map(Release::assets).orElse(List.of())));
  }

  /// Verifies what was downloaded.
  public synchronized void verify(Progress progress) throws Problem, Cancelled {
    Facts facts = store.facts();
    HostAttestations attestations = new HostAttestations(connection, host, progress);
    VerificationReport report = FileChecks.verify(facts, attestations, attestations.trust(facts, believed), digests, progress);
    store.files(files -> files.verified(Known.of(report, new Source.Measured("hashed and read here"))));
    notes.refresh();
  }

  /// Measures what was downloaded against the budgets.
  public synchronized void measure(Progress progress) throws Problem, Cancelled {
    var report = FileChecks.measure(store.facts(), progress);
    store.files(files -> files.measured(Known.of(report, new Source.Measured("measured here"))));
    notes.refresh();
  }

  /// Brings the files of the last release onto this computer and looks at the ones before, so that sizes can be
  /// compared. What does not come is unknown, with the reason: nothing of the release depends on it.
  public synchronized void compareSizes(Progress progress) throws Problem, Cancelled {
    var collector = new EarlierCollector(connection, host);
    var earlier = collector.collect(store.facts(), progress);
    store.files(files -> files.compared(earlier));
  }

  /// Downloads the files of earlier releases that were never measured here, tells how large the binaries in them are, and
  /// keeps no more of them than that.
  public synchronized void measureEarlier(Progress progress) throws Problem, Cancelled {
    new EarlierCollector(connection, host).measure(store.facts(), progress);
    compareSizes(progress);
  }

  /// Makes section and notes from what is known now, and takes up what was kept from an earlier session.
  public synchronized void draftNotes(Progress progress) throws Problem, ForgeException, Cancelled {
    notes.draft(progress);
  }

  /// The work on the texts.
  public NotesWork notes() {
    return notes;
  }

  /// Where the range begins, when a person chose that in an earlier session.
  private Optional<String> keptRange(Optional<String> tag) throws Problem {
    if (tag.isEmpty()) {
      return Optional.empty();
    }
    Workspace kept =
        Workspace.of(connection.state(), connection.forge().host().web().getAuthority(), connection.repository(), tag.get());
    return new NotesFolder(kept.notes(), connection.clock()).keptRange();
  }

  /// Overrides a gate that does not hold, with a reason that stays in the evidence.
  public synchronized void waive(GateId id, String reason) throws Problem {
    Gate gate = snapshot().board().gate(id).orElseThrow();
    if (reason.isBlank()) {
      throw Problem.wrongUse("A waiver of \"%s\" needs a reason. Say why it may be published all the same.".formatted(gate.id().title()));
    }
    List<Waiver> waivers = new ArrayList<>(store.facts().waivers());
    waivers.removeIf(waiver -> waiver.gate() == id);
    waivers.add(new Waiver(id, reason.strip(), person(), connection.clock().instant(), gate.measured() + "; " + gate.detail()));
    WaiverFile.write(workspace().waivers(), waivers);
    store.waivers(waivers);
  }

  /// Takes a waiver back.
  public synchronized void withdraw(GateId id) throws Problem {
    List<Waiver> waivers = new ArrayList<>(store.facts().waivers());
    waivers.removeIf(waiver -> waiver.gate() == id);
    WaiverFile.write(workspace().waivers(), waivers);
    store.waivers(waivers);
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

  /// The workflow that makes releases: the one the policy names, else the one that builds most of them.
  private static Optional<PlannedWorkflow> releasing(Known<TargetPlan> plan, ReleasePolicy policy) {
    return plan.value().flatMap(its -> policy.workflow().flatMap(its::workflow).or(its::release));
  }
}
