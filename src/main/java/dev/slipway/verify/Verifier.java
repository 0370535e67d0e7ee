package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Verifies files offline: against the manifests among them, and against what a code host says of them.
public final class Verifier {
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

  /// Whether a file of this name lists others or speaks about them, so that it has to be read to verify those.
  public static boolean isListOrProof(String name) {
    return ManifestName.isManifest(name) || ProofFile.mayBe(name);
  }

  /// The same report, with every file against it that nobody whom the rules name signed, attested or listed in what they signed.
  ///
  /// @throws Problem when a glob in the rules cannot be read
  public static VerificationReport askingForSigners(Rules rules, VerificationReport report) throws Problem {
    return new NamedSigner(rules).held(report);
  }

  /// Has the virtual machine get ready to hash, and to verify a bundle where one lies there, in the background; for a process that
  /// was started to verify.
  public static void warmUp(Path subject) {
    Hashing.warmUp();
    BundleProofs.warmUp(subject);
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
    if (ManifestName.isManifest(name)) {
      return manifest(path, progress);
    }
    VerificationReport alone = file(path, progress);
    Optional<OddList> list = alone.file(name).filter(Verifier::nothingSpeaksOf).isPresent() ? OddList.read(name, path) : Optional.empty();
    return list.isPresent() ? listed(path, list.get().reading(), List.of(list.get().note()), progress) : alone;
  }

  private static boolean nothingSpeaksOf(VerifiedFile file) {
    return Stream.of(Check.CHECKSUM, Check.PROVENANCE, Check.SIGNATURE).allMatch(check -> file.cell(check) instanceof Cell.Absent);
  }

  /// Verifies a folder both ways: every listed file must be there, and every file must be listed.
  ///
  /// @throws Problem when the folder cannot be read
  public VerificationReport folder(Path folder, Progress progress) throws Problem, Cancelled {
    progress.phase("listing " + folder);
    SafeFolder safe = SafeFolder.of(folder);
    SafeFolder.Listing listing = safe.list(progress);
    return new NamedSigner(rules)
        .held(verify(folder.toString(), new Place.OnDisk(safe), listing.files(), listing.findings(), Map.of(), AttestationSource.none(), progress));
  }

  /// Verifies what one manifest lists, and nothing else, as `sha256sum -c` does.
  ///
  /// @throws Problem when the manifest cannot be read
  public VerificationReport manifest(Path manifest, Progress progress) throws Problem, Cancelled {
    Path name = manifest.getFileName();
    if (name == null || (Files.exists(manifest) && !Files.isRegularFile(manifest))) {
      throw Problem.wrongUse("%s is no file. Name a checksum manifest.".formatted(manifest));
    }
    try {
      return listed(manifest, new ManifestReader(name.toString()).read(ManifestReader.bytes(manifest.toRealPath())), List.of(), progress);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(manifest, WholeFile.reason(e)), e);
    }
  }

  private VerificationReport listed(Path manifest, ManifestReader.Reading reading, List<Finding> notes, Progress progress)
      throws Problem, Cancelled {
    String name = reading.manifest().name();
    Place place = new Place.OnDisk(SafeFolder.of(folderOf(manifest)));
    Claims coverage = new Claims(place);
    coverage.findings().addAll(notes);
    coverage.add(reading.manifest());
    Proofs proofs = new Proofs(ProofSearch.beside(name, place), wrapper(reading), rules.trust());
    if (proofs.speakOf(name)) {
      coverage.file(name).readAs = Optional.of(reading.digest());
    }
    Judgement judgement = new Judgement(Coverage.LISTED_ONLY, true, Globs.of(rules.allowUnlisted()), proofs);
    return new NamedSigner(rules).held(examination().report(manifest.toString(), coverage, judgement, Map.of(), AttestationSource.none(), progress));
  }

  private static Path folderOf(Path file) throws Problem {
    if (file.toAbsolutePath().getParent() instanceof Path parent) {
      return parent;
    }
    throw Problem.wrongUse("%s is no file.".formatted(file));
  }

  private static Map<String, ManifestReader.Wrapper> wrapper(ManifestReader.Reading reading) {
    return reading.wrapper() instanceof ManifestReader.Wrapper.None ? Map.of() : Map.of(reading.manifest().name(), reading.wrapper());
  }

  /// Verifies one file by what lies beside it: manifests that list it, and signatures of it.
  ///
  /// @throws Problem when the folder cannot be read
  public VerificationReport file(Path file, Progress progress) throws Problem, Cancelled {
    if (!Files.isRegularFile(file)) {
      throw Problem.wrongUse("%s is no file.".formatted(file));
    }
    Path parent = folderOf(file);
    String name = String.valueOf(file.getFileName());
    Place place = new Place.OnDisk(SafeFolder.of(parent));
    SequencedMap<String, Path> near = Neighbours.of(parent, name, place);
    List<ProofFile> proofs = ProofSearch.among(near, place);
    Claims only = new Claims(place);
    Row row = only.file(name);
    Map<String, ManifestReader.Wrapper> wrapped = new HashMap<>();
    boolean listed = false;
    for (Map.Entry<String, Path> other : near.entrySet()) {
      if (!other.getKey().equals(name) && isManifest(other.getKey(), proofs)) {
        try {
          ManifestReader.Reading reading = new ManifestReader(other.getKey()).read(ManifestReader.bytes(other.getValue()));
          wrapped.putAll(wrapper(reading));
          listed |= claimed(reading, place, row, only);
        } catch (IOException e) {
          only.findings().add(SafeFolder.refused(other.getKey(), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
        }
      }
    }
    Judgement judgement =
        new Judgement(Coverage.BOTH_WAYS, listed, Globs.of(rules.allowUnlisted()), new Proofs(proofs, wrapped, rules.trust()));
    return new NamedSigner(rules).held(examination().report(file.toString(), only, judgement, Map.of(), AttestationSource.none(), progress));
  }

  /// Takes what a manifest claims of one file. What is wrong with a manifest that lists it is held against the file, and what is
  /// wrong with one that lists nothing, for that one may have.
  private static boolean claimed(ManifestReader.Reading reading, Place place, Row row, Claims only) {
    ChecksumManifest manifest = reading.manifest();
    Claims all = new Claims(place);
    all.add(manifest);
    Row claimed = all.rows().get(row.name);
    if (claimed != null) {
      row.claims.addAll(claimed.claims);
      row.commands.addAll(claimed.commands);
      row.findings.addAll(claimed.findings);
      only.file(manifest.name()).readAs = Optional.of(reading.digest());
    }
    if (claimed != null || manifest.entries().isEmpty()) {
      only.findings().addAll(manifest.findings());
    }
    return claimed != null;
  }

  private static boolean isManifest(String name, List<ProofFile> proofs) {
    return ManifestName.isManifest(name) && proofs.stream().noneMatch(proof -> proof.name().equals(name));
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
    return reported(subject, files, Set.of(), attestations, progress);
  }

  /// The same, where the bytes of some stay with the code host: what manifests list for them is held against the digests it reports.
  ///
  /// @param unread the names of those
  public VerificationReport reported(
      String subject, List<ExpectedFile> files, Set<String> unread, AttestationSource attestations, Progress progress)
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
    return verify(subject, new Place.Chosen(byName, Set.copyOf(unread)), paths, findings, byName, attestations, progress);
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
    coverage.findings().addAll(twins(files.keySet()));
    files.keySet().forEach(coverage::file);
    boolean anyManifest = false;
    Map<String, ManifestReader.Wrapper> wrapped = new HashMap<>();
    List<ProofFile> proofs = ProofSearch.among(files, place);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      progress.checkCancelled();
      if (isManifest(file.getKey(), proofs) && place.find(file.getKey()) instanceof SafeFolder.Found.File(Path path, _)) {
        anyManifest = true;
        try {
          ManifestReader.Reading reading = new ManifestReader(file.getKey()).read(ManifestReader.bytes(path));
          coverage.add(reading.manifest());
          coverage.file(file.getKey()).readAs = Optional.of(reading.digest());
          wrapped.putAll(wrapper(reading));
        } catch (IOException e) {
          coverage.findings().add(SafeFolder.refused(file.getKey(), "unreadable-file", "cannot be read: " + WholeFile.reason(e)));
        }
      }
    }
    Judgement judgement =
        new Judgement(
            Coverage.BOTH_WAYS, anyManifest, Globs.of(rules.allowUnlisted()), new Proofs(proofs, wrapped, rules.trust()));
    return examination().report(subject, coverage, judgement, expected, attestations, progress);
  }

  /// Names that are one on Windows and macOS, where only one of the files could be kept.
  private static List<Finding> twins(Set<String> names) {
    Map<String, String> folded = new HashMap<>();
    List<Finding> findings = new ArrayList<>();
    for (String name : names) {
      String twin = folded.putIfAbsent(Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), name);
      if (twin != null) {
        findings.add(
            Finding.about(
                name, "colliding-names", Severity.WARNING, "%s and %s are one name on Windows and macOS.".formatted(twin, name),
                "Rename one of them."));
      }
    }
    return findings;
  }

  private Examination examination() {
    return new Examination(rules, cache);
  }
}
