package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.binary.BinaryReader;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Verifies files offline: against the manifests among them, and against what a code host says of them.
public final class Verifier {
  private static final int LARGEST_MANIFEST = 16 << 20;

  private final Rules rules;
  private final DigestCache cache;

  /// Reads every file.
  public Verifier(Rules rules) {
    this(rules, new DigestCache());
  }

  /// Reads what changed since this session read it.
  public Verifier(Rules rules, DigestCache cache) {
    this.rules = rules;
    this.cache = cache;
  }

  /// Has the virtual machine get ready to hash, in the background; for a process that was started to verify.
  public static void warmUp() {
    Hashing.warmUp();
  }

  /// Verifies whatever it is: a folder both ways, what a manifest lists, or one file by what lies beside it. A signature
  /// stands for the file it is about.
  public VerificationReport any(Path path, Progress progress) throws Problem, Cancelled {
    if (!Files.isRegularFile(path)) {
      return Files.isDirectory(path) ? folder(path, progress) : manifest(path, progress);
    }
    String name = String.valueOf(path.getFileName());
    Optional<Path> about = ProofFile.companion(name).map(path::resolveSibling).filter(Files::isRegularFile);
    if (about.isPresent()) {
      return any(about.get(), progress);
    }
    return ManifestName.isManifest(name) || listsSomething(name, path) ? manifest(path, progress) : file(path, progress);
  }

  /// A list by a name no list has is told by its content; a text that lists nothing is a file like any other.
  private static boolean listsSomething(String name, Path path) throws Problem {
    if (ArchiveReader.recognise(path).isPresent() || looksLikeProgram(path)) {
      return false;
    }
    try {
      return Files.size(path) <= LARGEST_MANIFEST && !new ManifestReader(name).read(bytes(path.toRealPath())).manifest().entries().isEmpty();
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }

  private static boolean looksLikeProgram(Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      return BinaryReader.looksLikeBinary(in.readNBytes(8));
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }

  /// Verifies a folder both ways: every listed file must be there, and every file must be listed.
  ///
  /// @throws Problem when the folder cannot be read
  public VerificationReport folder(Path folder, Progress progress) throws Problem, Cancelled {
    progress.phase("listing " + folder);
    SafeFolder safe = SafeFolder.of(folder);
    SafeFolder.Listing listing = safe.list(progress);
    return verify(folder.toString(), new Place.OnDisk(safe), listing.files(), listing.findings(), Map.of(), AttestationSource.none(), progress);
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
    Place place = new Place.OnDisk(SafeFolder.of(parent));
    Claims coverage = new Claims(place);
    Map<String, ManifestReader.Wrapper> wrapped = new HashMap<>();
    try {
      add(name.toString(), manifest.toRealPath(), coverage, wrapped);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(manifest, WholeFile.reason(e)), e);
    }
    Proofs proofs = new Proofs(beside(name.toString(), place), wrapped, rules.trust());
    if (proofs.speakOf(name.toString())) {
      coverage.file(name.toString());
    }
    Judgement judgement = new Judgement(Coverage.LISTED_ONLY, true, Globs.of(rules.allowUnlisted()), proofs);
    return report(manifest.toString(), coverage, judgement, Map.of(), AttestationSource.none(), progress);
  }

  /// The proofs about one file that lie beside it.
  private static List<ProofFile> beside(String name, Place place) {
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    for (String ending : ProofFile.ENDINGS) {
      if (place.find(name + ending) instanceof SafeFolder.Found.File(Path path, _)) {
        files.put(name + ending, path);
      }
    }
    if (files.isEmpty()) {
      return List.of();
    }
    files.put(name, files.firstEntry().getValue());
    return proofs(files, place);
  }

  /// Verifies one file by what lies beside it: manifests that list it, and signatures of it.
  ///
  /// @throws Problem when the folder cannot be read
  public VerificationReport file(Path file, Progress progress) throws Problem, Cancelled {
    Path parent = file.toAbsolutePath().getParent();
    Path last = file.getFileName();
    if (parent == null || last == null || !Files.isRegularFile(file)) {
      throw Problem.wrongUse("%s is no file.".formatted(file));
    }
    String name = last.toString();
    Place place = new Place.OnDisk(SafeFolder.of(parent));
    SequencedMap<String, Path> near = Neighbours.of(parent, name, place);
    Claims all = new Claims(place);
    Claims only = new Claims(place);
    Row row = only.file(name);
    List<ProofFile> proofs = proofs(near, place);
    Map<String, ManifestReader.Wrapper> wrapped = new HashMap<>();
    for (Map.Entry<String, Path> other : near.entrySet()) {
      boolean proof = proofs.stream().anyMatch(known -> known.name().equals(other.getKey()));
      if (!proof && !other.getKey().equals(name) && ManifestName.isManifest(other.getKey())) {
        try {
          add(other.getKey(), other.getValue(), all, wrapped);
        } catch (IOException e) {
          only.findings().add(SafeFolder.refused(other.getKey(), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
        }
      }
    }
    Row listed = all.rows().get(name);
    if (listed != null) {
      row.claims.addAll(listed.claims);
      row.findings.addAll(listed.findings);
      listed.claims.forEach(claim -> only.file(claim.at().file()));
    }
    Judgement judgement =
        new Judgement(Coverage.BOTH_WAYS, listed != null, Globs.of(rules.allowUnlisted()), new Proofs(proofs, wrapped, rules.trust()));
    return report(file.toString(), only, judgement, Map.of(), AttestationSource.none(), progress);
  }

  /// Verifies files wherever they lie, without asking the code host for attestations.
  public VerificationReport files(String subject, List<ExpectedFile> files, Progress progress) throws Problem, Cancelled {
    return files(subject, files, AttestationSource.none(), progress);
  }

  /// Verifies files wherever they lie, under the names users download them by: both ways, and
  /// against what the code host says of each.
  ///
  /// @param subject      what they are together, such as `v0.4.0`
  /// @param attestations who is asked for attestations about each of them
  public VerificationReport files(String subject, List<ExpectedFile> files, AttestationSource attestations, Progress progress)
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
    return verify(subject, new Place.Chosen(byName), paths, findings, byName, attestations, progress);
  }

  private VerificationReport verify(
      String subject,
      Place place,
      SequencedMap<String, Path> files,
      List<Finding> findings,
      Map<String, ExpectedFile> expected,
      AttestationSource attestations,
      Progress progress)
      throws Problem, Cancelled {
    Claims coverage = new Claims(place);
    coverage.findings().addAll(findings);
    files.keySet().forEach(coverage::file);
    boolean anyManifest = false;
    Map<String, ManifestReader.Wrapper> wrapped = new HashMap<>();
    List<ProofFile> proofs = new ArrayList<>(proofs(files, place));
    for (Map.Entry<String, Path> file : files.entrySet()) {
      progress.checkCancelled();
      boolean proof = proofs.stream().anyMatch(known -> known.name().equals(file.getKey()));
      if (!proof && ManifestName.isManifest(file.getKey()) && place.find(file.getKey()) instanceof SafeFolder.Found.File(Path path, _)) {
        anyManifest = true;
        try {
          add(file.getKey(), path, coverage, wrapped);
        } catch (IOException e) {
          coverage.findings().add(SafeFolder.refused(file.getKey(), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
        }
      }
    }
    Judgement judgement =
        new Judgement(
            Coverage.BOTH_WAYS, anyManifest, Globs.of(rules.allowUnlisted()), new Proofs(proofs, wrapped, rules.trust()));
    return report(subject, coverage, judgement, expected, attestations, progress);
  }

  private static void add(String name, Path path, Claims coverage, Map<String, ManifestReader.Wrapper> wrapped) throws IOException {
    ManifestReader.Reading reading = new ManifestReader(name).read(bytes(path));
    coverage.add(reading.manifest());
    if (!(reading.wrapper() instanceof ManifestReader.Wrapper.None)) {
      wrapped.put(name, reading.wrapper());
    }
  }

  private VerificationReport report(
      String subject,
      Claims coverage,
      Judgement before,
      Map<String, ExpectedFile> expected,
      AttestationSource attestations,
      Progress progress)
      throws Cancelled {
    progress.phase("hashing");
    Map<Path, Hashing.Order> orders = new LinkedHashMap<>();
    for (Row row : coverage.rows().values()) {
      if (row.found instanceof SafeFolder.Found.File(Path path, long size)) {
        Hashing.Order order =
            new Hashing.Order(path, size, before.wanted(row, Optional.ofNullable(expected.get(row.name))));
        orders.merge(path, order, Hashing.Order::and);
      }
    }
    Map<Path, Hashing.Outcome> outcomes = Hashing.hash(List.copyOf(orders.values()), cache, progress);
    Judgement judgement = before.with(FetchedAttestations.ask(attestations, coverage, outcomes, progress));
    Map<String, ContentsJudge.Answer> contents = lookInside(coverage, judgement, expected, progress);
    Suspects suspects = suspects(coverage, outcomes, expected, progress);
    List<VerifiedFile> files = new ArrayList<>();
    for (Row row : coverage.rows().values()) {
      Hashing.Outcome outcome =
          row.found instanceof SafeFolder.Found.File(Path path, _) ? outcomes.get(path) : null;
      VerifiedFile.Role role =
          judgement.proofs().isProof(row.name)
              ? VerifiedFile.Role.PROOF
              : ManifestName.isManifest(row.name) ? VerifiedFile.Role.MANIFEST : VerifiedFile.Role.ASSET;
      files.add(
          judgement.judge(row, role, Optional.ofNullable(expected.get(row.name)), outcome, contents.get(row.name), suspects));
    }
    return new Vouching(judgement, coverage.rows()).report(subject, files, coverage.findings());
  }

  private static Suspects suspects(
      Claims coverage, Map<Path, Hashing.Outcome> outcomes, Map<String, ExpectedFile> expected, Progress progress) {
    Suspects suspects = new Suspects(progress);
    for (Row row : coverage.rows().values()) {
      if (row.found instanceof SafeFolder.Found.File(Path path, _) && outcomes.get(path) instanceof Hashing.Outcome.Hashed hashed) {
        suspects.hashed(row.name, hashed.digests().values());
      }
    }
    expected.forEach((name, file) -> file.uploaded().ifPresent(when -> suspects.uploaded(name, when)));
    return suspects;
  }

  private static List<ProofFile> proofs(SequencedMap<String, Path> files, Place place) {
    List<ProofFile> proofs = new ArrayList<>();
    for (String name : files.keySet()) {
      if (ProofFile.mayBe(name) && place.find(name) instanceof SafeFolder.Found.File(Path path, _)) {
        try {
          ProofReader.read(name, path).filter(proof -> speaksOf(proof, files)).ifPresent(proofs::add);
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
      case ProofFile.Bundles _, ProofFile.PublicKey _, ProofFile.Certificate _ -> true;
      case ProofFile.OfMinisign _, ProofFile.OfOpenPgp _, ProofFile.Bare _, ProofFile.Unsupported _, ProofFile.Damaged _ ->
          proof.companion().filter(files::containsKey).isPresent();
    };
  }

  /// Archives and programs are looked into only where files are judged for a release; a manifest alone
  /// asks for digests.
  private Map<String, ContentsJudge.Answer> lookInside(
      Claims coverage, Judgement judgement, Map<String, ExpectedFile> expected, Progress progress)
      throws Cancelled {
    if (judgement.coverage() == Coverage.LISTED_ONLY) {
      return Map.of();
    }
    progress.phase("looking into archives");
    List<Row> rows =
        coverage.rows().values().stream().filter(row -> row.found instanceof SafeFolder.Found.File).toList();
    Map<String, ContentsJudge.Answer> answers = new java.util.concurrent.ConcurrentHashMap<>();
    ContentsJudge judge = new ContentsJudge(rules.requirements());
    Crew.run(
        rows.size(),
        progress,
        i -> {
          Row row = rows.get(i);
          if (row.found instanceof SafeFolder.Found.File(Path path, _)) {
            Optional<dev.slipway.target.Target> target =
                Optional.ofNullable(expected.get(row.name)).flatMap(ExpectedFile::target);
            answers.put(row.name, judge.judge(row.name, path, target, progress));
          }
        });
    return answers;
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
