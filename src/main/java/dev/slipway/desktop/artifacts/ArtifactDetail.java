package dev.slipway.desktop.artifacts;

import dev.slipway.archive.Inspection;
import dev.slipway.desktop.control.Describe;
import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Findings;
import dev.slipway.desktop.control.Icon;
import dev.slipway.desktop.control.Panel;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.control.StatusMark;
import dev.slipway.desktop.control.Texts;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.Evidence;
import dev.slipway.verify.SignerPins;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Everything that is known of the chosen file: its digest and who agrees, where it comes from, what is in it, what was
/// found, and each check with its reason and evidence.
final class ArtifactDetail extends VBox {
  private static final int MOST_FINDINGS = 50;
  private static final int MOST_PROGRAMS = 8;
  private static final int COMMIT = 40;
  private static final int BRIEF_COMMIT = 12;

  private final ArtifactsModel model;
  private final Label title = Texts.name(Texts.strong(""));
  private final Label under = Texts.name(Texts.small(""));
  private final VBox body = new VBox(12);
  private final VBox archive = new VBox(8);
  private final ScrollPane scroll = new ScrollPane(body);

  ArtifactDetail(ArtifactsModel model) {
    this.model = model;
    getStyleClass().add("panel");
    setMinWidth(320);
    setMaxWidth(320);
    var names = new VBox(0, title, under);
    names.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    HBox.setHgrow(names, Priority.ALWAYS);
    var header = new HBox(8, names);
    header.getStyleClass().addAll("panel-header", "file-header");
    body.getStyleClass().add("panel-body");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(true);
    Describe.describe(scroll, "Detail of the file");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(header, scroll);
    model.selected().subscribe(this::show);
    model.inspected().subscribe(this::show);
  }

  private void show(Optional<ArtifactRow> chosen) {
    title.setText(chosen.map(ArtifactRow::name).orElse("No file"));
    under.setText(chosen.map(ArtifactRow::detail).orElse(""));
    body.getChildren().clear();
    archive.getChildren().clear();
    chosen.ifPresent(row -> {
      // What stands against a file comes first: below provenance and archive it would be out of sight.
      findings(row, Severity.ERROR).ifPresent(against -> body.getChildren().addAll(against, divider()));
      body.getChildren().add(digest(row));
      origin(row).ifPresent(this::section);
      findings(row, Severity.WARNING, Severity.INFO).ifPresent(this::section);
      if (row.cells().get(Check.ARCHIVE) instanceof Cell.Passed || row.cells().get(Check.ARCHIVE) instanceof Cell.Failed) {
        section(archive);
        archive.getChildren().setAll(Texts.heading("Archive"), Texts.small("Reading its members…"));
      }
      binaries(row).ifPresent(this::section);
      section(checks(row));
      model.inspect(row);
    });
    scroll.setVvalue(0);
  }

  private void section(Node node) {
    body.getChildren().addAll(divider(), node);
  }

  private static Region divider() {
    var line = new Region();
    line.getStyleClass().add("divider");
    return line;
  }

  private void show(ArtifactsModel.Inspected now) {
    if (model.selected().get().map(ArtifactRow::name).filter(now.name()::equals).isEmpty() || now.inspection().isEmpty()) {
      return;
    }
    Inspection inspection = now.inspection().get();
    var count = Texts.heading("Archive, " + Figures.count(inspection.members().size(), "member", "members"));
    var heading = new HBox(8, count, Panel.gap(), Texts.small(Figures.size(inspection.unpacked()) + " unpacked"));
    archive.getChildren().setAll(heading, new MemberTree(inspection.members()));
  }

  private static Node digest(ArtifactRow row) {
    var box = new VBox(8, Texts.heading("SHA-256"));
    var code = Texts.wrapped(Texts.code(row.digest().map(Digest::hex).map(ArtifactDetail::halves).orElse("Not hashed yet")));
    var frame = new VBox(code);
    frame.getStyleClass().addAll("code-box", "digest-box");
    box.getChildren().add(frame);
    var marks = new FlowPane(12, 4);
    agreement(row, Check.CHECKSUM).ifPresent(cell ->
        marks.getChildren().add(mark(cell, ArtifactRow.evidence(cell, "listed at").map(at -> at.replaceFirst(":\\d+$", "")).orElse("Manifest"))));
    agreement(row, Check.API_DIGEST).ifPresent(cell -> marks.getChildren().add(mark(cell, "API digest")));
    if (row.digest().isPresent() && !row.cells().isEmpty()) {
      marks.getChildren().add(new StatusMark(Status.PASSED, "Hashed here"));
    }
    box.getChildren().add(marks);
    return box;
  }

  private static String halves(String hex) {
    return hex.substring(0, hex.length() / 2) + "\n" + hex.substring(hex.length() / 2);
  }

  /// A check that came to a yes or a no.
  private static Optional<Cell> agreement(ArtifactRow row, Check check) {
    return Optional.ofNullable(row.cells().get(check)).filter(cell -> cell instanceof Cell.Passed || cell.standsAgainst());
  }

  private static StatusMark mark(Cell cell, String words) {
    return new StatusMark(ArtifactRow.status(cell), words);
  }

  private Optional<Node> origin(ArtifactRow row) {
    Cell cell = row.cells().get(Check.PROVENANCE);
    Cell shown = cell instanceof Cell.Absent ? row.cells().get(Check.SIGNATURE) : cell;
    if (shown == null || shown.evidence().isEmpty()) {
      return Optional.empty();
    }
    var box = new VBox(4, Texts.heading(shown == cell ? "Provenance" : "Signature"));
    for (String what : List.of("workflow", "repository", "ref", "commit", "run", "signed by", "issuer", "fingerprint", "key id", "signed at", "covered by", "trust root")) {
      ArtifactRow.evidence(shown, what).ifPresent(value -> box.getChildren().add(pair(what, brief(shown, what, value))));
    }
    if (SignerPins.told(shown, Instant.EPOCH).isPresent()) {
      var pin = new Button("Pin this signer…");
      pin.setId("pin-signer");
      pin.getStyleClass().add("small");
      Describe.describe(pin, "Pin who signed for this repository, so that another signer is an alarm");
      pin.setOnAction(_ -> model.pin(shown));
      box.getChildren().add(pin);
    }
    return Optional.of(box);
  }

  /// What stands in the repository is told from there on, and commits as people write them; the evidence below has all of it.
  private static String brief(Cell cell, String what, String value) {
    String home = ArtifactRow.evidence(cell, "repository").map(its -> its + "/").orElse("");
    if (what.equals("commit") && value.length() == COMMIT) {
      return value.substring(0, BRIEF_COMMIT);
    }
    return !home.isEmpty() && value.startsWith(home) ? value.substring(home.length()) : value;
  }

  private static Optional<Node> binaries(ArtifactRow row) {
    Cell cell = row.cells().get(Check.IDENTITY);
    if (cell == null || cell.evidence().isEmpty()) {
      return Optional.empty();
    }
    List<Evidence> programs = cell.evidence();
    var box = new VBox(4, Texts.heading(programs.size() == 1 ? "Program " + programs.getFirst().what() : "Programs"));
    for (Evidence program : programs.subList(0, Math.min(programs.size(), MOST_PROGRAMS))) {
      if (programs.size() > 1) {
        box.getChildren().add(Texts.name(Texts.base(program.what())));
      }
      String[] words = program.value().split(", ");
      box.getChildren().add(pair("format", words[0]));
      box.getChildren().add(pair("linkage", capital(words[words.length - 1])));
      if (words.length > 2) {
        box.getChildren().add(pair("state", capital(String.join(", ", List.of(words).subList(1, words.length - 1)))));
      }
    }
    if (programs.size() > MOST_PROGRAMS) {
      box.getChildren().add(Texts.small("and %d more".formatted(programs.size() - MOST_PROGRAMS)));
    }
    return Optional.of(box);
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static Node pair(String what, String value) {
    var name = Texts.name(Texts.small(capital(what)));
    name.setMinWidth(76);
    name.setPrefWidth(76);
    name.setMaxWidth(76);
    var words = Texts.wrapped(Texts.base(value));
    HBox.setHgrow(words, Priority.ALWAYS);
    return new HBox(0, name, words);
  }

  private static Optional<Node> findings(ArtifactRow row, Severity... severities) {
    List<Finding> found = row.findings().stream().filter(finding -> List.of(severities).contains(finding.severity())).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var box = new VBox(10);
    found.stream().limit(MOST_FINDINGS).map(finding -> finding(row, finding)).forEach(box.getChildren()::add);
    if (found.size() > MOST_FINDINGS) {
      box.getChildren().add(Texts.small("%d more findings; slipway verify prints them all.".formatted(found.size() - MOST_FINDINGS)));
    }
    return Optional.of(box);
  }

  /// The file's name stands above already.
  private static Node finding(ArtifactRow row, Finding finding) {
    String message = finding.message();
    String said = message.startsWith(row.name() + ": ") ? message.substring(row.name().length() + 2) : message;
    var words = new VBox(2, Texts.wrapped(Texts.base(said)));
    String more = (finding.why() + " " + finding.fix()).strip();
    if (!more.isEmpty()) {
      words.getChildren().add(Texts.wrapped(Texts.small(more)));
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    return new HBox(8, Icon.of(Findings.status(finding.severity())), words); // beside the first line: a label would put it beside the middle
  }

  /// All eight, each with its reason; the evidence is shown on demand.
  private static Node checks(ArtifactRow row) {
    var box = new VBox(10, Texts.heading("Checks"));
    row.cells().forEach((check, cell) -> {
      var entry = new VBox(2);
      var mark = new StatusMark(ArtifactRow.status(cell), check.title() + ": " + ArtifactRow.word(cell).toLowerCase(Locale.ROOT));
      var line = new HBox(8, mark, Panel.gap());
      line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      entry.getChildren().addAll(line, Texts.wrapped(Texts.small(cell.reason())));
      if (!cell.evidence().isEmpty()) {
        line.getChildren().add(evidence(check, cell, entry));
      }
      box.getChildren().add(entry);
    });
    return box;
  }

  private static Button evidence(Check check, Cell cell, VBox entry) {
    var shown = new VBox(2);
    for (Evidence item : cell.evidence()) {
      shown.getChildren().add(Texts.wrapped(Texts.code(item.what() + ": " + item.value())));
    }
    shown.getStyleClass().addAll("code-box", "digest-box");
    var button = new Button("Evidence");
    button.getStyleClass().addAll("small", "evidence-" + check.key());
    Describe.describe(button, "Show the evidence of " + check.title());
    button.setOnAction(_ -> {
      boolean open = entry.getChildren().contains(shown);
      if (open) {
        entry.getChildren().remove(shown);
      } else {
        entry.getChildren().add(shown);
      }
      button.setText(open ? "Evidence" : "Hide");
      Describe.describe(button, (open ? "Show" : "Hide") + " the evidence of " + check.title());
    });
    return button;
  }
}
