package dev.slipway.rehearsal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;

/// The answer of a timestamp authority: that a signature was there at a time (RFC 3161).
final class SignedTime {
  private static final ASN1ObjectIdentifier SIGNED_DATA = new ASN1ObjectIdentifier("1.2.840.113549.1.7.2");
  private static final ASN1ObjectIdentifier TST_INFO = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.1.4");
  private static final ASN1ObjectIdentifier CONTENT_TYPE = new ASN1ObjectIdentifier("1.2.840.113549.1.9.3");
  private static final ASN1ObjectIdentifier MESSAGE_DIGEST = new ASN1ObjectIdentifier("1.2.840.113549.1.9.4");
  private static final ASN1ObjectIdentifier SHA256 = new ASN1ObjectIdentifier("2.16.840.1.101.3.4.2.1");
  private static final ASN1ObjectIdentifier ECDSA = new ASN1ObjectIdentifier("1.2.840.10045.4.3.2");
  /// A policy nobody else has: the arc of the examples (RFC 3161 asks for one).
  private static final ASN1ObjectIdentifier POLICY = new ASN1ObjectIdentifier("2.999.1");

  private SignedTime() {}

  static byte[] of(byte[] signature, Instant time, X509Certificate clock, PrivateKey key) throws GeneralSecurityException, IOException {
    byte[] info = info(signature, time).getEncoded(ASN1Encoding.DER);
    var attributes =
        new DERSet(
            vector(
                new DERSequence(vector(CONTENT_TYPE, new DERSet(TST_INFO))),
                new DERSequence(vector(MESSAGE_DIGEST, new DERSet(new DEROctetString(sha256(info)))))));
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(key);
    signing.update(attributes.getEncoded(ASN1Encoding.DER));
    var signer =
        new DERSequence(
            vector(
                new ASN1Integer(1),
                new DERSequence(
                    vector(
                        ASN1Primitive.fromByteArray(clock.getIssuerX500Principal().getEncoded()),
                        new ASN1Integer(clock.getSerialNumber()))),
                algorithm(), new DERTaggedObject(false, 0, attributes), new DERSequence(ECDSA), new DEROctetString(signing.sign())));
    var signed =
        new DERSequence(
            vector(
                new ASN1Integer(3), new DERSet(algorithm()),
                new DERSequence(vector(TST_INFO, new DERTaggedObject(true, 0, new DEROctetString(info)))), new DERSet(signer)));
    var granted = new DERSequence(new ASN1Integer(0));
    return new DERSequence(
            vector(granted, new DERSequence(vector(SIGNED_DATA, new DERTaggedObject(true, 0, signed)))))
        .getEncoded(ASN1Encoding.DER);
  }

  private static DERSequence info(byte[] signature, Instant time) throws GeneralSecurityException {
    return new DERSequence(
        vector(
            new ASN1Integer(1), POLICY, new DERSequence(vector(algorithm(), new DEROctetString(sha256(signature)))),
            new ASN1Integer(BigInteger.valueOf(time.toEpochMilli())), new DERGeneralizedTime(Date.from(time))));
  }

  private static DERSequence algorithm() {
    return new DERSequence(vector(SHA256, DERNull.INSTANCE));
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static ASN1EncodableVector vector(ASN1Encodable... parts) {
    var vector = new ASN1EncodableVector();
    vector.addAll(parts);
    return vector;
  }
}
