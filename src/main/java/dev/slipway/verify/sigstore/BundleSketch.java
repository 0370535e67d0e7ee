package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/// What a bundle claims to be about, before anything in it was verified: it tells which files are worth holding
/// against it, and nothing else.
///
/// @param digests     the digests it names, in hexadecimal; empty when it names none
/// @param attestation whether it is a statement about files, not a signature of one
/// @param managedKey  whether it is signed with a key of the signer's own, not with a certificate
public record BundleSketch(Set<String> digests, boolean attestation, boolean managedKey) {
  public BundleSketch {
    digests = Set.copyOf(digests);
  }

  /// Reads what a bundle claims.
  ///
  /// @throws Refused when it cannot be read at all
  public static BundleSketch read(String json) throws Refused {
    Fields bundle = Fields.parse(json, Step.BUNDLE);
    boolean managed = bundle.has("verificationMaterial") && bundle.object("verificationMaterial").has("publicKey");
    Set<String> digests = new TreeSet<>();
    if (!bundle.has("dsseEnvelope")) {
      Fields message = bundle.object("messageSignature");
      if (message.has("messageDigest")) {
        digests.add(HexFormat.of().formatHex(message.object("messageDigest").base64("digest")));
      }
      return new BundleSketch(digests, false, managed);
    }
    String payload = new String(bundle.object("dsseEnvelope").base64("payload"), StandardCharsets.UTF_8);
    for (Statement.Subject subject : Statement.read(payload).subjects()) {
      digests.addAll(subject.digests().values());
    }
    return new BundleSketch(digests, true, managed);
  }
}
