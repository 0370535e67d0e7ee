package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.verify.VerifiedFile.Role;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/// The commands with which a user of a release can check what was checked here, each with a tool people have. A command is
/// given only for what passed here, and only where the tool comes to the same answer.
public final class UserCommands {
  /// What evidence that tells such a command is called.
  static final String CHECK_WITH = "check with";

  private static final int MOST_ALONE = 40;

  private UserCommands() {}

  /// A paragraph for the notes.
  ///
  /// @param repository `owner/name`; empty where only the attestations tell which repository built the files
  public static String paragraph(VerificationReport report, String repository) {
    SequencedSet<String> lines = new LinkedHashSet<>();
    report.files().stream()
        .map(file -> file.cell(Check.CHECKSUM))
        .filter(Cell.Passed.class::isInstance)
        .forEach(cell -> values(cell, CHECK_WITH).forEach(lines::add));
    report.files().stream().filter(UserCommands::standsAlone).limit(MOST_ALONE).forEach(file -> lines.add(alone(file)));
    report.files().forEach(file -> attested(file, report, repository).ifPresent(lines::add));
    report.files().forEach(file -> signed(file, report).ifPresent(lines::add));
    return lines.isEmpty()
        ? "### Check what you downloaded\n\nNothing here can be checked with the usual tools.\n"
        : "### Check what you downloaded\n\n```sh\n" + String.join("\n", lines) + "\n```\n";
  }

  /// Whether only a list that no tool reads, or the code host, tells the digest.
  private static boolean standsAlone(VerifiedFile file) {
    Cell checksum = file.cell(Check.CHECKSUM);
    boolean told = checksum instanceof Cell.Passed || (checksum instanceof Cell.Absent && file.cell(Check.API_DIGEST) instanceof Cell.Passed);
    return file.role() == Role.ASSET && file.holds() && told && values(checksum, CHECK_WITH).isEmpty() && file.digest().isPresent();
  }

  private static String alone(VerifiedFile file) {
    Digest digest = file.digest().orElseThrow();
    String line = CanonicalManifest.line(file.name(), digest);
    return "printf '%s\\n' " + ChecksumTool.quoted(line) + " | sha256sum -c";
  }

  /// GitHub's own tool: for builds, and for what an immutable release holds.
  private static Optional<String> attested(VerifiedFile file, VerificationReport report, String repository) {
    Cell cell = file.cell(Check.PROVENANCE);
    if (!(cell instanceof Cell.Passed)) {
      return released(file, repository);
    }
    String url = value(cell, "repository").orElse("");
    String host = url.replaceFirst("^https://", "").replaceFirst("/.*$", "");
    String name = repository.isEmpty() ? url.replaceFirst("^https://[^/]+/", "") : repository;
    if (name.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder command = new StringBuilder("gh attestation verify %s --repo %s".formatted(ChecksumTool.quoted(file.name()), ChecksumTool.quoted(name)));
    if (!host.isEmpty() && !host.equals("github.com")) {
      command.append(" --hostname ").append(ChecksumTool.quoted(host));
    }
    value(cell, "bundle").filter(bundle -> report.file(bundle).isPresent())
        .ifPresent(bundle -> command.append(" --bundle ").append(ChecksumTool.quoted(bundle)));
    value(cell, "says").filter(type -> !type.equals("https://slsa.dev/provenance/v1"))
        .ifPresent(type -> command.append(" --predicate-type ").append(ChecksumTool.quoted(type)));
    return Optional.of(command.toString());
  }

  /// What GitHub itself signed about an immutable release says who released a file, and stands with the signatures.
  private static Optional<String> released(VerifiedFile file, String repository) {
    Cell cell = file.cell(Check.SIGNATURE);
    return cell instanceof Cell.Passed && !covered(cell)
        ? value(cell, "released as").map(tag -> "gh release verify-asset %s %s --repo %s".formatted(
            ChecksumTool.quoted(tag), ChecksumTool.quoted(file.name()), ChecksumTool.quoted(value(cell, "released in").orElse(repository))))
        : Optional.empty();
  }

  private static Optional<String> signed(VerifiedFile file, VerificationReport report) {
    Cell itself = file.cell(Check.SIGNATURE);
    if (file.role() == Role.MANIFEST && itself instanceof Cell.Passed && !covered(itself) && beside(file, report).isEmpty()) {
      // Clear-signed: list and signature are one file.
      return value(itself, "fingerprint").map(fingerprint -> "gpg --verify %s  # key %s".formatted(ChecksumTool.quoted(file.name()), fingerprint));
    }
    Optional<String> about = file.role() == Role.PROOF ? ProofFile.companion(file.name()) : Optional.empty();
    Optional<Cell> passed = about.flatMap(report::file).map(its -> its.cell(Check.SIGNATURE)).filter(Cell.Passed.class::isInstance);
    if (passed.isEmpty() || covered(passed.get())) {
      return Optional.empty();
    }
    Cell signature = passed.get();
    String subject = ChecksumTool.quoted(about.orElseThrow());
    String proof = ChecksumTool.quoted(file.name());
    if (file.name().endsWith(".minisig")) {
      return value(signature, "public key").map(key -> "minisign -V -P %s -m %s".formatted(ChecksumTool.quoted(key), subject));
    }
    Optional<String> fingerprint = value(signature, "fingerprint");
    if (fingerprint.isPresent()) {
      return Optional.of("gpg --verify %s %s  # key %s".formatted(proof, subject, fingerprint.get()));
    }
    if (values(signature, "bundle").contains(file.name())) {
      return value(signature, "signed by").map(signer ->
          "cosign verify-blob --bundle %s --certificate-identity %s --certificate-oidc-issuer %s %s"
              .formatted(proof, ChecksumTool.quoted(signer), ChecksumTool.quoted(value(signature, "issuer").orElse("")), subject));
    }
    return Optional.empty();
  }

  /// Whether only a list is signed, and this file by being listed.
  private static boolean covered(Cell cell) {
    return value(cell, "covered by").isPresent();
  }

  private static List<VerifiedFile> beside(VerifiedFile file, VerificationReport report) {
    return report.files().stream()
        .filter(its -> its.role() == Role.PROOF && ProofFile.companion(its.name()).filter(file.name()::equals).isPresent())
        .toList();
  }

  private static Optional<String> value(Cell cell, String what) {
    return values(cell, what).stream().findFirst();
  }

  private static List<String> values(Cell cell, String what) {
    List<String> values = new ArrayList<>();
    cell.evidence().stream().filter(item -> item.what().equals(what)).map(Evidence::value).forEach(values::add);
    return values;
  }
}
