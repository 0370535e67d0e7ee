package dev.slipway.verify;

import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.verify.VerifiedFile.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commands with which a user of a release can check what was checked here, each with a tool people have.
public final class UserCommands {
  private static final int SHA256 = 32;

  private UserCommands() {}

  /// A paragraph for the notes.
  ///
  /// @param repository `owner/name`; empty where the files were built nowhere known
  public static String paragraph(VerificationReport report, String repository) {
    List<String> lines = new ArrayList<>();
    for (VerifiedFile file : report.files()) {
      if (file.role() == Role.MANIFEST) {
        manifest(file.name()).ifPresent(lines::add);
      }
    }
    for (VerifiedFile file : report.files()) {
      lines.addAll(of(file, report, repository));
    }
    return lines.isEmpty()
        ? "### Check what you downloaded\n\nNothing here can be checked with the usual tools.\n"
        : "### Check what you downloaded\n\n```sh\n" + String.join("\n", lines) + "\n```\n";
  }

  /// A digest alone, as many tools write it, is nothing `sha256sum -c` takes; a document in JSON or YAML neither. No command is
  /// given for what only MD5 or SHA-1 speaks for.
  private static Optional<String> manifest(String name) {
    Optional<String> only = ManifestName.companion(name);
    Optional<Algorithm> algorithm = ManifestName.written(name);
    if (ManifestName.isDocument(name) || algorithm.filter(its -> !its.strong()).isPresent()) {
      return Optional.empty();
    }
    Algorithm used = algorithm.orElseGet(() -> ManifestName.algorithm(name, SHA256).orElse(Algorithm.SHA256));
    return Optional.of(
        only.isPresent()
            ? "printf '%%s  %%s\\n' \"$(cut -c1-%d %s)\" %s | %s -c".formatted(2 * used.bytes(), shell(name), shell(only.get()), tool(used))
            : "%s -c --ignore-missing %s".formatted(tool(used), shell(name)));
  }

  private static List<String> of(VerifiedFile file, VerificationReport report, String repository) {
    List<String> lines = new ArrayList<>();
    if (file.cell(Check.PROVENANCE) instanceof Cell.Passed && !repository.isEmpty()) {
      lines.add("gh attestation verify %s --repo %s".formatted(shell(file.name()), repository));
    }
    Optional<String> about = file.role() == Role.PROOF ? ProofFile.companion(file.name()) : Optional.empty();
    if (about.isEmpty()) {
      return lines;
    }
    String subject = about.get();
    Optional<Cell> signature = report.file(subject).map(its -> its.cell(Check.SIGNATURE));
    if (file.name().endsWith(".minisig")) {
      lines.add("minisign -V -p %s -m %s".formatted(shell(key(report)), shell(subject)));
    } else if (signature.flatMap(cell -> value(cell, "fingerprint")).isPresent() || file.name().endsWith(".asc")) {
      lines.add("gpg --verify %s %s".formatted(shell(file.name()), shell(subject)));
    } else if (signature.filter(Cell.Passed.class::isInstance).flatMap(cell -> value(cell, "bundle")).filter(file.name()::equals).isPresent()) {
      signature.flatMap(cell -> value(cell, "signed by")).ifPresent(signer ->
          lines.add(
              "cosign verify-blob --bundle %s --certificate-identity %s --certificate-oidc-issuer %s %s"
                  .formatted(shell(file.name()), shell(signer), shell(signature.flatMap(cell -> value(cell, "issuer")).orElse("")), shell(subject))));
    }
    return lines;
  }

  private static String key(VerificationReport report) {
    return report.files().stream()
        .filter(file -> file.role() == Role.PROOF && file.name().endsWith(".pub"))
        .map(VerifiedFile::name)
        .findFirst()
        .orElse("minisign.pub");
  }

  private static Optional<String> value(Cell cell, String what) {
    return cell.evidence().stream().filter(item -> item.what().equals(what)).map(Evidence::value).findFirst();
  }

  private static String tool(Algorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> "sha256sum";
      case SHA384 -> "sha384sum";
      case SHA512 -> "sha512sum";
      case BLAKE2B -> "b2sum";
      case BLAKE3 -> "b3sum";
      case SHA1 -> "sha1sum";
      case MD5 -> "md5sum";
    };
  }

  private static String shell(String name) {
    return name.matches("[A-Za-z0-9._+/:@-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }
}
