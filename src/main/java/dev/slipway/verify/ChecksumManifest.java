package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A list of files and their digests, in whatever dialect it was written.
///
/// @param name     the manifest's own name, relative to what is verified
/// @param entries  what it claims, in file order
/// @param findings what cannot be read in it, or should not be there
/// @param command  how a user holds files against it with a tool people have; empty where none reads it
public record ChecksumManifest(String name, List<Entry> entries, List<Finding> findings, Optional<String> command) {

  /// One claim of a manifest.
  ///
  /// @param file   the file it names, as written, with escapes undone
  /// @param digest the digest it claims; unknown for an algorithm Slipway does not compute
  /// @param size   the size in bytes it claims; empty in most dialects
  /// @param at     where it stands
  public record Entry(String file, Known<Digest> digest, OptionalLong size, Position at) {}

  public ChecksumManifest {
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /// Reads a manifest in any known dialect. Nothing is thrown: what cannot be read is a finding.
  ///
  /// @param name  the manifest's own name, which binds a bare digest (`X.sha256` speaks of `X`) and
  ///     tells BLAKE3 from SHA-256 where only the length is known
  /// @param bytes the whole file
  public static ChecksumManifest read(String name, byte[] bytes) {
    return new ManifestReader(name).read(bytes).manifest();
  }

  /// What is said of a part of a manifest that claims something and cannot be read.
  static Finding unreadable(Position at, String what, String fix) {
    return Finding.at(at, "unreadable-line", Severity.ERROR, "%s: %s. Nothing was verified by it.".formatted(at, what), fix);
  }
}
