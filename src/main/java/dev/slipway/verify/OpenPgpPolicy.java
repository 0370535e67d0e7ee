package dev.slipway.verify;

import dev.slipway.verify.OpenPgpKeys.Candidate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// The rules the mathematics of OpenPGP does not enforce (RFC 9580): strong hashes and keys, keys that vouch for
/// themselves, that are neither revoked nor expired when they signed, and subkeys that belong to their key.
final class OpenPgpPolicy {
  private static final int LEAST_RSA_BITS = 2048;
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  /// What a signature may say that we understand; one that insists on anything else is refused (5.2.3.7).
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME, SignatureSubpacketTags.EXPIRE_TIME, SignatureSubpacketTags.KEY_EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID, SignatureSubpacketTags.ISSUER_FINGERPRINT, SignatureSubpacketTags.KEY_FLAGS,
          SignatureSubpacketTags.PREFERRED_SYM_ALGS, SignatureSubpacketTags.PREFERRED_HASH_ALGS,
          SignatureSubpacketTags.PREFERRED_COMP_ALGS, SignatureSubpacketTags.FEATURES, SignatureSubpacketTags.KEY_SERVER_PREFS,
          SignatureSubpacketTags.PRIMARY_USER_ID, SignatureSubpacketTags.EMBEDDED_SIGNATURE, SignatureSubpacketTags.EXPORTABLE,
          SignatureSubpacketTags.SIGNER_USER_ID, SignatureSubpacketTags.POLICY_URL, SignatureSubpacketTags.PREFERRED_KEY_SERV);

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
    Optional<PGPSignature> self = newest(selfSignatures(master));
    if (self.isEmpty()) {
      return Optional.of("its key does not vouch for itself by any hash that still counts");
    }
    Optional<String> unfit = unfit(master, self.get(), signed);
    if (unfit.isPresent()) {
      return unfit;
    }
    if (by.key().isMasterKey()) {
      return maySign(self.get(), true) ? Optional.empty() : Optional.of("its key is not for signing");
    }
    Optional<PGPSignature> binding = newest(bindings(master, by.key()));
    if (binding.isEmpty()) {
      return Optional.of("its subkey does not belong to the key");
    }
    if (!maySign(binding.get(), false)) {
      return Optional.of("its subkey is not for signing");
    }
    if (!signedBack(master, by.key(), binding.get())) {
      return Optional.of("its subkey has not agreed to belong to the key");
    }
    return unfit(by.key(), binding.get(), signed);
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
    if (!strong(signature.getHashAlgorithm())) {
      return Optional.of("it uses a hash that proves nothing any more");
    }
    for (int tag : says.getCriticalTags()) {
      if (!UNDERSTOOD.contains(tag)) {
        return Optional.of("it insists on something Slipway does not understand (subpacket " + tag + ")");
      }
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

  /// Whether a key could sign at a time: old enough, not yet expired, strong.
  private static Optional<String> unfit(PGPPublicKey key, PGPSignature says, Instant signed) {
    Instant made = key.getCreationTime().toInstant();
    if (signed.isBefore(made)) {
      return Optional.of("it says that it was made before its key");
    }
    long valid = says.getHashedSubPackets().getKeyExpirationTime();
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

  /// What the primary key says about itself, where it really said it.
  private static List<PGPSignature> selfSignatures(PGPPublicKey master) {
    List<PGPSignature> found = new ArrayList<>();
    for (Iterator<PGPSignature> i = master.getSignaturesOfType(PGPSignature.DIRECT_KEY); i.hasNext(); ) {
      PGPSignature direct = i.next();
      if (said(direct, master, () -> direct.verifyCertification(master))) {
        found.add(direct);
      }
    }
    for (Iterator<byte[]> ids = master.getRawUserIDs(); ids.hasNext(); ) {
      byte[] id = ids.next();
      Iterator<PGPSignature> certifications = master.getSignaturesForID(id);
      while (certifications != null && certifications.hasNext()) {
        PGPSignature certification = certifications.next();
        if (certification.isCertification() && said(certification, master, () -> certification.verifyCertification(id, master))) {
          found.add(certification);
        }
      }
    }
    return found;
  }

  private static List<PGPSignature> bindings(PGPPublicKey master, PGPPublicKey subkey) {
    List<PGPSignature> found = new ArrayList<>();
    for (Iterator<PGPSignature> i = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING); i.hasNext(); ) {
      PGPSignature binding = i.next();
      if (said(binding, master, () -> binding.verifyCertification(master, subkey))) {
        found.add(binding);
      }
    }
    return found;
  }

  /// Verifies one signature about a key.
  private interface Verification {
    boolean holds() throws PGPException;
  }

  private static boolean said(PGPSignature signature, PGPPublicKey by, Verification verification) {
    try {
      if (signature.getKeyID() != by.getKeyID() || signature.getHashedSubPackets() == null || !strong(signature.getHashAlgorithm())) {
        return false;
      }
      signature.init(new BcPGPContentVerifierBuilderProvider(), by);
      return verification.holds();
    } catch (PGPException | RuntimeException e) {
      return false;
    }
  }

  /// The newest statement is the one that counts (5.2.3.10).
  private static Optional<PGPSignature> newest(List<PGPSignature> signatures) {
    return signatures.stream().max(Comparator.comparing(PGPSignature::getCreationTime));
  }

  private static boolean maySign(PGPSignature says, boolean whereUnsaid) {
    PGPSignatureSubpacketVector hashed = says.getHashedSubPackets();
    return hashed.hasSubpacket(SignatureSubpacketTags.KEY_FLAGS)
        ? (hashed.getKeyFlags() & KeyFlags.SIGN_DATA) != 0
        : whereUnsaid;
  }

  /// A signing subkey must sign the key in return, else anybody's subkey could be claimed (5.2.1.8).
  private static boolean signedBack(PGPPublicKey master, PGPPublicKey subkey, PGPSignature binding) throws PGPException {
    List<PGPSignature> embedded = new ArrayList<>();
    binding.getHashedSubPackets().getEmbeddedSignatures().forEach(embedded::add);
    if (binding.getUnhashedSubPackets() != null) {
      binding.getUnhashedSubPackets().getEmbeddedSignatures().forEach(embedded::add);
    }
    return embedded.stream()
        .anyMatch(
            back ->
                back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING
                    && said(back, subkey, () -> back.verifyCertification(master, subkey)));
  }

  private static boolean strong(int hash) {
    return switch (hash) {
      case HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512 -> true;
      default -> false;
    };
  }
}
