package dev.slipway.forge.github;

import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import dev.slipway.forge.RateLimit;
import dev.slipway.forge.Token;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// The one way to the host: HTTP/1.1, redirects followed by hand, every wait bounded, every call ended
/// by an interrupt. The token goes to the API's origin and to the one it vouches for, and nowhere else.
final class Wire {
  /// Larger answers are refused: a page of a hundred runs is about 2 MB.
  static final int LARGEST_ANSWER = 32 << 20;

  private static final int MOST_HOPS = 5;
  private static final long CACHE_BYTES = 24L << 20;

  private final HttpClient client;
  private final Timeouts timeouts;
  private final Origin api;
  private final Optional<Token> token;
  private final String agent;
  private final Failures failures;
  private final AtomicBoolean answered;
  private final EtagCache cache = new EtagCache(CACHE_BYTES);
  private final AtomicReference<@Nullable RateLimit> limit = new AtomicReference<>();

  /// @param answered whether the host has ever answered; set with its first answer
  Wire(Host host, Optional<Token> token, Timeouts timeouts, String agent, Failures failures, AtomicBoolean answered) {
    this.answered = answered;
    this.timeouts = timeouts;
    this.token = token;
    this.agent = agent;
    this.failures = failures;
    this.api = Origin.of(host.api())
        .orElseThrow(() -> new IllegalArgumentException("no http address: " + host.api()));
    this.client = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(timeouts.connect())
        .build();
  }

  Origin api() {
    return api;
  }

  Failures failures() {
    return failures;
  }

  Timeouts timeouts() {
    return timeouts;
  }

  boolean hasToken() {
    return token.isPresent();
  }

  Optional<RateLimit> rateLimit() {
    return Optional.ofNullable(limit.get());
  }

  /// Calls the API without resting on an answer of before: an ETag that the host failed to change would hide what did.
  Answer callAnew(Ask ask) throws ForgeException {
    cache.forget(ask);
    return call(ask);
  }

  /// Calls the API and reads the whole answer.
  ///
  /// @return an answer with a 2xx status
  /// @throws ForgeException for every other outcome
  Answer call(Ask ask) throws ForgeException {
    Ask current = ask;
    for (int hop = 0; hop <= MOST_HOPS; hop++) {
      Answer answer = once(current);
      if (answer.ok() && answer.header("content-type").toLowerCase(Locale.ROOT).startsWith("text/html")) {
        throw failures.unexpected(
            ask.what(), api.toString(), "a web page came in place of data, as from a network that wants you to sign in first",
            new IOException("text/html"));
      }
      if (answer.ok()) {
        return answer;
      }
      boolean moved = switch (answer.status()) {
        case 301, 302 -> current.reads();
        case 307, 308 -> true;
        default -> false;
      };
      if (!moved || answer.header("location").isBlank()) {
        throw failures.of(current, answer);
      }
      current = current.at(resolve(current, answer.header("location")));
    }
    throw failures.unexpected(ask.what(), api.toString(), "it redirects in a circle", new IOException("redirects"));
  }

  private URI resolve(Ask ask, String location) throws ForgeException {
    try {
      return ask.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw failures.unexpected(ask.what(), api.toString(), "it redirects to no address", e);
    }
  }

  private Answer once(Ask ask) throws ForgeException {
    if (!Origin.of(ask.uri()).equals(Optional.of(api))) {
      throw failures.unexpected(
          ask.what(), api.toString(), "it leads on to another host, " + ask.uri().getHost(), new IOException("foreign link"));
    }
    Optional<EtagCache.Kept> kept = cache.find(ask);
    HttpRequest.Builder request = request(ask)
        .timeout(timeouts.answer())
        .header("Accept-Encoding", "gzip")
        .method(ask.method(), body(ask));
    kept.ifPresent(entry -> request.header("If-None-Match", entry.etag()));
    HttpResponse<byte[]> response = await(
        ask,
        client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER)),
        timeouts.whole());
    Headers.rateLimit(response.headers()).ifPresent(limit::set);
    if (response.statusCode() == 304 && kept.isPresent()) {
      return kept.get().answer();
    }
    Answer answer = new Answer(response.statusCode(), response.headers(), unpacked(ask, response));
    cache.keep(ask, answer);
    return answer;
  }

  private static BodyPublisher body(Ask ask) {
    byte[] body = ask.body();
    return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
  }

  private byte[] unpacked(Ask ask, HttpResponse<byte[]> response) throws ForgeException {
    String encoding = response.headers().firstValue("content-encoding").orElse("").toLowerCase(Locale.ROOT);
    if (!encoding.equals("gzip") || response.body().length == 0) {
      return response.body();
    }
    try (var in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      byte[] plain = in.readNBytes(LARGEST_ANSWER + 1);
      if (plain.length > LARGEST_ANSWER) {
        throw new IOException("more than " + LARGEST_ANSWER + " bytes");
      }
      return plain;
    } catch (IOException e) {
      throw failures.unexpected(ask.what(), api.toString(), "its packed answer cannot be read", e);
    }
  }

  /// A request with what every request carries, and the token where the address is vouched for.
  HttpRequest.Builder request(Ask ask) {
    HttpRequest.Builder request = HttpRequest.newBuilder(ask.uri())
        .header("User-Agent", agent)
        .header("Accept", ask.accept());
    if (!ask.type().isEmpty()) {
      request.header("Content-Type", ask.type());
    }
    Optional<Origin> origin = Origin.of(ask.uri());
    if (origin.isPresent() && api.vouchesForUploads(origin.get())) {
      request.header("X-GitHub-Api-Version", "2022-11-28");
      token.ifPresent(t -> request.header("Authorization", "Bearer " + t.reveal()));
    }
    return request;
  }

  <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    return client.sendAsync(request, handler);
  }

  /// Waits for an answer; whatever ends the wait ends the exchange.
  <T> T await(Ask ask, CompletableFuture<T> answer, Duration most) throws ForgeException {
    try {
      T got = answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
      answered.set(true);
      return got;
    } catch (InterruptedException e) {
      throw Failures.interrupted(ask.what());
    } catch (TimeoutException e) {
      throw failures.of(ask, new java.net.http.HttpTimeoutException("no whole answer in " + most.toSeconds() + " s"));
    } catch (ExecutionException e) {
      throw failure(ask, e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  ForgeException failure(Ask ask, @Nullable Throwable cause) {
    if (cause instanceof IOException e) {
      if (!answered.get() && Failures.noConnection(e)) {
        return failures.absent(ask, e);
      }
      return String.valueOf(e.getMessage()).contains("exceeds capacity")
          ? failures.unexpected(ask.what(), api.toString(), "it is longer than " + LARGEST_ANSWER + " bytes", e)
          : failures.of(ask, e);
    }
    return failures.of(ask, new IOException(cause));
  }
}
