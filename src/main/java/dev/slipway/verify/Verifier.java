package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Coverage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Verifies files offline: against the manifests among them, and against what a code host says of them.
public final class Verifier {
  private static final int LARGEST_MANIFEST = 16 << 20;

  private final Rules rules;

  public Verifier(Rules rules) {
    this.rules = rules;
  }

  /// Verifies a folder both ways: every listed file must be there, and every file must be listed.
  ///
  /// @throws Problem when the folder cannot be read
  public VerificationReport folder(Path folder, Progress progress) throws Problem, Cancelled {
    progress.phase("listing " + folder);
    SafeFolder safe = SafeFolder.of(folder);
    SafeFolder.Listing listing = safe.list(progress);
    return verify(folder.toString(), new Place.OnDisk(safe), listing.files(), listing.findings(), Map.of(), progress);
  }

  /// Verifies what one manifest lists, and nothing else, as `sha256sum -c` does.
  ///
  /// @throws Problem when the manifest cannot be read
  public VerificationReport manifest(Path manifest, Progress progress) throws Problem, Cancelled {
    Path parent = manifest.toAbsolutePath().getParent();
    Path name = manifest.getFileName();
    if (parent == null || name == null || (Files.exists(manifest) && !Files.isRegularFile(manifest))) {
      throw Problem.wrongUse("%s is no file. Name a checksum manifest.".formatted(manifest));
    }
    Claims coverage = new Claims(new Place.OnDisk(SafeFolder.of(parent)));
    try {
      coverage.add(ChecksumManifest.read(name.toString(), bytes(manifest.toRealPath())));
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(manifest, WholeFile.reason(e)), e);
    }
    Judgement judgement = new Judgement(Coverage.LISTED_ONLY, true, Globs.of(rules.allowUnlisted()), new Proofs(List.of(), rules.trust()));
    return report(manifest.toString(), coverage, judgement, Map.of(), progress);
  }

  /// Verifies files wherever they lie, under the names users download them by: both ways, and
  /// against what the code host says of each.
  ///
  /// @param subject what they are together, such as `v0.4.0`
  public VerificationReport files(String subject, List<ExpectedFile> files, Progress progress)
      throws Problem, Cancelled {
    SequencedMap<String, ExpectedFile> byName = new LinkedHashMap<>();
    SequencedMap<String, Path> paths = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (ExpectedFile file : files) {
      if (byName.putIfAbsent(file.name(), file) != null) {
        findings.add(
            Finding.about(
                file.name(), "duplicate-name", Severity.ERROR, "Two files are called %s.".formatted(file.name()), "Rename one of them."));
      } else {
        paths.put(file.name(), file.path());
      }
    }
    return verify(subject, new Place.Chosen(byName), paths, findings, byName, progress);
  }

  private VerificationReport verify(
      String subject,
      Place place,
      SequencedMap<String, Path> files,
      List<Finding> findings,
      Map<String, ExpectedFile> expected,
      Progress progress)
      throws Problem, Cancelled {
    Claims coverage = new Claims(place);
    coverage.findings().addAll(findings);
    files.keySet().forEach(coverage::file);
    boolean anyManifest = false;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      progress.checkCancelled();
      if (ManifestName.isManifest(file.getKey()) && place.find(file.getKey()) instanceof SafeFolder.Found.File(Path path, _)) {
        anyManifest = true;
        try {
          coverage.add(ChecksumManifest.read(file.getKey(), bytes(path)));
        } catch (IOException e) {
          coverage.findings().add(SafeFolder.refused(file.getKey(), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
        }
      }
    }
    Proofs proofs = new Proofs(proofs(files, place), rules.trust());
    Judgement judgement = new Judgement(Coverage.BOTH_WAYS, anyManifest, Globs.of(rules.allowUnlisted()), proofs);
    return report(subject, coverage, judgement, expected, progress);
  }

  private VerificationReport report(
      String subject,
      Claims coverage,
      Judgement judgement,
      Map<String, ExpectedFile> expected,
      Progress progress)
      throws Cancelled {
    progress.phase("hashing");
    Map<Path, Hashing.Order> orders = new LinkedHashMap<>();
    for (Row row : coverage.rows().values()) {
      if (row.found instanceof SafeFolder.Found.File(Path path, long size)) {
        Hashing.Order order =
            new Hashing.Order(path, size, judgement.wanted(row, Optional.ofNullable(expected.get(row.name))));
        orders.merge(path, order, Hashing.Order::and);
      }
    }
    Map<Path, Hashing.Outcome> outcomes = Hashing.hash(List.copyOf(orders.values()), progress);
    Map<String, ContentsJudge.Answer> contents = lookInside(coverage, judgement, expected, progress);
    List<VerifiedFile> files = new ArrayList<>();
    for (Row row : coverage.rows().values()) {
      Hashing.Outcome outcome =
          row.found instanceof SafeFolder.Found.File(Path path, _) ? outcomes.get(path) : null;
      VerifiedFile.Role role =
          ManifestName.isManifest(row.name)
              ? VerifiedFile.Role.MANIFEST
              : judgement.proofs().isProof(row.name) ? VerifiedFile.Role.PROOF : VerifiedFile.Role.ASSET;
      files.add(judgement.judge(row, role, Optional.ofNullable(expected.get(row.name)), outcome, contents.get(row.name)));
    }
    List<Finding> findings = new ArrayList<>(coverage.findings());
    nothingVouches(subject, files, findings);
    return new VerificationReport(subject, judgement.coverage(), files, findings);
  }

  private static List<ProofFile> proofs(SequencedMap<String, Path> files, Place place) {
    List<ProofFile> proofs = new ArrayList<>();
    for (String name : files.keySet()) {
      if (ProofFile.mayBe(name) && place.find(name) instanceof SafeFolder.Found.File(Path path, _)) {
        try {
          ProofFile.read(name, path).filter(proof -> speaksOf(proof, files)).ifPresent(proofs::add);
        } catch (IOException e) {
          System.getLogger(Verifier.class.getName()).log(System.Logger.Level.DEBUG, name, e);
        }
      }
    }
    return proofs;
  }

  /// A signature by its name speaks of a file beside it; where there is none it is a file like any other.
  private static boolean speaksOf(ProofFile proof, SequencedMap<String, Path> files) {
    return switch (proof) {
      case ProofFile.Bundles _, ProofFile.PublicKey _ -> true;
      case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Unsupported _ ->
          proof.companion().filter(files::containsKey).isPresent();
    };
  }

  /// Archives and programs are looked into only where files are judged for a release; a manifest alone
  /// asks for digests.
  private static Map<String, ContentsJudge.Answer> lookInside(
      Claims coverage, Judgement judgement, Map<String, ExpectedFile> expected, Progress progress)
      throws Cancelled {
    if (judgement.coverage() == Coverage.LISTED_ONLY) {
      return Map.of();
    }
    progress.phase("looking into archives");
    List<Row> rows =
        coverage.rows().values().stream().filter(row -> row.found instanceof SafeFolder.Found.File).toList();
    Map<String, ContentsJudge.Answer> answers = new java.util.concurrent.ConcurrentHashMap<>();
    Crew.run(
        rows.size(),
        progress,
        i -> {
          Row row = rows.get(i);
          if (row.found instanceof SafeFolder.Found.File(Path path, _)) {
            Optional<dev.slipway.target.Target> target =
                Optional.ofNullable(expected.get(row.name)).flatMap(ExpectedFile::target);
            answers.put(row.name, ContentsJudge.judge(row.name, path, target, progress));
          }
        });
    return answers;
  }

  /// A verification that proved nothing must not pass.
  private static void nothingVouches(String subject, List<VerifiedFile> files, List<Finding> findings) {
    boolean proved =
        files.stream()
            .anyMatch(
                file ->
                    List.of(Check.CHECKSUM, Check.API_DIGEST, Check.PROVENANCE, Check.SIGNATURE).stream()
                        .anyMatch(check -> file.cell(check) instanceof Cell.Passed));
    boolean failed = files.stream().anyMatch(file -> !file.holds());
    if (!proved && !failed) {
      findings.add(
          Finding.about(
              subject,
              "nothing-vouches",
              Severity.ERROR,
              "Nothing vouches for any file in %s: no checksum manifest, no digest, no signature.".formatted(subject),
              "Add a checksum manifest such as SHA256SUMS."));
    }
  }

  private static byte[] bytes(Path manifest) throws IOException {
    try (InputStream in = Files.newInputStream(manifest, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes(LARGEST_MANIFEST + 1);
      if (bytes.length > LARGEST_MANIFEST) {
        throw new IOException("it is longer than %d MB, which no manifest is".formatted(LARGEST_MANIFEST >> 20));
      }
      return bytes;
    }
  }
}
