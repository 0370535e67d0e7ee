package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Fact;
import dev.slipway.task.Cancelled;
import dev.slipway.verify.Hashing.Outcome;
import dev.slipway.verify.SafeFolder.Found;
import dev.slipway.verify.VerificationReport.Coverage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns one row into the answers to every check.
///
/// @param coverage      which way coverage is judged
/// @param anyManifest   whether any manifest was there to list the file
/// @param allowUnlisted files that need not be listed
/// @param proofs        what speaks about the files besides manifests
record Judgement(Coverage coverage, boolean anyManifest, Globs allowUnlisted, Proofs proofs) {

  /// The same, with what the code host has.
  Judgement with(FetchedAttestations fetched) {
    return new Judgement(coverage, anyManifest, allowUnlisted, proofs.with(fetched));
  }

  /// The digests to compute for a row.
  Set<Algorithm> wanted(Row row, Optional<ExpectedFile> expected) {
    EnumSet<Algorithm> algorithms = EnumSet.of(Algorithm.SHA256);
    algorithms.addAll(proofs.wanted(row));
    for (ChecksumManifest.Entry entry : row.claims) {
      if (entry.digest() instanceof Fact<Digest>(Digest digest, _)) {
        algorithms.add(digest.algorithm());
      }
    }
    expected.flatMap(ExpectedFile::apiDigest).ifPresent(digest -> algorithms.add(digest.algorithm()));
    return algorithms;
  }

  VerifiedFile judge(
      Row row,
      VerifiedFile.Role role,
      Optional<ExpectedFile> expected,
      @Nullable Outcome outcome,
      ContentsJudge.@Nullable Answer contents,
      Suspects suspects)
      throws Cancelled {
    Map<Check, Cell> cells = new EnumMap<>(Check.class);
    for (Check check : Check.values()) {
      cells.put(check, Cell.notChecked("Nobody asked for it."));
    }
    disagreement(row, expected);
    OptionalLong size = OptionalLong.empty();
    Optional<Digest> sha256 = Optional.empty();
    switch (row.found) {
      case Found.File(Path path, long _) when outcome instanceof Outcome.Hashed(long read, Map<Algorithm, Digest> digests, FileStamp stamp) -> {
        size = OptionalLong.of(read);
        sha256 = Optional.ofNullable(digests.get(Algorithm.SHA256));
        cells.put(Check.PRESENT, present(read, sha256));
        cells.put(Check.SIZE, size(row, read, expected));
        cells.put(Check.CHECKSUM, checksum(row, role, digests));
        cells.put(Check.API_DIGEST, apiDigest(row, expected, digests));
        explain(row, path, digests, suspects);
        if (coverage == Coverage.BOTH_WAYS || proofs.speakOf(row.name)) {
          cells.putAll(proofs.about(row, path, digests));
        }
        if (contents != null) {
          cells.put(Check.ARCHIVE, contents.archive());
          cells.put(Check.IDENTITY, contents.identity());
          row.findings.addAll(contents.findings());
        }
        unchanged(row, path, stamp, sha256, cells);
      }
      case Found.File _ -> unreadable(row, outcome, cells);
      case Found.Refused(String rule, String reason) -> {
        if (row.findings.isEmpty()) {
          row.findings.add(SafeFolder.refused(row.name, rule, reason));
        }
        nothingRead(cells, Cell.failed("It %s. It was not opened.".formatted(reason)), "It was not opened.");
      }
      case Found.OnHost() -> onHost(row, role, expected, cells);
      case Found.Nothing() -> missing(row, expected, cells);
    }
    return new VerifiedFile(row.name, role, size, sha256, cells, row.findings);
  }

  private static Cell present(long bytes, Optional<Digest> sha256) {
    Evidence size = new Evidence("bytes", Long.toString(bytes));
    return sha256.isPresent() ? Cell.passed("It is there.", size, new Evidence("digest", sha256.get().toString())) : Cell.passed("It is there.", size);
  }

  /// A manifest and the code host can be held against each other without any file.
  private static void disagreement(Row row, Optional<ExpectedFile> expected) {
    Optional<Digest> host = expected.flatMap(ExpectedFile::apiDigest);
    for (ChecksumManifest.Entry claim : row.claims) {
      if (host.isPresent()
          && claim.digest() instanceof Fact<Digest>(Digest listed, _)
          && listed.algorithm() == host.get().algorithm()
          && !ChecksumJudge.same(listed, host.get())) {
        row.error(
            "manifest-disagrees-with-host",
            "%s lists %s for %s, and the code host reports %s.".formatted(claim.at(), listed, row.name, host.get()),
            "Upload the file the manifest was written for, or write the manifest again.");
        return;
      }
    }
  }

  /// Adds what was probably done, where a digest differs.
  private static void explain(Row row, Path path, Map<Algorithm, Digest> digests, Suspects suspects) throws Cancelled {
    for (ChecksumManifest.Entry entry : row.claims) {
      if (entry.digest() instanceof Fact<Digest>(Digest expected, _) && !ChecksumJudge.same(expected, digests.get(expected.algorithm()))) {
        suspects.explain(row.name, path, expected, entry.at().file()).ifPresent(row.findings::add);
        return;
      }
    }
  }

  /// Manifests are read before the file is hashed, signatures and archives after: all must have seen the same bytes.
  private static void unchanged(Row row, Path path, FileStamp stamp, Optional<Digest> hashed, Map<Check, Cell> cells) {
    try {
      boolean asRead = row.readAs.isEmpty() || (hashed.isPresent() && ChecksumJudge.same(row.readAs.get(), hashed.get()));
      if (asRead && FileStamp.of(path).same(stamp)) {
        return;
      }
    } catch (IOException e) {
      // It cannot be looked at any more, which is a change too.
    }
    row.error("changed-while-verified", row.name + " changed while it was verified. Nothing that was found about it holds.", "Verify again when nobody writes to it.");
    nothingRead(cells, Cell.failed("It changed while it was verified."), "The file changed meanwhile.");
  }

  private static void unreadable(Row row, @Nullable Outcome outcome, Map<Check, Cell> cells) {
    String reason = outcome instanceof Outcome.Unreadable(String why) ? why : "it was not read";
    row.error("unreadable-file", "%s cannot be read: %s.".formatted(row.name, reason), "Check its permissions and the disk.");
    nothingRead(cells, Cell.failed("It cannot be read: " + reason + "."), "The file could not be read.");
  }

  private static void missing(Row row, Optional<ExpectedFile> expected, Map<Check, Cell> cells) {
    String by =
        row.claims.isEmpty()
            ? "the release expects it"
            : row.claims.getFirst().at() + " lists it";
    row.error("listed-but-missing", "%s is not there, and %s.".formatted(row.name, by), "Add the file, or remove the line.");
    Cell cell = Cell.missing("It is not there, and " + by + ".");
    nothingRead(cells, cell, "There is no file to check.");
    cells.put(Check.CHECKSUM, row.claims.isEmpty() ? Cell.missing("No file, and no manifest lists it.") : cell);
    expected
        .flatMap(ExpectedFile::apiDigest)
        .ifPresent(digest -> cells.put(Check.API_DIGEST, Cell.missing("The code host has a digest, and there is no file.", new Evidence("expected", digest.toString()))));
  }

  /// What manifests list is held against what the host reports. That is its word about the bytes, and not a look at them.
  private void onHost(Row row, VerifiedFile.Role role, Optional<ExpectedFile> expected, Map<Check, Cell> cells) {
    for (Check check : Check.values()) {
      cells.put(check, Cell.notChecked("Its bytes were not read."));
    }
    OptionalLong size = expected.map(ExpectedFile::apiSize).orElse(OptionalLong.empty());
    cells.put(Check.PRESENT, Cell.passed("The code host has it.", new Evidence("bytes", size.isPresent() ? Long.toString(size.getAsLong()) : "unknown")));
    if (size.isPresent() && row.claims.stream().anyMatch(claim -> claim.size().isPresent())) {
      cells.put(Check.SIZE, size(row, size.getAsLong(), Optional.empty()));
    }
    if (row.claims.isEmpty()) {
      cells.put(Check.CHECKSUM, checksum(row, role, Map.of()));
      return;
    }
    Optional<Digest> stated = expected.flatMap(ExpectedFile::apiDigest);
    List<ChecksumManifest.Entry> comparable =
        row.claims.stream().filter(claim -> stated.isPresent() && stated.get().algorithm().strong() && isBy(stated.get().algorithm(), claim)).toList();
    if (comparable.isEmpty()) {
      String reason = stated.isEmpty() ? "the code host reports no digest" : "no manifest lists a digest like the host's";
      row.error(
          "not-comparable", "%s cannot be held against %s: %s.".formatted(row.name, row.claims.getFirst().at(), reason),
          "Verify it by its bytes, without --no-download.");
      cells.put(Check.API_DIGEST, Cell.notCheckable("It cannot be held against a manifest: " + reason + "."));
      return;
    }
    ChecksumManifest.Entry first = comparable.getFirst();
    Evidence[] evidence = {new Evidence("listed at", first.at().toString()), new Evidence("reported", stated.get().toString())};
    boolean equal = comparable.stream().allMatch(claim -> claim.digest() instanceof Fact<Digest>(Digest listed, _) && ChecksumJudge.same(listed, stated.get()));
    cells.put(
        Check.API_DIGEST,
        equal
            ? Cell.passed("The code host reports the digest listed at %s.".formatted(first.at()), evidence)
            : Cell.failed("The code host reports another digest than is listed.", evidence));
  }

  private static boolean isBy(Algorithm algorithm, ChecksumManifest.Entry claim) {
    return claim.digest() instanceof Fact<Digest>(Digest listed, _) && listed.algorithm() == algorithm;
  }

  private static void nothingRead(Map<Check, Cell> cells, Cell present, String reason) {
    for (Check check : Check.values()) {
      cells.put(check, Cell.notCheckable(reason));
    }
    cells.put(Check.PRESENT, present);
  }

  private static Cell size(Row row, long actual, Optional<ExpectedFile> expected) {
    OptionalLong stated = OptionalLong.empty();
    String by = "";
    for (ChecksumManifest.Entry entry : row.claims) {
      if (entry.size().isPresent()) {
        stated = entry.size();
        by = entry.at().toString();
        if (stated.getAsLong() != actual) {
          break;
        }
      }
    }
    boolean agrees = stated.isEmpty() || stated.getAsLong() == actual;
    if (agrees && expected.isPresent() && expected.get().apiSize().isPresent()) {
      stated = expected.get().apiSize();
      by = "the code host";
    }
    if (stated.isEmpty()) {
      return Cell.absent("Nobody says how long it should be.", new Evidence("bytes", Long.toString(actual)));
    }
    Evidence[] evidence = {
      new Evidence("expected", Long.toString(stated.getAsLong())), new Evidence("bytes", Long.toString(actual))
    };
    if (stated.getAsLong() == actual) {
      return Cell.passed("It is as long as %s says.".formatted(by), evidence);
    }
    row.error(
        "size-differs",
        "%s has %d bytes, and %s says %d.".formatted(row.name, actual, by, stated.getAsLong()),
        "Download or build it again.");
    return Cell.failed("It is not as long as %s says.".formatted(by), evidence);
  }

  private Cell checksum(Row row, VerifiedFile.Role role, Map<Algorithm, Digest> digests) {
    if (!row.claims.isEmpty()) {
      return ChecksumJudge.judge(row, digests);
    }
    if (role == VerifiedFile.Role.MANIFEST) {
      return Cell.absent("It is a manifest itself.");
    }
    if (!anyManifest) {
      return Cell.absent("There is no checksum manifest.");
    }
    if (role == VerifiedFile.Role.PROOF) {
      return Cell.absent("No manifest lists it; it speaks about other files.");
    }
    Optional<String> allowed = allowUnlisted.match(row.name);
    if (allowed.isPresent()) {
      return Cell.absent("No manifest lists it; '%s' allows that.".formatted(allowed.get()));
    }
    row.error(
        "unlisted-file",
        "%s is listed in no manifest: nothing says that it belongs to this release.".formatted(row.name),
        "Add it to the manifest, remove it, or allow it with --allow-unlisted.");
    return Cell.unlisted("No manifest lists it.");
  }

  private static Cell apiDigest(Row row, Optional<ExpectedFile> expected, Map<Algorithm, Digest> digests) {
    if (expected.isEmpty()) {
      return Cell.notChecked("No code host was asked.");
    }
    Optional<Digest> stated = expected.get().apiDigest();
    if (stated.isEmpty()) {
      return Cell.absent(
          expected.get().apiSize().isEmpty() ? "The code host had no asset of this name when it was asked." : "The code host reports no digest.");
    }
    Digest digest = stated.get();
    Digest actual = digests.get(digest.algorithm());
    Evidence[] evidence = {new Evidence("expected", digest.toString()), new Evidence("computed", String.valueOf(actual))};
    if (ChecksumJudge.same(digest, actual)) {
      return digest.algorithm().strong()
          ? Cell.passed("The code host reports the digest the file has.", evidence)
          : Cell.notCheckable("The MD5 or SHA-1 the code host reports is equal, which proves nothing.", evidence);
    }
    row.error(
        "api-digest-differs",
        "%s is not the file the code host has: it reports %s, and %s was computed.".formatted(row.name, digest, actual),
        "Download it again; if it stays different, somebody replaced it.");
    return Cell.failed("The code host reports another digest.", evidence);
  }
}
