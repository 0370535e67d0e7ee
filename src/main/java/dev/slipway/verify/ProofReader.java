package dev.slipway.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.verify.ProofFile.Bundle;
import dev.slipway.verify.sigstore.BareSignature;
import dev.slipway.verify.sigstore.BundleSketch;
import dev.slipway.verify.sigstore.CosignBundle;
import dev.slipway.verify.sigstore.JsonTree;
import dev.slipway.verify.sigstore.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Tells what a file is a proof of, by its content; the name only says where to look.
final class ProofReader {
  private static final int LARGEST = 16 << 20;
  private static final int MOST_BUNDLES = 10_000;

  private ProofReader() {}

  /// What a file is a proof of; empty when it is an asset like any other.
  static Optional<ProofFile> read(String name, Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    return bytes.length > LARGEST ? Optional.empty() : read(name, bytes);
  }

  private static Optional<ProofFile> read(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = text.stripLeading();
    String lower = name.toLowerCase(Locale.ROOT);
    if (start.startsWith("{") || lower.endsWith(".sigstore.json") || lower.endsWith(".sigstore")) {
      return json(name, text);
    }
    if (lower.endsWith(".minisig")) {
      return Optional.of(
          Minisign.read(text)
              .<ProofFile>map(signature -> new ProofFile.OfMinisign(name, signature))
              .orElseGet(() -> new ProofFile.Damaged(name, "it is no signature of minisign")));
    }
    if (Minisign.Key.read(text).isPresent() || Armor.isOnly("PUBLIC KEY", text) || Armor.isOnly("PGP PUBLIC KEY BLOCK", text)) {
      return Optional.of(new ProofFile.PublicKey(name));
    }
    boolean binary = bytes.length > 0 && (bytes[0] & 0x80) != 0 && (lower.endsWith(".sig") || lower.endsWith(".gpg") || lower.endsWith(".asc"));
    if (start.startsWith("-----BEGIN PGP SIGNATURE-----") || binary) {
      return Optional.of(new ProofFile.OfOpenPgp(name, bytes));
    }
    if (Armor.isOnly("CERTIFICATE", text) || (!lower.endsWith(".sig") && Armor.isOnly("CERTIFICATE", Armor.inBase64(text)))) {
      return Optional.of(new ProofFile.Certificate(name, text));
    }
    if (lower.endsWith(".sig")) {
      return Optional.of(bare(name, text));
    }
    return lower.endsWith(".asc") || lower.endsWith(".gpg")
        ? Optional.of(new ProofFile.Damaged(name, "it is no signature of OpenPGP"))
        : Optional.empty();
  }

  private static ProofFile bare(String name, String text) {
    try {
      return new ProofFile.Bare(name, BareSignature.read(text));
    } catch (Refused e) {
      return new ProofFile.Damaged(name, "it is a signature of no kind Slipway knows");
    }
  }

  /// One document: a bundle, cosign's older bundle, the host's answer, or an envelope alone. Else one bundle a line.
  private static Optional<ProofFile> json(String name, String text) {
    boolean byName = ProofFile.companion(name).isPresent();
    try {
      List<JsonNode> documents = JsonTree.documents(text, MOST_BUNDLES + 1);
      JsonNode only = documents.size() == 1 ? documents.getFirst() : MissingNode.getInstance();
      if (isBundle(only)) {
        // The text itself, so that a key given twice or anything after the end is refused.
        return Optional.of(new ProofFile.Bundles(name, List.of(bundle(text))));
      }
      if (only.path("attestations").isArray()) {
        List<Bundle> bundles = new ArrayList<>();
        for (JsonNode attestation : only.path("attestations")) {
          bundles.add(bundle(attestation.path("bundle").toString()));
        }
        return Optional.of(new ProofFile.Bundles(name, bundles));
      }
      if (only.has("base64Signature")) {
        return Optional.of(new ProofFile.Bundles(name, List.of(bundle(CosignBundle.modern(text)))));
      }
      if (only.has("payloadType") && only.has("signatures")) {
        return Optional.of(new ProofFile.Unsupported(name, "it is provenance without a bundle, which only a search of the log online could verify"));
      }
      List<Bundle> bundles = new ArrayList<>();
      for (JsonNode document : documents) {
        if (!isBundle(document)) {
          return byName ? Optional.of(damaged(name, "it holds something that is no Sigstore bundle")) : Optional.empty();
        }
        bundles.add(bundle(document.toString()));
      }
      return bundles.isEmpty() ? Optional.empty() : Optional.of(new ProofFile.Bundles(name, bundles));
    } catch (Refused e) {
      return Optional.of(damaged(name, "%s: %s".formatted(e.step().words(), e.reason())));
    } catch (JsonProcessingException e) {
      return byName ? Optional.of(damaged(name, "it is no JSON")) : Optional.empty();
    }
  }

  static Bundle bundle(String json) throws Refused {
    return new Bundle(json, BundleSketch.read(json));
  }

  private static ProofFile damaged(String name, String reason) {
    return new ProofFile.Damaged(name, reason);
  }

  private static boolean isBundle(JsonNode node) {
    return node.path("mediaType").asText("").startsWith("application/vnd.dev.sigstore.bundle");
  }
}
