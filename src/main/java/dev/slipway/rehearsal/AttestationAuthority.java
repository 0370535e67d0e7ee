package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// Signs what the workflows of one rehearsal attest, as GitHub's own Sigstore instance does: a certificate for each build, and a
/// timestamp in place of a log. Its keys are made when it is and are never written down.
final class AttestationAuthority {
  private static final String NAME = "CN=authority,O=Slipway rehearsal";
  private static final String CLOCK = "CN=clock,O=Slipway rehearsal";
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMinutes(10);

  private final KeyPair authority;
  private final KeyPair clock;
  private final X509Certificate root;
  private final X509Certificate clockCertificate;
  private final Instant start = Hub.now();

  AttestationAuthority() throws IOException {
    try {
      authority = Certificates.keys();
      clock = Certificates.keys();
      Instant now = Instant.now();
      root =
          Certificates.issue(
              NAME, authority.getPrivate(), NAME, authority.getPublic(), now, A_DAY,
              List.of(
                  says(Extension.basicConstraints, true, new BasicConstraints(1)),
                  says(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))));
      clockCertificate =
          Certificates.issue(
              NAME, authority.getPrivate(), CLOCK, clock.getPublic(), now, A_DAY,
              List.of(
                  says(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)),
                  says(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))));
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot sign with elliptic curves", e);
    }
  }

  /// What verifies what is signed here, as Sigstore writes trust roots.
  String trustedRoot() throws IOException {
    try {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
      node.putArray("tlogs");
      node.putArray("ctlogs");
      trusted(node.putArray("certificateAuthorities").addObject(), "the rehearsal's authority", List.of(root));
      trusted(node.putArray("timestampAuthorities").addObject(), "the rehearsal's clock", List.of(clockCertificate, root));
      return node.toString();
    } catch (GeneralSecurityException e) {
      throw new IOException("a certificate made here cannot be written", e);
    }
  }

  private void trusted(ObjectNode node, String name, List<X509Certificate> chain) throws GeneralSecurityException {
    node.put("uri", name);
    var certificates = node.putObject("certChain").putArray("certificates");
    for (X509Certificate certificate : chain) {
      certificates.addObject().put("rawBytes", certificate.getEncoded());
    }
    node.putObject("validFor").put("start", start.toString());
  }

  /// Signs a statement, with a certificate that tells who built.
  ///
  /// @param signer the address of the workflow, as it stands in the certificate
  /// @param claims what the certificate tells besides, by Fulcio's numbers
  ObjectNode bundle(String statement, String signer, Map<Integer, String> claims) throws IOException {
    try {
      KeyPair build = Certificates.keys();
      Instant now = Instant.now();
      List<Extension> says = new ArrayList<>();
      says.add(says(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature)));
      says.add(says(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
      says.add(
          says(
              Extension.subjectAlternativeName, true,
              new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, signer))));
      for (Map.Entry<Integer, String> claim : claims.entrySet()) {
        says.add(says(new ASN1ObjectIdentifier(FULCIO + claim.getKey()), false, new DERUTF8String(claim.getValue())));
      }
      X509Certificate certificate = Certificates.issue(NAME, authority.getPrivate(), "", build.getPublic(), now, SHORT, says);
      byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
      Signature signing = Signature.getInstance("SHA256withECDSA");
      signing.initSign(build.getPrivate());
      signing.update(preAuthentication(payload));
      byte[] signature = signing.sign();
      ObjectNode bundle = JsonNodeFactory.instance.objectNode();
      bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
      ObjectNode material = bundle.putObject("verificationMaterial");
      material.putObject("certificate").put("rawBytes", certificate.getEncoded());
      material.putObject("timestampVerificationData").putArray("rfc3161Timestamps").addObject()
          .put("signedTimestamp", SignedTime.of(signature, now, clockCertificate, clock.getPrivate()));
      ObjectNode envelope = bundle.putObject("dsseEnvelope");
      envelope.put("payload", Base64.getEncoder().encodeToString(payload));
      envelope.put("payloadType", "application/vnd.in-toto+json");
      envelope.putArray("signatures").addObject().put("sig", Base64.getEncoder().encodeToString(signature));
      return bundle;
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java cannot sign with elliptic curves", e);
    }
  }

  /// What is signed of a DSSE envelope.
  private static byte[] preAuthentication(byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("DSSEv1 28 application/vnd.in-toto+json %d ".formatted(payload.length).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static Extension says(ASN1ObjectIdentifier what, boolean critical, ASN1Encodable value) throws IOException {
    return new Extension(what, critical, value.toASN1Primitive().getEncoded("DER"));
  }
}
