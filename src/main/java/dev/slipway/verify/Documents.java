package dev.slipway.verify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.verify.ChecksumManifest.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Manifests that are documents: GoReleaser's `artifacts.json`, cargo-dist's `dist-manifest.json`, lists and
/// maps in JSON, and electron-builder's `latest*.yml`.
final class Documents {
  private static final List<String> NAME_KEYS = List.of("name", "file", "filename", "fileName", "asset", "path", "url");
  private static final List<String> DIGEST_KEYS = List.of("digest", "checksum", "hash", "integrity");
  private static final int DEEPEST = 32;

  private Documents() {}

  static void readJson(String manifest, String text, Consumer<Entry> claims, Consumer<Finding> findings) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    try {
      JsonNode root = new ObjectMapper(factory).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
      new JsonManifest(manifest, claims).read(root);
    } catch (JsonProcessingException e) {
      findings.accept(
          unreadable(
              new Position(manifest, Math.max(0, e.getLocation() == null ? 0 : e.getLocation().getLineNr()), 1), "JSON"));
    }
  }

  static void readUpdaterYaml(String manifest, String text, Consumer<Entry> claims, Consumer<Finding> findings) {
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(0).setCodePointLimit(1 << 20).setAllowDuplicateKeys(false).build();
    try {
      Object root = new Load(settings).loadFromString(text);
      if (root instanceof Map<?, ?> map) {
        updater(manifest, map, claims);
        return;
      }
    } catch (YamlEngineException | StackOverflowError e) {
      System.getLogger(Documents.class.getName()).log(System.Logger.Level.DEBUG, manifest, e);
    }
    findings.accept(unreadable(Position.of(manifest), "YAML as electron-builder writes it"));
  }

  private static void updater(String manifest, Map<?, ?> map, Consumer<Entry> claims) {
    if (map.get("files") instanceof List<?> files) {
      for (Object file : files) {
        if (file instanceof Map<?, ?> item) {
          claim(manifest, item.get("url"), item.get("sha512"), item.get("size"), claims);
        }
      }
    }
    claim(manifest, map.get("path"), map.get("sha512"), null, claims);
  }

  private static void claim(
      String manifest,
      @org.jspecify.annotations.Nullable Object name,
      @org.jspecify.annotations.Nullable Object sha512,
      @org.jspecify.annotations.Nullable Object size,
      Consumer<Entry> claims) {
    if (name instanceof String file && sha512 instanceof String text) {
      Position at = Position.of(manifest);
      Known<Digest> digest =
          DigestText.tagged("sha512", text, at)
              .orElseGet(() -> Known.unknown("its sha512 is no SHA-512 in hexadecimal or base64"));
      OptionalLong bytes = size instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
      claims.accept(new Entry(file, digest, bytes, at));
    }
  }

  private static Finding unreadable(Position at, String what) {
    return Finding.at(
        at,
        "unreadable-manifest",
        Severity.ERROR,
        "%s cannot be read as %s. Nothing was verified by it.".formatted(at, what),
        "Write it again from the files.");
  }

  /// The JSON shapes: a list of files, a map from file to digest, or a document that holds either.
  private record JsonManifest(String manifest, Consumer<Entry> claims) {

    void read(JsonNode root) {
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
      for (JsonNode item : list) {
        name(item).ifPresent(name -> file(name, item));
      }
    }

    private void map(JsonNode map) {
      map.forEachEntry(
          (key, value) -> {
            if (value.isTextual()) {
              digest(value.asText()).ifPresent(digest -> claim(key, digest, OptionalLong.empty()));
            } else if (value.isObject()) {
              file(name(value).orElse(key), value);
            }
          });
    }

    private void file(String name, JsonNode item) {
      OptionalLong size = item.path("size").canConvertToLong() ? OptionalLong.of(item.path("size").asLong()) : OptionalLong.empty();
      digests(name, item, size);
      digests(name, item.path("checksums"), size);
      JsonNode extra = item.path("extra").path("Checksum");
      if (extra.isTextual()) {
        digest(extra.asText()).ifPresent(digest -> claim(name, digest, size));
      }
    }

    private void digests(String name, JsonNode item, OptionalLong size) {
      item.forEachEntry(
          (key, value) -> {
            if (!value.isTextual()) {
              return;
            }
            if (DIGEST_KEYS.contains(key)) {
              digest(value.asText()).ifPresent(digest -> claim(name, digest, size));
            } else if (DigestText.algorithm(key).isPresent()) {
              Optional<Known<Digest>> digest = DigestText.tagged(key, value.asText(), Position.of(manifest));
              claim(name, digest.orElseGet(() -> Known.unknown("its " + key + " is no digest of that kind")), size);
            }
          });
    }

    private Optional<Known<Digest>> digest(String text) {
      int mark = text.indexOf(':') >= 0 ? text.indexOf(':') : text.indexOf('-');
      Position at = Position.of(manifest);
      return mark > 0
          ? DigestText.tagged(text.substring(0, mark), text.substring(mark + 1), at)
          : DigestText.bare(manifest, text, at);
    }

    private void claim(String name, Known<Digest> digest, OptionalLong size) {
      claims.accept(new Entry(name, digest, size, Position.of(manifest)));
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
}
