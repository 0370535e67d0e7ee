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
import org.bouncycastle.openpgp.PGPMarker;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// The OpenPGP public keys somebody gave to trust.
final class OpenPgpKeys {
  static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  private final List<PGPPublicKeyRing> rings = new ArrayList<>();
  private final List<PGPSignature> revocations = new ArrayList<>();

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
    revoke();
  }

  /// Whether anybody's key is known at all.
  boolean any() {
    return !rings.isEmpty();
  }

  private void read(String armored) {
    List<PGPPublicKeyRing> found = new ArrayList<>();
    List<PGPSignature> alone = new ArrayList<>();
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)))) {
      PGPObjectFactory factory = new PGPObjectFactory(in, new BcKeyFingerprintCalculator());
      for (Object next = factory.nextObject(); next != null; next = factory.nextObject()) {
        switch (next) {
          case PGPPublicKeyRing ring -> found.add(ring);
          case PGPSignatureList list -> list.forEach(alone::add);
          case PGPMarker _ -> {}
          default -> throw new IOException(next.getClass() + " among keys");
        }
      }
      found.forEach(this::join);
      revocations.addAll(alone);
    } catch (IOException | RuntimeException e) {
      System.getLogger(OpenPgpKeys.class.getName()).log(System.Logger.Level.DEBUG, "no public key", e);
    }
  }

  /// A key that is given twice is one key, of which all counts that either copy says: the other copy may say that it was revoked.
  private void join(PGPPublicKeyRing ring) {
    for (int i = 0; i < rings.size(); i++) {
      if (Arrays.equals(rings.get(i).getPublicKey().getFingerprint(), ring.getPublicKey().getFingerprint())) {
        rings.set(i, together(rings.get(i), ring));
        return;
      }
    }
    rings.add(ring);
  }

  private static PGPPublicKeyRing together(PGPPublicKeyRing one, PGPPublicKeyRing other) {
    try {
      return PGPPublicKeyRing.join(one, other);
    } catch (PGPException e) {
      throw new IllegalArgumentException("two copies of one key do not go together", e);
    }
  }

  /// A revocation stands alone where somebody made it before there was need, and published it later (RFC 9580, section 10.1.3).
  private void revoke() {
    for (PGPSignature revocation : revocations) {
      rings.replaceAll(ring -> isRevoked(ring.getPublicKey(), revocation) ? revoked(ring, revocation) : ring);
    }
  }

  private static PGPPublicKeyRing revoked(PGPPublicKeyRing ring, PGPSignature revocation) {
    return PGPPublicKeyRing.insertPublicKey(ring, PGPPublicKey.addCertification(ring.getPublicKey(), revocation));
  }

  private static boolean isRevoked(PGPPublicKey key, PGPSignature revocation) {
    if (revocation.getSignatureType() != PGPSignature.KEY_REVOCATION || revocation.getKeyID() != key.getKeyID()) {
      return false;
    }
    try {
      revocation.init(new BcPGPContentVerifierBuilderProvider(), key);
      return revocation.verifyCertification(key);
    } catch (PGPException | RuntimeException e) {
      return false;
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
