package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.release.Connection;
import dev.slipway.release.Workspace;
import dev.slipway.release.run.Rhythm;
import dev.slipway.transfer.Retry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Option;

/// `--repo` and `--host`, the same for every command that talks to a code host.
final class RepositoryOptions {

  @Option(names = {"-R", "--repo"}, paramLabel = "OWNER/NAME", required = true, description = "The repository.")
  String repository = "";

  @Option(names = "--host", paramLabel = "HOST", defaultValue = "github.com", description = "The host: github.com, the name of a GitHub Enterprise Server, or a base URL. Default: ${DEFAULT-VALUE}.")
  String host = "";

  /// Connects with the token the environment gives, or reads what is public without one.
  Connection connect(Terminal terminal) throws Problem {
    Host where = host(host);
    Optional<Token> token = token(terminal);
    RepositoryName name = RepositoryName.parse(repository);
    Path state = Workspace.state(terminal.environment(), System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
    Rhythm rhythm = where.kind() == Host.Kind.REHEARSAL ? Rhythm.forRehearsals() : Rhythm.forHosts();
    return new Connection(
        GitHubForge.open(where, token), GitHubForge.open(where, Optional.empty()), name, state, rhythm, Retry.usual(),
        Clock.systemUTC(), System.getProperty("user.name", "somebody"));
  }

  /// Reads a host: a name, or a base URL such as `http://127.0.0.1:8080` for a rehearsal.
  static Host host(String text) throws Problem {
    if (text.equalsIgnoreCase("github.com")) {
      return Host.github();
    }
    if (text.matches("[A-Za-z0-9.-]{1,253}(:\\d{1,5})?")) {
      return Host.enterprise(text);
    }
    try {
      URI uri = URI.create(text);
      boolean loopback = "http".equals(uri.getScheme()) && ("127.0.0.1".equals(uri.getHost()) || "localhost".equals(uri.getHost()));
      String base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
      if (loopback) {
        return new Host(Host.Kind.REHEARSAL, URI.create(base), URI.create(base));
      }
      if ("https".equals(uri.getScheme()) && uri.getHost() != null) {
        return new Host(Host.Kind.ENTERPRISE, URI.create(base), URI.create("https://" + uri.getAuthority()));
      }
    } catch (IllegalArgumentException e) {
      throw new Problem(Problem.Kind.WRONG_USE, wrongHost(text), e);
    }
    throw Problem.wrongUse(wrongHost(text));
  }

  private static String wrongHost(String text) {
    return "\"%s\" is no host. Write github.com, the name of your GitHub Enterprise Server, or its https address.".formatted(text);
  }

  private static Optional<Token> token(Terminal terminal) {
    for (String name : new String[] {"GH_TOKEN", "GITHUB_TOKEN"}) {
      Optional<Token> token = Token.of(terminal.environment().getOrDefault(name, ""), Token.Origin.valueOf(name));
      if (token.isPresent()) {
        return token;
      }
    }
    return Optional.empty();
  }
}
