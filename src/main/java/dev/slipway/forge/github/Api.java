package dev.slipway.forge.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Host;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SequencedMap;
import java.util.function.Function;

/// JSON calls that github-api does not know: addresses, pages, and fields it leaves out.
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_PAGES = 2_000;
  private static final int MOST_WALKS = 3;

  private final Host host;
  private final Wire wire;

  Api(Host host, Wire wire) {
    this.host = host;
    this.wire = wire;
  }

  Host host() {
    return host;
  }

  Wire wire() {
    return wire;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /// The address below the API's base whose path has these parts.
  URI uri(String... parts) {
    return uri(java.util.Collections.emptySortedMap(), parts);
  }

  /// The address below the API's base whose path has these parts, with a query.
  URI uri(SequencedMap<String, String> query, String... parts) {
    var text = new StringBuilder(host.api().toString());
    for (String part : parts) {
      text.append('/').append(encoded(part));
    }
    char mark = '?';
    for (var entry : query.entrySet()) {
      text.append(mark).append(entry.getKey()).append('=').append(encoded(entry.getValue()));
      mark = '&';
    }
    return URI.create(text.toString());
  }

  /// A text as one part of a path or one value of a query.
  static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Reads one object.
  <T> T get(String what, URI uri, Function<Fields, T> read) throws ForgeException {
    return read(what, wire.call(Ask.get(what, uri)), read);
  }

  /// Reads one object from the host and never from memory: for what decides.
  <T> T getAnew(String what, URI uri, Function<Fields, T> read) throws ForgeException {
    return read(what, wire.callAnew(Ask.get(what, uri)), read);
  }

  /// Reads one object; empty when it is not there.
  <T> Optional<T> find(String what, URI uri, Function<Fields, T> read) throws ForgeException {
    try {
      return Optional.of(get(what, uri, read));
    } catch (ForgeException e) {
      return notThere(e);
    }
  }

  /// Reads one object from the host and never from memory; empty when it is not there.
  <T> Optional<T> findAnew(String what, URI uri, Function<Fields, T> read) throws ForgeException {
    try {
      return Optional.of(getAnew(what, uri, read));
    } catch (ForgeException e) {
      return notThere(e);
    }
  }

  private static <T> Optional<T> notThere(ForgeException e) throws ForgeException {
    if (e.kind() == ForgeException.Kind.NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }

  /// Sends an object and reads the one that comes back.
  <T> T send(String what, String method, URI uri, ObjectNode body, Function<Fields, T> read) throws ForgeException {
    return read(what, wire.call(Ask.send(what, method, uri, body.toString())), read);
  }

  /// Calls without a body, and takes any success for an answer.
  void act(String what, String method, URI uri) throws ForgeException {
    wire.call(Ask.bare(what, method, uri));
  }

  <T> T read(String what, Answer answer, Function<Fields, T> read) throws ForgeException {
    try {
      return read.apply(new Fields(tree(answer), ""));
    } catch (Malformed | IOException e) {
      throw malformed(what, e);
    }
  }

  /// One page of a list.
  ///
  /// @param fields the page itself, when it is an object around the list
  /// @param items  what the page lists
  /// @param next   the address of the next page
  record Page(Optional<Fields> fields, List<Fields> items, Optional<URI> next) {}

  /// Reads one page of a list that lies in a field; in the answer itself when the name is empty.
  Page page(String what, URI uri, String field) throws ForgeException {
    Answer answer = wire.call(Ask.get(what, uri));
    try {
      JsonNode tree = tree(answer);
      Optional<Fields> around = field.isEmpty() ? Optional.empty() : Optional.of(new Fields(tree, ""));
      List<Fields> items = around.map(f -> f.objects(field)).orElseGet(() -> Fields.objects(tree, ""));
      return new Page(around, items, Headers.next(answer.headers()).map(uri::resolve));
    } catch (Malformed | IOException | IllegalArgumentException e) {
      throw malformed(what, e);
    }
  }

  /// Reads all pages of a list, at most a number of items. Where the host counts them, it must deliver
  /// as many as it counts: a list cut short would pass for a complete release.
  ///
  /// @param counter the field that counts them; empty when there is none
  <T> List<T> all(String what, URI uri, String field, String counter, int most, Function<Fields, T> read)
      throws ForgeException {
    Walk<T> walk = walk(what, uri, field, counter, most, read);
    // It may have grown, or shrunk, while it was read: then something stands on no page, or on two.
    for (int again = 0; again < MOST_WALKS && (walk.cutShort(most) || walk.moved()); again++) {
      walk = walk(what, uri, field, counter, most, read);
    }
    if (walk.cutShort(most)) {
      throw malformed(what, new IOException("it counts %d and delivers %d".formatted(walk.promised(), walk.items().size())));
    }
    if (walk.moved()) {
      throw malformed(what, new IOException("it changes faster than it can be read"));
    }
    return walk.items();
  }

  private record Walk<T>(List<T> items, long promised, boolean moved) {
    boolean cutShort(int most) {
      return items.size() < Math.min(promised, most);
    }
  }

  private <T> Walk<T> walk(String what, URI uri, String field, String counter, int most, Function<Fields, T> read)
      throws ForgeException {
    var items = new ArrayList<T>();
    Set<URI> seen = new HashSet<>();
    Optional<URI> next = Optional.of(uri);
    long promised = 0;
    List<Fields> first = List.of();
    while (next.isPresent() && items.size() < most) {
      if (!seen.add(next.get()) || seen.size() > MOST_PAGES) {
        throw malformed(what, new IOException("its pages never end"));
      }
      Page page = page(what, next.get(), field);
      first = seen.size() == 1 ? page.items() : first;
      try {
        promised = counter.isEmpty() ? 0 : page.fields().map(f -> f.number(counter, 0)).orElse(0L);
        page.items().forEach(item -> items.add(read.apply(item)));
      } catch (Malformed e) {
        throw malformed(what, e);
      }
      next = page.next();
    }
    boolean moved = seen.size() > 1 && !nodes(first).equals(nodes(page(what, uri, field).items()));
    return new Walk<>(items.size() > most ? List.copyOf(items.subList(0, most)) : List.copyOf(items), promised, moved);
  }

  private static List<JsonNode> nodes(List<Fields> items) {
    return items.stream().map(Fields::node).toList();
  }

  ForgeException malformed(String what, Throwable cause) {
    return wire.failures().unexpected(what, wire.api().toString(), String.valueOf(cause.getMessage()), cause);
  }

  private static JsonNode tree(Answer answer) throws IOException {
    JsonNode tree;
    try {
      tree = JSON.readTree(answer.body());
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
    }
    if (tree == null || tree.isMissingNode()) {
      throw new IOException("it is empty");
    }
    return tree;
  }
}
