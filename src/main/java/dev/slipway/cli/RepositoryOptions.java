package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.forge.github.Tokens;
import dev.slipway.release.Connection;
import dev.slipway.release.Workspace;
import dev.slipway.release.run.Rhythm;
import dev.slipway.transfer.Retry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--repo` and `--host`, the same for every command that talks to a code host.
final class RepositoryOptions {

  @Option(names = {"-R", "--repo"}, paramLabel = "OWNER/NAME", description = "The repository. Default: $GH_REPO.")
  Optional<String> repository = Optional.empty();

  @Option(
      names = "--host", paramLabel = "HOST",
      description = "github.com, the name of an Enterprise Server, or http://127.0.0.1:PORT for a rehearsal. Default: $GH_HOST, else github.com.")
  Optional<String> host = Optional.empty();

  /// The repository meant; `gh` also writes HOST/OWNER/NAME.
  RepositoryName name(Terminal terminal) throws Problem {
    Optional<String> named = repository.or(() -> variable(terminal, "GH_REPO"));
    if (named.isEmpty()) {
      throw Problem.wrongUse("Say which repository: --repo owner/name.");
    }
    return RepositoryName.parse(named.get().strip().replaceFirst("^[^/]+/([^/]+/[^/]+)$", "$1"));
  }

  Host host(Terminal terminal) throws Problem {
    Optional<String> named = host.or(() -> variable(terminal, "GH_HOST"));
    return named.isPresent() ? Host.parse(named.get()) : Host.github();
  }

  private static Optional<String> variable(Terminal terminal, String name) {
    return Optional.ofNullable(terminal.environment().get(name)).filter(value -> !value.isBlank());
  }

  /// The host, called as whoever the environment says, or as nobody.
  Forge forge(Terminal terminal) throws Problem {
    Host where = host(terminal);
    return GitHubForge.open(where, new Tokens(terminal.environment()).find(where));
  }

  /// Everything a session needs, with the same host.
  Connection connect(Terminal terminal) throws Problem {
    Host where = host(terminal);
    Path state = Workspace.state(terminal.environment(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    Rhythm rhythm = where.kind() == Host.Kind.REHEARSAL ? Rhythm.forRehearsals() : Rhythm.forHosts();
    GitHubForge.Views views = GitHubForge.views(where, new Tokens(terminal.environment()).find(where));
    return new Connection(
        views.signedIn(), views.anybody(), name(terminal), state, rhythm, Retry.usual(),
        Clock.systemUTC(), System.getProperty("user.name", "somebody"));
  }
}
