package dev.slipway.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/// Every signature in a file of signatures: of all its armoured blocks (RFC 9580, section 6.2), or of all its packets. Who reads
/// only the first of several says *good* where the next one is bad.
final class OpenPgpSignatures {
  private static final String BEGIN = "-----BEGIN PGP ";
  private static final String SIGNATURE = "SIGNATURE-----";
  private static final String END = "-----END PGP SIGNATURE-----";
  private static final int MOST = 16;

  private OpenPgpSignatures() {}

  /// Reads them.
  ///
  /// @throws IOException when there is anything but signatures, a block that is cut off, or none, or too many
  static List<PGPSignature> read(byte[] bytes) throws IOException {
    List<PGPSignature> signatures = new ArrayList<>();
    if (bytes.length > 0 && (bytes[0] & 0x80) != 0) {
      packets(bytes, signatures);
    } else {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      int first = text.indexOf(BEGIN);
      for (int at = first; at >= 0; at = text.indexOf(BEGIN, at + 1)) {
        int next = text.indexOf(BEGIN, at + 1);
        block(next < 0 ? text.substring(at) : text.substring(at, next), signatures);
      }
      if (first < 0) {
        packets(bytes, signatures);
      }
    }
    if (signatures.isEmpty()) {
      throw new IOException("it holds no signature");
    }
    return signatures;
  }

  private static void block(String text, List<PGPSignature> signatures) throws IOException {
    if (!text.startsWith(SIGNATURE, BEGIN.length())) {
      throw new IOException("it holds something besides signatures");
    }
    if (!text.contains(END)) {
      throw new IOException("a signature in it is cut off");
    }
    packets(text.getBytes(StandardCharsets.ISO_8859_1), signatures);
  }

  private static void packets(byte[] bytes, List<PGPSignature> signatures) throws IOException {
    PGPObjectFactory factory =
        new PGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes)), new BcKeyFingerprintCalculator());
    for (Object next = factory.nextObject(); next != null; next = factory.nextObject()) {
      if (!(next instanceof PGPSignatureList list)) {
        throw new IOException("it holds something besides signatures");
      }
      list.forEach(signatures::add);
      if (signatures.size() > MOST) {
        throw new IOException("it holds more than %d signatures".formatted(MOST));
      }
    }
  }
}
