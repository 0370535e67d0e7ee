package dev.slipway.verify;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/// Detached OpenPGP signatures, and the rules the mathematics does not enforce: strong hashes, keys that
/// are neither revoked nor expired when they signed, subkeys that belong to their key.
final class OpenPgp {
  private final List<PGPPublicKeyRing> rings;

  OpenPgp(List<String> keys) {
    rings = keys.stream().filter(key -> key.contains("PGP PUBLIC KEY")).flatMap(key -> rings(key).stream()).toList();
  }

  Cell judge(ProofFile.OfOpenPgp file, Row row, Path path) {
    try {
      if (new String(file.bytes(), StandardCharsets.UTF_8).contains("-----BEGIN PGP SIGNED MESSAGE-----")) {
        return Cell.notCheckable("%s is a signed text of its own, and no signature of another file.".formatted(file.name()));
      }
      Optional<PGPSignature> signature = signature(file.bytes());
      if (signature.isEmpty()) {
        return Cell.notCheckable("%s holds no OpenPGP signature.".formatted(file.name()));
      }
      return judge(file, row, path, signature.get());
    } catch (IOException | PGPException | RuntimeException e) {
      return Cell.notCheckable("%s cannot be read as OpenPGP: %s.".formatted(file.name(), e.getMessage()));
    }
  }

  private Cell judge(ProofFile.OfOpenPgp file, Row row, Path path, PGPSignature signature)
      throws IOException, PGPException {
    String id = String.format(Locale.ROOT, "%016X", signature.getKeyID());
    for (PGPPublicKeyRing ring : rings) {
      PGPPublicKey key = ring.getPublicKey(signature.getKeyID());
      if (key == null) {
        continue;
      }
      String fingerprint = HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
      Evidence by = new Evidence("fingerprint", fingerprint);
      Evidence at = new Evidence("signed at", signature.getCreationTime().toInstant().toString());
      Optional<String> wrong = wrong(ring, key, signature, path);
      if (wrong.isEmpty()) {
        return Cell.passed("Signed with OpenPGP key %s.".formatted(fingerprint), by, at);
      }
      row.error(
          "signature-wrong", "%s does not hold for %s: %s.".formatted(file.name(), row.name, wrong.get()),
          "Do not ship it; sign the file again, after its last change.");
      return Cell.failed("%s does not hold: %s.".formatted(file.name(), wrong.get()), by, at);
    }
    return Cell.notCheckable(
        "%s was made by OpenPGP key %s, and no such key was given to trust.".formatted(file.name(), id), new Evidence("key id", id));
  }

  private static Optional<String> wrong(PGPPublicKeyRing ring, PGPPublicKey key, PGPSignature signature, Path path)
      throws IOException, PGPException {
    Instant signed = signature.getCreationTime().toInstant();
    boolean document =
        signature.getSignatureType() == PGPSignature.BINARY_DOCUMENT
            || signature.getSignatureType() == PGPSignature.CANONICAL_TEXT_DOCUMENT;
    if (!document) {
      return Optional.of("it is no signature of a file");
    }
    switch (signature.getHashAlgorithm()) {
      case HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA3_256, HashAlgorithmTags.SHA3_512 -> {}
      default -> {
        return Optional.of("it uses a hash that proves nothing any more");
      }
    }
    if (ring.getPublicKey().hasRevocation() || key.hasRevocation()) {
      return Optional.of("its key was revoked");
    }
    Optional<String> unfit = unfit(ring.getPublicKey(), signed).or(() -> unfit(key, signed));
    if (unfit.isPresent()) {
      return unfit;
    }
    if (!key.isMasterKey() && !bound(ring.getPublicKey(), key)) {
      return Optional.of("its subkey does not belong to the key");
    }
    if (signed.isAfter(Instant.now().plus(Duration.ofDays(1)))) {
      return Optional.of("it says that it was made in the future");
    }
    return signs(key, signature, path) ? Optional.empty() : Optional.of("it does not sign this file");
  }

  private static Optional<String> unfit(PGPPublicKey key, Instant signed) {
    Instant made = key.getCreationTime().toInstant();
    if (signed.isBefore(made)) {
      return Optional.of("it says that it was made before its key");
    }
    long valid = key.getValidSeconds();
    return valid > 0 && signed.isAfter(made.plusSeconds(valid))
        ? Optional.of("its key had expired when it was made")
        : Optional.empty();
  }

  /// A signing subkey counts when the key signed it and it signed the key in return (RFC 9580, 5.2.1.8).
  private static boolean bound(PGPPublicKey master, PGPPublicKey subkey) throws PGPException {
    Iterator<PGPSignature> bindings = subkey.getSignaturesOfType(PGPSignature.SUBKEY_BINDING);
    while (bindings.hasNext()) {
      PGPSignature binding = bindings.next();
      if (binding.getKeyID() != master.getKeyID()) {
        continue;
      }
      binding.init(new BcPGPContentVerifierBuilderProvider(), master);
      boolean mayType = binding.getHashedSubPackets() != null && (binding.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0;
      if (mayType && binding.verifyCertification(master, subkey) && returned(master, subkey, binding)) {
        return true;
      }
    }
    return false;
  }

  private static boolean returned(PGPPublicKey master, PGPPublicKey subkey, PGPSignature binding) throws PGPException {
    List<PGPSignature> embedded = new ArrayList<>();
    embedded.addAll(list(binding.getHashedSubPackets().getEmbeddedSignatures()));
    embedded.addAll(list(binding.getUnhashedSubPackets().getEmbeddedSignatures()));
    for (PGPSignature back : embedded) {
      back.init(new BcPGPContentVerifierBuilderProvider(), subkey);
      if (back.getSignatureType() == PGPSignature.PRIMARYKEY_BINDING && back.verifyCertification(master, subkey)) {
        return true;
      }
    }
    return false;
  }

  private static List<PGPSignature> list(PGPSignatureList signatures) {
    List<PGPSignature> all = new ArrayList<>();
    signatures.forEach(all::add);
    return all;
  }

  private static boolean signs(PGPPublicKey key, PGPSignature signature, Path path) throws IOException, PGPException {
    signature.init(new BcPGPContentVerifierBuilderProvider(), key);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 18)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        signature.update(buffer, 0, n);
      }
    }
    return signature.verify();
  }

  private static Optional<PGPSignature> signature(byte[] bytes) throws IOException {
    PGPObjectFactory factory =
        new PGPObjectFactory(PGPUtil.getDecoderStream(new ByteArrayInputStream(bytes)), new BcKeyFingerprintCalculator());
    return factory.nextObject() instanceof PGPSignatureList list && list.size() == 1
        ? Optional.of(list.get(0))
        : Optional.empty();
  }

  private static List<PGPPublicKeyRing> rings(String armored) {
    List<PGPPublicKeyRing> rings = new ArrayList<>();
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(armored.getBytes(StandardCharsets.UTF_8)))) {
      new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(rings::add);
    } catch (IOException | PGPException | RuntimeException e) {
      System.getLogger(OpenPgp.class.getName()).log(System.Logger.Level.DEBUG, "no public key", e);
    }
    return rings;
  }
}
