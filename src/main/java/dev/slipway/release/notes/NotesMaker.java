package dev.slipway.release.notes;

import dev.slipway.changelog.file.ChangelogFile;
import dev.slipway.changelog.notes.Block;
import dev.slipway.changelog.notes.MergedText;
import dev.slipway.changelog.notes.ReleaseNotes;
import dev.slipway.changelog.notes.RemoteText;
import dev.slipway.changelog.notes.ThreeWayMerge;
import dev.slipway.changelog.section.ClassifiedCommit;
import dev.slipway.changelog.section.Classifier;
import dev.slipway.changelog.section.Entries;
import dev.slipway.changelog.section.Rules;
import dev.slipway.changelog.section.SectionText;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Issue;
import dev.slipway.forge.Release;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.Facts;
import dev.slipway.release.Notes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/// Makes section and notes from what is known now and what a person made of them before. No word of a person is lost: what they
/// edited is merged with what would be generated now, and where both changed, they decide.
final class NotesMaker {
  private final NotesFolder folder;
  private final HostTexts host;
  private final LocalDate today;
  private final Map<Integer, Known<Optional<Issue>>> issues;

  NotesMaker(NotesFolder folder, HostTexts host, LocalDate today, Map<Integer, Known<Optional<Issue>>> issues) {
    this.folder = folder;
    this.host = host;
    this.today = today;
    this.issues = issues;
  }

  /// A text brought together with what would be generated now.
  private record Merged(String text, Optional<MergedText> undecided) {}

  /// Makes both texts and checks them.
  Notes make(Facts facts, Notes.Range range) throws Problem {
    Rules rules = ChangelogRules.of(facts.subject().policy().policy());
    List<ClassifiedCommit> commits = Classifier.overruled(range.commits(), folder.choices().commits());
    String generated = SectionText.body(new Entries(rules).of(commits), '-');
    Optional<SemanticVersion> version =
        facts.subject().tag().flatMap(tag -> ReleaseTag.of(tag, "")).map(ReleaseTag::version);
    Optional<PlannedChangelog> changelog = Optional.empty();
    Optional<MergedText> conflicts = Optional.empty();
    if (version.isPresent()) {
      String path = facts.subject().policy().policy().changelog().file();
      PlannedChangelog planned = PlannedChangelog.of(path, host.changelog(), version.get(), day(facts, version.get()), generated);
      Merged section = merged(NotesDocument.CHANGELOG, planned.text());
      conflicts = section.undecided();
      changelog = Optional.of(planned.with(section.text()));
    }
    String body = changelog.map(PlannedChangelog::body).orElse(generated);
    List<Block> blocks = NotesBlocks.of(facts, body, commits);
    List<String> stale = new ArrayList<>();
    String text = notes(blocks, stale);
    Notes.Undecided undecided = new Notes.Undecided(conflicts, remote(facts.subject().draft(), text));
    NotesChecks checks = checks(facts, range, rules, commits, changelog, text, undecided);
    checks.stale(stale);
    return new Notes(
        Known.of(shown(range, commits), new Source.FromApi("compare")),
        changelog.map(its -> Known.of(its, new Source.Stated("the section")))
            .orElseGet(() -> Known.unknown("the tag carries no version, so it has no section in a changelog")),
        text, checks.findings(), undecided, checks.looked(),
        new Notes.Unsaved(folder.unsaved(NotesDocument.CHANGELOG), folder.unsaved(NotesDocument.NOTES)));
  }

  /// The section as it would be without any edit.
  String generatedSection(Facts facts, Notes.Range range) throws Problem {
    ReleasePolicy policy = facts.subject().policy().policy();
    List<ClassifiedCommit> commits = Classifier.overruled(range.commits(), folder.choices().commits());
    String generated = SectionText.body(new Entries(ChangelogRules.of(policy)).of(commits), '-');
    SemanticVersion version =
        facts.subject().tag().flatMap(tag -> ReleaseTag.of(tag, "")).map(ReleaseTag::version).orElseThrow();
    return PlannedChangelog.of(policy.changelog().file(), host.changelog(), version, day(facts, version), generated).text();
  }

  private NotesChecks checks(
      Facts facts, Notes.Range range, Rules rules, List<ClassifiedCommit> commits, Optional<PlannedChangelog> changelog,
      String text, Notes.Undecided undecided) throws Problem {
    ReleasePolicy policy = facts.subject().policy().policy();
    NotesChecks checks = new NotesChecks();
    checks.conflicts(undecided);
    checks.notes(text);
    if (changelog.isPresent()) {
      boolean changes = policy.changelog().notes().isEmpty() || policy.changelog().notes().contains("changes");
      checks.form(changelog.get(), host, today);
      checks.agreement(changelog.get(), text, facts.subject().published(), host, changes);
      checks.issues(changelog.get(), issues);
    } else {
      checks.noForm("the tag carries no version");
    }
    checks.draft(facts.subject().draft(), folder.remote(), text, undecided);
    checks.missing(range.missing());
    checks.unread(NotesBlocks.benchmarks(facts).unread());
    checks.hints(commits.stream().filter(ClassifiedCommit::included).toList(), rules, changelog);
    return checks;
  }

  /// A section that was dated once keeps its day, so that a session of tomorrow does not change it.
  private LocalDate day(Facts facts, SemanticVersion version) throws Problem {
    Optional<String> before = folder.generated(NotesDocument.CHANGELOG);
    if (before.isPresent()) {
      Optional<String> date =
          ChangelogFile.of("section", before.get()).section(version).flatMap(section -> section.date());
      if (date.isPresent() && date.get().matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(date.get());
      }
    }
    return facts.subject().published().flatMap(Release::published)
        .map(at -> LocalDate.ofInstant(at, java.time.ZoneOffset.UTC)).orElse(today);
  }

  /// The base of the merge moves on only when nothing is left to decide.
  private Merged merged(NotesDocument document, String generated) throws Problem {
    Optional<String> edited = folder.edited(document);
    if (edited.isEmpty()) {
      folder.generated(document, generated);
      return new Merged(generated, Optional.empty());
    }
    String base = folder.generated(document).orElse(generated);
    MergedText merged = ThreeWayMerge.merge(base, edited.get(), generated);
    if (merged.conflicts().isEmpty()) {
      folder.generated(document, generated);
      if (!merged.keepingEdits().equals(edited.get())) {
        folder.edit(document, merged.keepingEdits());
      }
    }
    return new Merged(merged.keepingEdits(), Optional.of(merged).filter(it -> !it.conflicts().isEmpty()));
  }

  /// Untouched parts follow what is known now; parts that have something to say for the first time are added; parts a person
  /// removed stay away.
  private String notes(List<Block> blocks, List<String> stale) throws Problem {
    String fresh = ReleaseNotes.draft(blocks);
    Optional<String> edited = folder.edited(NotesDocument.NOTES);
    folder.generated(NotesDocument.NOTES, fresh);
    if (edited.isEmpty()) {
      return fresh;
    }
    ReleaseNotes.Refreshed refreshed = ReleaseNotes.refresh(edited.get(), blocks);
    stale.addAll(refreshed.kept());
    String text = refreshed.text();
    List<String> placed = folder.placed();
    for (Block block : blocks) {
      if (!placed.contains(block.id())) {
        text = ReleaseNotes.with(text, block);
      }
    }
    if (!text.equals(edited.get())) {
      folder.edit(NotesDocument.NOTES, text);
      SequencedSet<String> offered = new LinkedHashSet<>(placed);
      offered.addAll(ids(fresh, blocks));
      folder.placed(List.copyOf(offered));
    }
    return text;
  }

  /// The parts that a text made of blocks has.
  static List<String> ids(String text, List<Block> blocks) {
    return blocks.stream().map(Block::id).filter(id -> ReleaseNotes.body(text, id).isPresent()).toList();
  }

  /// The draft's text is taken as read when it is seen first; later it is held against that.
  private Optional<MergedText> remote(Optional<Release> draft, String text) throws Problem {
    if (draft.isEmpty()) {
      return Optional.empty();
    }
    String now = draft.get().notes();
    Optional<String> read = folder.remote();
    if (read.isEmpty()) {
      folder.remote(now);
      return Optional.empty();
    }
    return switch (RemoteText.compare(read.get(), now, text)) {
      case RemoteText.Unchanged _ -> Optional.empty();
      case RemoteText.AlreadyThere _ -> {
        folder.remote(now);
        yield Optional.empty();
      }
      case RemoteText.Changed changed -> Optional.of(changed.merged());
    };
  }

  private static Notes.Range shown(Notes.Range range, List<ClassifiedCommit> commits) {
    return new Notes.Range(
        range.from(), range.to(), range.reason(), range.skipped(), range.missing(), range.bases(), commits, range.next(),
        range.because());
  }
}
