package dev.slipway.forge.github;

import dev.slipway.forge.Download;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;

/// Opens bytes: assets, artifacts and logs. The API answers with a link to storage elsewhere, which
/// lives for about a minute; it is asked for anew each time and the token stays behind.
final class Streams {
  private static final int MOST_HOPS = 6;
  private static final int LARGEST_REFUSAL = 64 << 10;

  private final Wire wire;

  Streams(Wire wire) {
    this.wire = wire;
  }

  /// Opens the bytes behind an address of the API.
  ///
  /// @param offset the position to begin at; the host may begin earlier, see [Download#offset()]
  Download open(Ask ask, long offset) throws ForgeException {
    if (!Origin.of(ask.uri()).equals(Optional.of(wire.api()))) {
      throw unexpected(ask, "it leads to another host");
    }
    return followed(ask, offset);
  }

  /// Opens what lies at a public address, which is none of the API's.
  Download openPublicly(URI address, String file) throws ForgeException {
    try {
      return followed(Ask.get("reading " + file + " from " + address, address).accepting("*/*"), 0);
    } catch (ForgeException e) {
      if (e.status() == 404) {
        throw new ForgeException(
            Kind.HOST_FAULT, e.status(), "There is nothing at %s, where people look for %s.".formatted(address, file),
            Optional.empty(), e);
      }
      throw e;
    }
  }

  private Download followed(Ask ask, long offset) throws ForgeException {
    Ask current = ask;
    for (int hop = 0; hop < MOST_HOPS; hop++) {
      HttpResponse<InputStream> response = once(current, offset);
      Headers.rateLimit(response.headers());
      switch (response.statusCode()) {
        case 200, 206 -> {
          return download(current, response, offset);
        }
        case 301, 302, 303, 307, 308 -> {
          discard(response);
          current = current.at(next(current, response));
        }
        default -> throw refusal(current, response);
      }
    }
    throw unexpected(ask, "it redirects in a circle");
  }

  private HttpResponse<InputStream> once(Ask ask, long offset) throws ForgeException {
    HttpRequest.Builder request = wire.request(ask).timeout(wire.timeouts().answer()).GET();
    if (offset > 0) {
      request.header("Range", "bytes=" + offset + "-");
    }
    var answer = wire.send(request.build(), BodyHandlers.ofInputStream());
    return wire.await(ask, answer, wire.timeouts().answer().plus(wire.timeouts().connect()));
  }

  private URI next(Ask ask, HttpResponse<?> response) throws ForgeException {
    String location = response.headers().firstValue("location").orElse("");
    if (location.isBlank()) {
      throw unexpected(ask, "it redirects to no address");
    }
    URI next;
    try {
      next = ask.uri().resolve(location);
    } catch (IllegalArgumentException e) {
      throw unexpected(ask, "it redirects to no address");
    }
    Optional<Origin> to = Origin.of(next);
    if (to.isEmpty()) {
      throw unexpected(ask, "it redirects to what is no web address");
    }
    if ("/login".equals(next.getPath())) {
      throw unexpected(ask, "it wants people to sign in first");
    }
    if (Origin.of(ask.uri()).orElseThrow().weakenedBy(to.get())) {
      throw unexpected(ask, "it redirects to an address without encryption");
    }
    return next;
  }

  private Download download(Ask ask, HttpResponse<InputStream> response, long offset) throws ForgeException {
    long length = response.headers().firstValueAsLong("content-length").orElse(-1);
    String type = response.headers().firstValue("content-type").orElse("application/octet-stream");
    Optional<String> name = Headers.fileName(response.headers());
    InputStream bytes = guarded(ask, response);
    if (response.statusCode() == 200) {
      return new Download(0, length, type, name, bytes);
    }
    Optional<Headers.Range> range = Headers.contentRange(response.headers());
    if (range.isEmpty() || range.get().first() != offset) {
      discard(response);
      throw unexpected(ask, "it sends another part than the one asked for");
    }
    return new Download(offset, range.get().total(), type, name, bytes);
  }

  private InputStream guarded(Ask ask, HttpResponse<InputStream> response) {
    return new StallGuard(
        response.body(), wire.timeouts().stall(),
        e -> Thread.currentThread().isInterrupted() ? Failures.interrupted(ask.what()) : wire.failures().of(ask, e));
  }

  private ForgeException refusal(Ask ask, HttpResponse<InputStream> response) {
    byte[] body;
    try (InputStream in = guarded(ask, response)) {
      body = in.readNBytes(LARGEST_REFUSAL);
    } catch (IOException e) {
      body = new byte[0];
    }
    var answer = new Answer(response.statusCode(), response.headers(), body);
    ForgeException refusal = wire.failures().of(ask, answer);
    boolean storage = !Origin.of(ask.uri()).equals(Optional.of(wire.api()));
    return storage && !refusal.passing() && response.statusCode() != 416 ? expired(ask, response.statusCode()) : refusal;
  }

  /// Storage refuses its own links when their minute is over; a new link mends that.
  private static ForgeException expired(Ask ask, int status) {
    return new ForgeException(
        Kind.HOST_FAULT, status,
        "The storage at %s refused its link (%d) while %s, as it does when a link is too old. Try again."
            .formatted(Origin.of(ask.uri()).map(Origin::toString).orElse("the host"), status, ask.what()),
        Optional.empty(), null);
  }

  private static void discard(HttpResponse<InputStream> response) {
    try (InputStream body = response.body()) {
      body.skipNBytes(0);
    } catch (IOException e) {
      System.getLogger(Streams.class.getName()).log(System.Logger.Level.DEBUG, "closing an answer nobody reads", e);
    }
  }

  private ForgeException unexpected(Ask ask, String detail) {
    return wire.failures().unexpected(ask.what(), wire.api().toString(), detail, new IOException(detail));
  }
}
