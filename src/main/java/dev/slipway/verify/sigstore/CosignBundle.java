package dev.slipway.verify.sigstore;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.json.JsonTree;
import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// Bundles as `cosign sign-blob --bundle` wrote them before version 3: a signature, a certificate or key, and the
/// log's promise. They hold what a Sigstore bundle of version 0.1 holds, and are verified as one.
public final class CosignBundle {
  private CosignBundle() {}

  /// The same as a Sigstore bundle.
  ///
  /// @throws Refused when it is no such bundle, or was never logged
  public static String modern(String json) throws Refused {
    Fields old = Fields.parse(json, Step.BUNDLE);
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("mediaType", "application/vnd.dev.sigstore.bundle+json;version=0.1");
    ObjectNode material = bundle.putObject("verificationMaterial");
    String pem = pem(old.text("cert", ""));
    if (pem.contains("CERTIFICATE")) {
      material.putObject("x509CertificateChain").putArray("certificates").addObject()
          .put("rawBytes", base64(Crypto.pemBytes(pem, Step.BUNDLE)));
    } else {
      material.putObject("publicKey");
    }
    if (!old.has("rekorBundle")) {
      throw new Refused(Step.LOG, "it has no entry in a transparency log");
    }
    Fields logged = old.object("rekorBundle");
    Fields payload = logged.object("Payload");
    String body = payload.text("body");
    Fields entry =
        Fields.parse(new String(Fields.base64(body, "body", Step.LOG), StandardCharsets.UTF_8), Step.LOG);
    ObjectNode at = material.putArray("tlogEntries").addObject();
    at.put("logIndex", Long.toString(payload.number("logIndex")));
    at.put("integratedTime", Long.toString(payload.number("integratedTime")));
    at.putObject("logId").put("keyId", base64(hex(payload.text("logID"))));
    at.putObject("kindVersion").put("kind", entry.text("kind")).put("version", entry.text("apiVersion"));
    at.putObject("inclusionPromise").put("signedEntryTimestamp", logged.text("SignedEntryTimestamp"));
    at.put("canonicalizedBody", body);
    bundle.putObject("messageSignature").put("signature", old.text("base64Signature").strip());
    return JsonTree.text(bundle);
  }

  /// A certificate or key in PEM, which cosign also wrote in base64 once more.
  static String pem(String text) throws Refused {
    String stripped = text.strip();
    return stripped.startsWith("-----BEGIN")
        ? stripped
        : new String(Fields.base64(stripped, "cert", Step.BUNDLE), StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String text) throws Refused {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new Refused(Step.LOG, "the log's name is no hexadecimal number", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
