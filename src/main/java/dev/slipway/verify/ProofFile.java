package dev.slipway.verify;

import dev.slipway.verify.sigstore.BareSignature;
import dev.slipway.verify.sigstore.BundleSketch;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file that speaks about other files: a bundle, a signature, a certificate or a public key.
sealed interface ProofFile {

  /// The endings of files that speak about the file named before them.
  List<String> ENDINGS =
      List.of(
          ".sigstore.json", ".sigstore", ".intoto.jsonl", ".bundle", ".minisig", ".asc", ".sig", ".gpg", ".jsonl", ".pem", ".crt",
          ".cert");

  /// A Sigstore bundle.
  ///
  /// @param json   the bundle
  /// @param sketch what it claims to be about
  record Bundle(String json, BundleSketch sketch) {}

  /// Sigstore bundles, one per line or one alone.
  record Bundles(String name, List<Bundle> bundles) implements ProofFile {}

  /// A detached signature of minisign.
  record OfMinisign(String name, Minisign signature) implements ProofFile {}

  /// A detached signature of OpenPGP.
  record OfOpenPgp(String name, byte[] bytes) implements ProofFile {}

  /// A signature in base64, as cosign and OpenSSL scripts write them.
  record Bare(String name, BareSignature signature) implements ProofFile {}

  /// The certificate that belongs to a [Bare] signature.
  record Certificate(String name, String pem) implements ProofFile {}

  /// A proof Slipway recognises and cannot check, with the reason.
  record Unsupported(String name, String reason) implements ProofFile {}

  /// A file that by its name is a proof and cannot be read as one.
  record Damaged(String name, String reason) implements ProofFile {}

  /// A proof that cannot be read, about nobody knows which files.
  record Lost(String name, String reason) implements ProofFile {}

  /// A public key that lies among the files, which proves nothing by itself.
  record PublicKey(String name) implements ProofFile {}

  /// The endings of signatures, which are nothing else beside the file they are called after.
  List<String> SIGNATURES = List.of(".asc", ".sig", ".gpg", ".minisig");

  String name();

  /// The file a proof speaks about by its name: `X` for `X.minisig`.
  default Optional<String> companion() {
    return companion(name());
  }

  /// The file a proof of this name speaks about; empty when the name tells none.
  static Optional<String> companion(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ENDINGS.stream().filter(lower::endsWith).findFirst().map(ending -> name.substring(0, name.length() - ending.length()));
  }

  /// Whether a file of this name can only be meant as a proof, whatever it holds.
  static boolean isMeant(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".sigstore.json") || name.endsWith(".sigstore") || name.endsWith(".intoto.jsonl")
        || name.matches("(?s)(.*/)?(attestations?|provenance)\\.jsonl?");
  }

  /// Whether the name alone could be that of a proof, so that its content is worth a look.
  static boolean mayBe(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.endsWith(".pub")
        || ENDINGS.stream().anyMatch(name::endsWith)
        || name.matches("(?s)(.*/)?(attestations?|bundle|provenance)\\.json");
  }
}
