package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.verify.SafeFolder.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Brings files and claims together: every file and every listed name gets a row.
final class Claims {
  private final Place place;
  private final SequencedMap<String, Row> rows = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  Claims(Place place) {
    this.place = place;
  }

  /// A file that is there, or that somebody expects to be.
  Row file(String name) {
    return rows.computeIfAbsent(name, n -> new Row(n, place.find(n)));
  }

  /// Everything one manifest claims.
  void add(ChecksumManifest manifest) {
    findings.addAll(manifest.findings());
    int slash = manifest.name().lastIndexOf('/');
    String folder = slash < 0 ? "" : manifest.name().substring(0, slash + 1);
    for (ChecksumManifest.Entry entry : manifest.entries()) {
      switch (ListedName.of(entry.file())) {
        case ListedName.Inside(String path) -> claim(row(folder, path, entry), path, manifest, entry);
        case ListedName.Refused(String rule, String reason) -> refuse(entry, rule, reason);
      }
    }
  }

  /// No tool finds a file under another name than the manifest's.
  private static void claim(Row row, String path, ChecksumManifest manifest, ChecksumManifest.Entry entry) {
    row.claims.add(entry);
    manifest.command().filter(_ -> row.name.equals(path)).ifPresent(row.commands::add);
  }

  private Row row(String folder, String path, ChecksumManifest.Entry entry) {
    Row known = rows.get(folder + path);
    if (known != null) {
      return known;
    }
    Found beside = place.find(folder + path);
    if (!(beside instanceof Found.Nothing)) {
      return rows.computeIfAbsent(folder + path, name -> new Row(name, beside));
    }
    if (!folder.isEmpty() && !(place.find(path) instanceof Found.Nothing)) {
      return rows.computeIfAbsent(path, name -> new Row(name, place.find(name)));
    }
    String uploaded = folder + GitHubName.of(path);
    if (path.indexOf('/') < 0 && !(place.find(uploaded) instanceof Found.Nothing)) {
      Row renamed = file(uploaded);
      renamed.info(
          "renamed-by-github",
          "%s lists %s; GitHub names the uploaded file %s.".formatted(entry.at(), path, uploaded));
      return renamed;
    }
    Row missing = rows.computeIfAbsent(folder + path, name -> new Row(name, beside));
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (!last.equals(path) && rows.containsKey(folder + last)) {
      missing.info(
          "listed-with-folder",
          "%s lists %s, and a file %s lies here. Users who download it cannot check it by this line; write the name alone."
              .formatted(entry.at(), path, last));
    }
    return missing;
  }

  private void refuse(ChecksumManifest.Entry entry, String rule, String reason) {
    Row row =
        rows.computeIfAbsent(
            entry.file().isEmpty() ? "(no name)" : entry.file(), name -> new Row(name, new Found.Refused(rule, reason)));
    row.findings.add(
        Finding.at(
            entry.at(),
            rule,
            Severity.ERROR,
            "%s line %d names `%s`, which %s. Nothing was read there."
                .formatted(entry.at().file(), entry.at().line(), entry.file(), reason),
            "Remove the line, or name a file in this folder."));
  }

  SequencedMap<String, Row> rows() {
    return rows;
  }

  List<Finding> findings() {
    return findings;
  }
}
