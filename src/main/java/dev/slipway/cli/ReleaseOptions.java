package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `--tag` and what belongs to it, the same for every command about one release.
final class ReleaseOptions {
  @Mixin RepositoryOptions repository;

  @Option(names = "--tag", paramLabel = "TAG", description = "The tag of the release. Default: the one the commits ask for.")
  Optional<String> tag = Optional.empty();

  @Option(names = "--ref", paramLabel = "REF", description = "The branch or tag that is built. Default: the tag where it exists, else the default branch.")
  Optional<String> ref = Optional.empty();

  @Option(names = "--run", paramLabel = "ID", description = "The workflow run the files come from. Default: the newest one of the commit.")
  Optional<Long> run = Optional.empty();

  /// Opens the release and gathers everything a board needs: run, files, verification, sizes, notes.
  ReleaseSession gathered(Terminal terminal, Progress progress) throws Problem, ForgeException, Cancelled {
    ReleaseSession session = new ReleaseSession(repository.connect(terminal), _ -> {});
    session.open(tag, ref, progress);
    boolean built = true;
    if (run.isPresent()) {
      session.watch(run.get(), progress);
    } else {
      built = session.adoptRun(progress);
    }
    if (built && session.snapshot().pipeline().run().filter(state -> state.over()).isPresent()) {
      session.download(progress);
      if (!session.snapshot().files().held().isEmpty()) {
        session.verify(progress);
        session.measure(progress);
      }
    }
    session.draftNotes(progress);
    return session;
  }
}
