package dev.slipway.verify.sigstore;

import java.security.interfaces.EdECPublicKey;
import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Ed25519ph (RFC 8032, section 5.1): a signature of a SHA-512. The JDK checks it only with the whole message in hand.
final class Ed25519Prehashed {
  private Ed25519Prehashed() {}

  static boolean verifies(EdECPublicKey key, byte[] signature, byte[] sha512) {
    byte[] encoded = key.getEncoded();
    byte[] point = Arrays.copyOfRange(encoded, encoded.length - Ed25519.PUBLIC_KEY_SIZE, encoded.length);
    return signature.length == Ed25519.SIGNATURE_SIZE
        && sha512.length == Ed25519.PREHASH_SIZE
        && Ed25519.verifyPrehash(signature, 0, point, 0, new byte[0], sha512, 0);
  }
}
