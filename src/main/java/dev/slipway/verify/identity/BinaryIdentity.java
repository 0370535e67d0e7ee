package dev.slipway.verify.identity;

import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.BinarySearch;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.OpenBinary;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds a binary against the target its name promises and against a project's rules.
///
/// No finding of severity error means that every rule was looked at and holds. What cannot be told is a
/// warning of its own, never silence.
public final class BinaryIdentity {
  private final IdentityRules rules;

  public BinaryIdentity(IdentityRules rules) {
    this.rules = rules;
  }

  /// What was found about a file.
  ///
  /// @param file     what it is; empty when it is no binary
  /// @param findings errors first
  public record Result(Optional<BinaryFile> file, List<Finding> findings) {
    public Result {
      findings = findings.stream().sorted(java.util.Comparator.comparing(Finding::severity)).toList();
    }

    /// Whether it was promised to be for something that only other tools can read.
    public boolean notCheckable() {
      return findings.stream().anyMatch(f -> f.rule().equals(TargetMatch.NOT_CHECKABLE));
    }

    /// Whether the file was read and nothing stands against it.
    public boolean holds() {
      return file.isPresent() && findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    }
  }

  /// Checks a file on disk.
  ///
  /// @throws Problem when it cannot be opened; a file that is no binary is a finding
  public Result check(Path path, Target target) throws Problem {
    return check(String.valueOf(path.getFileName()), path, new Promise.Declared(target));
  }

  /// Checks a file on disk under the name people know it by.
  ///
  /// @param promise what it must be for; where nothing was promised only the project's rules are looked at
  /// @throws Problem when it cannot be opened; a file that is no binary is a finding
  public Result check(String name, Path path, Promise promise) throws Problem {
    try {
      BinaryFile file = BinaryReader.read(path);
      List<Finding> findings = new ArrayList<>();
      if (promise.saysAnything()) {
        findings.addAll(TargetMatch.findings(name, file, promise));
      }
      findings.addAll(LibraryRules.findings(name, file, rules));
      findings.addAll(required(name, path, promise));
      rules.version().ifPresent(version ->
          findings.addAll(VersionInside.findings(name, file.traces(), version, rules.program())));
      return new Result(Optional.of(file), findings);
    } catch (FormatException e) {
      return unreadable(name, promise, e);
    }
  }

  private static Result unreadable(String name, Promise promise, FormatException e) {
    return new Result(
        Optional.empty(),
        List.of(
            Finding.about(
                name, "not-a-binary", Severity.ERROR,
                "%s should hold a program%s and cannot be read as one: %s"
                    .formatted(name, promise.saysAnything() ? " for " + promise.words() : "", e.getMessage()),
                "Build and pack it again.")));
  }

  private List<Finding> required(String name, Path path, Promise promise) throws FormatException, Problem {
    Set<String> texts = new LinkedHashSet<>();
    for (IdentityRules.Required required : rules.require()) {
      if (required.target().equals("*") || promise.likely().filter(its -> NameGlob.matches(required.target(), its.triple())).isPresent()) {
        texts.add(required.text());
      }
    }
    if (texts.isEmpty()) {
      return List.of();
    }
    Set<String> found;
    try (OpenBinary open = OpenBinary.open(path)) {
      found = BinarySearch.find(open.image().bytes(), List.copyOf(texts));
    }
    List<Finding> findings = new ArrayList<>();
    for (String text : texts) {
      if (!found.contains(text)) {
        findings.add(
            Finding.about(
                name, "required-text", Severity.ERROR,
                "%s does not hold `%s`, which the policy requires%s."
                    .formatted(name, text, promise.saysAnything() ? " for " + promise.words() : ""),
                "Link what brings it in, or mend the rule under binaries.require."));
      }
    }
    return findings;
  }
}
