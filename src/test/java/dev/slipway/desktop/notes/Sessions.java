package dev.slipway.desktop.notes;

import dev.slipway.forge.Forge;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.Connection;
import dev.slipway.release.ReleaseSession;
import dev.slipway.release.ReleaseSnapshot;
import dev.slipway.release.run.Rhythm;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Pause;
import dev.slipway.transfer.Retry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Sessions on the embedded GitHub with section and notes made.
final class Sessions {
  private Sessions() {}

  static ReleaseSession made(Rehearsal rehearsal, Path state, Consumer<ReleaseSnapshot> listener) throws Exception {
    Forge forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    Retry retry = new Retry(2, Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(2), Pause.real(), Clock.systemUTC());
    Rhythm rhythm = new Rhythm(Duration.ofMillis(20), Duration.ofSeconds(4), Duration.ofSeconds(20));
    ReleaseSession session =
        new ReleaseSession(
            new Connection(forge, forge, rehearsal.repository(), state, rhythm, retry, Clock.systemUTC(), "tester"), listener);
    session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    session.draftNotes(Progress.unwatched());
    return session;
  }
}
