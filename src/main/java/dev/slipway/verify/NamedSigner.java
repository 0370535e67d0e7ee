package dev.slipway.verify;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where somebody was named, a checksum is not enough: it says that a file is the one that was listed, and not who listed it.
/// Whoever replaced the files would have taken the signatures away and written the manifest again.
final class NamedSigner {
  private final Trust trust;
  private final Globs allowed;

  /// @throws Problem when a glob in the rules cannot be read
  NamedSigner(Rules rules) throws Problem {
    this.trust = rules.trust();
    this.allowed = Globs.of(rules.allowUnlisted());
  }

  /// The same report, with every file against it that nobody who was named signed, attested or listed in what they signed.
  VerificationReport held(VerificationReport report) {
    if (trust.signer().isNobody() && trust.keys().isEmpty()) {
      return report;
    }
    List<VerifiedFile> files = report.files().stream().map(this::held).toList();
    return new VerificationReport(report.subject(), report.coverage(), files, report.findings());
  }

  private VerifiedFile held(VerifiedFile file) {
    boolean signed = Stream.of(Check.PROVENANCE, Check.SIGNATURE).anyMatch(check -> file.cell(check) instanceof Cell.Passed);
    boolean asked = file.role() == VerifiedFile.Role.ASSET && file.holds() && allowed.match(file.name()).isEmpty();
    if (signed || !asked) {
      return file;
    }
    List<Finding> findings = new ArrayList<>(file.findings());
    findings.add(
        Finding.about(
            file.name(), "not-signed", Severity.ERROR,
            "Nobody who was named signed %s, attested it or signed a manifest that lists it.".formatted(file.name()),
            "Sign it or the manifest, allow it with --allow-unlisted, or name nobody to verify checksums alone."));
    return new VerifiedFile(file.name(), file.role(), file.size(), file.digest(), file.cells(), findings);
  }
}
