package dev.slipway.verify;

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
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// electron-builder's `latest*.yml`: the files of an update with their SHA-512, and the first of them once more.
///
/// @param manifest the manifest's own name
record UpdaterManifest(String manifest, Consumer<Entry> claims, Consumer<Finding> findings) {
  private static final int LONGEST = 1 << 20;

  void read(String text) {
    LoadSettings settings =
        LoadSettings.builder().setMaxAliasesForCollections(0).setCodePointLimit(LONGEST).setAllowDuplicateKeys(false).build();
    try {
      Object root = new Load(settings).loadFromString(text);
      if (root instanceof Map<?, ?> map) {
        updater(map);
        return;
      }
    } catch (YamlEngineException | StackOverflowError e) {
      System.getLogger(UpdaterManifest.class.getName()).log(System.Logger.Level.DEBUG, manifest, e);
    }
    findings.accept(
        Finding.at(
            Position.of(manifest),
            "unreadable-manifest",
            Severity.ERROR,
            "%s cannot be read as YAML as electron-builder writes it. Nothing was verified by it.".formatted(manifest),
            "Write it again from the files."));
  }

  private void updater(Map<?, ?> map) {
    for (Object value : map.values()) {
      if (value instanceof List<?> files) {
        files.forEach(this::file);
      }
    }
    if (map.get("path") instanceof String path && map.get("sha512") != null) {
      claim(path, map.get("sha512"), null);
    }
  }

  /// Files are in the list `files`; in a list of any other name they are no less claimed.
  private void file(@Nullable Object file) {
    if (file instanceof Map<?, ?> item && item.get("url") instanceof String url) {
      claim(url, item.get("sha512"), item.get("size"));
    } else {
      unreadable("one of its files has no url");
    }
  }

  private void claim(String file, @Nullable Object sha512, @Nullable Object size) {
    Position at = Position.of(manifest);
    Optional<Known<Digest>> digest =
        sha512 instanceof String text ? DigestText.tagged("sha512", text, at) : Optional.empty();
    if (digest.isEmpty()) {
      unreadable("what stands for the SHA-512 of %s is none".formatted(file));
    }
    OptionalLong bytes = size instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    claims.accept(new Entry(file, digest.orElseGet(() -> Known.unknown("its SHA-512 cannot be read")), bytes, at));
  }

  private void unreadable(String what) {
    findings.accept(ChecksumManifest.unreadable(Position.of(manifest), what, "Let electron-builder write it again."));
  }
}
