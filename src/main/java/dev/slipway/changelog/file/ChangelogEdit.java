package dev.slipway.changelog.file;

import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Edits a changelog in place: one section and the link definitions that belong to it change, every other byte
/// stays as it is. New text takes on the line ends, bullets, heading form and spacing of the file.
public final class ChangelogEdit {
  private ChangelogEdit() {}

  /// Puts a version into the changelog.
  ///
  /// Where there is an `Unreleased` section, its heading stays and becomes empty; what stood there must be part of
  /// `body` already. A version that has a section keeps its heading and gets the body.
  ///
  /// @param body Markdown below the heading, with LF, `-` and `###`
  /// @throws Problem when the body holds a heading that would begin another version
  public static ChangelogFile release(ChangelogFile file, SemanticVersion version, LocalDate date, String body)
      throws Problem {
    checkBody(body);
    Optional<ChangelogSection> present = file.section(version);
    if (present.isPresent()) {
      return generatedBody(file, present.get(), body);
    }
    FileStyle style = FileStyle.of(file);
    String heading = HeadingTemplate.heading(file, version, date);
    List<Splice> splices = new ArrayList<>();
    Optional<ChangelogSection> unreleased = file.unreleased();
    if (unreleased.isPresent()) {
      splices.addAll(fromUnreleased(file, unreleased.get(), style, heading, body));
    } else {
      splices.add(inserted(file, style, heading, body));
    }
    splices.addAll(LinkLines.released(file, version, style.lineEnd()));
    ChangelogFile next = file.withText(Splice.apply(file.text(), splices));
    if (next.sections().size() != file.sections().size() + 1 || next.section(version).isEmpty()) {
      throw MissingEntries.swallowed(file, version.toString());
    }
    return next;
  }

  /// Replaces what is not released yet; the section is made on top where there is none.
  ///
  /// @param body Markdown below the heading, with LF, `-` and `###`; may be empty
  /// @throws Problem when the body holds a heading that would begin a version
  public static ChangelogFile unreleased(ChangelogFile file, String body) throws Problem {
    checkBody(body);
    Optional<ChangelogSection> present = file.unreleased();
    if (present.isPresent()) {
      return generatedBody(file, present.get(), body);
    }
    FileStyle style = FileStyle.of(file);
    Optional<ChangelogSection> newest = file.sections().stream().findFirst();
    int level = newest.map(ChangelogSection::level).orElse(2);
    boolean bracketed = newest.map(ChangelogSection::bracketed).orElse(false);
    String heading = "#".repeat(level) + (bracketed ? " [Unreleased]" : " Unreleased");
    ChangelogFile next = file.withText(Splice.apply(file.text(), List.of(inserted(file, style, heading, body))));
    if (next.unreleased().isEmpty()) {
      throw MissingEntries.swallowed(file, "Unreleased");
    }
    return next;
  }

  /// Replaces the body of a section with one that was generated.
  private static ChangelogFile generatedBody(ChangelogFile file, ChangelogSection section, String body) {
    return file.body(section).equals(normal(body)) ? file : withBody(file, section, FileStyle.of(file).shaped(body));
  }

  /// Replaces the body of a section with what a person wrote: word for word, with the line ends of the file.
  private static ChangelogFile writtenBody(ChangelogFile file, ChangelogSection section, String body) throws Problem {
    checkBody(body);
    return file.body(section).equals(normal(body))
        ? file
        : withBody(file, section, normal(body).replace("\n", FileStyle.of(file).lineEnd()));
  }

  private static ChangelogFile withBody(ChangelogFile file, ChangelogSection section, String text) {
    FileStyle style = FileStyle.of(file);
    int end = Math.max(section.bodyStart(), section.end());
    String old = file.text().substring(section.bodyStart(), end);
    boolean blank = old.isBlank() ? style.blankAfterHead() : FileStyle.startsBlank(old);
    boolean headOpen = !FileStyle.startsLine(file.text(), section.bodyStart());
    String whole = text.isEmpty() ? "" : (headOpen ? style.lineEnd() : "") + (blank ? style.lineEnd() : "") + text;
    return file.withText(Splice.apply(file.text(), List.of(new Splice(section.bodyStart(), end, whole))));
  }

  /// The whole section as people edit it: its heading, a blank line, its body, with LF.
  public static String sectionText(ChangelogFile file, ChangelogSection section) {
    String body = file.body(section);
    return headingOf(file, section) + "\n" + (body.isEmpty() ? "" : "\n" + body);
  }

  /// Replaces a whole section, its heading included, and nothing else.
  ///
  /// @param text as [#sectionText] gives it
  /// @throws Problem when the text does not begin with the heading of this version, or holds the heading of another
  public static ChangelogFile replaceSection(ChangelogFile file, ChangelogSection section, String text) throws Problem {
    String normal = text.replace("\r\n", "\n").strip();
    String old = headingOf(file, section);
    int end = normal.startsWith(old + "\n") || normal.equals(old) ? old.length() : normal.indexOf('\n');
    String heading = end < 0 ? normal : normal.substring(0, end);
    String body = end < 0 ? "" : normal.substring(end).strip();
    List<ChangelogSection> alone = ChangelogFile.of("text", heading + "\n").sections();
    if (alone.size() != 1 || !alone.getFirst().version().equals(section.version())) {
      throw Problem.wrongUse(
          "The first line of the section is no longer the heading of %s. Nothing was changed; begin it with \"%s\"."
              .formatted(section.label(), old.lines().findFirst().orElse("")));
    }
    if (heading.equals(old)) {
      return writtenBody(file, section, body.isEmpty() ? "" : body + "\n");
    }
    int start = file.text().indexOf(old.lines().findFirst().orElse(""), section.start());
    int stop = file.text().substring(0, section.bodyStart()).stripTrailing().length();
    ChangelogFile renamed = file.withText(Splice.apply(file.text(), List.of(new Splice(start, stop, heading))));
    ChangelogSection same =
        renamed.sections().stream().filter(s -> s.line() == section.line()).findFirst().orElseThrow();
    return writtenBody(renamed, same, body.isEmpty() ? "" : body + "\n");
  }

  private static String headingOf(ChangelogFile file, ChangelogSection section) {
    String heading = file.text().substring(section.start(), section.bodyStart()).replace("\r\n", "\n").strip();
    return heading.startsWith("\uFEFF") ? heading.substring(1) : heading;
  }

  private static List<Splice> fromUnreleased(
      ChangelogFile file, ChangelogSection unreleased, FileStyle style, String heading, String body) {
    String gap = style.lineEnd().repeat(style.blankBetween());
    String start = !FileStyle.startsLine(file.text(), unreleased.bodyStart()) ? style.lineEnd() : "";
    if (file.body(unreleased).equals(normal(body)) && !normal(body).isEmpty()) {
      // The text stays where it is; only the new heading comes between.
      return List.of(
          new Splice(unreleased.bodyStart(), unreleased.bodyStart(), start + gap + heading + style.lineEnd()));
    }
    String section = section(style, heading, body);
    int end = Math.max(unreleased.bodyStart(), unreleased.end());
    String text = start + gap + section + style.partition(file.text(), end);
    return List.of(new Splice(unreleased.bodyStart(), end, text));
  }

  private static Splice inserted(ChangelogFile file, FileStyle style, String heading, String body) {
    String section = section(style, heading, body);
    Optional<ChangelogSection> newest = file.sections().stream().findFirst();
    String gap = style.lineEnd().repeat(Math.max(1, style.blankBetween()));
    if (newest.isPresent()) {
      int at = newest.get().start();
      int bom = at == 0 && file.text().startsWith("\uFEFF") ? 1 : at;
      return new Splice(bom, bom, section + gap);
    }
    int at = file.links().isEmpty() ? file.text().length() : file.links().getFirst().start();
    String before = file.text().substring(0, at);
    String lead = before.isBlank() ? "" : endsOpen(before) ? style.lineEnd().repeat(2) : endsBlank(before) ? "" : style.lineEnd();
    return new Splice(at, at, lead + section + (at < file.text().length() ? style.lineEnd() : ""));
  }

  private static String section(FileStyle style, String heading, String body) {
    String shaped = style.shaped(body);
    String blank = style.blankAfterHead() && !shaped.isEmpty() ? style.lineEnd() : "";
    return heading + style.lineEnd() + blank + shaped;
  }

  private static void checkBody(String body) throws Problem {
    ChangelogFile alone = ChangelogFile.of("text", body);
    for (ChangelogSection section : alone.sections()) {
      if (section.level() <= 2) {
        throw Problem.wrongUse(
            "Line %d of the text is the heading of a version (%s), which would end the section. Nothing was changed; make it a list item or a deeper heading."
                .formatted(section.line(), section.label()));
      }
    }
  }

  private static String normal(String body) {
    String stripped = body.replace("\r\n", "\n").replace('\r', '\n').strip();
    return stripped.isEmpty() ? "" : stripped + "\n";
  }

  private static boolean endsOpen(String text) {
    return !FileStyle.startsLine(text, text.length());
  }

  private static boolean endsBlank(String text) {
    return text.endsWith("\n\n") || text.endsWith("\r\n\r\n") || text.endsWith("\r\r");
  }
}
