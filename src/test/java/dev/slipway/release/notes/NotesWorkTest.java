package dev.slipway.release.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.changelog.notes.TextVersions;
import dev.slipway.changelog.section.Choice;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.forge.Forge;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.forge.RepositoryName;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.Connection;
import dev.slipway.release.Notes;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.run.Rhythm;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Section and notes of a release, from the commits on the embedded GitHub to the draft, the clone, a commit and a pull request.
class NotesWorkTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;
  private Rehearsal rehearsal;
  private Forge forge;
  private RepositoryName name;

  @BeforeEach
  void start() throws Exception {
    rehearsal = github.start(Project.WEFT);
    forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    name = rehearsal.repository();
  }

  @Test
  void theSectionLandsInTheChangelogAndTheNotesFollowIt() throws Exception {
    Notes notes = opened().snapshot().notes();

    PlannedChangelog changelog = notes.changelog().value().orElseThrow();
    assertThat(changelog.text()).startsWith("## [0.4.0] - ").contains("### Added\n\n- ").contains("### Deprecated");
    assertThat(changelog.file().text()).contains("[Unreleased]: https://github.com/clawft/weft/compare/v0.4.0...HEAD")
        .contains("[0.4.0]: https://github.com/clawft/weft/compare/v0.3.2...v0.4.0");
    String onHost = changelog.onHost().orElseThrow().text();
    assertThat(changelog.file().text().replace(changelog.text(), "")).as("all else stays").contains(onHost.substring(onHost.indexOf("## [0.3.2]"), onHost.indexOf("[Unreleased]: ")));
    assertThat(notes.text()).contains("<!-- slipway:changes ").contains("- ").contains("### Contributors\n\nThanks to ")
        .contains("gh release download v0.4.0 --repo clawft/weft");
    assertThat(notes.lint()).extracting(Finding::severity).doesNotContain(Severity.ERROR);
  }

  @Test
  void theGateSaysWhatItLookedAt() throws Exception {
    ReleaseSession session = opened();
    Gate gate = gate(session);
    assertThat(gate.state()).isEqualTo(new GateState.Passed());
    assertThat(gate.findings()).last().satisfies(it -> {
      assertThat(it.rule()).isEqualTo("looked-at");
      assertThat(it.message()).contains("the form of CHANGELOG.md").contains("notes against section");
      assertThat(it.fix()).contains("a draft's text: there is no draft").contains("issue numbers: the host was not asked");
    });
  }

  @Test
  void aSectionThatBreaksTheFormFailsTheGate() throws Exception {
    ReleaseSession session = opened();
    String section = section(session);
    session.notes().edit(Optional.of(section.replace("### Added", "### New things")), Optional.empty());
    Gate gate = gate(session);
    assertThat(gate.state()).isEqualTo(new GateState.Failed());
    assertThat(gate.detail()).contains("New things");
    assertThat(session.snapshot().notes().text()).as("notes follow the section").contains("### New things");
    Problem broken =
        catchThrowableOfType(Problem.class, () -> session.notes().edit(Optional.of("no heading\n"), Optional.empty()));
    assertThat(broken.sentence()).contains("0.4.0").contains("Nothing was changed");
    assertThat(section(session)).contains("### New things");
  }

  @Test
  void notesThatTellSomethingElseFailTheGate() throws Exception {
    ReleaseSession session = opened();
    String text = session.snapshot().notes().text();
    String entry = text.lines().filter(line -> line.startsWith("- ")).findFirst().orElseThrow();
    session.notes().edit(Optional.empty(), Optional.of(text.replace(entry + "\n", "- Something else altogether\n")));
    assertThat(gate(session).state()).isEqualTo(new GateState.Failed());
    assertThat(session.snapshot().notes().lint()).extracting(Finding::rule).contains("notes-drift", "edited-part");
    session.notes().edit(Optional.empty(), Optional.of(text));
    assertThat(gate(session).state()).isEqualTo(new GateState.Passed());
  }

  @Test
  void handEditsSurviveAnotherChoiceOfCommits() throws Exception {
    ReleaseSession session = opened();
    var commits = session.snapshot().notes().range().value().orElseThrow().commits();
    var listed = commits.stream().filter(it -> it.included() && it.message().description().contains("typing")).findFirst().orElseThrow();
    String entry = section(session).lines().filter(line -> line.contains("typing")).findFirst().orElseThrow();
    session.notes().edit(Optional.of(section(session).replace("### Added\n\n", "### Added\n\n- Told by hand\n")), Optional.empty());

    session.notes().choose(Map.of(listed.commit().sha(), new Choice.LeaveOut()));

    assertThat(section(session)).contains("- Told by hand\n").doesNotContain(entry);
    ReleaseSession next = opened();
    assertThat(section(next)).as("in another session").isEqualTo(section(session));
    assertThat(next.notes().choices().commits()).containsOnlyKeys(listed.commit().sha());
    next.notes().choose(Map.of());
    assertThat(section(next)).contains("- Told by hand\n").contains(entry);
  }

  @Test
  void bothSidesOfAConflictAreKeptUntilAPersonDecides() throws Exception {
    ReleaseSession session = opened();
    var listed =
        session.snapshot().notes().range().value().orElseThrow().commits().stream()
            .filter(it -> it.included() && it.message().description().contains("typing")).findFirst().orElseThrow();
    String entry = section(session).lines().filter(line -> line.contains("typing")).findFirst().orElseThrow();
    String reworded = section(session).replace(entry, "- A person can see that the agent types (#352)");
    session.notes().edit(Optional.of(reworded), Optional.empty());

    session.notes().choose(Map.of(listed.commit().sha(), new Choice.LeaveOut()));

    assertThat(session.snapshot().notes().undecided().section().orElseThrow().conflicts()).singleElement().satisfies(conflict -> {
      assertThat(conflict.edited()).contains("A person can see");
      assertThat(conflict.base()).contains(entry);
      assertThat(conflict.generated()).doesNotContain("typing");
    });
    assertThat(section(session)).contains("A person can see");
    assertThat(gate(session).state()).isEqualTo(new GateState.Failed());
    assertThat(gate(opened()).state()).as("in another session").isEqualTo(new GateState.Failed());

    session.notes().settle(section(session));

    assertThat(session.snapshot().notes().undecided().any()).isFalse();
    assertThat(gate(session).state()).isEqualTo(new GateState.Passed());
    assertThat(section(opened())).contains("A person can see");
  }

  @Test
  void theDraftIsReplacedOnlyWhereNobodyChangedIt() throws Exception {
    Release draft = forge.create(name, new NewRelease("v0.4.0", "", "weft v0.4.0", "first words", true, false, NewRelease.Latest.BY_VERSION));
    ReleaseSession session = opened();
    assertThat(session.snapshot().notes().lint()).extracting(Finding::rule).contains("remote-differs");
    forge.change(name, draft.id(), new NewRelease("v0.4.0", "", "weft v0.4.0", "words of somebody else", true, false, NewRelease.Latest.BY_VERSION));

    Problem refused = catchThrowableOfType(Problem.class, () -> session.notes().writeDraft(Progress.unwatched()));

    assertThat(refused.sentence()).contains("changed on the host").contains("Nothing was written");
    assertThat(forge.release(name, draft.id()).notes()).isEqualTo("words of somebody else");
    assertThat(session.snapshot().notes().undecided().remote()).isPresent();
    assertThat(gate(session).state()).isEqualTo(new GateState.Failed());

    session.notes().settleRemote(session.snapshot().notes().text() + "\nwords of somebody else\n");
    assertThat(session.notes().writeDraft(Progress.unwatched())).contains("has these notes now");
    assertThat(forge.release(name, draft.id()).notes()).contains("words of somebody else").contains("### Added");
    assertThat(session.notes().writeDraft(Progress.unwatched())).contains("says this already");
    assertThat(session.notes().versions(NotesDocument.NOTES).list()).extracting(TextVersions.Version::origin)
        .contains(TextVersions.Origin.REMOTE, TextVersions.Origin.EDITED, TextVersions.Origin.GENERATED);
  }

  @Test
  void theChangelogIsCommittedOrProposed() throws Exception {
    ReleaseSession session = opened();
    assertThat(session.notes().openPullRequest(Progress.unwatched())).contains("Pull request #").contains("/pull/");
    String proposed = read("slipway/changelog-0.4.0");
    assertThat(proposed).isEqualTo(session.snapshot().notes().changelog().value().orElseThrow().file().text());
    assertThat(read("main")).doesNotContain("## [0.4.0]");

    assertThat(session.notes().commit(Progress.unwatched())).contains("on main has the section");
    assertThat(read("main")).isEqualTo(proposed);
    assertThat(session.notes().commit(Progress.unwatched())).contains("already");
    ReleaseSession next = opened();
    assertThat(next.snapshot().notes().lint()).extracting(Finding::rule).doesNotContain("changelog-not-written");
  }

  @Test
  void whatOthersWroteIntoTheChangelogMeanwhileStays() throws Exception {
    ReleaseSession session = opened();
    var stored = forge.stored(name, "CHANGELOG.md", "main").orElseThrow();
    String text = new String(stored.bytes(), StandardCharsets.UTF_8).replace("## [Unreleased]\n", "## [Unreleased]\n\n### Added\n\n- By a colleague\n");
    forge.commit(name, new dev.slipway.forge.FileChange("CHANGELOG.md", text.getBytes(StandardCharsets.UTF_8), Optional.of(stored.id()), "main", "docs: entry"));

    session.notes().commit(Progress.unwatched());

    assertThat(read("main")).contains("- By a colleague").contains("## [0.4.0]");
    Path clone = Files.createDirectories(state.resolve("clone"));
    Files.writeString(clone.resolve("CHANGELOG.md"), text);
    assertThat(session.notes().writeClone(clone)).contains("has the section 0.4.0");
    assertThat(Files.readString(clone.resolve("CHANGELOG.md"))).isEqualTo(read("main"));
  }

  @Test
  void issueNumbersAreHeldAgainstTheHostOrStayUnknown() throws Exception {
    ReleaseSession session = opened();
    session.notes().edit(Optional.of(section(session) + "- Never told (#987654)\n"), Optional.empty());
    session.notes().checkIssues(Progress.unwatched());
    assertThat(session.snapshot().notes().lint()).filteredOn(it -> it.rule().equals("issue-unknown")).singleElement()
        .satisfies(it -> assertThat(it.message()).contains("#987654"));
    assertThat(session.snapshot().notes().looked().at()).contains("issue numbers on the host");
    ReleaseSession offline = opened();
    rehearsal.close();
    offline.notes().checkIssues(Progress.unwatched());
    assertThat(offline.snapshot().notes().looked().notAt()).anyMatch(it -> it.contains("issue numbers: "));
    assertThat(offline.snapshot().notes().lint()).extracting(Finding::rule).doesNotContain("issue-unknown");
  }

  @Test
  void theRangeCanBeChangedAndTheChoiceStays() throws Exception {
    ReleaseSession session = opened();
    long before = session.snapshot().notes().range().value().orElseThrow().commits().size();
    session.notes().changeRange(Optional.of("v0.3.1"), Progress.unwatched());
    var range = session.snapshot().notes().range().value().orElseThrow();
    assertThat(range.reason()).startsWith("v0.3.1: chosen by hand; ");
    assertThat((long) range.commits().size()).isGreaterThan(before);
    assertThat(opened().snapshot().notes().range().value().orElseThrow().reason()).startsWith("v0.3.1: chosen by hand");
    session.notes().changeRange(Optional.of(""), Progress.unwatched());
    assertThat(session.snapshot().notes().range().value().orElseThrow().reason()).startsWith("the beginning: chosen by hand");
    session.notes().changeRange(Optional.empty(), Progress.unwatched());
    assertThat((long) session.snapshot().notes().range().value().orElseThrow().commits().size()).isEqualTo(before);
  }

  private ReleaseSession opened() throws Exception {
    Retry retry = new Retry(2, Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(2), Pause.real(), Clock.systemUTC());
    Rhythm rhythm = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(20));
    ReleaseSession session =
        new ReleaseSession(new Connection(forge, forge, name, state, rhythm, retry, Clock.systemUTC(), "tester"), _ -> {});
    session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    session.draftNotes(Progress.unwatched());
    return session;
  }

  private static Gate gate(ReleaseSession session) {
    return session.snapshot().board().gate(GateId.CHANGELOG).orElseThrow();
  }

  private static String section(ReleaseSession session) {
    return session.snapshot().notes().section().value().orElseThrow();
  }

  private String read(String branch) throws Exception {
    return new String(forge.stored(name, "CHANGELOG.md", branch).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }
}
