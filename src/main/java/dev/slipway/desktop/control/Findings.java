package dev.slipway.desktop.control;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;

/// Findings as a table, and their counts for a panel's header.
public final class Findings {
  private Findings() {}

  /// The status a finding's severity stands for.
  public static Status status(Severity severity) {
    return switch (severity) {
      case ERROR -> Status.FAILED;
      case WARNING -> Status.WARNING;
      case INFO -> Status.FOR_INFO;
    };
  }

  /// `3 errors`, `4 warnings`, `2 notes`, each with its icon.
  public static HBox counts(ObservableList<Finding> findings) {
    var errors = new StatusMark(Status.FAILED);
    var warnings = new StatusMark(Status.WARNING);
    var notes = new StatusMark(Status.FOR_INFO);
    var box = new HBox(12, errors, warnings, notes);
    box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Runnable count = () -> {
      errors.show(count(findings, Severity.ERROR) == 0 ? Status.PASSED : Status.FAILED,
          Figures.count(count(findings, Severity.ERROR), "error", "errors"));
      warnings.show(count(findings, Severity.WARNING) == 0 ? Status.PASSED : Status.WARNING, Figures.count(count(findings, Severity.WARNING), "warning", "warnings"));
      notes.show(count(findings, Severity.INFO) == 0 ? Status.PASSED : Status.FOR_INFO, Figures.count(count(findings, Severity.INFO), "note", "notes"));
    };
    findings.addListener((ListChangeListener<Finding>) _ -> count.run());
    for (StatusMark mark : List.of(errors, warnings, notes)) {
      mark.getStyleClass().add("small");
    }
    count.run();
    return box;
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /// A table of findings: icon, place, rule, message.
  public static TableView<Finding> table(String name, ObservableList<Finding> findings, String none) {
    TableView<Finding> table = Cells.table(name, 28, Findings::sentence);
    table.getStyleClass().addAll("inner", "no-header");
    table.setItems(findings);
    table.setPlaceholder(new EmptyState(Status.PASSED.icon(), none));
    table.getColumns().setAll(
        List.of(
            Cells.column("Severity", 40, () -> new MarkCell<Finding>(finding -> status(finding.severity()), _ -> "")),
            Cells.column("Place", 150, () -> new OneLine<Finding>(Texts.styled(Texts.base(""), Tone.ACCENT), Findings::place)),
            Cells.column("Rule", 140, () -> new OneLine<Finding>(Texts.base(""), Finding::rule)),
            Cells.flexible("Message", 300, () -> new OneLine<Finding>(Texts.base(""), Finding::message))));
    table.setColumnResizePolicy(Cells.flexing(3));
    return table;
  }

  private static String place(Finding finding) {
    return finding.at().map(Position::toString).orElse(finding.subject());
  }

  private static String sentence(Finding finding) {
    return finding.severity().word() + ", " + place(finding) + ", " + finding.message() + " " + finding.fix();
  }
}
