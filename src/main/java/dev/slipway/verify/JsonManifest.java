package dev.slipway.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.json.JsonTree;
import dev.slipway.verify.ChecksumManifest.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Manifests in JSON: GoReleaser's `artifacts.json`, cargo-dist's `dist-manifest.json`, a list of files, also one on each line, a map
/// from file to digest, or a document that holds either.
///
/// A file without a digest claims nothing, for these documents name more than files. A digest that cannot be read, or
/// that belongs to no file, is a finding: it could be one that somebody damaged.
///
/// @param manifest the manifest's own name
record JsonManifest(String manifest, Consumer<Entry> claims, Consumer<Finding> findings) {
  private static final List<String> NAME_KEYS = List.of("name", "file", "filename", "fileName", "asset", "path", "url");
  private static final List<String> DIGEST_KEYS = List.of("digest", "checksum", "hash", "integrity");
  /// The rule of a finding: a manifest names the file that holds a digest.
  static final String ELSEWHERE = "digest-elsewhere";
  private static final int SHORTEST_STRONG = 43;

  void read(String text) {
    List<String> lines = text.lines().toList();
    boolean oneEach = lines.stream().filter(line -> !line.isBlank()).limit(2).count() > 1 && lines.stream().allMatch(JsonManifest::mayBeWhole);
    if (!oneEach) {
      read(text, 1).ifPresent(this::document);
      return;
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        read(lines.get(i), i + 1).ifPresent(this::item);
      }
    }
  }

  /// JSON Lines hold an object on each line; no document over several lines has only such lines.
  private static boolean mayBeWhole(String line) {
    String text = line.strip();
    return text.isEmpty() || (text.startsWith("{") && text.endsWith("}"));
  }

  private Optional<JsonNode> read(String text, int line) {
    try {
      return Optional.of(JsonTree.document(text));
    } catch (JsonProcessingException e) {
      Position at = new Position(manifest, line - 1 + Math.max(1, e.getLocation() == null ? 1 : e.getLocation().getLineNr()), 1);
      findings.accept(
          Finding.at(
              at,
              "unreadable-manifest",
              Severity.ERROR,
              "%s cannot be read as JSON. Nothing was verified by it.".formatted(at),
              "Write it again from the files."));
      return Optional.empty();
    }
  }

  private void document(JsonNode root) {
    if (root.isArray()) {
      list(root);
      return;
    }
    boolean held = false;
    for (String key : List.of("artifacts", "assets", "files", "checksums")) {
      JsonNode inner = root.path(key);
      if (inner.isArray()) {
        list(inner);
        held = true;
      } else if (inner.isObject()) {
        map(inner);
        held = true;
      }
    }
    if (!held) {
      map(root);
    }
  }

  private void list(JsonNode list) {
    list.forEach(this::item);
  }

  private void item(JsonNode item) {
    Optional<String> name = name(item);
    if (name.isPresent()) {
      file(name.get(), item);
    } else if (item.isObject() && !found("", item, OptionalLong.empty()).isEmpty()) {
      unreadable("a digest in it belongs to no file");
    }
  }

  private void map(JsonNode map) {
    map.forEachEntry(
        (key, value) -> {
          if (value.isTextual()) {
            Optional<Known<Digest>> digest = digest(value.asText());
            if (digest.isEmpty() && isAlmostDigest(value.asText())) {
              unreadable("what stands for the digest of %s is none".formatted(key));
            }
            digest.ifPresent(known -> claims.accept(entry(key, known, OptionalLong.empty())));
          } else if (value.isObject() && name(value).isEmpty() && DigestText.algorithm(key).isPresent()) {
            byAlgorithm(key, value);
          } else if (value.isObject()) {
            file(name(value).orElse(key), value);
          } else if (holdsDigest(value)) {
            unreadable("what stands for the digest of %s is none".formatted(key));
          }
        });
  }

  /// A map from file to digest, under the name of the algorithm.
  private void byAlgorithm(String algorithm, JsonNode map) {
    map.forEachEntry(
        (name, value) -> {
          Optional<Known<Digest>> digest =
              value.isTextual() ? DigestText.tagged(algorithm, value.asText(), Position.of(manifest)) : Optional.empty();
          if (digest.isEmpty()) {
            unreadable("what stands for the %s of %s is none".formatted(algorithm, name));
          }
          digest.ifPresent(known -> claims.accept(entry(name, known, OptionalLong.empty())));
        });
  }

  private void file(String name, JsonNode item) {
    OptionalLong size = item.path("size").canConvertToLong() ? OptionalLong.of(item.path("size").asLong()) : OptionalLong.empty();
    found(name, item, size).forEach(claims);
  }

  /// What an item claims of its file, in the item itself or in an object inside that names no other file.
  private List<Entry> found(String name, JsonNode item, OptionalLong size) {
    List<Entry> found = new ArrayList<>();
    item.forEachEntry(
        (key, value) -> {
          if (value.isTextual()) {
            claimed(name, key, value.asText()).ifPresent(digest -> found.add(entry(name, digest, size)));
          } else if (value.isObject() && name(value).isEmpty()) {
            found.addAll(found(name, value, size));
          } else if (!value.isContainerNode() && !value.isNull() && isDigestKey(key) || holdsDigest(value)) {
            unreadable("the \"%s\" of %s is no such digest".formatted(key, name));
          }
        });
    return found;
  }

  /// cargo-dist names the file that holds the digest, beside the digest itself or, before 0.24, in its place.
  private static boolean isElsewhere(String name, String text) {
    return ManifestName.companion(text).filter(name::equals).isPresent();
  }

  private Optional<Known<Digest>> claimed(String name, String key, String text) {
    if (isElsewhere(name, text)) {
      findings.accept(
          Finding.about(
              name, ELSEWHERE, Severity.INFO, "%s says that %s holds the digest of %s.".formatted(manifest, text, name), ""));
      return Optional.empty();
    }
    boolean any = DIGEST_KEYS.contains(key.toLowerCase(Locale.ROOT));
    if (isDigestKey(key)) {
      Optional<Known<Digest>> digest = any ? digest(text) : DigestText.tagged(key, text, Position.of(manifest));
      if (digest.isEmpty()) {
        unreadable("the \"%s\" of %s is no such digest".formatted(key, name));
      }
      return digest;
    }
    // A commit is as long as a SHA-1, so only what is longer is taken for a digest by its looks.
    return digest(text)
        .filter(_ -> text.length() >= SHORTEST_STRONG)
        .map(_ -> Known.unknown("it is given as \"%s\", which says no algorithm".formatted(key)));
  }

  private static boolean isDigestKey(String key) {
    return DIGEST_KEYS.contains(key.toLowerCase(Locale.ROOT)) || DigestText.algorithm(key).isPresent();
  }

  /// Whether a list holds a strong digest as it is, of which nobody says what it belongs to.
  private boolean holdsDigest(JsonNode list) {
    boolean[] holds = {false};
    if (list.isArray()) {
      list.forEach(item -> holds[0] |= item.isTextual() && item.asText().length() >= SHORTEST_STRONG && digest(item.asText()).isPresent());
    }
    return holds[0];
  }

  private Optional<Known<Digest>> digest(String text) {
    int mark = text.indexOf(':') >= 0 ? text.indexOf(':') : text.indexOf('-');
    Position at = Position.of(manifest);
    return mark > 0
        ? DigestText.tagged(text.substring(0, mark), text.substring(mark + 1), at)
        : DigestText.bare(manifest, text, at);
  }

  /// Whether a text was a digest before somebody damaged it: that is all one can say of a map in which other texts are allowed.
  private static boolean isAlmostDigest(String text) {
    return text.matches("(?is).*[0-9a-f]{24}.*") || (text.length() >= SHORTEST_STRONG && !text.contains(" "));
  }

  private Entry entry(String name, Known<Digest> digest, OptionalLong size) {
    return new Entry(name, digest, size, Position.of(manifest));
  }

  private void unreadable(String what) {
    findings.accept(ChecksumManifest.unreadable(Position.of(manifest), what, "Write it again from the files."));
  }

  private static Optional<String> name(JsonNode item) {
    return NAME_KEYS.stream()
        .map(item::path)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .filter(name -> !name.isEmpty())
        .findFirst();
  }
}
