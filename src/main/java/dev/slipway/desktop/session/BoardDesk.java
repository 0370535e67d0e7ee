package dev.slipway.desktop.session;

import dev.slipway.desktop.board.BoardRequests;
import dev.slipway.fact.Problem;
import dev.slipway.gate.GateId;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Answers the Board page.
final class BoardDesk implements BoardRequests {
  private final OpenRelease release;
  private final Consumer<Path> saved;

  /// @param saved told where evidence was saved
  BoardDesk(OpenRelease release, Consumer<Path> saved) {
    this.release = release;
    this.saved = saved;
  }

  @Override
  public void check() {
    release.step("Measuring every gate", OpenRelease::measureAll);
  }

  @Override
  public void rerunFailedJobs() {
    release.now().ifPresent(now -> now.session().snapshot().pipeline().run().ifPresentOrElse(
        run -> release.step("Re-running failed jobs of " + run.run().name(), (session, progress) -> {
          var connection = now.opened().connection();
          connection.forge().rerunFailedJobs(connection.repository(), run.run().id());
          session.watch(run.run().id(), run.run().attempt() + 1, progress);
          OpenRelease.measureAll(session, progress);
        }),
        () -> release.dialogs().explain(Problem.wrongUse("There is no run yet. Run the workflow first."))));
  }

  @Override
  public void waive(GateId gate, String reason) {
    release.step("Waiving " + gate.title(), (session, _) -> session.waive(gate, reason));
  }

  @Override
  public void openPolicy() {
    release.now().ifPresent(now -> release.dialogs().browse(now.page(".slipway.yml", 0)));
  }

  @Override
  public void saveEvidence() {
    release.now().ifPresent(now -> release.tasks().run("Saving evidence", _ -> now.session().saveEvidence())
        .onSuccess(saved).onFailure(release.dialogs()::explain));
  }
}
