package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// One file while it is being judged: what lies there, what manifests claim, what was found.
final class Row {
  final String name;
  final SafeFolder.Found found;
  final List<ChecksumManifest.Entry> claims = new ArrayList<>();
  /// How a user checks the same against the manifests that claim it.
  final SequencedSet<String> commands = new LinkedHashSet<>();
  final List<Finding> findings = new ArrayList<>();

  /// The SHA-256 of the bytes its claims were read from, of a manifest.
  Optional<Digest> readAs = Optional.empty();

  Row(String name, SafeFolder.Found found) {
    this.name = name;
    this.found = found;
  }

  void error(String rule, String message, String fix) {
    findings.add(Finding.about(name, rule, Severity.ERROR, message, fix));
  }

  void info(String rule, String message) {
    findings.add(Finding.about(name, rule, Severity.INFO, message, ""));
  }
}
