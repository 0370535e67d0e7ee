package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.Saving;

/// A row beside the map: something that could go, a component's share, a name in another tool's report.
///
/// @param name   what it is about
/// @param value  the size, or the sizes, in words
/// @param detail more words, below
/// @param status how it stands; for info where it is only told
record BesideRow(String name, String value, String detail, Status status) {

  static BesideRow of(Saving saving) {
    return new BesideRow(
        saving.what(), saving.kind().word() + " " + Figures.size(saving.bytes()), saving.how(), Status.FOR_INFO);
  }

  static BesideRow of(ComponentBudget.Result result) {
    return new BesideRow(
        result.budget().name(), "%s of %s".formatted(Figures.size(result.size()), Figures.size(result.budget().limit())),
        result.file() + (result.holds() ? ", " + Figures.size(-result.over()) + " left" : ", over by " + Figures.size(result.over())),
        result.holds() ? Status.PASSED : Status.WARNING);
  }

  static BesideRow of(ImportedReport.Row row, ImportedReport.Tool tool) {
    boolean known = row.ours().isPresent();
    String detail =
        known ? "Slipway " + Figures.size(row.ours().getAsLong()) + ", difference " + Figures.change(row.difference()) : "Slipway has no such name";
    return new BesideRow(
        row.name(), tool.word() + " " + Figures.size(row.theirs()), detail,
        !known ? Status.UNKNOWN : row.difference() == 0 ? Status.PASSED : Status.FOR_INFO);
  }

  /// The row as one sentence.
  String sentence() {
    return "%s, %s. %s".formatted(name, value, detail);
  }
}
