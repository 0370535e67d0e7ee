package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys, certificates, digests and signatures, on the JDK's own cryptography.
final class Crypto {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----[ \\t\\r]*\\n([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----");
  private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

  private static final int SHA512 = 64;
  private static final int SHORTEST_RSA = 2048;

  private Crypto() {}

  static byte[] digest(String algorithm, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  static X509Certificate certificate(byte[] der, Step step) throws Refused {
    try {
      // Asked for one, the factory finds out whether somebody logs certificates, for which it opens every jar; asked for all, it reads.
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(der));
      if (all.size() != 1 || !(all.iterator().next() instanceof X509Certificate certificate) || !Arrays.equals(certificate.getEncoded(), der)) {
        throw new Refused(step, "it is not one certificate and nothing else");
      }
      return certificate;
    } catch (CertificateException e) {
      throw new Refused(step, "a certificate cannot be read", e);
    }
  }

  /// A public key in DER (SubjectPublicKeyInfo).
  static PublicKey key(byte[] der, Step step) throws Refused {
    try {
      String oid = Der.parse(der).child(0).child(0).oid();
      String algorithm =
          switch (oid) {
            case "1.2.840.10045.2.1" -> "EC";
            case "1.2.840.113549.1.1.1" -> "RSA";
            case "1.3.101.112" -> "Ed25519";
            default -> throw new Refused(step, "keys of kind " + oid + " are not supported");
          };
      PublicKey key = KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
      longEnough(key, step);
      return key;
    } catch (GeneralSecurityException | Der.Malformed e) {
      throw new Refused(step, "a public key cannot be read", e);
    }
  }

  /// Refuses an RSA key that is too short to prove anything (NIST SP 800-131A).
  static void longEnough(PublicKey key, Step step) throws Refused {
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA) {
      throw new Refused(step, "an RSA key of %d bits proves nothing any more".formatted(rsa.getModulus().bitLength()));
    }
  }

  /// A public key in PEM.
  static PublicKey pem(String pem, Step step) throws Refused {
    return key(pemBytes(pem, step), step);
  }

  /// The first block of PEM (RFC 7468); what stands around it is not looked at.
  static byte[] pemBytes(String pem, Step step) throws Refused {
    Matcher block = PEM.matcher(pem);
    if (!block.find()) {
      throw new Refused(step, "it is no PEM");
    }
    try {
      return Base64.getDecoder().decode(block.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new Refused(step, "it is no PEM", e);
    }
  }

  /// An RSA key in PKCS#1, as some trust roots have it, wrapped as the JDK reads it.
  static byte[] wrapPkcs1(byte[] pkcs1) {
    return Der.wrap(Der.SEQUENCE, RSA_ALGORITHM, Der.wrap(0x03, new byte[] {0}, pkcs1));
  }

  /// Whether a message was signed, with the hash that belongs to the key.
  static boolean verifies(PublicKey key, byte[] signature, byte[] message) {
    return verifies(key, key instanceof ECKey curve ? hash(curve) : "SHA256", signature, message);
  }

  static boolean verifies(PublicKey key, String hash, byte[] signature, byte[] message) {
    return switch (key) {
      case ECPublicKey curve -> checkDigest(curve, signature, digest(hash.replace("SHA", "SHA-"), message));
      case RSAKey _ -> check(hash + "withRSA", key, signature, message);
      default -> check("Ed25519", key, signature, message);
    };
  }

  /// Whether a file was signed by its digest: ECDSA signs the digest itself; RSA signs it with a prefix; Ed25519 signs a SHA-512
  /// (RFC 8032's Ed25519ph, as cosign does), or the whole file.
  static boolean verifiesFile(PublicKey key, byte[] signature, byte[] digest, Artifact artifact) throws Refused {
    if (key instanceof EdECPublicKey edwards) {
      return (digest.length == SHA512 && Ed25519Prehashed.verifies(edwards, signature, digest))
          || check("Ed25519", key, signature, artifact.content());
    }
    if (key instanceof ECPublicKey curve) {
      return checkDigest(curve, signature, digest);
    }
    if (key instanceof RSAKey) {
      return check("NONEwithRSA", key, signature, digestInfo(digest));
    }
    return false;
  }

  private static byte[] digestInfo(byte[] digest) {
    String oid =
        switch (digest.length) {
          case 32 -> "0609608648016503040201";
          case 48 -> "0609608648016503040202";
          default -> "0609608648016503040203";
        };
    byte[] algorithm = Der.wrap(Der.SEQUENCE, HexFormat.of().parseHex(oid + "0500"));
    return Der.wrap(Der.SEQUENCE, algorithm, Der.wrap(Der.OCTETS, digest));
  }

  private static boolean checkDigest(ECPublicKey key, byte[] signature, byte[] digest) {
    return Ecdsa.curve(key)
        .map(curve -> Ecdsa.verifies(curve, key, signature, digest))
        .orElseGet(() -> digest.length > 0 && check("NONEwithECDSA", key, signature, digest));
  }

  private static boolean check(String algorithm, PublicKey key, byte[] signature, byte[] message) {
    try {
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String hash(ECKey key) {
    int bits = key.getParams().getOrder().bitLength();
    return bits <= 256 ? "SHA256" : bits <= 384 ? "SHA384" : "SHA512";
  }
}
