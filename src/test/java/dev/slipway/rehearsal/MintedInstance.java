package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
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
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// A Sigstore instance without a log, as GitHub's own, that signs whatever a test asks of it: also what no real one would.
public final class MintedInstance {
  private static final String NAME = "CN=authority,O=minted here";
  private static final String CLOCK = "CN=clock,O=minted here";
  private static final String FULCIO = "1.3.6.1.4.1.57264.1.";
  private static final Duration A_DAY = Duration.ofDays(1);

  private final KeyPair authority;
  private final KeyPair clock;
  private final X509Certificate root;
  private final X509Certificate clockCertificate;
  private final Instant now = Instant.now();

  public MintedInstance() throws Exception {
    authority = Certificates.keys();
    clock = Certificates.keys();
    root =
        Certificates.issue(
            NAME, authority.getPrivate(), NAME, authority.getPublic(), now, A_DAY,
            List.of(says(Extension.basicConstraints, new BasicConstraints(2)), says(Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign))));
    clockCertificate =
        Certificates.issue(
            NAME, authority.getPrivate(), CLOCK, clock.getPublic(), now, A_DAY,
            List.of(
                says(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)),
                says(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))));
  }

  /// What a signer's certificate says.
  ///
  /// @param name   the alternative name
  /// @param claims by Fulcio's numbers; up to 6 as plain text, as Fulcio wrote them first
  /// @param more   other extensions
  /// @param keys   the signer's
  public record Signer(String name, Map<Integer, String> claims, List<Extension> more, KeyPair keys) {

    public static Signer of(String name, Map<Integer, String> claims) throws Exception {
      return new Signer(name, claims, List.of(), Certificates.keys());
    }

    /// The same, with a certificate that may itself issue others.
    public Signer asAuthority() throws Exception {
      return new Signer(name, claims, List.of(says(Extension.basicConstraints, new BasicConstraints(true))), keys);
    }

    /// The same, with an RSA key.
    public Signer withRsa(int bits) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      return new Signer(name, claims, more, generator.generateKeyPair());
    }
  }

  /// The trust root of this instance.
  public String root() throws Exception {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mediaType", "application/vnd.dev.sigstore.trustedroot+json;version=0.1");
    trusted(node.putArray("certificateAuthorities").addObject(), List.of(root));
    trusted(node.putArray("timestampAuthorities").addObject(), List.of(clockCertificate, root));
    return node.toString();
  }

  private void trusted(ObjectNode node, List<X509Certificate> chain) throws Exception {
    node.put("uri", "minted here");
    var certificates = node.putObject("certChain").putArray("certificates");
    for (X509Certificate certificate : chain) {
      certificates.addObject().put("rawBytes", certificate.getEncoded());
    }
    node.putObject("validFor").put("start", now.minusSeconds(60).toString());
  }

  /// A statement signed by somebody the authority of this instance vouches for.
  public String bundle(String statement, Signer by) throws Exception {
    List<Extension> says = new ArrayList<>();
    says.add(says(Extension.keyUsage, new KeyUsage(KeyUsage.digitalSignature)));
    says.add(says(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_codeSigning)));
    says.add(
        says(Extension.subjectAlternativeName, new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, by.name()))));
    for (Map.Entry<Integer, String> claim : by.claims().entrySet()) {
      byte[] plain = claim.getValue().getBytes(StandardCharsets.UTF_8);
      byte[] value = claim.getKey() <= 6 ? plain : new DERUTF8String(claim.getValue()).getEncoded("DER");
      says.add(new Extension(new ASN1ObjectIdentifier(FULCIO + claim.getKey()), false, new DEROctetString(value)));
    }
    says.addAll(by.more());
    X509Certificate certificate =
        Certificates.issue(NAME, authority.getPrivate(), "CN=signer", by.keys().getPublic(), now, Duration.ofMinutes(10), says);
    byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
    Signature signing = Signature.getInstance(by.keys().getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    signing.initSign(by.keys().getPrivate());
    signing.update(preAuthentication(payload));
    byte[] signature = signing.sign();
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    ObjectNode material = bundle.putObject("verificationMaterial");
    material.putObject("certificate").put("rawBytes", certificate.getEncoded());
    clocked(material, signature);
    envelope(bundle, payload, signature);
    return bundle.toString();
  }

  /// A statement signed with a key of one's own, at a time the clock of this instance tells.
  public String bundle(String statement, KeyPair own) throws Exception {
    byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(own.getPrivate());
    signing.update(preAuthentication(payload));
    byte[] signature = signing.sign();
    ObjectNode bundle = JsonNodeFactory.instance.objectNode();
    bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
    ObjectNode material = bundle.putObject("verificationMaterial");
    material.putObject("publicKey").put("hint", "");
    clocked(material, signature);
    envelope(bundle, payload, signature);
    return bundle.toString();
  }

  private void clocked(ObjectNode material, byte[] signature) throws Exception {
    material.putObject("timestampVerificationData").putArray("rfc3161Timestamps").addObject()
        .put("signedTimestamp", SignedTime.of(signature, now, clockCertificate, clock.getPrivate()));
  }

  private static void envelope(ObjectNode bundle, byte[] payload, byte[] signature) {
    ObjectNode envelope = bundle.putObject("dsseEnvelope");
    envelope.put("payload", Base64.getEncoder().encodeToString(payload));
    envelope.put("payloadType", "application/vnd.in-toto+json");
    envelope.putArray("signatures").addObject().put("sig", Base64.getEncoder().encodeToString(signature));
  }

  private static byte[] preAuthentication(byte[] payload) {
    var out = new ByteArrayOutputStream();
    out.writeBytes("DSSEv1 28 application/vnd.in-toto+json %d ".formatted(payload.length).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload);
    return out.toByteArray();
  }

  private static Extension says(ASN1ObjectIdentifier what, ASN1Encodable value) throws Exception {
    return new Extension(what, true, value.toASN1Primitive().getEncoded("DER"));
  }
}
