package dev.slipway.forge.github;

import dev.slipway.fact.Problem;
import dev.slipway.forge.Host;
import dev.slipway.forge.Token;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keyring the system offers: the Secret Service on Linux through `secret-tool`, the Keychain on
/// macOS through `security`. Windows has none that a program reaches without native code; there
/// `gh auth login` keeps the token in the Credential Manager, and [Tokens] asks `gh`.
public final class Keyring {
  private static final String SERVICE = "slipway";
  private static final Duration PATIENCE = Duration.ofSeconds(20); // it may ask the person to unlock it

  private final Tool secretTool;
  private final Tool security;

  public Keyring(Map<String, String> environment) {
    this.secretTool = new Tool("secret-tool", environment);
    this.security = new Tool("security", environment);
  }

  /// Whether there is one.
  public boolean available() {
    return secretTool.path().isPresent() || security.path().isPresent();
  }

  /// The token kept for a host.
  public Optional<Token> find(Host host) {
    Optional<String> found = secretTool.path().isPresent()
        ? secretTool.run(List.of("lookup", "service", SERVICE, "host", host.name()), "", PATIENCE)
        : security.run(List.of("find-generic-password", "-s", SERVICE, "-a", host.name(), "-w"), "", PATIENCE);
    return found.flatMap(text -> Token.of(text, Token.Origin.KEYRING));
  }

  /// Keeps a token for a host. It goes to the keyring's program on standard input, where no other
  /// program sees it.
  ///
  /// @throws Problem when there is no keyring, or it refuses
  public void keep(Host host, Token token) throws Problem {
    Optional<String> kept = secretTool.path().isPresent()
        ? secretTool.run(
            List.of("store", "--label=Slipway: " + host.name(), "service", SERVICE, "host", host.name()), token.reveal(), PATIENCE)
        : security.run(
            List.of("-i"),
            "add-generic-password -U -s %s -a \"%s\" -w \"%s\"\n".formatted(SERVICE, host.name(), token.reveal()), PATIENCE);
    if (kept.isEmpty()) {
      throw Problem.outOfReach(
          available()
              ? "The system's keyring did not take the token for %s. It is used until Slipway closes; unlock the keyring and try again."
                  .formatted(host.name())
              : "This system offers no keyring that Slipway can reach. The token for %s is used until Slipway closes; `gh auth login` keeps one for good."
                  .formatted(host.name()));
    }
  }

  /// Forgets the token kept for a host.
  public void forget(Host host) {
    if (secretTool.path().isPresent()) {
      secretTool.run(List.of("clear", "service", SERVICE, "host", host.name()), "", PATIENCE);
    } else {
      security.run(List.of("delete-generic-password", "-s", SERVICE, "-a", host.name()), "", PATIENCE);
    }
  }
}
