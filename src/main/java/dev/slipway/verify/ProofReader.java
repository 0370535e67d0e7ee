package dev.slipway.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.json.JsonTree;
import dev.slipway.verify.ProofFile.Bundle;
import dev.slipway.verify.sigstore.BareSignature;
import dev.slipway.verify.sigstore.BundleSketch;
import dev.slipway.verify.sigstore.CosignBundle;
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
  private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
  private static final int MOST_BUNDLES = 10_000;

  private ProofReader() {}

  /// What a file is a proof of; empty when it is an asset like any other.
  static Optional<ProofFile> read(String name, Path path) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      return Optional.of(damaged(name, "it is longer than %d MB, which no proof is".formatted(LARGEST >> 20)));
    }
    return read(name, bytes);
  }

  private static Optional<ProofFile> read(String name, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    String start = text.stripLeading();
    String lower = name.toLowerCase(Locale.ROOT);
    if (start.startsWith("{") || ProofFile.isMeant(name)) {
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
    boolean packets = bytes.length > 0 && (bytes[0] & 0x80) != 0;
    if (packets && lower.endsWith(".gpg") && !isSignaturePacket(bytes[0])) {
      // What gpg encrypts or signs without --detach-sign: a file of its own.
      return Optional.empty();
    }
    boolean binary = packets && (lower.endsWith(".sig") || lower.endsWith(".gpg") || lower.endsWith(".asc"));
    if (start.startsWith("-----BEGIN PGP SIGNATURE-----") || binary) {
      return Optional.of(new ProofFile.OfOpenPgp(name, bytes));
    }
    if (Armor.isOnly("CERTIFICATE", text) || (!lower.endsWith(".sig") && Armor.isOnly("CERTIFICATE", Armor.inBase64(text)))) {
      return Optional.of(new ProofFile.Certificate(name, text));
    }
    if (lower.endsWith(".sig")) {
      return Optional.of(Minisign.ofSignify(text).<ProofFile>map(signature -> new ProofFile.OfMinisign(name, signature)).orElseGet(() -> bare(name, text)));
    }
    if (lower.endsWith(".asc") || lower.endsWith(".gpg")) {
      return Optional.of(damaged(name, "it is no signature of OpenPGP"));
    }
    return lower.endsWith(".jsonl") || lower.endsWith(".bundle") ? Optional.of(damaged(name, "it is no bundle")) : Optional.empty();
  }

  /// Whether packets of OpenPGP begin with a signature (RFC 9580, section 4.2).
  private static boolean isSignaturePacket(byte first) {
    return (first & 0x40) != 0 ? (first & 0x3F) == 2 : (first >> 2 & 0x0F) == 2;
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
          bundles.add(bundle(JsonTree.text(attestation.path("bundle"))));
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
          return Optional.of(noBundle(name, text, "it holds something that is no Sigstore bundle"));
        }
        bundles.add(bundle(JsonTree.text(document)));
      }
      if (bundles.size() > MOST_BUNDLES) {
        return Optional.of(damaged(name, "it holds more than %d bundles".formatted(MOST_BUNDLES)));
      }
      return Optional.of(bundles.isEmpty() ? damaged(name, "it is empty") : new ProofFile.Bundles(name, bundles));
    } catch (Refused e) {
      return Optional.of(damaged(name, "%s: %s".formatted(e.step().words(), e.reason())));
    } catch (JsonProcessingException e) {
      return Optional.of(noBundle(name, text, "it is no JSON"));
    }
  }

  static Bundle bundle(String json) throws Refused {
    return new Bundle(json, BundleSketch.read(json));
  }

  /// Among lines of JSON that are bundles, one that cannot be read could be about any file.
  private static ProofFile noBundle(String name, String text, String reason) {
    return text.contains(BUNDLE) ? new ProofFile.Lost(name, reason) : damaged(name, reason);
  }

  private static ProofFile damaged(String name, String reason) {
    return new ProofFile.Damaged(name, reason);
  }

  private static boolean isBundle(JsonNode node) {
    return node.path("mediaType").asText("").startsWith(BUNDLE);
  }
}
