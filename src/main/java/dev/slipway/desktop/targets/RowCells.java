package dev.slipway.desktop.targets;

import dev.slipway.desktop.control.Cells;
import dev.slipway.desktop.control.CodeWords;
import dev.slipway.desktop.control.Hint;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Pill;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.Texts;
import dev.slipway.desktop.control.Tone;
import dev.slipway.desktop.control.TwoLines;
import dev.slipway.target.NameSource;
import dev.slipway.target.audit.AuditFinding;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.octicons.Octicons;

/// The cells of the table of legs.
final class RowCells {
  private RowCells() {}

  /// Names are a size smaller than words here, so that whole ones fit side by side in the smallest usual window.
  static Label named() {
    var label = new Label();
    label.getStyleClass().add("text-small-plain");
    return label;
  }

  /// What a finding says, cut at its end where it is too long: the panel beside it has all of it.
  static final class Message implements Cells.Drawn<AuditFinding> {
    private final Label words = named();

    Message() {
      Hint.on(words, words::getText);
    }

    @Override
    public Node node() {
      return words;
    }

    @Override
    public void show(AuditFinding found) {
      words.setText(CodeWords.plain((found.counts() ? "" : "Ignored: ") + TargetStates.sentence(found.finding().message())));
      words.getStyleClass().setAll("label", "text-small-plain", found.counts() ? "tone-plain" : "tone-muted");
    }
  }

  /// The mark of the system before target and words; a further file of a leg points back to it.
  static final class Platform implements Cells.Drawn<TargetRow> {
    private final OsMark mark = new OsMark();
    private final Icon further = new Icon(Octicons.ARROW_RIGHT_16, Tone.MUTED);
    private final TwoLines<TargetRow> lines = new TwoLines<>(named(), TargetRow::target, TargetRow::words);
    private final Label also = Texts.name(Texts.small(""));
    private final HBox box = new HBox(8);

    Platform() {
      box.setAlignment(Pos.CENTER_LEFT);
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      if (row.first()) {
        mark.show(row.os());
        lines.show(row);
        box.getChildren().setAll(mark, lines.node());
      } else {
        also.setText("also from " + row.target());
        box.getChildren().setAll(further, also);
      }
    }
  }

  /// The runner, and the method or that nobody serves the runner any more.
  static final class Runner implements Cells.Drawn<TargetRow> {
    private final Label label = Texts.name(named());
    private final Label method = Texts.small("");
    private final Icon alert = new Icon(Octicons.ALERT_16, Tone.DANGER).sized(12);
    private final VBox box = new VBox(label, method);

    Runner() {
      box.getStyleClass().add("two-lines");
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      box.setVisible(row.first());
      label.setText(row.runner());
      method.setText(row.retired() ? "retired, " + row.method() : row.method());
      method.setGraphic(row.retired() ? alert : null);
      method.getStyleClass().setAll("label", "text-small", row.retired() ? "tone-danger" : "tone-muted");
    }
  }

  /// A status with a word, and what belongs to it below: how long the run took, or the digest.
  static final class Marked implements Cells.Drawn<TargetRow> {
    private final Icon icon = Icon.of(Status.UNKNOWN);
    private final Label word = Texts.name(Texts.base(""));
    private final Label below;
    private final Function<TargetRow, Mark> shown;
    private final VBox box;

    /// What is shown of a row; without a status there is no icon.
    private record Mark(Optional<Status> status, String word, String below) {
      static final Mark NONE = new Mark(Optional.empty(), "", "");
    }

    private Marked(Label below, Function<TargetRow, Mark> shown) {
      this.below = Texts.name(below);
      this.shown = shown;
      below.getStyleClass().add("under-mark");
      var first = new HBox(6, icon, word);
      first.setAlignment(Pos.CENTER_LEFT);
      box = new VBox(first, below);
      box.getStyleClass().add("two-lines");
    }

    /// What became of a leg in the run; only on its first row.
    static Marked run() {
      return new Marked(Texts.small(""), row -> {
        boolean none = row.outcome() == Status.NOT_STARTED;
        return row.first()
            ? new Mark(Optional.of(row.outcome()).filter(_ -> !none), none ? "–" : row.outcomeWord(), row.took()) : Mark.NONE;
      });
    }

    /// What the checksum came to.
    static Marked checksum() {
      var digest = Texts.code("");
      digest.getStyleClass().setAll("label", "text-code-small");
      return new Marked(digest, row -> new Mark(row.checksum(), row.checksumWord(), row.digest()));
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      Mark mark = shown.apply(row);
      mark.status().ifPresent(icon::show);
      icon.setVisible(mark.status().isPresent());
      icon.setManaged(mark.status().isPresent());
      word.setText(mark.word());
      below.setText(mark.below());
      below.setVisible(!mark.below().isEmpty());
      below.setManaged(!mark.below().isEmpty());
    }
  }

  /// The size, and below it the budget or the program.
  static final class Size implements Cells.Drawn<TargetRow> {
    private final Label size = Texts.base("");
    private final Label below = Texts.small("");
    private final Icon over = new Icon(Octicons.X_CIRCLE_FILL_16, Tone.DANGER).sized(12);
    private final VBox box = new VBox(size, below);

    Size() {
      box.getStyleClass().add("two-lines");
      box.setAlignment(Pos.CENTER_RIGHT);
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow row) {
      FileSize shown = row.size();
      size.setText(shown.words());
      size.getStyleClass().setAll("label", shown.over() ? "tone-danger" : "tone-plain");
      below.setText(shown.below());
      size.setGraphic(shown.over() ? over : null);
      below.getStyleClass().setAll("label", "text-small", shown.over() ? "tone-danger" : "tone-muted");
      below.setVisible(!shown.below().isEmpty());
      below.setManaged(below.isVisible());
    }
  }

  /// The file where it is there, else the name it is expected under; below, how that name is known. The origin can be
  /// chosen, and shows the line it came from.
  static final class File implements Cells.Drawn<TargetRow> {
    private final Label name = Texts.name(new Label());
    private final Icon missing = new Icon(Octicons.X_16, Tone.DANGER).sized(14);
    private final Pill pill = new Pill("", Pill.Look.PLAIN);
    private final Hyperlink origin = new Hyperlink();
    private final VBox box;
    private @Nullable TargetRow row;

    File(Consumer<TargetRow> choose) {
      origin.getStyleClass().addAll("small-link", "quiet-link");
      origin.setMinWidth(0);
      origin.setOnAction(_ -> {
        if (row != null) {
          choose.accept(row);
        }
      });
      pill.setOnMouseClicked(_ -> origin.fire());
      var below = new HBox(6, pill, origin);
      below.setAlignment(Pos.CENTER_LEFT);
      box = new VBox(name, below);
      box.getStyleClass().add("two-lines");
    }

    @Override
    public Node node() {
      return box;
    }

    @Override
    public void show(TargetRow shown) {
      row = shown;
      boolean lost = shown.state() == TargetRow.FileState.MISSING;
      name.setText(lost ? "Missing" : shown.file());
      name.setGraphic(lost ? missing : null);
      name.getStyleClass().setAll("label", "text-small-plain", switch (shown.state()) {
        case MISSING -> "tone-danger";
        case THERE -> "tone-plain";
        case EXPECTED -> "tone-muted";
      });
      pill.show(shown.source().word(), look(shown.source()));
      origin.setText(lost ? shown.file() + ", " + shown.origin() : shown.origin());
      origin.setDisable(shown.named().isEmpty());
      origin.setAccessibleText("Name " + shown.source().word() + ", " + shown.origin() + ". Show the line");
    }

    private static Pill.Look look(NameSource source) {
      return switch (source) {
        case EXACT -> Pill.Look.SUCCESS;
        case PATTERN, SHELL -> Pill.Look.ACCENT;
        case LEARNT, UNKNOWN -> Pill.Look.PLAIN;
      };
    }
  }
}
