package dev.slipway.verify;

import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;

/// The BLAKE family by Bouncy Castle. It stands apart because its jar is signed: the first class out of it costs the check
/// of a manifest of thousands of entries, which only those should pay who need it.
final class BlakeHasher implements Hasher {
  private final Digest digest;

  private BlakeHasher(Digest digest) {
    this.digest = digest;
  }

  static Hasher blake2b() {
    return new BlakeHasher(new Blake2bDigest(512));
  }

  static Hasher blake3() {
    return new BlakeHasher(new Blake3Digest(256));
  }

  @Override
  public void update(byte[] bytes, int length) {
    digest.update(bytes, 0, length);
  }

  @Override
  public byte[] finish() {
    byte[] out = new byte[digest.getDigestSize()];
    digest.doFinal(out, 0);
    return out;
  }
}
