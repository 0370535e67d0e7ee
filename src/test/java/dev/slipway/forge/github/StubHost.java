package dev.slipway.forge.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.forge.Forge;
import dev.slipway.forge.Host;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A real HTTP server on loopback that answers as odd as a test wants, and remembers what it was asked.
public final class StubHost implements AutoCloseable {
  public static final RepositoryName REPOSITORY = new RepositoryName("clawft", "weft");
  public static final String TOKEN = "ghp_secret";

  private final HttpServer server;
  public final List<Seen> seen = new CopyOnWriteArrayList<>();

  public record Seen(String method, String target, Map<String, List<String>> headers, byte[] body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(e -> e.getKey().equalsIgnoreCase(name))
          .map(e -> e.getValue().getFirst()).findFirst().orElse("");
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  public interface Route {
    void answer(HttpExchange exchange) throws IOException;
  }

  public StubHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  /// Answers what begins with the path; the request's body has been read.
  public StubHost on(String path, Route route) {
    server.createContext(path, exchange -> {
      byte[] body = exchange.getRequestBody().readAllBytes();
      seen.add(new Seen(exchange.getRequestMethod(), exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
      try (exchange) {
        route.answer(exchange);
      }
    });
    return this;
  }

  public StubHost json(String path, int status, String json) {
    return on(path, exchange -> reply(exchange, status, json));
  }

  public static void reply(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    bytes(exchange, status, json.getBytes(StandardCharsets.UTF_8));
  }

  public static void bytes(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public Host host() {
    return new Host(Host.Kind.REHEARSAL, uri(), uri());
  }

  public Forge forge() {
    return GitHubForge.open(host(), Token.of(TOKEN, Token.Origin.TYPED), patience());
  }

  public Forge anonymous() {
    return GitHubForge.open(host(), Optional.empty(), patience());
  }

  public static Timeouts patience() {
    return new Timeouts(
        Duration.ofSeconds(2), Duration.ofMillis(1500), Duration.ofSeconds(3), Duration.ofMillis(700), Duration.ofSeconds(2));
  }

  public List<Seen> asked(String path) {
    return seen.stream().filter(s -> s.target().startsWith(path)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
