package dev.slipway.gate;

import dev.slipway.fact.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/// What a project asks of its releases: the contents of `.slipway.yml`, or safe defaults without one.
///
/// @param project    the project's name; empty to take the repository's
/// @param workflow   the file name of the workflow that builds releases; empty to find it
/// @param targets    the triples that must be built; empty to take them from the workflow
/// @param assets     the names of the files a release carries, with `{version}`, `{tag}` and `{target}`;
///                   empty to take them from the workflow and the last release
/// @param archives   what archives must hold
/// @param binaries   what binaries must be
/// @param budgets    how large files may be
/// @param checksums  how checksum manifests are judged
/// @param changelog  where the changelog is and how commits map to its sections
/// @param audit      what the audit of the workflows takes into account
/// @param image      the container image; empty when there is none
/// @param benchmarks the benchmark targets by metric name
/// @param gates      a policy for each gate that the file names
public record ReleasePolicy(
    Optional<String> project,
    Optional<String> workflow,
    List<String> targets,
    List<String> assets,
    Archives archives,
    Binaries binaries,
    Budgets budgets,
    Checksums checksums,
    Changelog changelog,
    Audit audit,
    Optional<Image> image,
    SequencedMap<String, BenchmarkTarget> benchmarks,
    Map<GateId, Policy> gates) {

  /// What every archive must hold.
  ///
  /// @param contains member names, each of which must be in every archive
  /// @param binary   the name of the program, without `.exe`, that must be at the root and executable
  public record Archives(List<String> contains, Optional<String> binary) {}

  /// What binaries must be.
  ///
  /// @param stripped whether debug symbols are a finding
  /// @param forbid   globs over the names of shared libraries nobody should need, such as `libLLVM*`
  /// @param require  texts or symbols that binaries of some targets must hold
  public record Binaries(boolean stripped, List<String> forbid, List<Require> require) {}

  /// Something a binary must hold.
  ///
  /// @param target a glob over target triples, such as `*-musl`
  /// @param text   the symbol or the text that must be in the file, such as `mi_malloc`
  public record Require(String target, String text) {}

  /// How large files may be, in bytes; a file exactly at its limit is within it.
  ///
  /// @param binary  for each native executable
  /// @param archive for each archive
  /// @param wasm    for each WebAssembly file
  /// @param gzip    for each compressed WebAssembly file
  /// @param image   for the container image, unpacked
  /// @param targets for executables of one target, over the rule for all
  /// @param components     for crates, packages or files in native executables, by name with `*`
  /// @param wasmComponents for the same in WebAssembly
  /// @param run     how long the run that builds a release may take; not a size, so [#any()] leaves it out
  public record Budgets(
      OptionalLong binary,
      OptionalLong archive,
      OptionalLong wasm,
      OptionalLong gzip,
      OptionalLong image,
      SequencedMap<String, Long> targets,
      SequencedMap<String, Long> components,
      SequencedMap<String, Long> wasmComponents,
      Optional<Duration> run) {

    /// Whether any limit of a file is set.
    public boolean any() {
      return binary.isPresent()
          || archive.isPresent()
          || wasm.isPresent()
          || gzip.isPresent()
          || image.isPresent()
          || !targets.isEmpty();
    }
  }

  /// How checksum manifests are judged.
  ///
  /// @param allowUnlisted globs over file names that need not be listed
  public record Checksums(List<String> allowUnlisted) {}

  /// Where the changelog is.
  ///
  /// @param file     its path in the repository
  /// @param sections the section for each commit type, over the defaults
  /// @param squash   what becomes of the commits a squash merge lists in its body
  /// @param notes    the parts the release notes are made of, by name and in order; empty for all
  /// @param install  lines a reader types to install the version, with `{version}` and `{tag}`; empty for the usual ones
  public record Changelog(
      String file, SequencedMap<String, String> sections, Squash squash, List<String> notes, List<String> install) {
    public Changelog {
      notes = List.copyOf(notes);
      install = List.copyOf(install);
    }

    /// What becomes of the commits a squash merge lists in its body.
    public enum Squash {
      /// The merge is one entry.
      WHOLE,
      /// Each listed Conventional Commit is an entry.
      SPLIT
    }

    /// The names of the parts of the release notes, in their usual order.
    public static final List<String> NOTES =
        List.of("changes", "install", "image", "sizes", "benchmarks", "checksums", "verification", "contributors");

    static Changelog usual() {
      return new Changelog(
          "CHANGELOG.md", java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>()), Squash.WHOLE,
          List.of(), List.of());
    }
  }

  /// What the audit of the workflows takes into account.
  ///
  /// @param generatedNotes whether release notes that GitHub generates are welcome
  /// @param ignored        findings people have looked at and leave as they are
  public record Audit(boolean generatedNotes, List<Ignored> ignored) {
    public Audit {
      ignored = List.copyOf(ignored);
    }
  }

  /// Findings of the audit that people have looked at and leave as they are.
  ///
  /// @param rule   the id of the rule
  /// @param file   the workflow file; empty for every file
  /// @param line   the text of the line, without the space around it; empty for every line
  /// @param reason why they are left
  /// @param at     where the policy says so
  public record Ignored(String rule, Optional<String> file, Optional<String> line, String reason, Position at) {}

  /// A container image.
  ///
  /// @param reference its name without a tag, such as `ghcr.io/clawft/weft`
  public record Image(String reference) {}

  /// A target for a metric.
  ///
  /// @param below the value it must stay under, in `unit`
  /// @param above the value it must exceed, in `unit`
  /// @param unit  the unit: `ms`, `MB`, `msg/s`
  public record BenchmarkTarget(Optional<Double> below, Optional<Double> above, String unit) {}

  /// The policy of a project that states none.
  public static ReleasePolicy defaults() {
    return new ReleasePolicy(
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        new Archives(List.of(), Optional.empty()),
        new Binaries(false, List.of(), List.of()),
        new Budgets(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>()),
            java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>()),
            java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>()),
            Optional.empty()),
        new Checksums(List.of()),
        Changelog.usual(),
        new Audit(true, List.of()),
        Optional.empty(),
        java.util.Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>()),
        Map.of());
  }

  /// What happens when a gate does not hold.
  public Policy policy(GateId gate) {
    return gates.getOrDefault(gate, byDefault(gate));
  }

  private static Policy byDefault(GateId gate) {
    return switch (gate) {
      case TARGETS, ARTIFACTS, CHECKSUMS, IDENTITY, SIZES, CHANGELOG, VERSION -> Policy.BLOCK;
      case PROVENANCE, IMAGE -> Policy.WARN;
      case BENCHMARKS -> Policy.INFO;
    };
  }
}
