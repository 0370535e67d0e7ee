package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The first port: the API itself, over HTTP.
final class ApiServer implements AutoCloseable {

  /// A connection that is to break instead of being answered.
  static final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOff() {
      super("broken off on purpose");
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_TEXT = 4 << 20;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Hub hub;
  private volatile String token;
  private final Limits limits;
  private final Routes routes;
  private final Map<String, String> repositoriesById;
  private final ExchangeListener listener;

  private ApiServer(
      HttpServer server,
      Hub hub,
      String token,
      Limits limits,
      Routes routes,
      Map<String, String> repositoriesById,
      ExchangeListener listener) {
    this.server = server;
    this.hub = hub;
    this.token = token;
    this.limits = limits;
    this.routes = routes;
    this.repositoriesById = repositoriesById;
    this.listener = listener;
  }

  /// Takes a free port of the loopback interface; it answers from [#start()] on.
  static HttpServer bind() throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  static URI base(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static ApiServer start(
      HttpServer server,
      Hub hub,
      String token,
      Limits limits,
      Routes routes,
      Map<String, String> repositoriesById,
      ExchangeListener listener) {
    ApiServer api = new ApiServer(server, hub, token, limits, routes, repositoriesById, listener);
    server.setExecutor(api.threads);
    server.createContext("/", api::handle);
    server.start();
    return api;
  }

  /// Accepts this token from now on, and no longer the one before.
  void accept(String newToken) {
    token = newToken;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (BrokenOff e) {
      System.getLogger(ApiServer.class.getName()).log(System.Logger.Level.DEBUG, "connection dropped", e);
    } catch (RuntimeException | IOException e) {
      System.getLogger(ApiServer.class.getName())
          .log(System.Logger.Level.DEBUG, "no answer to " + exchange.getRequestURI(), e);
      throw e;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers sent = exchange.getRequestHeaders();
    String authorization = String.valueOf(sent.getFirst("Authorization"));
    boolean anonymous = !sent.containsKey("Authorization");
    boolean authorized = authorization.equals("Bearer " + token) || authorization.equals("token " + token);
    Call call = call(exchange, authorized);
    Answer answer;
    try {
      if (!anonymous && !authorized) {
        throw Refusal.of(401, "Bad credentials");
      }
      if (!call.path().equals("/rate_limit")) {
        limits.pass(authorized);
      }
      Optional<Interference.Reply> instead = hub.interference().instead(call.method(), call.path());
      answer = instead.isPresent() ? json(instead.get()) : between(call, routes.answer(call));
      if (instead.isPresent()) {
        call.bytes().transferTo(OutputStream.nullOutputStream());
      }
    } catch (Refusal refusal) {
      // Whoever is still sending a file would miss the answer if the connection closed under them.
      call.bytes().transferTo(OutputStream.nullOutputStream());
      answer = new Answer.Json(refusal.status(), refusal.body(), refusal.headers());
    }
    send(exchange, call, answer);
  }

  private Answer between(Call call, Answer answer) throws IOException {
    if (!(answer instanceof Answer.Json json)) {
      return answer;
    }
    var reply = new Interference.Reply(json.status(), JSON.writeValueAsString(json.body()), json.headers());
    return json(hub.interference().after(call.method(), call.path(), reply));
  }

  private static Answer json(Interference.Reply reply) throws IOException {
    return new Answer.Json(reply.status(), JSON.readTree(reply.json()), reply.headers());
  }

  private Call call(HttpExchange exchange, boolean authorized) throws IOException {
    String path = normal(exchange.getRequestURI().getPath());
    boolean upload = path.startsWith("/uploads/");
    String text = "";
    if (!upload) {
      byte[] bytes = exchange.getRequestBody().readNBytes(MOST_TEXT);
      text = new String(bytes, StandardCharsets.UTF_8);
    }
    return new Call(
        exchange.getRequestMethod(),
        path,
        parameters(exchange.getRequestURI().getRawQuery()),
        Map.of(),
        String.valueOf(exchange.getRequestHeaders().getFirst("Accept")),
        String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
        text,
        upload ? exchange.getRequestBody() : InputStream.nullInputStream(),
        authorized);
  }

  /// Writes `/repositories/ID/…`, which GitHub uses in its own links, as `/repos/OWNER/NAME/…`.
  private String normal(String path) {
    if (!path.startsWith("/repositories/")) {
      return path;
    }
    String rest = path.substring("/repositories/".length());
    int slash = rest.indexOf('/') < 0 ? rest.length() : rest.indexOf('/');
    String name = repositoriesById.get(rest.substring(0, slash));
    return name == null ? path : "/repos/" + name + rest.substring(slash);
  }

  private void send(HttpExchange exchange, Call call, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("X-GitHub-Media-Type", "github.v3; format=json");
    headers.set("X-GitHub-Request-Id", Long.toHexString(System.nanoTime()).toUpperCase(Locale.ROOT));
    int status;
    byte[] body = new byte[0];
    switch (answer) {
      case Answer.Json json -> {
        status = json.status();
        body = JSON.writeValueAsBytes(json.body());
        headers.set("Content-Type", "application/json; charset=utf-8");
        json.headers().forEach(headers::set);
        if (status == 200 && call.method().equals("GET") && unchanged(exchange, json.headers().getOrDefault("ETag", "W/" + tag(body, json.headers().toString())))) {
          status = 304;
        }
      }
      case Answer.Bytes bytes -> {
        body = bytes.body();
        headers.set("X-GitHub-Media-Type", "github.v3; param=raw");
        headers.set("Content-Type", bytes.media() + "; charset=utf-8");
        status = unchanged(exchange, tag(body, bytes.media())) ? 304 : 200;
      }
      case Answer.Nothing nothing -> status = nothing.status();
      case Answer.Elsewhere elsewhere -> {
        status = 302;
        headers.set("Location", elsewhere.address().toString());
        headers.set("Content-Type", "text/html; charset=utf-8");
      }
    }
    if ((status != 304 || !call.authorized()) && !call.path().equals("/rate_limit")) {
      limits.charge(call.authorized());
    }
    limits.headers(call.authorized()).forEach(headers::set);
    byte[] bytes = status == 304 ? new byte[0] : body;
    listener.answered(exchanged(exchange, call, status, new String(bytes, StandardCharsets.UTF_8)));
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private static String tag(byte[] body, String kind) {
    MessageDigest digest = Shelf.sha256();
    digest.update(body);
    return "\"" + HexFormat.of().formatHex(digest.digest(kind.getBytes(StandardCharsets.UTF_8))) + "\"";
  }

  /// Gives the answer its ETag.
  ///
  /// @return whether the client has this answer already; it may name several, and whether a tag is weak does not matter
  private static boolean unchanged(HttpExchange exchange, String tag) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("ETag", tag);
    headers.set("Cache-Control", "private, max-age=60, s-maxage=60");
    headers.set("Vary", "Accept, Authorization, Cookie, Accept-Encoding");
    String known = String.valueOf(exchange.getRequestHeaders().getFirst("If-None-Match"));
    return Stream.of(known.split(",")).map(String::strip).anyMatch(one -> one.replaceFirst("^W/", "").equals(tag.replaceFirst("^W/", "")));
  }

  private static Exchange exchanged(HttpExchange exchange, Call call, int status, String body) {
    boolean upload = call.path().startsWith("/uploads/");
    return new Exchange(
        call.method(),
        upload ? call.path().substring("/uploads".length()) : call.path(),
        call.query(),
        lowerCase(exchange.getRequestHeaders()),
        call.text(),
        upload,
        status,
        lowerCase(exchange.getResponseHeaders()),
        body);
  }

  private static Map<String, List<String>> lowerCase(Headers headers) {
    return headers.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                header -> header.getKey().toLowerCase(Locale.ROOT), header -> List.copyOf(header.getValue())));
  }

  private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=') < 0 ? pair.length() : pair.indexOf('=');
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(Math.min(pair.length(), equals + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
