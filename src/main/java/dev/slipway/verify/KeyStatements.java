package dev.slipway.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SignatureSubpacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// What an OpenPGP key said of itself and of its subkeys, where it really said it, by a hash that still counts, in words that are
/// understood, and where it still held when the key signed (RFC 9580, section 5.2).
///
/// @param master the primary key
/// @param at     when it signed
record KeyStatements(PGPPublicKey master, Instant at) {

  /// What a signature may say that we understand; one that insists on anything else is refused (5.2.3.7).
  private static final Set<Integer> UNDERSTOOD =
      Set.of(
          SignatureSubpacketTags.CREATION_TIME, SignatureSubpacketTags.EXPIRE_TIME, SignatureSubpacketTags.KEY_EXPIRE_TIME,
          SignatureSubpacketTags.ISSUER_KEY_ID, SignatureSubpacketTags.ISSUER_FINGERPRINT, SignatureSubpacketTags.KEY_FLAGS,
          SignatureSubpacketTags.PREFERRED_SYM_ALGS, SignatureSubpacketTags.PREFERRED_HASH_ALGS,
          SignatureSubpacketTags.PREFERRED_COMP_ALGS, SignatureSubpacketTags.FEATURES, SignatureSubpacketTags.KEY_SERVER_PREFS,
          SignatureSubpacketTags.PRIMARY_USER_ID, SignatureSubpacketTags.EMBEDDED_SIGNATURE, SignatureSubpacketTags.EXPORTABLE,
          SignatureSubpacketTags.REVOCABLE, SignatureSubpacketTags.REVOCATION_KEY, SignatureSubpacketTags.REVOCATION_REASON,
          SignatureSubpacketTags.SIGNER_USER_ID, SignatureSubpacketTags.POLICY_URL, SignatureSubpacketTags.PREFERRED_KEY_SERV);

  /// What a signature insists on and nobody here understands; empty when it is nothing.
  static Optional<Integer> notUnderstood(PGPSignatureSubpacketVector says) {
    for (int tag : says.getCriticalTags()) {
      if (!UNDERSTOOD.contains(tag)) {
        return Optional.of(tag);
      }
    }
    return Optional.empty();
  }

  /// Whether a hash still proves anything.
  static boolean strong(int hash) {
    return switch (hash) {
      case HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512 -> true;
      default -> false;
    };
  }

  /// Whether the key vouches for itself at all.
  boolean any() {
    return !direct().isEmpty() || !named().isEmpty();
  }

  /// The newest statement of the key about itself that says something of a kind: one made about the key alone comes before those
  /// made with a name, for it is about all of them. One that says nothing of it takes nothing back.
  Optional<PGPSignature> telling(int tag) {
    return newest(direct().stream().filter(says -> says.getHashedSubPackets().hasSubpacket(tag)).toList())
        .or(() -> newest(named().stream().filter(says -> says.getHashedSubPackets().hasSubpacket(tag)).toList()));
  }

  /// The newest statement that a subkey belongs to the key.
  Optional<PGPSignature> binding(PGPPublicKey subkey) {
    List<PGPSignature> found = new ArrayList<>();
    for (Iterator<PGPSignature> i = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING); i.hasNext(); ) {
      PGPSignature binding = i.next();
      if (said(binding, master, () -> binding.verifyCertification(master, subkey))) {
        found.add(binding);
      }
    }
    return newest(found);
  }

  /// A signing subkey must sign the key in return, else anybody's subkey could be claimed (5.2.1.8).
  boolean signedBack(PGPPublicKey subkey, PGPSignature binding) throws PGPException {
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

  private List<PGPSignature> direct() {
    List<PGPSignature> found = new ArrayList<>();
    for (Iterator<PGPSignature> i = master.getSignaturesOfType(PGPSignature.DIRECT_KEY); i.hasNext(); ) {
      PGPSignature direct = i.next();
      if (said(direct, master, () -> direct.verifyCertification(master))) {
        found.add(direct);
      }
    }
    return newest(found).map(List::of).orElse(List.of());
  }

  /// The newest statement made with each name that was not taken back since.
  private List<PGPSignature> named() {
    List<PGPSignature> found = new ArrayList<>();
    for (Iterator<byte[]> ids = master.getRawUserIDs(); ids.hasNext(); ) {
      byte[] id = ids.next();
      List<PGPSignature> said = new ArrayList<>();
      List<PGPSignature> takenBack = new ArrayList<>();
      Iterator<PGPSignature> certifications = master.getSignaturesForID(id);
      while (certifications != null && certifications.hasNext()) {
        PGPSignature one = certifications.next();
        if (one.getSignatureType() == PGPSignature.CERTIFICATION_REVOCATION) {
          if (made(one, master, () -> one.verifyCertification(id, master))) {
            takenBack.add(one);
          }
        } else if (one.isCertification() && said(one, master, () -> one.verifyCertification(id, master))) {
          said.add(one);
        }
      }
      newest(said)
          .filter(newest -> takenBack.stream().allMatch(back -> back.getCreationTime().before(newest.getCreationTime())))
          .ifPresent(found::add);
    }
    return found;
  }

  /// Verifies one signature about a key.
  private interface Verification {
    boolean holds() throws PGPException;
  }

  /// Whether a statement counts: it is the key's, by a hash that proves something, in words that are understood, and holds still.
  private boolean said(PGPSignature signature, PGPPublicKey by, Verification verification) {
    PGPSignatureSubpacketVector says = signature.getHashedSubPackets();
    if (says == null || !strong(signature.getHashAlgorithm()) || notUnderstood(says).isPresent()) {
      return false;
    }
    long valid = says.getSignatureExpirationTime();
    boolean over = valid > 0 && at.isAfter(signature.getCreationTime().toInstant().plusSeconds(valid));
    return !over && made(signature, by, verification);
  }

  /// Whether the key made it, by whatever hash: what takes something back counts also where it proves little.
  private static boolean made(PGPSignature signature, PGPPublicKey by, Verification verification) {
    if (signature.getKeyID() != by.getKeyID()) {
      return false;
    }
    try {
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
}
