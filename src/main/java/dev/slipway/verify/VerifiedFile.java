package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// One row of the verification matrix.
///
/// @param name     the name, relative to what was verified, with `/` between folders
/// @param role     what the file is for
/// @param size     bytes; empty when the file could not be read
/// @param digest   the SHA-256 of what was read; empty when nothing was read
/// @param cells    an answer for every [Check]
/// @param findings what was found about this file, errors first
public record VerifiedFile(
    String name,
    Role role,
    OptionalLong size,
    Optional<Digest> digest,
    Map<Check, Cell> cells,
    List<Finding> findings) {

  /// What a file in a release is for.
  public enum Role {
    /// What users download.
    ASSET("asset"),
    /// A list of digests.
    MANIFEST("manifest"),
    /// A signature, an attestation or a public key: speaks about other files.
    PROOF("proof");

    private final String word;

    Role(String word) {
      this.word = word;
    }

    /// The word in JSON.
    public String word() {
      return word;
    }
  }

  public VerifiedFile {
    EnumMap<Check, Cell> all = new EnumMap<>(Check.class);
    all.putAll(cells);
    for (Check check : Check.values()) {
      if (!all.containsKey(check)) {
        throw new IllegalArgumentException("no answer for " + check + " of " + name);
      }
    }
    cells = Collections.unmodifiableMap(all);
    findings = List.copyOf(findings);
  }

  /// The answer to one check.
  public Cell cell(Check check) {
    return Objects.requireNonNull(cells.get(check));
  }

  /// Whether anything stands against this file.
  public boolean holds() {
    return cells.values().stream().noneMatch(Cell::standsAgainst)
        && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
