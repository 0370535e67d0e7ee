package dev.slipway.release;

import dev.slipway.archive.Limits;
import dev.slipway.archive.Unpack;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.Deletion;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Artifact;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Downloads;
import dev.slipway.transfer.Outcome;
import dev.slipway.transfer.Retry;
import dev.slipway.transfer.Wanted;
import dev.slipway.verify.DigestCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Brings the files of a release onto this computer: downloads artifacts or the assets of a draft, unpacks what
/// the host zipped, and puts everything side by side, never one file over another.
final class Collector {
  private static final int AT_ONCE = 4;

  private final Forge forge;
  private final HostCalls host;
  private final RepositoryName repository;
  private final Retry retry;
  private final Workspace workspace;
  private final DigestCache digests;

  /// @param digests told the digest of every file as its bytes come, so that verifying does not read them again
  Collector(Forge forge, HostCalls host, RepositoryName repository, Retry retry, Workspace workspace, DigestCache digests) {
    this.forge = forge;
    this.host = host;
    this.repository = repository;
    this.retry = retry;
    this.workspace = workspace;
    this.digests = digests;
  }

  /// The files of a run.
  ///
  /// @param release the public release of the tag, or the draft the run made: its assets are taken as well where the run kept no
  ///     artifact for them, and what the host says of them is held against what the run made
  Files collect(long runId, Optional<Release> release, FileTargets targets, Progress progress)
      throws Problem, ForgeException, Cancelled {
    progress.phase("listing artifacts");
    List<Artifact> artifacts = host.call(progress, () -> forge.artifacts(repository, runId));
    List<Finding> findings = new ArrayList<>();
    artifacts.stream().filter(Artifact::expired).forEach(artifact ->
        findings.add(
            Finding.about(
                artifact.name(), "artifact-expired", Severity.ERROR,
                "The host has deleted the artifact " + artifact.name() + ".", "Run the workflow again.")));
    if (artifacts.isEmpty() && release.isEmpty()) {
      findings.add(
          Finding.about(
              "run " + runId, "no-artifacts", Severity.ERROR, "The run kept no artifacts.",
              "Look at the jobs that should upload them, or run the workflow again."));
    }
    List<Wanted> wanted = new ArrayList<>();
    artifacts.stream().filter(artifact -> !artifact.expired()).forEach(artifact -> wanted.add(new Wanted.OfRun(artifact)));
    SequencedMap<String, Path> found = new LinkedHashMap<>();
    SequencedMap<String, String> from = new LinkedHashMap<>();
    Path downloads = workspace.downloads().resolve("run-" + runId);
    Path unpacked = workspace.files().resolve("run-" + runId);
    Deletion.tree(unpacked);
    for (Outcome outcome : received(wanted, downloads, progress)) {
      place(outcome, unpacked, found, from, findings, progress);
    }
    Map<String, Asset> told = new LinkedHashMap<>();
    if (release.isPresent()) {
      String source = release.get().draft() ? "draft" : "release";
      List<Asset> missing =
          release.get().assets().stream()
              .filter(asset -> asset.state() == Asset.State.UPLOADED)
              .peek(asset -> told.put(asset.name(), asset))
              .filter(asset -> !found.containsKey(asset.name()))
              .toList();
      Path assets = workspace.files().resolve(source + "-" + release.get().id());
      List<Wanted> more = missing.stream().<Wanted>map(Wanted.OfRelease::new).toList();
      for (Outcome.Received asset : received(more, assets, progress)) {
        hashed(asset.file(), asset.sha256());
        found.put(asset.wanted().name(), asset.file());
        from.put(asset.wanted().name(), source);
      }
    }
    return Files.of(held(found, from, told, targets, progress), findings);
  }

  private List<Outcome.Received> received(List<Wanted> wanted, Path folder, Progress progress) throws Problem, Cancelled {
    if (wanted.isEmpty()) {
      return List.of();
    }
    progress.phase("downloading " + wanted.size() + (wanted.size() == 1 ? " file" : " files"));
    List<Outcome.Received> received = new ArrayList<>();
    for (Outcome outcome : new Downloads(forge, AT_ONCE, retry).all(repository, wanted, folder, progress)) {
      switch (outcome) {
        case Outcome.Received one -> received.add(one);
        case Outcome.NotReceived(Wanted _, Problem problem) -> throw problem;
      }
    }
    return received;
  }

  private void hashed(Path file, Digest sha256) {
    digests.written(file, Map.of(Digest.Algorithm.SHA256, sha256));
  }

  private void place(
      Outcome outcome, Path unpacked, SequencedMap<String, Path> found, SequencedMap<String, String> from,
      List<Finding> findings, Progress progress)
      throws Problem, Cancelled {
    if (!(outcome instanceof Outcome.Received received)) {
      return;
    }
    String artifact = received.wanted().name();
    List<Unpack.Unpacked> files =
        switch (received.form()) {
          case ARTIFACT_ZIP -> new Unpack(Limits.standard())
              .into(received.file(), unpacked.resolve(Workspace.safe(artifact)), progress);
          case AS_UPLOADED -> List.of(new Unpack.Unpacked(received.file(), received.sha256()));
        };
    for (Unpack.Unpacked unpackedFile : files) {
      Path file = unpackedFile.path();
      hashed(file, unpackedFile.sha256());
      String name = String.valueOf(file.getFileName());
      Path other = found.putIfAbsent(name, file);
      if (other == null) {
        from.put(name, artifact);
      } else {
        findings.add(
            Finding.about(
                name, "artifact-collision", Severity.ERROR,
                "%s is in the artifacts %s and %s, and only one of them could be published."
                    .formatted(name, from.get(name), artifact),
                "Give the files different names."));
      }
    }
  }

  private static List<HeldFile> held(
      SequencedMap<String, Path> found, Map<String, String> from, Map<String, Asset> told, FileTargets targets, Progress progress)
      throws Problem, Cancelled {
    List<HeldFile> held = new ArrayList<>();
    for (Map.Entry<String, Path> entry : found.entrySet()) {
      progress.checkCancelled();
      String name = entry.getKey();
      try {
        held.add(
            new HeldFile(
                name,
                entry.getValue(),
                java.nio.file.Files.size(entry.getValue()),
                from.getOrDefault(name, "draft"),
                Optional.ofNullable(told.get(name)),
                targets.of(name)));
      } catch (IOException e) {
        throw Problem.outOfReach("%s cannot be read: %s. Download it again.".formatted(entry.getValue(), WholeFile.reason(e)), e);
      }
    }
    held.sort(Comparator.comparing(HeldFile::name));
    return held;
  }
}
