package dev.slipway.desktop.notes;

import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.StatusMark;
import dev.slipway.desktop.control.Texts;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.release.notes.NotesDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// What is wrong with the texts, in one row: counts, the first findings with their lines, and what was looked at.
final class LowBar extends HBox {
  private static final int FIRST = 2;
  private final NotesModel model;
  private final Consumer<Finding> show;
  private final StatusMark errors = new StatusMark(Status.PASSED);
  private final StatusMark hints = new StatusMark(Status.FOR_INFO);
  private final HBox first = new HBox(12);

  /// @param show shows a finding in the text
  LowBar(NotesModel model, Consumer<Finding> show) {
    super(12);
    this.model = model;
    this.show = show;
    getStyleClass().addAll("panel", "low-bar");
    first.setAlignment(Pos.CENTER_LEFT);
    first.setMinWidth(0);
    HBox.setHgrow(first, Priority.SOMETIMES);
    Label looked = Texts.small("");
    looked.textProperty().bind(model.looked());
    looked.setMinWidth(0);
    for (StatusMark mark : List.of(errors, hints)) {
      mark.getStyleClass().addAll("small", "counted");
      mark.setMinWidth(USE_PREF_SIZE);
    }
    getChildren().addAll(
        errors, hints, first, Panel.gap(), looked,
        button("versions", "Versions…", "Every version of the text under edit, to bring one back", model.asked()::versions),
        button("write-back", "Write back…", "Take the texts to the draft, a clone, a commit or a pull request", model.asked()::writeBack));
    model.lint().subscribe(this::fill);
    fill();
  }

  private void fill() {
    List<Finding> findings = model.lint();
    long wrong = findings.stream().filter(finding -> finding.severity() == Severity.ERROR).count();
    errors.show(wrong == 0 ? Status.PASSED : Status.FAILED, Figures.count(wrong, "error", "errors"));
    boolean warned = findings.stream().anyMatch(finding -> finding.severity() == Severity.WARNING);
    hints.show(findings.size() == wrong ? Status.PASSED : warned ? Status.WARNING : Status.FOR_INFO, Figures.count(findings.size() - wrong, "hint", "hints"));
    first.getChildren().clear();
    findings.stream()
        .sorted(java.util.Comparator.comparing((Finding it) -> it.severity() != Severity.ERROR).thenComparing(it -> model.line(it).isEmpty()))
        .limit(FIRST).forEach(this::add);
    if (findings.size() > FIRST) {
      Hyperlink more = new Hyperlink(findings.size() - FIRST + " more");
      more.getStyleClass().add("md-link");
      more.setMinWidth(USE_PREF_SIZE);
      more.setId("more-findings");
      more.setOnAction(_ -> model.asked().findings(show));
      first.getChildren().add(more);
    }
  }

  private void add(Finding finding) {
    Optional<Integer> line = model.line(finding);
    HBox one = new HBox(4);
    one.setAlignment(Pos.CENTER_LEFT);
    one.setMinWidth(0);
    if (line.isPresent()) {
      Hyperlink link = new Hyperlink("Line " + (line.get() + model.firstLine(NotesDocument.CHANGELOG)));
      link.getStyleClass().add("md-link");
      link.setMinWidth(USE_PREF_SIZE);
      link.setOnAction(_ -> show.accept(finding));
      one.getChildren().add(link);
    }
    Label words = Texts.name(Texts.small(finding.message()));
    words.setTextOverrun(javafx.scene.control.OverrunStyle.ELLIPSIS);
    words.setMinWidth(0);
    words.setAccessibleText(Findings.status(finding.severity()).word() + ": " + finding.message() + " " + finding.fix());
    one.getChildren().add(words);
    first.getChildren().add(one);
  }

  private static Button button(String id, String words, String help, Runnable work) {
    Button button = new Button(words);
    button.setId(id);
    button.getStyleClass().add("small");
    button.setMinWidth(USE_PREF_SIZE);
    Describe.describe(button, words, help, "");
    button.setOnAction(_ -> work.run());
    return button;
  }
}
