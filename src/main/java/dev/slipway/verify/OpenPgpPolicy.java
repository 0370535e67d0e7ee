package dev.slipway.verify;

import dev.slipway.verify.OpenPgpKeys.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;

/// The rules the mathematics of OpenPGP does not enforce (RFC 9580): strong hashes and keys, keys that vouch for
/// themselves, that are neither revoked nor expired when they signed, and subkeys that belong to their key.
final class OpenPgpPolicy {
  private static final int LEAST_RSA_BITS = 2048;
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private OpenPgpPolicy() {}

  /// Why a signature must not count whatever it signs; empty when nothing stands against it.
  static Optional<String> against(Candidate by, PGPSignature signature, Instant now) throws PGPException {
    Optional<String> form = form(signature, now);
    if (form.isPresent()) {
      return form;
    }
    Instant signed = signature.getCreationTime().toInstant();
    PGPPublicKey master = by.master();
    if (master.hasRevocation() || by.key().hasRevocation()) {
      return Optional.of("its key was revoked");
    }
    KeyStatements says = new KeyStatements(master, signed);
    if (!says.any()) {
      return Optional.of("its key does not vouch for itself by any hash that still counts");
    }
    Optional<String> unfit = unfit(master, says.telling(SignatureSubpacketTags.KEY_EXPIRE_TIME), signed);
    if (unfit.isPresent()) {
      return unfit;
    }
    if (by.key().isMasterKey()) {
      boolean may = says.telling(SignatureSubpacketTags.KEY_FLAGS).map(OpenPgpPolicy::maySign).orElse(true);
      return may ? Optional.empty() : Optional.of("its key is not for signing");
    }
    Optional<PGPSignature> binding = says.binding(by.key());
    if (binding.isEmpty()) {
      return Optional.of("its subkey does not belong to the key");
    }
    if (!maySign(binding.get())) {
      return Optional.of("its subkey is not for signing");
    }
    if (!says.signedBack(by.key(), binding.get())) {
      return Optional.of("its subkey has not agreed to belong to the key");
    }
    return unfit(by.key(), binding, signed);
  }

  private static Optional<String> form(PGPSignature signature, Instant now) throws PGPException {
    int type = signature.getSignatureType();
    if (type != PGPSignature.BINARY_DOCUMENT && type != PGPSignature.CANONICAL_TEXT_DOCUMENT) {
      return Optional.of("it is no signature of a file");
    }
    PGPSignatureSubpacketVector says = signature.getHashedSubPackets();
    if (signature.getVersion() < 4 || says == null || says.getSignatureCreationTime() == null) {
      return Optional.of("it is of a form that does not protect the time it was made");
    }
    if (!KeyStatements.strong(signature.getHashAlgorithm())) {
      return Optional.of("it uses a hash that proves nothing any more");
    }
    Optional<Integer> strange = KeyStatements.notUnderstood(says);
    if (strange.isPresent()) {
      return Optional.of("it insists on something Slipway does not understand (subpacket " + strange.get() + ")");
    }
    Instant signed = signature.getCreationTime().toInstant();
    if (signed.isAfter(now.plus(CLOCK_SKEW))) {
      return Optional.of("it says that it was made in the future");
    }
    long valid = says.getSignatureExpirationTime();
    return valid > 0 && now.isAfter(signed.plusSeconds(valid))
        ? Optional.of("it expired at " + signed.plusSeconds(valid))
        : Optional.empty();
  }

  /// Whether a key could not sign at a time: not yet made, already expired, weak.
  ///
  /// @param says what tells when it expires; empty where nothing does
  private static Optional<String> unfit(PGPPublicKey key, Optional<PGPSignature> says, Instant signed) {
    Instant made = key.getCreationTime().toInstant();
    if (signed.isBefore(made)) {
      return Optional.of("it says that it was made before its key");
    }
    long valid = says.map(its -> its.getHashedSubPackets().getKeyExpirationTime()).orElse(0L);
    if (valid > 0 && signed.isAfter(made.plusSeconds(valid))) {
      return Optional.of("its key had expired when it was made");
    }
    return switch (key.getAlgorithm()) {
      case PublicKeyAlgorithmTags.RSA_GENERAL, PublicKeyAlgorithmTags.RSA_SIGN ->
          key.getBitStrength() < LEAST_RSA_BITS
              ? Optional.of("its key has only %d bits".formatted(key.getBitStrength()))
              : Optional.empty();
      case PublicKeyAlgorithmTags.DSA -> Optional.of("its key is of a kind that proves nothing any more (DSA)");
      default -> Optional.empty();
    };
  }

  private static boolean maySign(PGPSignature says) {
    PGPSignatureSubpacketVector hashed = says.getHashedSubPackets();
    return hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS) && (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
  }
}
