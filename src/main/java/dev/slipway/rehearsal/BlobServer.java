package dev.slipway.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The second port: bytes behind short-lived links, and the public pages of releases.
///
/// Links carry their own secret and take no token: a request that brings one is refused, as Azure does, so that
/// a client which sends its token on to another host is found out.
final class BlobServer implements AutoCloseable {

  private record Link(Shelf.Stored file, String media, String name, Instant until) {}

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
  private static final Pattern DOWNLOAD =
      Pattern.compile("/([^/]+/[^/]+)/releases/download/(.+)/([^/]+)");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private final Set<String> droppedOnce = ConcurrentHashMap.newKeySet();
  private final Duration life;
  private final BooleanSupplier dropping;
  private final AtomicLong delivered = new AtomicLong();
  private volatile boolean cutting;
  private volatile boolean pages;
  private volatile CountDownLatch goOn = new CountDownLatch(0);
  private volatile BiFunction<String, String, Optional<URI>> publicAssets = (_, _) -> Optional.empty();
  private volatile UnaryOperator<String> leading = UnaryOperator.identity();

  private BlobServer(HttpServer server, Duration life, BooleanSupplier dropping) {
    this.server = server;
    this.life = life;
    this.dropping = dropping;
  }

  /// Starts on a free port of the loopback interface.
  ///
  /// @param life     how long a link works
  /// @param dropping whether the first download of each file breaks off
  static BlobServer start(Duration life, BooleanSupplier dropping) throws IOException {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    BlobServer blobs = new BlobServer(http, life, dropping);
    http.setExecutor(blobs.threads);
    http.createContext("/", blobs::handle);
    http.start();
    return blobs;
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Who knows the public assets: takes `owner/name` and `tag/file`, gives a link to the bytes.
  void publicAssets(BiFunction<String, String, Optional<URI>> finder) {
    publicAssets = finder;
  }

  /// Lets public addresses lead to other files: takes and gives `tag/file`.
  void lead(UnaryOperator<String> elsewhere) {
    leading = elsewhere;
  }

  /// Whether storage has lost the second half of every file and does not know.
  void cut(boolean now) {
    cutting = now;
  }

  /// Whether a web page comes in place of every file, as from a network that wants people to sign in.
  void pages(boolean now) {
    pages = now;
  }

  /// Whether storage stops in the middle of each file; what stands still then breaks off when it is told to go on.
  void hold(boolean now) {
    goOn.countDown();
    goOn = new CountDownLatch(now ? 1 : 0);
  }

  /// How many bytes of files were sent so far.
  long delivered() {
    return delivered.get();
  }

  /// Makes a link to a file.
  URI link(Shelf.Stored file, String media, String name) {
    Instant now = Instant.now();
    links.values().removeIf(link -> link.until().isBefore(now.minusSeconds(60)));
    String secret = UUID.randomUUID().toString();
    links.put(secret, new Link(file, media, name, now.plus(life)));
    return base().resolve("/blob/" + secret + "?sig=" + secret.substring(0, 8));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      answer(exchange);
    } catch (ApiServer.BrokenOff e) {
      System.getLogger(BlobServer.class.getName()).log(System.Logger.Level.DEBUG, "connection dropped", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher download = DOWNLOAD.matcher(path);
    if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
      text(exchange, 405, "Method Not Allowed");
    } else if (pages) {
      answer(exchange, 200, "text/html", "<!DOCTYPE html><html><body>Sign in to use this network.</body></html>");
    } else if (path.startsWith("/blob/")) {
      blob(exchange, links.get(path.substring("/blob/".length())));
    } else if (download.matches()) {
      Optional<URI> bytes =
          publicAssets.apply(download.group(1), leading.apply(download.group(2) + "/" + download.group(3)));
      if (bytes.isEmpty()) {
        text(exchange, 404, "Not Found");
      } else {
        exchange.getResponseHeaders().set("Location", bytes.get().toString());
        exchange.sendResponseHeaders(302, -1);
      }
    } else {
      text(exchange, 200, "This is the rehearsal. GitHub shows a page here.\n");
    }
  }

  private void blob(HttpExchange exchange, @org.jspecify.annotations.Nullable Link link) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      text(exchange, 400, "<Error><Code>InvalidAuthenticationInfo</Code></Error>");
      return;
    }
    if (link == null || link.until().isBefore(Instant.now()) || !Files.exists(link.file().path())) {
      text(exchange, 403, "<Error><Code>AuthenticationFailed</Code></Error>");
      return;
    }
    long size = cutting ? link.file().size() / 2 : link.file().size();
    long from = 0;
    long to = size - 1;
    int status = 200;
    Matcher range = RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
    if (range.matches()) {
      from = number(range.group(1));
      to = range.group(2).isEmpty() ? to : Math.min(to, number(range.group(2)));
      if (from >= size || to < from) {
        exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
        exchange.sendResponseHeaders(416, -1);
        return;
      }
      status = 206;
      exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, size));
    }
    exchange.getResponseHeaders().set("Content-Type", link.media());
    exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
    exchange.getResponseHeaders().set("ETag", "\"0x" + link.file().sha256().substring(0, 15).toUpperCase(java.util.Locale.ROOT) + "\"");
    exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"" + link.name() + "\"");
    long length = to - from + 1;
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    boolean breaksOff = dropping.getAsBoolean() && length > 1 && droppedOnce.add(link.file().path().toString());
    long half = length / 2;
    send(exchange.getResponseBody(), link.file(), from, half);
    if (!breaksOff) {
      held();
      send(exchange.getResponseBody(), link.file(), from + half, length - half);
    }
  }

  private void held() throws IOException {
    CountDownLatch latch = goOn;
    if (latch.getCount() == 0) {
      return;
    }
    try {
      latch.await();
      throw new ApiServer.BrokenOff();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the rehearsal ends", e);
    }
  }

  private void send(OutputStream out, Shelf.Stored file, long from, long length) throws IOException {
    try (InputStream in = Files.newInputStream(file.path())) {
      in.skipNBytes(from);
      byte[] buffer = new byte[1 << 16];
      for (long left = length; left > 0; ) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          return;
        }
        out.write(buffer, 0, n);
        left -= n;
        delivered.addAndGet(n);
      }
      out.flush();
    }
  }

  private static long number(String digits) {
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    answer(exchange, status, "text/plain", text);
  }

  private static void answer(HttpExchange exchange, int status, String media, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", media + "; charset=utf-8");
    exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
    if (!exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
