package dev.slipway.desktop.artifacts;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Status;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.release.HeldFile;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.Evidence;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A file as a row of the Artifacts page.
///
/// @param name     its name
/// @param detail   size and where it comes from
/// @param isList   whether it is a checksum manifest
/// @param path     where its bytes lie; empty where there are none
/// @param digest   what was hashed here; empty before that
/// @param cells    what each check came to; empty before the verification
/// @param findings what was found about it
record ArtifactRow(
    String name,
    String detail,
    boolean isList,
    Optional<Path> path,
    Optional<Digest> digest,
    Map<Check, Cell> cells,
    List<Finding> findings) {

  /// What a column shows: a status, a word and a remark below.
  record Mark(Status status, String word, String remark) {}

  static List<ArtifactRow> of(ReleaseSnapshot snapshot) {
    return snapshot.files().verification().value().map(report -> of(report, snapshot.files().held()))
        .orElseGet(() -> snapshot.files().held().stream()
            .map(file -> new ArtifactRow(
                file.name(), detail(file.size(), Optional.of(file)), false, Optional.of(file.path()), file.apiDigest(), Map.of(), List.of()))
            .toList());
  }

  static List<ArtifactRow> of(VerificationReport report, List<HeldFile> held) {
    return report.files().stream().map(file -> row(file, held)).toList();
  }

  private static ArtifactRow row(VerifiedFile file, List<HeldFile> held) {
    Optional<HeldFile> from = held.stream().filter(its -> its.name().equals(file.name())).findFirst();
    String detail = file.size().isPresent() ? detail(file.size().getAsLong(), from) : "not there";
    return new ArtifactRow(
        file.name(), detail + warnings(file.findings()), file.role() == VerifiedFile.Role.MANIFEST, from.map(HeldFile::path),
        file.digest(), file.cells(), file.findings());
  }

  private static String detail(long size, Optional<HeldFile> from) {
    return Figures.size(size) + from.map(file -> ", from " + file.from()).orElse("");
  }

  private static String warnings(List<Finding> findings) {
    return findings.isEmpty() ? "" : ", " + Figures.count(findings.size(), "finding", "findings");
  }

  static Status status(Cell cell) {
    return switch (cell) {
      case Cell.Passed _ -> Status.PASSED;
      case Cell.Failed _, Cell.Missing _, Cell.Unlisted _ -> Status.FAILED;
      case Cell.Absent _, Cell.NotChecked _, Cell.NotCheckable _ -> Status.UNKNOWN;
    };
  }

  static String word(Cell cell) {
    return switch (cell) {
      case Cell.Passed _ -> "Passed";
      case Cell.Failed _ -> "Failed";
      case Cell.Missing _ -> "Missing";
      case Cell.Unlisted _ -> "Not listed";
      case Cell.Absent _ -> "None";
      case Cell.NotChecked _ -> "Not checked";
      case Cell.NotCheckable _ -> "Not checkable";
    };
  }

  /// Whether a manifest lists it, and where.
  Mark listed() {
    Cell cell = cells.get(Check.CHECKSUM);
    Optional<String> at = evidence(cell, "listed at");
    if (cell == null) {
      return new Mark(Status.NOT_STARTED, "Not yet", "");
    }
    if (at.isPresent()) {
      return new Mark(Status.PASSED, "Yes", at.get().replaceFirst("^.*:(?=\\d+$)", "line "));
    }
    return switch (cell) {
      case Cell.Unlisted _ -> new Mark(Status.FAILED, "No", "no line");
      case Cell.Missing _ -> new Mark(Status.PASSED, "Yes", "");
      case Cell.Absent _, Cell.Passed _, Cell.Failed _, Cell.NotChecked _, Cell.NotCheckable _ ->
          new Mark(Status.NOT_APPLICABLE, isList ? "The list" : "No list", "");
    };
  }

  /// Whether it is there.
  Mark present() {
    Cell cell = cells.get(Check.PRESENT);
    return switch (cell) {
      case null -> new Mark(path.isPresent() ? Status.PASSED : Status.UNKNOWN, path.isPresent() ? "Yes" : "Unknown", "");
      case Cell.Passed _ -> new Mark(Status.PASSED, "Yes", "");
      case Cell.Missing _ -> new Mark(Status.FAILED, "No", "");
      case Cell.Failed _, Cell.Unlisted _ -> new Mark(Status.FAILED, "Not read", "");
      case Cell.Absent _, Cell.NotChecked _, Cell.NotCheckable _ -> new Mark(Status.UNKNOWN, word(cell), "");
    };
  }

  /// Who agrees on the digest: the manifest, the host, and the bytes hashed here.
  Mark sha256() {
    String remark = digest.map(Digest::abbreviated).orElse("");
    if (cells.isEmpty()) {
      return new Mark(Status.NOT_STARTED, "Not yet", remark);
    }
    if (differs(Check.CHECKSUM) || differs(Check.API_DIGEST)) {
      return new Mark(Status.FAILED, "Differs", remark);
    }
    int agree = (passed(Check.CHECKSUM) ? 1 : 0) + (passed(Check.API_DIGEST) ? 1 : 0);
    if (agree > 0) {
      return new Mark(Status.EQUAL, "Equal ×" + (agree + 1), remark);
    }
    return new Mark(Status.UNKNOWN, digest.isPresent() ? "Hashed" : "Unknown", remark);
  }

  /// Who says where it comes from: an attestation, or else a signature.
  Mark origin() {
    Cell provenance = cells.get(Check.PROVENANCE);
    Cell signature = cells.get(Check.SIGNATURE);
    if (provenance == null || signature == null) {
      return new Mark(Status.NOT_STARTED, "Not yet", "");
    }
    if (provenance.standsAgainst() || signature.standsAgainst()) {
      return new Mark(Status.FAILED, "Failed", "");
    }
    if (provenance instanceof Cell.Passed) {
      return new Mark(Status.ATTESTED, "Attested", evidence(provenance, "ref").map(ref -> ref.replaceFirst("^refs/[^/]+/", "")).orElse(""));
    }
    if (signature instanceof Cell.Passed) {
      return new Mark(Status.PASSED, "Signed", evidence(signature, "covered by").map(by -> "by the list").orElse(""));
    }
    boolean open = !(provenance instanceof Cell.Absent && signature instanceof Cell.Absent);
    boolean there = path.isPresent() && digest.isPresent();
    return new Mark(Status.UNKNOWN, there ? open ? "Not checked" : "None" : "Unknown", "");
  }

  private boolean passed(Check check) {
    return cells.get(check) instanceof Cell.Passed;
  }

  private boolean differs(Check check) {
    return cells.get(check) instanceof Cell.Failed;
  }

  static Optional<String> evidence(@org.jspecify.annotations.Nullable Cell cell, String what) {
    return cell == null
        ? Optional.empty()
        : cell.evidence().stream().filter(e -> e.what().equals(what)).map(Evidence::value).findFirst();
  }

  /// Its worst state.
  Status worst() {
    if (cells.isEmpty()) {
      return Status.NOT_STARTED;
    }
    if (cells.values().stream().anyMatch(Cell::standsAgainst)) {
      return Status.FAILED;
    }
    return findings.stream().map(finding -> Findings.status(finding.severity())).findFirst().orElse(Status.PASSED);
  }

  String sentence() {
    var words = new StringBuilder(name).append(", ").append(detail);
    cells.forEach((check, cell) -> words.append(", ").append(check.title().toLowerCase(Locale.ROOT)).append(' ').append(word(cell)));
    return words.append('.').toString();
  }
}
