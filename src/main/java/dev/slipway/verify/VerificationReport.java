package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// What a verification came to: the matrix of files and checks, and what was found.
///
/// @param subject  what was verified, as the user named it
/// @param coverage which way the files were held against the manifests
/// @param files    one row per file, sorted by name
/// @param findings what was found about the whole, such as a manifest that cannot be read
public record VerificationReport(
    String subject, Coverage coverage, List<VerifiedFile> files, List<Finding> findings) {

  /// The answer to everything at once.
  public enum Verdict {
    PASSED,
    FAILED;

    /// The word in JSON.
    public String word() {
      return this == PASSED ? "passed" : "failed";
    }
  }

  /// Which way files and manifests are held against each other.
  public enum Coverage {
    /// Every listed file must be there, and every file must be listed.
    BOTH_WAYS("both-ways"),
    /// Only what is listed is judged, as `sha256sum -c` does.
    LISTED_ONLY("listed-only");

    private final String word;

    Coverage(String word) {
      this.word = word;
    }

    /// The word in JSON.
    public String word() {
      return word;
    }
  }

  public VerificationReport {
    files = List.copyOf(files);
    findings = List.copyOf(findings);
  }

  /// Passed when nothing stands against any file and no finding is an error.
  public Verdict verdict() {
    boolean holds =
        files.stream().allMatch(VerifiedFile::holds)
            && findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
    return holds ? Verdict.PASSED : Verdict.FAILED;
  }

  /// Every finding: those about the whole, then those of each file.
  public List<Finding> allFindings() {
    List<Finding> ofFiles = files.stream().flatMap(file -> file.findings().stream()).toList();
    // A file that may not be opened is found with the folder, and again where a manifest lists it.
    Set<Finding> told = new HashSet<>(ofFiles);
    return Stream.concat(findings.stream().filter(finding -> !told.contains(finding)), ofFiles.stream()).toList();
  }

  /// The row of a file; empty when no such name was judged.
  public java.util.Optional<VerifiedFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }
}
