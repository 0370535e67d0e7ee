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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/// `--repo` and `--host`, the same for every command that talks to a code host.
final class RepositoryOptions {
  /// As `gh` writes a repository that is not on the usual host.
  private static final Pattern WITH_HOST = Pattern.compile("([^/]+)/([^/]+/[^/]+)");

  @Option(names = {"-R", "--repo"}, paramLabel = "[HOST/]OWNER/NAME", description = "The repository. Default: $GH_REPO.")
  Optional<String> repository = Optional.empty();

  @Option(
      names = "--host", paramLabel = "HOST",
      description = "github.com, the name of an Enterprise Server, or http://127.0.0.1:PORT for a rehearsal. Default: $GH_HOST, else github.com.")
  Optional<String> host = Optional.empty();

  /// The repository meant, without the host that may stand before it.
  RepositoryName name(Terminal terminal) throws Problem {
    String named = named(terminal).orElseThrow(() -> Problem.wrongUse("Say which repository: --repo owner/name."));
    Matcher address = WITH_HOST.matcher(named);
    return RepositoryName.parse(address.matches() ? address.group(2) : named);
  }

  private Optional<String> named(Terminal terminal) {
    return repository.or(() -> variable(terminal, "GH_REPO")).map(String::strip);
  }

  /// The host of the repository. One that stands before its name counts more than $GH_HOST, as with `gh`.
  ///
  /// @throws Problem when it names no host, or another one than `--host` does
  Host host(Terminal terminal) throws Problem {
    Matcher address = WITH_HOST.matcher(named(terminal).orElse(""));
    Optional<Host> before = address.matches() ? Optional.of(Host.parse(address.group(1))) : Optional.empty();
    Optional<Host> given = host.isPresent() ? Optional.of(Host.parse(host.get())) : Optional.empty();
    if (before.isPresent() && given.isPresent() && !before.equals(given)) {
      throw Problem.wrongUse("%s is on one host, and --host names %s. Nothing was asked; name one of them.".formatted(address.group(), host.get()));
    }
    Optional<String> usual = variable(terminal, "GH_HOST");
    return before.isPresent() ? before.get() : given.isPresent() ? given.get() : usual.isPresent() ? Host.parse(usual.get()) : Host.github();
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
