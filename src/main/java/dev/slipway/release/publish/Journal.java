package dev.slipway.release.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What was done towards publishing one release, one JSON object a line, each on disk before the next call
/// is made. After a crash the newest lines say where to go on; what the host says is asked again anyway.
public final class Journal {
  /// Written down before a release is made public.
  static final String PUBLISHING = "publishing";

  /// The host refused that, and has a draft still.
  static final String NOT_PUBLISHED = "not-published";

  /// It was public, and was made a draft again.
  static final String TAKEN_BACK = "taken-back";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 16L << 20;

  private final Path file;
  private final Clock clock;
  private final List<Entry> entries;

  private Journal(Path file, Clock clock, List<Entry> entries) {
    this.file = file;
    this.clock = clock;
    this.entries = entries;
  }

  /// One line.
  ///
  /// @param at      when
  /// @param event   what, such as `draft-created`
  /// @param details more about it, in the order in which it was written
  public record Entry(Instant at, String event, Map<String, String> details) {}

  /// Opens a journal, with the lines it holds. A last line that a crash cut short is left out.
  ///
  /// @throws Problem when the file is there and cannot be read
  public static Journal open(Path file, Clock clock) throws Problem {
    List<Entry> entries = new ArrayList<>();
    if (Files.exists(file)) {
      try {
        if (Files.size(file) > MOST_BYTES) {
          throw Problem.outOfReach(
              "The journal %s has more than 16 MiB and was not read; move it away to start a new one.".formatted(file));
        }
        for (String line : Files.readString(file, StandardCharsets.UTF_8).split("\n")) {
          read(line).ifPresent(entries::add);
        }
      } catch (IOException e) {
        throw Problem.outOfReach(
            "The journal %s could not be read: %s. Nothing was published; make it readable and try again."
                .formatted(file, WholeFile.reason(e)),
            e);
      }
    }
    return new Journal(file, clock, entries);
  }

  /// The lines so far, oldest first.
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// The newest line of an event.
  public synchronized Optional<Entry> newest(String event) {
    return entries.reversed().stream().filter(entry -> entry.event().equals(event)).findFirst();
  }

  /// The newest line that says a release was about to become public from here; empty where a later one says that it did not,
  /// or was taken back. Whoever publishes it after that is somebody else.
  public Optional<Entry> publishing() {
    return entries().reversed().stream()
        .filter(entry -> PUBLISHING.equals(entry.event()) || NOT_PUBLISHED.equals(entry.event()) || TAKEN_BACK.equals(entry.event()))
        .findFirst()
        .filter(entry -> PUBLISHING.equals(entry.event()));
  }

  /// Adds a line and waits until it is on disk.
  ///
  /// @param details keys and values in turn
  /// @throws Problem when it cannot be written; what was to be journalled has not happened then
  public synchronized void add(String event, String... details) throws Problem {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i + 1 < details.length; i += 2) {
      map.put(details[i], details[i + 1]);
    }
    Entry entry = new Entry(clock.instant(), event, map);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
        endWithNewline(channel);
        ByteBuffer bytes = ByteBuffer.wrap((write(entry) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw Problem.outOfReach(
          "The journal %s could not be written: %s. Publishing stopped here; go on when there is room."
              .formatted(file, WholeFile.reason(e)),
          e);
    }
    entries.add(entry);
  }

  /// Moves to the end, onto a line of its own when a crash cut the last one short.
  private static void endWithNewline(FileChannel channel) throws IOException {
    long size = channel.size();
    channel.position(size);
    if (size > 0) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, size - 1);
      if (last.get(0) != '\n') {
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      }
    }
  }

  private static String write(Entry entry) {
    ObjectNode node = JSON.createObjectNode();
    node.put("at", entry.at().toString());
    node.put("event", entry.event());
    entry.details().forEach(node::put);
    return node.toString();
  }

  private static Optional<Entry> read(String line) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(line);
      Instant at = Instant.parse(node.path("at").asText());
      String event = node.path("event").asText();
      Map<String, String> details = new LinkedHashMap<>();
      node.properties().forEach(field -> {
        if (!field.getKey().equals("at") && !field.getKey().equals("event")) {
          details.put(field.getKey(), field.getValue().asText());
        }
      });
      return Optional.of(new Entry(at, event, details));
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
