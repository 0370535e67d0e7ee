package dev.slipway.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file that speaks about other files: a bundle, a signature or a public key.
sealed interface ProofFile {
  int LARGEST = 16 << 20;

  /// Sigstore bundles, one per line or one alone.
  record Bundles(String name, List<String> json) implements ProofFile {}

  /// A detached signature of minisign.
  record OfMinisign(String name, Minisign signature) implements ProofFile {}

  /// A detached or clear-signed signature of OpenPGP.
  record OfOpenPgp(String name, byte[] bytes) implements ProofFile {}

  /// A signature Slipway recognises and cannot check, with the reason.
  record Unsupported(String name, String reason) implements ProofFile {}

  /// A public key that lies among the files, which proves nothing by itself.
  record PublicKey(String name) implements ProofFile {}

  String name();

  /// The file a proof speaks about by its name: `X` for `X.minisig`.
  default Optional<String> companion() {
    for (String ending : List.of(".sigstore.json", ".sigstore", ".intoto.jsonl", ".bundle", ".minisig", ".asc", ".sig", ".gpg", ".jsonl", ".json", ".pem", ".cert")) {
      if (name().toLowerCase(Locale.ROOT).endsWith(ending)) {
        return Optional.of(name().substring(0, name().length() - ending.length()));
      }
    }
    return Optional.empty();
  }

  /// Whether the name alone could be that of a proof, so that its content is worth a look.
  static boolean mayBe(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return name.matches("(?s).*\\.(sigstore|sigstore\\.json|jsonl|bundle|minisig|asc|sig|gpg|pub|pem|cert)|(.*/)?(attestations?|bundle|provenance)\\.json");
  }

  /// What a file is a proof of; empty when it is an asset like any other.
  static Optional<ProofFile> read(String name, Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      return Optional.empty();
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = text.stripLeading();
    String lower = name.toLowerCase(Locale.ROOT);
    if (start.startsWith("{")) {
      return json(name, text);
    }
    if (lower.endsWith(".minisig")) {
      return Optional.of(
          Minisign.read(text)
              .<ProofFile>map(signature -> new OfMinisign(name, signature))
              .orElseGet(() -> new Unsupported(name, "it is no signature of minisign")));
    }
    if (Minisign.Key.read(text).isPresent()
        || start.startsWith("-----BEGIN PUBLIC KEY-----")
        || start.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
      return Optional.of(new PublicKey(name));
    }
    if (start.startsWith("-----BEGIN PGP SIGN") || (lower.endsWith(".sig") && bytes.length > 0 && (bytes[0] & 0x80) != 0) || lower.endsWith(".gpg")) {
      return Optional.of(new OfOpenPgp(name, bytes));
    }
    if (lower.endsWith(".sig") || lower.endsWith(".pem") || lower.endsWith(".cert")) {
      return Optional.of(
          new Unsupported(name, "it is a signature as cosign made them before version 3, which says neither when it was made nor that it was logged"));
    }
    return Optional.empty();
  }

  private static Optional<ProofFile> json(String name, String text) {
    List<String> bundles = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    try {
      JsonNode whole = mapper.readTree(text);
      if (isBundle(whole) && text.strip().lines().filter(line -> !line.isBlank()).count() == 1 || isBundle(whole) && !text.contains("}\n{")) {
        return Optional.of(new Bundles(name, List.of(text)));
      }
      if (whole.path("attestations").isArray()) {
        whole.path("attestations").forEach(item -> bundles.add(item.path("bundle").toString()));
        return Optional.of(new Bundles(name, bundles));
      }
      if (whole.has("base64Signature")) {
        return Optional.of(new Unsupported(name, "it is a bundle as cosign made them before version 3, which Slipway recognises and does not verify"));
      }
      if (whole.has("payloadType") && whole.has("signatures")) {
        return Optional.of(new Unsupported(name, "it is provenance without a bundle, which only a search of the log online could verify"));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      try {
        if (!isBundle(mapper.readTree(line))) {
          return Optional.empty();
        }
        bundles.add(line);
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return bundles.isEmpty() ? Optional.empty() : Optional.of(new Bundles(name, bundles));
  }

  private static boolean isBundle(JsonNode node) {
    return node.path("mediaType").asText("").startsWith("application/vnd.dev.sigstore.bundle");
  }
}
