package dev.slipway.verify;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.sig.IssuerFingerprint;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/// The OpenPGP public keys somebody gave to trust.
final class OpenPgpKeys {
  static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private final List<PGPPublicKeyRing> rings = new ArrayList<>();

  /// A key that may have made a signature, and the ring it belongs to.
  record Candidate(PGPPublicKeyRing ring, PGPPublicKey key) {

    PGPPublicKey master() {
      return ring.getPublicKey();
    }

    /// The fingerprint people compare: that of the primary key.
    String fingerprint() {
      return HexFormat.of().withUpperCase().formatHex(master().getFingerprint());
    }
  }

  /// @param texts armoured keys, several in a text where somebody put them there; other texts are passed over
  OpenPgpKeys(List<String> texts) {
    for (String text : texts) {
      for (int at = text.indexOf(BEGIN); at >= 0; at = text.indexOf(BEGIN, at + 1)) {
        int next = text.indexOf(BEGIN, at + 1);
        read(next < 0 ? text.substring(at) : text.substring(at, next));
      }
    }
  }

  /// Whether anybody's key is known at all.
  boolean any() {
    return !rings.isEmpty();
  }

  private void read(String armored) {
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)))) {
      new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
    } catch (IOException | PGPException | RuntimeException e) {
      System.getLogger(OpenPgpKeys.class.getName()).log(System.Logger.Level.DEBUG, "no public key", e);
    }
  }

  /// The keys a signature says it was made by. A key id is too short to tell keys apart, so there may be several.
  List<Candidate> madeBy(PGPSignature signature) {
    IssuerFingerprint stated =
        signature.getHashedSubPackets() == null ? null : signature.getHashedSubPackets().getIssuerFingerprint();
    List<Candidate> found = new ArrayList<>();
    for (PGPPublicKeyRing ring : rings) {
      PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
      if (key != null && (stated == null || Arrays.equals(stated.getFingerprint(), key.getFingerprint()))) {
        found.add(new Candidate(ring, key));
      }
    }
    return found;
  }
}
