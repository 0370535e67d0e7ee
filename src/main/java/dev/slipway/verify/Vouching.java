package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.verify.VerificationReport.Coverage;
import dev.slipway.verify.VerifiedFile.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// Looks at the answers together: a signed manifest speaks for the files it lists, and a file nothing speaks for must not
/// pass because others did.
final class Vouching {
  private static final List<Check> VOUCHING = List.of(Check.CHECKSUM, Check.API_DIGEST, Check.PROVENANCE, Check.SIGNATURE);

  private final Judgement judgement;
  private final SequencedMap<String, Row> rows;

  Vouching(Judgement judgement, SequencedMap<String, Row> rows) {
    this.judgement = judgement;
    this.rows = rows;
  }

  VerificationReport report(String subject, List<VerifiedFile> judged, List<Finding> found) {
    Map<String, VerifiedFile> byName = new HashMap<>();
    judged.forEach(file -> byName.put(file.name(), file));
    List<VerifiedFile> files = new ArrayList<>(judged.stream().map(file -> covered(named(file, byName), byName)).toList());
    List<Finding> findings = new ArrayList<>(found);
    boolean anyProved = files.stream().anyMatch(Vouching::proved);
    boolean anyFailed = files.stream().anyMatch(file -> !file.holds());
    if (!anyProved && !anyFailed) {
      findings.add(
          Finding.about(
              subject, "nothing-vouches", Severity.ERROR,
              "Nothing vouches for any file in %s: no checksum manifest, no digest, no signature by anybody who was named.".formatted(subject),
              "Add a checksum manifest such as SHA256SUMS, or say whom to believe."));
    } else if (judgement.coverage() == Coverage.BOTH_WAYS && !judgement.anyManifest()) {
      files.replaceAll(this::vouched);
    }
    return new VerificationReport(subject, judgement.coverage(), files, findings);
  }

  /// Where no manifest must list every file, something else has to vouch for each.
  private VerifiedFile vouched(VerifiedFile file) {
    boolean asked = file.role() == Role.ASSET && file.holds() && judgement.allowUnlisted().match(file.name()).isEmpty();
    if (!asked || proved(file)) {
      return file;
    }
    List<Finding> findings = new ArrayList<>(file.findings());
    findings.add(
        Finding.about(
            file.name(), "nothing-vouches", Severity.ERROR,
            "Nothing vouches for %s: no checksum manifest, no digest, no signature by anybody who was named.".formatted(file.name()),
            "List it in a checksum manifest such as SHA256SUMS, or say whom to believe."));
    return new VerifiedFile(file.name(), file.role(), file.size(), file.digest(), file.cells(), findings);
  }

  /// A file that is attested by the name of another file beside it, which has other bytes, took that one's place.
  private static VerifiedFile named(VerifiedFile file, Map<String, VerifiedFile> byName) {
    if (!(file.cell(Check.PROVENANCE) instanceof Cell.Passed(_, List<Evidence> evidence))) {
      return file;
    }
    List<String> names = evidence.stream().filter(e -> e.what().equals(BundleProofs.ATTESTED_AS)).map(Evidence::value).toList();
    if (names.stream().anyMatch(name -> GitHubName.uploaded(name).equals(GitHubName.uploaded(file.name())))) {
      return file;
    }
    Optional<VerifiedFile> other =
        names.stream().map(name -> byName.get(GitHubName.uploaded(name))).filter(Objects::nonNull)
            .filter(its -> !its.digest().equals(file.digest()))
            .findFirst();
    if (other.isEmpty()) {
      return file;
    }
    String sentence = "%s is attested as %s, and the file of that name here is another.".formatted(file.name(), other.get().name());
    List<Finding> findings = new ArrayList<>(file.findings());
    findings.add(
        Finding.about(
            file.name(), "attested-under-another-name", Severity.ERROR, sentence,
            "Give each file the name it was attested by: two may have been swapped."));
    Map<Check, Cell> cells = new EnumMap<>(file.cells());
    cells.put(Check.PROVENANCE, new Cell.Failed(sentence, evidence));
    return new VerifiedFile(file.name(), file.role(), file.size(), file.digest(), cells, findings);
  }

  private static boolean proved(VerifiedFile file) {
    return VOUCHING.stream().anyMatch(check -> file.cell(check) instanceof Cell.Passed);
  }

  /// A file that has the digest a signed manifest lists is signed by whoever signed the manifest.
  private VerifiedFile covered(VerifiedFile file, Map<String, VerifiedFile> byName) {
    boolean open =
        switch (file.cell(Check.SIGNATURE)) {
          case Cell.Absent _, Cell.NotChecked _ -> file.cell(Check.CHECKSUM) instanceof Cell.Passed;
          case Cell.Passed _, Cell.Failed _, Cell.Missing _, Cell.Unlisted _, Cell.NotCheckable _ -> false;
        };
    Row row = rows.get(file.name());
    if (!open || row == null) {
      return file;
    }
    for (ChecksumManifest.Entry claim : row.claims) {
      boolean strong = claim.digest() instanceof Fact<Digest>(Digest digest, _) && digest.algorithm().strong();
      VerifiedFile manifest = byName.get(claim.at().file());
      Optional<Cell.Passed> signed = strong && manifest != null ? signed(manifest) : Optional.empty();
      if (signed.isPresent()) {
        Map<Check, Cell> cells = new EnumMap<>(file.cells());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("covered by", claim.at().toString()));
        evidence.addAll(signed.get().evidence());
        cells.put(
            Check.SIGNATURE,
            new Cell.Passed("%s lists it, and is signed: %s".formatted(claim.at().file(), signed.get().reason()), evidence));
        return new VerifiedFile(file.name(), file.role(), file.size(), file.digest(), cells, file.findings());
      }
    }
    return file;
  }

  private static Optional<Cell.Passed> signed(VerifiedFile manifest) {
    for (Check check : List.of(Check.SIGNATURE, Check.PROVENANCE)) {
      if (manifest.holds() && manifest.cell(check) instanceof Cell.Passed passed) {
        return Optional.of(passed);
      }
    }
    return Optional.empty();
  }
}
