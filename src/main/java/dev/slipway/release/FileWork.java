package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.notes.NotesWork;
import dev.slipway.release.run.RunState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.DigestCache;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import java.util.List;

/// The files of a release: brought here, verified, measured, compared with those before. The session sees to it that one step
/// runs at a time.
final class FileWork {
  private final Connection connection;
  private final HostCalls host;
  private final SnapshotStore store;
  private final RunWork runs;
  private final NotesWork notes;
  private final WorkspaceFolder workspace;
  private final DigestCache digests = new DigestCache();
  private volatile Trust believed = Trust.shipped();

  FileWork(Connection connection, HostCalls host, SnapshotStore store, RunWork runs, NotesWork notes, WorkspaceFolder workspace) {
    this.connection = connection;
    this.host = host;
    this.store = store;
    this.runs = runs;
    this.notes = notes;
    this.workspace = workspace;
  }

  /// Downloads and unpacks everything the run made.
  void download(Progress progress) throws Problem, ForgeException, Cancelled {
    Facts facts = store.facts();
    RunState run =
        facts.pipeline().run().orElseThrow(() -> Problem.wrongUse("There is no run to download from. Start the workflow first."));
    readReleases(progress);
    Subject subject = store.facts().subject();
    FileTargets targets =
        new FileTargets(facts.pipeline().legs().stream().map(LegState::leg).toList(), subject.policy().policy().targets());
    Collector collector =
        new Collector(connection.forge(), host, connection.repository(), connection.retry(), workspace.get(), digests);
    try (var _ = WorkspaceLock.take(workspace.get(), WorkspaceLock.TURN, progress)) {
      Files files;
      try {
        files = collector.collect(run.run().id(), subject.published().or(subject::draft), targets, progress);
      } catch (Problem | ForgeException e) {
        runs.sameAttempt(run, progress); // another attempt takes the artifacts away, which is why they are not found
        throw e;
      }
      runs.sameAttempt(run, progress);
      store.files(_ -> files);
    }
  }

  /// Believes trust roots and public keys that somebody gave, until the session ends; files that were verified are to be verified again.
  void believe(Trust more) {
    believed = more;
  }

  /// Verifies what was downloaded.
  void verify(Progress progress) throws Problem, Cancelled {
    Facts facts = store.facts();
    HostAttestations attestations = new HostAttestations(connection, host, progress);
    VerificationReport report = FileChecks.verify(facts, attestations, attestations.trust(facts, believed), digests, progress);
    store.files(files -> files.verified(Known.of(report, new Source.Measured("hashed and read here"))));
    notes.refresh();
  }

  /// Asks what the release has on the host now, and verifies the files against that. Where the host cannot be reached they are
  /// verified against what it had when it was asked last.
  ///
  /// @throws ForgeException when the host cannot be reached, once the files are verified; at once when it refuses
  void verifyAgain(Progress progress) throws Problem, ForgeException, Cancelled {
    try {
      readReleases(progress);
    } catch (ForgeException e) {
      if (e.kind() != ForgeException.Kind.UNREACHABLE && e.kind() != ForgeException.Kind.ABSENT) {
        throw e;
      }
      holdAgainstRelease();
      verify(progress);
      String told = "The files were verified against what %s had when it was asked last. %s".formatted(connection.repository(), e.sentence());
      throw new ForgeException(e.kind(), e.status(), told, e.retryAt(), e);
    }
    holdAgainstRelease();
    verify(progress);
  }

  private void holdAgainstRelease() {
    Subject subject = store.facts().subject();
    store.files(files -> files.told(subject.published().or(subject::draft).map(Release::assets).orElse(List.of())));
  }

  private void readReleases(Progress progress) throws ForgeException, Cancelled {
    List<Release> releases = host.call(progress, () -> connection.forge().releases(connection.repository()));
    store.subject(subject -> SnapshotStore.withReleases(subject, releases));
  }

  /// Measures what was downloaded against the budgets.
  void measure(Progress progress) throws Problem, Cancelled {
    var report = FileChecks.measure(store.facts(), progress);
    store.files(files -> files.measured(Known.of(report, new Source.Measured("measured here"))));
    notes.refresh();
  }

  /// Brings the files of the last release onto this computer and looks at the ones before, so that sizes can be
  /// compared. What does not come is unknown, with the reason: nothing of the release depends on it.
  void compareSizes(Progress progress) throws Problem, Cancelled {
    var collector = new EarlierCollector(connection, host);
    var earlier = collector.collect(store.facts(), progress);
    store.files(files -> files.compared(earlier));
  }

  /// Downloads the files of earlier releases that were never measured here, tells how large the binaries in them are, and
  /// keeps no more of them than that.
  void measureEarlier(Progress progress) throws Problem, Cancelled {
    new EarlierCollector(connection, host).measure(store.facts(), progress);
    compareSizes(progress);
  }
}
