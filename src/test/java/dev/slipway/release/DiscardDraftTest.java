package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Discarding deletes drafts and nothing else.
class DiscardDraftTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path state;

  @Test
  void aDraftGoesAndAPublicReleaseStays() throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC, Fault.NONE);
    int before = rehearsal.publicReleases().size();
    Connection connection = WalkTest.connection(rehearsal, state);
    var session = new ReleaseSession(connection, _ -> {});
    var progress = Progress.unwatched();
    session.open(Optional.of("v0.4.0"), Optional.empty(), progress);
    session.dispatch(Map.of("version", "0.4.0"), progress);
    session.download(progress);
    session.verify(progress);
    session.measure(progress);
    session.draftNotes(progress);

    long draft = session.prepare(true, progress).draft().orElseThrow();
    assertThat(connection.forge().release(connection.repository(), draft).prerelease()).as("the mark a person chose").isTrue();
    session.discardDraft(draft, progress);
    assertThat(session.snapshot().subject().draft()).isEmpty();
    assertThat(rehearsal.publicReleases()).hasSize(before);

    long made = session.publish("v0.4.0", progress).draft().orElseThrow();
    assertThat(made).as("a new draft, for the first one is gone").isNotEqualTo(draft);
    assertThatThrownBy(() -> session.discardDraft(made, progress))
        .isInstanceOf(Problem.class)
        .hasMessage("v0.4.0 is public and no draft any more. Nothing was deleted.");
    assertThat(rehearsal.publicReleases()).hasSize(before + 1);
  }
}
