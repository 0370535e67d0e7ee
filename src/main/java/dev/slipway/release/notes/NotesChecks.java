package dev.slipway.release.notes;

import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.file.ChangelogLint;
import dev.slipway.changelog.file.ChangelogSection;
import dev.slipway.changelog.notes.Drift;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.ReleaseNotes;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Entries;
import dev.slipway.changelog.section.Entry;
import dev.slipway.changelog.section.Rules;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.forge.Issue;
import dev.slipway.forge.Release;
import dev.slipway.release.Notes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that does not hold about the section and the notes, and what was looked at to say so.
final class NotesChecks {
  /// GitHub refuses longer texts of releases.
  private static final int LONGEST_NOTES = 125_000;

  private final List<Finding> findings = new ArrayList<>();
  private final List<String> looked = new ArrayList<>();
  private final List<String> notLooked = new ArrayList<>();

  /// Looks at a text of the release.
  void notes(String text) {
    looked.add("the notes");
    if (ReleaseNotes.readable(text).isBlank()) {
      error("notes", "empty-notes", "The release has no notes.", "Include a commit, or write what changed.");
    }
    if (text.length() > LONGEST_NOTES) {
      error(
          "notes", "notes-too-long",
          "The notes have %,d characters; the host takes %,d.".formatted(text.length(), LONGEST_NOTES),
          "Shorten them, or leave parts out with `changelog: notes:` in .slipway.yml.");
    }
  }

  /// Looks at the form of the changelog. What is wrong with older sections is no error of this release.
  void form(PlannedChangelog changelog, HostTexts host, LocalDate today) {
    looked.add("the form of " + changelog.path() + " as it will be written");
    ChangelogSection section = changelog.section();
    int end =
        changelog.file().sections().stream().mapToInt(ChangelogSection::line).filter(line -> line > section.line()).min()
            .orElse(Integer.MAX_VALUE);
    for (Finding finding : ChangelogLint.check(changelog.file(), today.plusDays(1))) {
      int line = finding.at().map(Position::line).orElse(0);
      boolean here = (line >= section.line() && line < end) || finding.message().startsWith("[" + section.label() + "]");
      findings.add(here || finding.severity() != Severity.ERROR ? finding : softer(finding));
    }
    if (changelog.body().isBlank()) {
      error(changelog.path(), "empty-section", "The section has no entry.", "Include a commit, or write what changed.");
    }
    if (!changelog.written()) {
      boolean none = changelog.onHost().isEmpty();
      findings.add(
          Finding.about(
              changelog.path(), "changelog-not-written", Severity.INFO,
              none
                  ? "The repository has no %s at %s.".formatted(changelog.path(), host.at())
                  : "%s at %s does not have this section yet.".formatted(changelog.path(), host.at()),
              "Write it back with Write back… on the Notes page, or slipway changelog --write."));
    }
  }

  void noForm(String reason) {
    notLooked.add("the changelog: " + reason);
  }

  /// Holds the notes, and what is public already, against the section.
  void agreement(PlannedChangelog changelog, String notes, Optional<Release> published, HostTexts host, boolean changesWanted) {
    String version = changelog.version().toString();
    if (changesWanted) {
      looked.add("notes against section");
      for (Finding finding : Drift.find(version, Optional.of(changelog.body()), Optional.of(notes), Optional.empty())) {
        findings.add(
            new Finding(
                finding.rule(), Severity.ERROR, finding.subject(), finding.at(), finding.message(), finding.why(), finding.fix()));
      }
    } else {
      notLooked.add("notes against section: the policy leaves the changes out of the notes");
    }
    if (published.isPresent()) {
      looked.add("published text against section");
      findings.addAll(Drift.find(version, Optional.of(changelog.body()), published.map(Release::notes), Optional.empty()));
    }
    if (host.tagMessage().filter(Drift::lists).isPresent()) {
      looked.add("tag message against section");
      findings.addAll(Drift.find(version, Optional.of(changelog.body()), Optional.empty(), host.tagMessage()));
    } else {
      notLooked.add(host.tagMessage().isPresent() ? "the tag message: it lists nothing" : "a tag message: there is none");
    }
  }

  /// Looks at the draft's text on the host.
  ///
  /// @param read what it was when it was read or written last
  void draft(Optional<Release> draft, Optional<String> read, String notes, Notes.Undecided undecided) {
    if (draft.isEmpty()) {
      notLooked.add("a draft's text: there is no draft");
      return;
    }
    looked.add("the draft's text on the host");
    if (undecided.remote().isPresent()) {
      error(
          "notes", "remote-changed", "The draft's text was changed on the host since it was read.",
          "Decide on the Notes page which words stay.");
    } else if (!draft.get().notes().isBlank() && read.isPresent() && !same(draft.get().notes(), notes)) {
      findings.add(
          Finding.about(
              "notes", "remote-differs", Severity.INFO,
              "The draft on the host has a text of %d lines that publishing replaces.".formatted(draft.get().notes().lines().count()),
              "It is kept among the versions of the notes."));
    }
  }

  /// Reports what a person has to decide.
  void conflicts(Notes.Undecided undecided) {
    undecided.section().map(MergedText::conflicts).orElse(List.of()).forEach(
        conflict ->
            error(
                "section", "merge-conflict",
                "The commits now say \"%s\" where the section was edited to \"%s\"."
                    .formatted(shown(conflict.generated()), shown(conflict.edited())),
                "Decide on the Notes page which words stay."));
  }

  /// Parts a person edited that would say something else now.
  void stale(List<String> ids) {
    ids.forEach(
        id ->
            findings.add(
                Finding.about(
                    "notes", "edited-part", Severity.WARNING,
                    "The part \"" + id + "\" of the notes was edited and no longer follows what is measured.",
                    "Remove it and its markers to leave it out, or bring the measured text back from the versions.")));
  }

  /// Reports what looks like a slip in the listed commits, at the line of their entry.
  void hints(List<ClassifiedCommit> commits, Rules rules, Optional<PlannedChangelog> changelog) {
    Entries entries = new Entries(rules);
    for (ClassifiedCommit commit : commits) {
      for (String hint : commit.hints()) {
        String subject = commit.commit().shortSha();
        Optional<Position> at =
            changelog.flatMap(its -> entries.of(commit).stream().findFirst().flatMap(entry -> line(its, entry)));
        findings.add(
            new Finding(
                "commit-hint", Severity.INFO, subject, at, "%s: %s".formatted(commit.message().description(), hint), "",
                "Say in the section what users have to do."));
      }
    }
  }

  /// Holds the numbers the section names against the host.
  ///
  /// @param issues what the host said of each number; empty where it has none
  void issues(PlannedChangelog changelog, Map<Integer, Known<Optional<Issue>>> issues) {
    List<Integer> unknown = new ArrayList<>();
    String reason = "the host was not asked";
    int line = changelog.line();
    for (String text : changelog.text().split("\n", -1)) {
      for (Reference reference : Reference.in(text)) {
        Known<Optional<Issue>> known = issues.getOrDefault(reference.number(), Known.unknown("the host was not asked"));
        if (reference.repository().isEmpty()) {
          switch (known) {
            case Unknown<Optional<Issue>>(String why) -> {
              unknown.add(reference.number());
              reason = why;
            }
            case Fact<Optional<Issue>> fact -> issue(changelog.path(), line, reference.number(), fact.get());
          }
        }
      }
      line++;
    }
    if (unknown.isEmpty()) {
      looked.add("issue numbers on the host");
    } else {
      notLooked.add("%s: %s".formatted(unknown.size() == 1 ? "1 issue number" : unknown.size() + " issue numbers", reason));
    }
  }

  private void issue(String path, int line, int number, Optional<Issue> issue) {
    Position at = new Position(path, line, 1);
    if (issue.isEmpty()) {
      findings.add(
          Finding.at(at, "issue-unknown", Severity.WARNING, "There is no issue or pull request #" + number + ".", "Correct the number."));
    } else if (issue.get().open()) {
      findings.add(
          Finding.at(
              at, "issue-open", Severity.INFO, (issue.get().pullRequest() ? "pull request #" : "issue #") + number + " is still open",
              "Close it when the release is out, or take the number out."));
    }
  }

  void missing(List<String> sentences) {
    sentences.forEach(
        sentence -> findings.add(Finding.about("commits", "history-incomplete", Severity.WARNING, sentence, "")));
  }

  /// Reports results the notes would tell if they could be read.
  void unread(List<String> sentences) {
    sentences.forEach(
        sentence ->
            findings.add(
                Finding.about("notes", "benchmarks-unread", Severity.WARNING, sentence, "Let the workflow write the file again, or leave it out.")));
  }

  List<Finding> findings() {
    return findings.stream().sorted(java.util.Comparator.comparing(Finding::severity)).toList();
  }

  Notes.Looked looked() {
    return new Notes.Looked(looked, notLooked);
  }

  private static Optional<Position> line(PlannedChangelog changelog, Entry entry) {
    int line = changelog.line();
    for (String text : changelog.text().split("\n", -1)) {
      if (text.length() > 2 && text.substring(2).equals(entry.text())) {
        return Optional.of(new Position(changelog.path(), line, 1));
      }
      line++;
    }
    return Optional.empty();
  }

  private void error(String subject, String rule, String message, String fix) {
    findings.add(Finding.about(subject, rule, Severity.ERROR, message, fix));
  }

  private static Finding softer(Finding finding) {
    return new Finding(
        finding.rule(), Severity.WARNING, finding.subject(), finding.at(), finding.message(), finding.why(), finding.fix());
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty() ? "nothing" : line.length() > 80 ? line.substring(0, 79) + "…" : line;
  }

  private static boolean same(String one, String other) {
    return one.replace("\r\n", "\n").strip().equals(other.replace("\r\n", "\n").strip());
  }
}
