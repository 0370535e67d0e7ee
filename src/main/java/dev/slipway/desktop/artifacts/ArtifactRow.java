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
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A file as a row of the Artifacts page.
///
/// @param name     its name
/// @param detail   size and where it comes from
/// @param digest   what was hashed here; empty before that
/// @param cells    what each check came to; empty before the verification
/// @param findings what was found about it
record ArtifactRow(String name, String detail, Optional<Digest> digest, Map<Check, Cell> cells, List<Finding> findings) {

  static List<ArtifactRow> of(ReleaseSnapshot snapshot) {
    return snapshot.files().verification().value().map(report -> of(report, snapshot.files().held()))
        .orElseGet(() -> snapshot.files().held().stream()
            .map(file -> new ArtifactRow(file.name(), detail(file.size(), Optional.of(file)), file.apiDigest(), Map.of(), List.of()))
            .toList());
  }

  static List<ArtifactRow> of(VerificationReport report, List<HeldFile> held) {
    return report.files().stream().map(file -> row(file, held)).toList();
  }

  private static ArtifactRow row(VerifiedFile file, List<HeldFile> held) {
    Optional<HeldFile> from = held.stream().filter(its -> its.name().equals(file.name())).findFirst();
    String detail = file.size().isPresent() ? detail(file.size().getAsLong(), from) : "not there";
    return new ArtifactRow(file.name(), detail, file.digest(), file.cells(), file.findings());
  }

  private static String detail(long size, Optional<HeldFile> from) {
    return Figures.size(size) + from.map(file -> ", from " + file.from()).orElse("");
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
      case Cell.Passed _ -> "Holds";
      case Cell.Failed _ -> "Fails";
      case Cell.Missing _ -> "Missing";
      case Cell.Unlisted _ -> "Not listed";
      case Cell.Absent _ -> "None";
      case Cell.NotChecked _ -> "Not checked";
      case Cell.NotCheckable _ -> "–";
    };
  }

  Status status(Check check) {
    Cell cell = cells.get(check);
    return cell == null ? Status.NOT_STARTED : status(cell);
  }

  String word(Check check) {
    Cell cell = cells.get(check);
    return cell == null ? "Not yet" : word(cell);
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
    cells.forEach((check, cell) -> words.append(", ").append(check.title().toLowerCase(java.util.Locale.ROOT)).append(' ').append(word(cell)));
    return words.append('.').toString();
  }
}
