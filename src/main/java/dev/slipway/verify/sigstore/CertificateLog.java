package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Der.Malformed;
import dev.slipway.verify.sigstore.Refused.Step;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Proof that a certificate was published: the signed certificate timestamp inside it (RFC 6962, section 3).
final class CertificateLog {
  private static final String SCT_LIST = "1.3.6.1.4.1.11129.2.4.2";

  private CertificateLog() {}

  /// Holds the leaf against the certificate logs of the root; a root without any asks for nothing.
  static void verify(X509Certificate leaf, X509Certificate issuer, TrustRoot root) throws Refused {
    if (root.ctlogs().isEmpty()) {
      return;
    }
    byte[] extension = leaf.getExtensionValue(SCT_LIST);
    if (extension == null) {
      throw new Refused(Step.CERTIFICATE_LOG, "the certificate carries no proof that it was published");
    }
    try {
      byte[] list = Der.parse(Der.parse(extension).is(Der.OCTETS).value()).is(Der.OCTETS).value();
      byte[] precertificate = precertificate(leaf.getTBSCertificate());
      byte[] issuerKey = Crypto.digest("SHA-256", issuer.getPublicKey().getEncoded());
      any(ByteBuffer.wrap(list), precertificate, issuerKey, root);
    } catch (Malformed | BufferUnderflowException | CertificateEncodingException e) {
      throw new Refused(Step.CERTIFICATE_LOG, "the proof that the certificate was published cannot be read", e);
    }
  }

  private static void any(ByteBuffer list, byte[] precertificate, byte[] issuerKey, TrustRoot root) throws Refused {
    if ((list.getShort() & 0xFFFF) != list.remaining()) {
      throw new Malformed("a list is longer than it says");
    }
    String why = "no trusted log has published the certificate";
    while (list.hasRemaining()) {
      ByteBuffer sct = ByteBuffer.wrap(bytes(list));
      if (sct.get() != 0) {
        continue;
      }
      byte[] id = new byte[32];
      sct.get(id);
      long time = sct.getLong();
      byte[] extensions = bytes(sct);
      sct.getShort();
      byte[] signature = bytes(sct);
      if (sct.hasRemaining()) {
        throw new Malformed("something follows an entry");
      }
      byte[] signed = signed(time, issuerKey, precertificate, extensions);
      for (TrustRoot.Log log : root.ctlogs()) {
        if (Arrays.equals(log.id(), id)) {
          if (!log.period().has(Instant.ofEpochMilli(time))) {
            why = "the log that published the certificate was not trusted then";
          } else if (Crypto.verifies(log.key(), signature, signed)) {
            return;
          } else {
            why = "the signature of the log that published the certificate is wrong";
          }
        }
      }
    }
    throw new Refused(Step.CERTIFICATE_LOG, why);
  }

  private static byte[] bytes(ByteBuffer from) {
    int length = from.getShort() & 0xFFFF;
    if (length > from.remaining()) {
      throw new Malformed("an entry is cut off");
    }
    byte[] bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private static byte[] signed(long time, byte[] issuerKey, byte[] precertificate, byte[] extensions) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0});
    out.writeBytes(ByteBuffer.allocate(8).putLong(time).array());
    out.writeBytes(new byte[] {0, 1});
    out.writeBytes(issuerKey);
    out.writeBytes(new byte[] {(byte) (precertificate.length >> 16), (byte) (precertificate.length >> 8), (byte) precertificate.length});
    out.writeBytes(precertificate);
    out.writeBytes(new byte[] {(byte) (extensions.length >> 8), (byte) extensions.length});
    out.writeBytes(extensions);
    return out.toByteArray();
  }

  /// The certificate as the log saw it: without the proof that was put in afterwards.
  private static byte[] precertificate(byte[] tbs) {
    List<byte[]> parts = new ArrayList<>();
    for (Der part : Der.parse(tbs).children()) {
      if (part.tag() == Der.CONTEXT_3) {
        ByteArrayOutputStream extensions = new ByteArrayOutputStream();
        for (Der extension : part.child(0).children()) {
          if (!extension.child(0).oid().equals(SCT_LIST)) {
            extensions.writeBytes(extension.encoded());
          }
        }
        parts.add(Der.wrap(Der.CONTEXT_3, Der.wrap(Der.SEQUENCE, extensions.toByteArray())));
      } else {
        parts.add(part.encoded());
      }
    }
    return Der.wrap(Der.SEQUENCE, parts.toArray(new byte[0][]));
  }
}
