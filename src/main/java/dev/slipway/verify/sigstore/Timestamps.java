package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Der.Malformed;
import dev.slipway.verify.sigstore.Refused.Step;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Signed times by RFC 3161: when a signature existed, said by an authority.
final class Timestamps {
  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  private static final String TST_INFO = "1.2.840.113549.1.9.16.1.4";
  private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  private Timestamps() {}

  /// What the signer says about the token, in the attributes it signed.
  private record Attributes(boolean isTstInfo, byte[] messageDigest, byte[] certificateHash, String hash) {}

  /// The time an authority of the root signed for `signature`.
  static Instant verify(byte[] response, byte[] signature, TrustRoot root) throws Refused {
    try {
      return verifyParsed(response, signature, root);
    } catch (Malformed | DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new Refused(Step.TIMESTAMP, "it cannot be read: " + e.getMessage(), e);
    }
  }

  private static Instant verifyParsed(byte[] response, byte[] signature, TrustRoot root) throws Refused {
    List<Der> parts = Der.parse(response).is(Der.SEQUENCE).children();
    int status = parts.getFirst().child(0).integer().intValueExact();
    if ((status != 0 && status != 1) || parts.size() < 2) {
      throw new Refused(Step.TIMESTAMP, "the authority granted none");
    }
    Der content = parts.get(1).is(Der.SEQUENCE);
    if (!content.child(0).oid().equals(SIGNED_DATA)) {
      throw new Refused(Step.TIMESTAMP, "it is not signed");
    }
    List<Der> signed = content.child(1).is(Der.CONTEXT_0).child(0).is(Der.SEQUENCE).children();
    if (signed.size() < 4) {
      throw new Malformed("a part is missing");
    }
    Der inner = signed.get(2).is(Der.SEQUENCE);
    if (!inner.child(0).oid().equals(TST_INFO)) {
      throw new Refused(Step.TIMESTAMP, "it holds no time");
    }
    byte[] infoBytes = inner.child(1).is(Der.CONTEXT_0).child(0).is(Der.OCTETS).value();
    Der info = Der.parse(infoBytes).is(Der.SEQUENCE);
    imprint(info, signature);
    Instant time = time(new String(info.child(4).is(Der.TIME).value(), StandardCharsets.US_ASCII));
    Der signer = onlySigner(signed.getLast());
    return signedBy(signer, infoBytes, embedded(signed), time, root);
  }

  private static void imprint(Der info, byte[] signature) throws Refused {
    Der imprint = info.child(2);
    String hash = hashName(imprint.child(0).child(0).oid());
    if (!MessageDigest.isEqual(Crypto.digest(hash, signature), imprint.child(1).is(Der.OCTETS).value())) {
      throw new Refused(Step.TIMESTAMP, "it was made for another signature");
    }
  }

  private static Der onlySigner(Der set) throws Refused {
    List<Der> signers = set.is(Der.SET).children();
    if (signers.size() != 1) {
      throw new Refused(Step.TIMESTAMP, "it has not exactly one signer");
    }
    return signers.getFirst();
  }

  private static List<X509Certificate> embedded(List<Der> signed) throws Refused {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Der part : signed.subList(3, signed.size() - 1)) {
      if (part.tag() == Der.CONTEXT_0) {
        for (Der certificate : part.children()) {
          certificates.add(Crypto.certificate(certificate.encoded(), Step.TIMESTAMP));
        }
      }
    }
    return certificates;
  }

  private static Instant signedBy(
      Der signer, byte[] infoBytes, List<X509Certificate> embedded, Instant time, TrustRoot root) throws Refused {
    List<Der> parts = signer.is(Der.SEQUENCE).children();
    if (parts.size() < 6) {
      throw new Malformed("a part is missing");
    }
    String hash = hashName(parts.get(2).is(Der.SEQUENCE).child(0).oid());
    Der attributeList = parts.get(3).is(Der.CONTEXT_0);
    byte[] signedAttributes = Der.wrap(Der.SET, attributeList.value());
    Attributes attributes = attributes(attributeList);
    if (!attributes.isTstInfo() || !MessageDigest.isEqual(attributes.messageDigest(), Crypto.digest(hash, infoBytes))) {
      throw new Refused(Step.TIMESTAMP, "what it signs is not the time it holds");
    }
    byte[] value = parts.get(5).is(Der.OCTETS).value();
    byte[] id = parts.get(1).encoded();
    Refused last = new Refused(Step.TIMESTAMP, "the trust root has no timestamp authority");
    for (TrustRoot.Authority clock : root.clocks()) {
      try {
        if (!clock.period().has(time)) {
          throw new Refused(Step.TIMESTAMP, "%s is not trusted at %s".formatted(clock.uri(), time));
        }
        X509Certificate certificate = find(id, embedded, clock);
        usable(certificate, attributes);
        Chains.issuer(certificate, clock, time, Step.TIMESTAMP);
        boolean holds =
            Crypto.verifies(certificate.getPublicKey(), hash.replace("-", ""), value, signedAttributes)
                || Crypto.verifies(certificate.getPublicKey(), value, signedAttributes);
        if (!holds) {
          throw new Refused(Step.TIMESTAMP, "its signature is wrong");
        }
        return time;
      } catch (Refused e) {
        last = e;
      }
    }
    throw last;
  }

  private static X509Certificate find(byte[] id, List<X509Certificate> embedded, TrustRoot.Authority clock)
      throws Refused {
    List<X509Certificate> all = new ArrayList<>(embedded);
    all.addAll(clock.chain());
    for (X509Certificate certificate : all) {
      byte[] own =
          Der.wrap(
              Der.SEQUENCE,
              certificate.getIssuerX500Principal().getEncoded(),
              Der.wrap(Der.INTEGER, certificate.getSerialNumber().toByteArray()));
      if (Arrays.equals(id, own)) {
        return certificate;
      }
    }
    throw new Refused(Step.TIMESTAMP, "the certificate of its signer is not known");
  }

  private static void usable(X509Certificate certificate, Attributes attributes) throws Refused {
    try {
      if (attributes.certificateHash().length > 0
          && !MessageDigest.isEqual(attributes.certificateHash(), Crypto.digest(attributes.hash(), certificate.getEncoded()))) {
        throw new Refused(Step.TIMESTAMP, "it names another certificate than its signer's");
      }
      List<String> uses = certificate.getExtendedKeyUsage();
      if (uses == null || !uses.contains(TIME_STAMPING)) {
        throw new Refused(Step.TIMESTAMP, "its signer is no timestamp authority");
      }
    } catch (CertificateException e) {
      throw new Refused(Step.TIMESTAMP, "the certificate of its signer cannot be read", e);
    }
  }

  private static Attributes attributes(Der list) throws Refused {
    boolean isTstInfo = false;
    byte[] messageDigest = new byte[0];
    byte[] certificateHash = new byte[0];
    String hash = "SHA-256";
    boolean second = false;
    for (Der attribute : list.children()) {
      Der value = attribute.child(1).is(Der.SET).child(0);
      switch (attribute.child(0).oid()) {
        case "1.2.840.113549.1.9.3" -> isTstInfo = value.oid().equals(TST_INFO);
        case "1.2.840.113549.1.9.4" -> messageDigest = value.is(Der.OCTETS).value();
        case "1.2.840.113549.1.9.16.2.47" -> {
          second = true;
          Der first = value.child(0).child(0);
          boolean named = first.child(0).tag() == Der.SEQUENCE;
          hash = named ? hashName(first.child(0).child(0).oid()) : "SHA-256";
          certificateHash = first.child(named ? 1 : 0).is(Der.OCTETS).value();
        }
        case "1.2.840.113549.1.9.16.2.12" -> {
          if (!second) {
            hash = "SHA-1";
            certificateHash = value.child(0).child(0).child(0).is(Der.OCTETS).value();
          }
        }
        default -> {
          // Other attributes are signed but say nothing about the time.
        }
      }
    }
    return new Attributes(isTstInfo, messageDigest, certificateHash, hash);
  }

  private static Instant time(String text) {
    if (!text.matches("\\d{14}(\\.\\d{1,9})?Z")) {
      throw new Malformed("its time is not in UTC");
    }
    Instant time = LocalDateTime.parse(text.substring(0, 14), TIME).toInstant(ZoneOffset.UTC);
    int dot = text.indexOf('.');
    if (dot < 0) {
      return time;
    }
    String fraction = (text.substring(dot + 1, text.length() - 1) + "000000000").substring(0, 9);
    return time.plusNanos(Long.parseLong(fraction));
  }

  private static String hashName(String oid) throws Refused {
    return switch (oid) {
      case "2.16.840.1.101.3.4.2.1" -> "SHA-256";
      case "2.16.840.1.101.3.4.2.2" -> "SHA-384";
      case "2.16.840.1.101.3.4.2.3" -> "SHA-512";
      default -> throw new Refused(Step.TIMESTAMP, "it uses a hash that is not accepted (" + oid + ")");
    };
  }
}
