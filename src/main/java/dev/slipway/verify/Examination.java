package dev.slipway.verify;

import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Coverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Holds the bytes of files against what is claimed of them: hashes them, looks into them, and has each judged.
///
/// @param rules what is asked of them
/// @param cache digests of files that were hashed before and have not changed
record Examination(Rules rules, DigestCache cache) {

  /// @param subject      what the files are together
  /// @param coverage     what is claimed of each
  /// @param before       what is judged by, but for the attestations of the code host
  /// @param expected     what the code host says of each, by name
  /// @param attestations who is asked for attestations
  VerificationReport report(
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
    Map<String, ContentsJudge.Answer> answers = new ConcurrentHashMap<>();
    ContentsJudge judge = new ContentsJudge(rules.requirements());
    Crew.run(
        rows.size(),
        progress,
        i -> {
          Row row = rows.get(i);
          if (row.found instanceof SafeFolder.Found.File(Path path, _)) {
            Optional<Target> target =
                Optional.ofNullable(expected.get(row.name)).flatMap(ExpectedFile::target);
            answers.put(row.name, judge.judge(row.name, path, target, progress));
          }
        });
    return answers;
  }
}
