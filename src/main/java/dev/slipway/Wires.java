package dev.slipway;

import dev.slipway.desktop.Connections;
import dev.slipway.fact.Problem;
import dev.slipway.file.Deletion;
import dev.slipway.file.WholeFile;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.forge.github.Keyring;
import dev.slipway.forge.github.Tokens;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.release.Connection;
import dev.slipway.release.Workspace;
import dev.slipway.release.run.Rhythm;
import dev.slipway.transfer.Retry;
import dev.slipway.verify.Trust;
import dev.slipway.verify.TrustFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes the connections the window asks for; keeps one rehearsal at a time.
final class Wires implements Connections, AutoCloseable {
  private final Map<String, String> environment;
  private @Nullable Rehearsal rehearsal;
  private @Nullable Path rehearsalState;

  Wires(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public synchronized Opened rehearsal(String project, String fault) throws Problem {
    close();
    Project chosen =
        Project.named(project).orElseThrow(() -> Problem.wrongUse("There is no sample project \"%s\".".formatted(project)));
    Fault wrong =
        fault.isEmpty()
            ? Fault.NONE
            : Fault.named(fault).orElseThrow(() -> Problem.wrongUse("There is no fault \"%s\".".formatted(fault)));
    Trust own;
    try {
      rehearsal = Rehearsal.start(chosen);
      own = TrustFile.believing("this rehearsal", rehearsal.attest());
      rehearsal.misbehave(wrong);
      rehearsalState = Files.createTempDirectory("slipway-rehearsal");
    } catch (IOException e) {
      throw Problem.outOfReach(
          "The rehearsal could not be started: %s. Nothing was changed; make room on the disk and try again.".formatted(WholeFile.reason(e)), e);
    }
    Connection connection =
        connection(
            rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED), rehearsal.repository(), rehearsalState,
            Rhythm.forRehearsals());
    return new Opened(connection.trusting(own), Optional.of(chosen.nextTag()), Map.of("version", chosen.nextTag().substring(1)));
  }

  @Override
  public Opened repository(String repository, String host, String token) throws Problem {
    Host where = hostNamed(host);
    Optional<Token> use = token.isBlank() ? new Tokens(environment).find(where) : Token.of(token, Token.Origin.TYPED);
    return new Opened(connection(where, use, RepositoryName.parse(repository), state(), Rhythm.forHosts()), Optional.empty(), Map.of());
  }

  @Override
  public Path state() {
    return Workspace.state(environment, System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")));
  }

  @Override
  public boolean keepsTokens() {
    return new Keyring(environment).available();
  }

  @Override
  public void keepToken(String host, String token) throws Problem {
    Optional<Token> typed = Token.of(token, Token.Origin.TYPED);
    if (typed.isPresent()) {
      new Keyring(environment).keep(hostNamed(host), typed.get());
    }
  }

  private static Host hostNamed(String host) throws Problem {
    return host.isBlank() ? Host.github() : Host.parse(host.strip());
  }

  private static Connection connection(Host host, Optional<Token> token, RepositoryName repository, Path state, Rhythm rhythm) {
    GitHubForge.Views views = GitHubForge.views(host, token);
    return new Connection(
        views.signedIn(), views.anybody(), repository, state, rhythm, Retry.usual(),
        Clock.systemUTC(), System.getProperty("user.name", "somebody"));
  }

  @Override
  public synchronized void close() throws Problem {
    if (rehearsal != null) {
      rehearsal.close();
      rehearsal = null;
    }
    if (rehearsalState != null) {
      Deletion.tree(rehearsalState);
      rehearsalState = null;
    }
  }
}
