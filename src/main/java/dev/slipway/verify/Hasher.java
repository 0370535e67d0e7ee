package dev.slipway.verify;

import dev.slipway.fact.Digest.Algorithm;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// One digest being computed.
interface Hasher {

  void update(byte[] bytes, int length);

  byte[] finish();

  /// The JDK's own digests, which its compiler turns into the processor's instructions; [BlakeHasher] for the family the
  /// JDK lacks.
  static Hasher of(Algorithm algorithm) {
    return switch (algorithm) {
      case SHA256, SHA384, SHA512, SHA1, MD5 -> new OfTheJdk(message(algorithm));
      case BLAKE2B -> BlakeHasher.blake2b();
      case BLAKE3 -> BlakeHasher.blake3();
    };
  }

  private static MessageDigest message(Algorithm algorithm) {
    try {
      return MessageDigest.getInstance(algorithm.standardName());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm.standardName(), e);
    }
  }

  /// A digest of the JDK.
  record OfTheJdk(MessageDigest digest) implements Hasher {
    @Override
    public void update(byte[] bytes, int length) {
      digest.update(bytes, 0, length);
    }

    @Override
    public byte[] finish() {
      return digest.digest();
    }
  }
}
