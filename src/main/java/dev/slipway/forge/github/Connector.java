package dev.slipway.forge.github;

import dev.slipway.forge.ForgeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubAbuseLimitHandler;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.GitHubRateLimitHandler;
import org.kohsuke.github.authorization.AuthorizationProvider;
import org.kohsuke.github.connector.GitHubConnector;
import org.kohsuke.github.connector.GitHubConnectorRequest;
import org.kohsuke.github.connector.GitHubConnectorResponse;

/// Lets github-api speak over the [Wire], so that it shares its timeouts, cache and refusals. The token
/// never passes through github-api: the wire adds it.
final class Connector implements GitHubConnector {
  private static final ScopedValue<String> WHAT = ScopedValue.newInstance();
  private static final int LARGEST_REQUEST = 1 << 20;

  private final Wire wire;

  Connector(Wire wire) {
    this.wire = wire;
  }

  /// A github-api that calls through here and never waits.
  GitHub github(URI base) {
    try {
      return new GitHubBuilder()
          .withEndpoint(base.toString())
          .withAuthorizationProvider(AuthorizationProvider.ANONYMOUS)
          .withConnector(this)
          .withRateLimitHandler(new GitHubRateLimitHandler() {
            @Override
            public void onError(GitHubConnectorResponse response) throws IOException {
              throw new IOException("the wire refuses such answers before they come here");
            }
          })
          .withAbuseLimitHandler(new GitHubAbuseLimitHandler() {
            @Override
            public void onError(GitHubConnectorResponse response) throws IOException {
              throw new IOException("the wire refuses such answers before they come here");
            }
          })
          .build();
    } catch (IOException e) {
      throw new IllegalStateException("github-api made a call where it must not", e);
    }
  }

  /// Runs calls of github-api and tells their failures as the port does.
  ///
  /// @param what what they do, as a user reads it
  <T> T calling(String what, Callable<T> calls) throws ForgeException {
    try {
      return ScopedValue.where(WHAT, what).call(calls::call);
    } catch (Exception e) {
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof ForgeException known) {
          throw known;
        }
        if (t instanceof Malformed) {
          break;
        }
      }
      // github-api trusts the answers it maps: whatever it trips over is an answer of another shape.
      throw wire.failures().unexpected(what, wire.api().toString(), String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public GitHubConnectorResponse send(GitHubConnectorRequest request) throws IOException {
    URI uri;
    try {
      uri = request.url().toURI();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    String accept = request.header("Accept");
    byte @Nullable [] body = null;
    if (request.hasBody()) {
      try (InputStream in = request.body()) {
        body = in.readNBytes(LARGEST_REQUEST);
      }
    }
    var ask = new Ask(
        WHAT.orElse("calling the API"), request.method(), uri, accept == null ? Ask.JSON : accept,
        Optional.ofNullable(request.contentType()).filter(_ -> request.hasBody()).orElse(""), body);
    return new Whole(request, wire.call(ask));
  }

  /// An answer that is already here, unpacked.
  private static final class Whole extends GitHubConnectorResponse {
    private final byte[] body;

    Whole(GitHubConnectorRequest request, Answer answer) {
      super(request, answer.status(), plain(answer));
      this.body = answer.body();
    }

    private static java.util.Map<String, java.util.List<String>> plain(Answer answer) {
      var headers = new java.util.HashMap<>(answer.headers().map());
      headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-encoding"));
      return headers;
    }

    @Override
    public InputStream bodyStream() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public void close() {}
  }
}
