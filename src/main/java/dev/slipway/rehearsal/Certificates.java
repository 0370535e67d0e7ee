package dev.slipway.rehearsal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;

/// Makes the certificates of one rehearsal, all with elliptic curves (RFC 5280).
final class Certificates {
  private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.840.10045.4.3.2"));

  private Certificates() {}

  static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /// Signs one.
  ///
  /// @param subject whose key it is; empty where the extensions say it
  /// @param from    valid from a minute before, for clocks tell whole seconds
  static X509Certificate issue(
      String issuer, PrivateKey by, String subject, PublicKey key, Instant from, Duration valid, List<Extension> says)
      throws GeneralSecurityException, IOException {
    var generator = new V3TBSCertificateGenerator();
    generator.setSerialNumber(new ASN1Integer(new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16)));
    generator.setSignature(ECDSA);
    generator.setIssuer(new X500Name(issuer));
    generator.setSubject(new X500Name(subject));
    generator.setStartDate(new Time(Date.from(from.minusSeconds(60))));
    generator.setEndDate(new Time(Date.from(from.plus(valid))));
    generator.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    generator.setExtensions(new Extensions(says.toArray(Extension[]::new)));
    TBSCertificate signed = generator.generateTBSCertificate();
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(by);
    signing.update(signed.getEncoded(ASN1Encoding.DER));
    var parts = new ASN1EncodableVector();
    parts.add(signed);
    parts.add(ECDSA);
    parts.add(new DERBitString(signing.sign()));
    byte[] encoded = new DERSequence(parts).getEncoded(ASN1Encoding.DER);
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
  }
}
