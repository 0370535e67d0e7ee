package dev.slipway.release;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Outcome;
import dev.slipway.transfer.Wanted;
import dev.slipway.verify.AttestationSource;
import dev.slipway.verify.DigestCache;
import dev.slipway.verify.ExpectedFile;
import dev.slipway.verify.ExpectedSigner;
import dev.slipway.verify.Rules;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.Verifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// Verifies what a code host has: the assets of a draft or a public release, or what a run made. Nothing is believed that was
/// known before: the release is read anew, its files are downloaded, and held against their manifests, the host's digests and
/// its attestations.
public final class HostedVerification {
  private static final int AT_ONCE = 4;

  private final Connection connection;
  private final HostCalls host;
  private final DigestCache digests = new DigestCache();

  public HostedVerification(Connection connection) {
    this.connection = connection;
    this.host = new PatientCalls(connection.retry());
  }

  /// How much is read.
  public enum Reading {
    /// Every asset.
    ALL_BYTES,
    /// Checksum manifests and proofs; of all others the digests the host reports.
    DIGESTS_ONLY
  }

  /// Verifies a release, public or a draft.
  ///
  /// @param rules whom to believe besides the workflows of the repository, who was pinned for it, and what need not be listed
  /// @throws Problem when there is no such release, or several drafts of it, among others
  public VerificationReport release(String tag, Reading reading, Rules rules, Progress progress)
      throws Problem, ForgeException, Cancelled {
    Forge forge = connection.forge();
    RepositoryName repository = connection.repository();
    progress.phase("reading the release " + tag);
    Release release = found(tag, progress);
    Optional<String> commit = host.call(progress, () -> forge.tagged(repository, tag));
    Workspace workspace = workspace(tag);
    try (var _ = WorkspaceLock.take(workspace, WorkspaceLock.TURN, progress)) {
      Assets assets = assets(release, reading, workspace.files().resolve("release-" + release.id()), progress);
      Rules held = rules.trusting(trust(rules.trust(), Optional.of(tag), commit));
      VerificationReport report =
          new Verifier(held, digests).reported(tag, assets.files, assets.unread, new HostAttestations(connection, host, progress), progress);
      return with(asked(held, rules, report), assets.findings);
    }
  }

  /// Verifies what a run made.
  ///
  /// @param tag the tag the run should have built, where one is meant
  public VerificationReport run(long id, Optional<String> tag, Rules rules, Progress progress)
      throws Problem, ForgeException, Cancelled {
    String name = "run-" + id;
    Workspace workspace = workspace(name);
    Optional<String> commit =
        tag.isPresent() ? host.call(progress, () -> connection.forge().tagged(connection.repository(), tag.get())) : Optional.empty();
    try (var _ = WorkspaceLock.take(workspace, WorkspaceLock.TURN, progress)) {
      Collector collector =
          new Collector(connection.forge(), host, connection.repository(), connection.retry(), workspace, digests);
      Files files = collector.collect(id, Optional.empty(), new FileTargets(List.of(), List.of()), progress);
      Rules held = rules.trusting(trust(rules.trust(), tag, commit));
      AttestationSource attestations = new HostAttestations(connection, host, progress);
      VerificationReport report =
          new Verifier(held, digests).files(name, files.held().stream().map(FileChecks::expected).toList(), attestations, progress);
      return with(asked(held, rules, report), files.findings());
    }
  }

  private Release found(String tag, Progress progress) throws Problem, ForgeException, Cancelled {
    RepositoryName repository = connection.repository();
    Optional<Release> published = host.call(progress, () -> connection.forge().published(repository, tag));
    if (published.isPresent()) {
      return published.get();
    }
    List<Release> drafts =
        host.call(progress, () -> connection.forge().releases(repository)).stream().filter(release -> release.tag().equals(tag)).toList();
    if (drafts.size() > 1) {
      throw Problem.doesNotHold(
          "%s has %d drafts of %s, and nobody knows which will be published. Nothing was verified; delete all but one."
              .formatted(repository, drafts.size(), tag));
    }
    if (drafts.isEmpty()) {
      throw Problem.outOfReach(
          "%s has no release of %s that can be seen. Nothing was verified; a draft needs a token that may push.".formatted(repository, tag));
    }
    return drafts.getFirst();
  }

  /// The assets of a release as files somebody expects.
  ///
  /// @param unread names of those whose bytes are left on the host
  private record Assets(List<ExpectedFile> files, Set<String> unread, List<Finding> findings) {}

  private Assets assets(Release release, Reading reading, Path folder, Progress progress) throws Problem, Cancelled {
    Map<String, Asset> byName = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (Asset asset : release.assets()) {
      if (byName.putIfAbsent(asset.name(), asset) != null) {
        findings.add(against(asset, "duplicate-name", "The release carries %s twice.", "Delete one of them."));
      }
    }
    Set<String> unread = new TreeSet<>();
    List<Wanted> wanted = new ArrayList<>();
    for (Asset asset : byName.values()) {
      if (asset.state() != Asset.State.UPLOADED) {
        findings.add(against(asset, "upload-incomplete", "The upload of %s to the release never ended.", "Delete it and upload it again."));
      } else if (asset.size() == 0) {
        findings.add(against(asset, "empty-file", "%s has no bytes.", "Build and upload it again."));
        wanted.add(new Wanted.OfRelease(asset));
      } else if (reading == Reading.DIGESTS_ONLY && !Verifier.isListOrProof(asset.name())) {
        unread.add(asset.name());
      } else {
        wanted.add(new Wanted.OfRelease(asset));
      }
    }
    Map<String, Path> paths = received(wanted, folder, findings, progress);
    List<ExpectedFile> files =
        byName.values().stream()
            .map(asset -> new ExpectedFile(
                paths.getOrDefault(asset.name(), folder.resolve(".not-received").resolve(Workspace.safe(asset.name()))),
                asset.name(), asset.digest(), OptionalLong.of(asset.size()), Optional.empty(), Optional.of(asset.updated())))
            .toList();
    return new Assets(files, unread, findings);
  }

  /// Bytes that are not those the host told of are a finding; bytes that do not come at all end the verification.
  private Map<String, Path> received(List<Wanted> wanted, Path folder, List<Finding> findings, Progress progress)
      throws Problem, Cancelled {
    Map<String, Path> paths = new LinkedHashMap<>();
    if (wanted.isEmpty()) {
      return paths;
    }
    progress.phase("downloading " + wanted.size() + (wanted.size() == 1 ? " file" : " files"));
    for (Outcome outcome :
        new Downloads(connection.forge(), AT_ONCE, connection.retry()).all(connection.repository(), wanted, folder, progress)) {
      switch (outcome) {
        case Outcome.Received one -> {
          digests.written(one.file(), Map.of(dev.slipway.fact.Digest.Algorithm.SHA256, one.sha256()));
          paths.put(one.wanted().name(), one.file());
        }
        case Outcome.NotReceived(Wanted one, Problem problem) -> {
          if (problem.kind() != Problem.Kind.DOES_NOT_HOLD) {
            throw problem;
          }
          findings.add(Finding.about(one.name(), "not-what-the-host-says", Severity.ERROR, problem.sentence(), "Upload it again."));
        }
      }
    }
    return paths;
  }

  private static Finding against(Asset asset, String rule, String sentence, String fix) {
    return Finding.about(asset.name(), rule, Severity.ERROR, sentence.formatted(asset.name()), fix);
  }

  /// The address of the repository, by which signers are pinned.
  public static String address(Host host, RepositoryName repository) {
    return "%s/%s".formatted(host.web().toString().replaceFirst("/+$", ""), repository);
  }

  /// The workflows of the repository, for the tag and its commit.
  private Trust trust(Trust given, Optional<String> tag, Optional<String> commit) {
    ExpectedSigner signer = ExpectedSigner.of(address(connection.forge().host(), connection.repository()));
    return connection.trust().with(given).pinned(given.pin()).inSigner(
        signer.in(given.signer().workflow()).at(tag, commit).named(given.signer().identity(), given.signer().issuer()));
  }

  /// Where somebody was named or pinned, their word is needed: whoever replaced the files would have taken it away.
  private static VerificationReport asked(Rules held, Rules given, VerificationReport report) throws Problem {
    Trust trust = given.trust();
    boolean named = trust.signer().identity().isPresent() || trust.signer().workflow().isPresent() || !trust.keys().isEmpty();
    return named || trust.pin().isPresent() ? Verifier.askingForSigners(held, report) : report;
  }

  private static VerificationReport with(VerificationReport report, List<Finding> more) {
    List<Finding> findings = new ArrayList<>(report.findings());
    findings.addAll(more);
    return new VerificationReport(report.subject(), report.coverage(), report.files(), findings);
  }

  private Workspace workspace(String name) {
    return Workspace.of(connection.state(), connection.forge().host().web().getAuthority(), connection.repository(), name);
  }
}
