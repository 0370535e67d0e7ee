package dev.slipway.forge.github;

import dev.slipway.forge.Host;
import dev.slipway.forge.Token;
import dev.slipway.forge.Token.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a token for a host is found: the variables `gh` knows, then `gh` itself, then the system's keyring.
///
/// A token is used for the host it was made for and for no other: `GH_TOKEN` and `GITHUB_TOKEN` go to
/// github.com, ghe.com and a rehearsal on this computer; an Enterprise Server gets them only when
/// `GH_HOST` names it, and else `GH_ENTERPRISE_TOKEN`.
///
/// @see <a href="https://cli.github.com/manual/gh_help_environment">gh help environment</a>
public final class Tokens {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final Keyring keyring;

  /// @param environment the environment variables, among them the `PATH` that `gh` is found on
  public Tokens(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.keyring = new Keyring(this.environment);
  }

  /// The first token there is for a host; empty means that only public data can be read.
  public Optional<Token> find(Host host) {
    return fromVariables(host).or(() -> fromGh(host)).or(() -> keyring.find(host));
  }

  private Optional<Token> fromVariables(Host host) {
    List<Origin> variables = ordinary(host)
        ? List.of(Origin.GH_TOKEN, Origin.GITHUB_TOKEN)
        : List.of(Origin.GH_ENTERPRISE_TOKEN, Origin.GITHUB_ENTERPRISE_TOKEN);
    return variables.stream()
        .flatMap(origin -> Token.of(environment.getOrDefault(origin.name(), ""), origin).stream())
        .findFirst();
  }

  private boolean ordinary(Host host) {
    return switch (host.kind()) {
      case GITHUB, REHEARSAL -> true;
      case ENTERPRISE -> host.name().endsWith(".ghe.com") || host.name().equalsIgnoreCase(environment.getOrDefault("GH_HOST", ""));
    };
  }

  private Optional<Token> fromGh(Host host) {
    if (host.kind() == Host.Kind.REHEARSAL) {
      return Optional.empty();
    }
    return new Tool("gh", environment).run(List.of("auth", "token", "--hostname", host.name()), "", PATIENCE)
        .flatMap(text -> Token.of(text, Origin.GH_COMMAND));
  }
}
