package dev.slipway.release.notes;

import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.Choice;
import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Issue;
import dev.slipway.forge.RateLimit;
import dev.slipway.forge.Release;
import dev.slipway.release.Connection;
import dev.slipway.release.Facts;
import dev.slipway.release.Notes;
import dev.slipway.release.Workspace;
import dev.slipway.release.host.HostCalls;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The work on the texts of one release. Every step makes them anew from what is known, checks them, and publishes the outcome.
public final class NotesWork {
  /// More numbers than this are not asked about.
  private static final int MOST_ISSUES = 200;
  /// Calls that are left for the release itself when numbers were asked about.
  private static final int CALLS_LEFT = 500;

  private final Connection connection;
  private final HostCalls host;
  private final Supplier<Facts> facts;
  private final Place place;
  private final Consumer<Notes> made;
  private final Consumer<List<Release>> releases;
  private final Map<Integer, Known<Optional<Issue>>> issues = new HashMap<>();
  private Optional<HostTexts> texts = Optional.empty();
  private Optional<Notes.Range> range = Optional.empty();

  /// Where the work is kept.
  @FunctionalInterface
  public interface Place {
    Workspace workspace() throws Problem;
  }

  /// @param facts    what is known now
  /// @param made     told the texts whenever they were made
  /// @param releases told the releases whenever they were read
  public NotesWork(
      Connection connection, HostCalls host, Supplier<Facts> facts, Place place, Consumer<Notes> made,
      Consumer<List<Release>> releases) {
    this.connection = connection;
    this.host = host;
    this.facts = facts;
    this.place = place;
    this.made = made;
    this.releases = releases;
  }

  /// Begins with another release.
  ///
  /// @param read its commits as the rules place them
  public synchronized void begin(Notes.Range read) {
    range = Optional.of(read);
    texts = Optional.empty();
    issues.clear();
  }

  /// What a person decided about the commits.
  public synchronized NotesChoices choices() throws Problem {
    return folder().choices();
  }

  /// Reads what the host has of the texts, and makes them.
  public synchronized void draft(Progress progress) throws Problem, ForgeException, Cancelled {
    progress.phase("making the notes");
    Forge forge = connection.forge();
    texts = Optional.of(HostTexts.read(forge, host, connection.repository(), facts.get().subject(), progress));
    releases.accept(host.call(progress, () -> forge.releases(connection.repository())));
    make();
  }

  /// Brings the texts up to date without asking the host; nothing happens before they were made once.
  public synchronized void refresh() throws Problem {
    if (texts.isPresent() && range.isPresent()) {
      make();
    }
  }

  private void make() throws Problem {
    Notes.Range read =
        range.orElseThrow(() -> Problem.wrongUse("The commits were not read yet. Open the repository first."));
    HostTexts known = texts.orElseThrow(() -> Problem.wrongUse("The notes were not made yet. Make them first."));
    made.accept(new NotesMaker(folder(), known, today(), issues).make(facts.get(), read));
  }

  /// Takes texts that a person finished, and keeps them. A text that is what would be generated is not kept as edited.
  ///
  /// @param section the changelog's section; empty to leave it
  /// @param notes   the notes; empty to leave them
  /// @throws Problem when the section does not begin with the version's heading; nothing is kept then
  public synchronized void edit(Optional<String> section, Optional<String> notes) throws Problem {
    NotesFolder folder = folder();
    if (section.isPresent() && facts.get().notes().changelog().value().isPresent()) {
      PlannedChangelog changelog = facts.get().notes().changelog().value().get().with(section.get());
      keep(folder, NotesDocument.CHANGELOG, changelog.text());
    }
    if (notes.isPresent()) {
      keep(folder, NotesDocument.NOTES, notes.get());
      folder.placed(
          NotesMaker.ids(
              folder.generated(NotesDocument.NOTES).orElse(""),
              NotesBlocks.of(facts.get(), "-", facts.get().notes().range().value().map(Notes.Range::commits).orElse(List.of()))));
    }
    make();
  }

  private static void keep(NotesFolder folder, NotesDocument document, String text) throws Problem {
    if (folder.generated(document).equals(Optional.of(text)) && folder.edited(document).isEmpty()) {
      folder.discardUnsaved(document);
    } else {
      folder.edit(document, text);
    }
  }

  /// Keeps decisions about commits; the section follows, edited words stay.
  public synchronized void choose(Map<String, Choice> commits) throws Problem {
    folder().choices(folder().choices().about(commits));
    make();
  }

  /// Reads the commits again, from another point where a person chose one; edited words stay.
  ///
  /// @param from a tag, branch or commit; `""` for the beginning of history; empty to have it chosen
  public synchronized void changeRange(Optional<String> from, Progress progress)
      throws Problem, ForgeException, Cancelled {
    var subject = facts.get().subject();
    range =
        Optional.of(
            new RangeReader(connection.forge(), host, connection.repository())
                .read(subject.ref(), subject.tag(), from, ChangelogRules.of(subject.policy().policy()), progress));
    folder().choices(folder().choices().from(from));
    draft(progress);
  }

  /// Settles what was undecided about the section: this text stands.
  public synchronized void settle(String section) throws Problem {
    NotesFolder folder = folder();
    PlannedChangelog changelog =
        facts.get().notes().changelog().value().orElseThrow(() -> Problem.wrongUse("There is no section to decide about."));
    String text = changelog.with(section).text();
    Notes.Range read = range.orElseThrow(() -> Problem.wrongUse("The commits were not read yet."));
    folder.edit(NotesDocument.CHANGELOG, text);
    folder.generated(NotesDocument.CHANGELOG, new NotesMaker(folder, texts.orElseThrow(), today(), issues).generatedSection(facts.get(), read));
    make();
  }

  /// Settles what was undecided about the draft's text on the host: this text stands, and that one was seen.
  public synchronized void settleRemote(String notes) throws Problem {
    NotesFolder folder = folder();
    String now = facts.get().subject().draft().map(Release::notes).orElse("");
    folder.remote(now);
    edit(Optional.empty(), Optional.of(notes));
  }

  /// The draft's text as it was read or written last, which nobody may have changed before it is replaced.
  public synchronized Optional<String> readDraft() throws Problem {
    return folder().remote();
  }

  /// The host has this text now.
  public synchronized void written(String notes) throws Problem {
    folder().remote(notes);
  }

  /// Keeps what stands in an editor, so that a crash loses nothing.
  public void autosave(NotesDocument document, String text) throws Problem {
    folder().autosave(document, text);
  }

  /// The text in an editor is the saved one again.
  public void discardUnsaved(NotesDocument document) throws Problem {
    folder().discardUnsaved(document);
  }

  /// Every version of a text.
  public TextVersions versions(NotesDocument document) throws Problem {
    return folder().versions(document);
  }

  /// Asks the host about the issue numbers the section names. Where it cannot be reached, they stay unknown.
  public synchronized void checkIssues(Progress progress) throws Problem, Cancelled {
    Optional<PlannedChangelog> changelog = facts.get().notes().changelog().value();
    if (changelog.isEmpty()) {
      return;
    }
    progress.phase("asking about issue numbers");
    SequencedSet<Integer> numbers = new TreeSet<>();
    Reference.in(changelog.get().body()).stream().filter(it -> it.repository().isEmpty()).limit(MOST_ISSUES).forEach(it -> numbers.add(it.number()));
    numbers.removeIf(number -> issues.containsKey(number) && issues.get(number).value().isPresent());
    Optional<RateLimit> limit = connection.forge().rateLimit();
    if (limit.isPresent() && limit.get().remaining() - numbers.size() < CALLS_LEFT) {
      numbers.forEach(left -> issues.put(left, Known.unknown("the host answers too few calls until " + limit.get().resets())));
      refresh();
      return;
    }
    int done = 0;
    for (int number : numbers) {
      progress.report(done++, numbers.size());
      progress.checkCancelled();
      try {
        issues.put(number, Known.of(connection.forge().issue(connection.repository(), number), new Source.FromApi("issue")));
      } catch (ForgeException e) {
        String reason = e.sentence();
        numbers.forEach(left -> issues.putIfAbsent(left, Known.unknown(reason)));
        issues.put(number, Known.unknown(reason));
        break;
      }
    }
    refresh();
  }

  /// Puts the notes into the draft on the host.
  ///
  /// @return what was done, as a sentence
  public synchronized String writeDraft(Progress progress) throws Problem, ForgeException, Cancelled {
    try {
      return new WriteBack(connection, host, facts.get()).draft(folder(), progress);
    } finally {
      releases.accept(host.call(progress, () -> connection.forge().releases(connection.repository())));
      refresh();
    }
  }

  /// What putting the section into the changelog of a clone would change.
  public synchronized CloneWrite planClone(Path clone) throws Problem {
    return new WriteBack(connection, host, facts.get()).planClone(clone);
  }

  /// Puts the section into the changelog of a clone on this computer, which is remembered for all releases of the repository.
  public synchronized String writeClone(Path clone) throws Problem {
    String done = new WriteBack(connection, host, facts.get()).intoClone(clone);
    WholeFile.writeText(place.workspace().clone(), clone.toAbsolutePath() + "\n");
    return done;
  }

  /// The clone that the changelog was written into before; empty where it is gone.
  public synchronized Optional<Path> knownClone() throws Problem {
    Path kept = place.workspace().clone();
    if (!Files.exists(kept)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(Files.readString(kept).strip())).filter(Files::isDirectory);
    } catch (IOException | InvalidPathException e) {
      return Optional.empty(); // the clone is asked for once more
    }
  }

  /// Puts the section into the repository's changelog with a commit on its default branch.
  public synchronized String commit(Progress progress) throws Problem, ForgeException, Cancelled {
    return new WriteBack(connection, host, facts.get()).commit(progress);
  }

  /// Proposes the section with a pull request.
  public synchronized String openPullRequest(Progress progress) throws Problem, ForgeException, Cancelled {
    return new WriteBack(connection, host, facts.get()).pullRequest(progress);
  }

  private NotesFolder folder() throws Problem {
    return new NotesFolder(place.workspace().notes(), connection.clock());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(connection.clock().instant(), ZoneOffset.UTC);
  }
}
