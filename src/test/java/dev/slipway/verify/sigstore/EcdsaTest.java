package dev.slipway.verify.sigstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Held against the JDK's own ECDSA, which other people wrote.
class EcdsaTest {
  private static final byte[] MESSAGE = "a release".getBytes(StandardCharsets.UTF_8);

  private static KeyPair pair(String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] sign(KeyPair pair, byte[] message) throws Exception {
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(message);
    return signer.sign();
  }

  private static boolean jdk(PublicKey key, byte[] signature, byte[] digest) throws Exception {
    Signature verifier = Signature.getInstance("NONEwithECDSA");
    verifier.initVerify(key);
    verifier.update(digest);
    try {
      return verifier.verify(signature);
    } catch (SignatureException e) {
      return false;
    }
  }

  private static boolean ours(PublicKey key, byte[] signature, byte[] digest) {
    ECPublicKey point = (ECPublicKey) key;
    return Ecdsa.verifies(Ecdsa.curve(point).orElseThrow(), point, signature, digest);
  }

  private static byte[] digest(String algorithm) throws Exception {
    return MessageDigest.getInstance(algorithm).digest(MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void whatTheOwnerOfTheKeySignedHoldsAndNothingElse(String curve) throws Exception {
    KeyPair pair = pair(curve);
    for (int i = 0; i < 20; i++) {
      byte[] message = ("release " + i).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(message);
      byte[] signature = sign(pair, message);
      assertThat(ours(pair.getPublic(), signature, digest)).isTrue();
      assertThat(ours(pair(curve).getPublic(), signature, digest)).isFalse();
      digest[i] ^= 1;
      assertThat(ours(pair.getPublic(), signature, digest)).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void aFlippedBitInAnyByteOfASignatureIsJudgedAsByTheJdk(String curve) throws Exception {
    KeyPair pair = pair(curve);
    byte[] signature = sign(pair, MESSAGE);
    byte[] digest = digest("SHA-256");
    for (int bit = 0; bit < signature.length * 8; bit += 7) {
      byte[] other = signature.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(ours(pair.getPublic(), other, digest)).as("bit " + bit).isFalse();
      assertThat(jdk(pair.getPublic(), other, digest)).as("bit " + bit + ", by the JDK").isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256", "SHA-384", "SHA-512"})
  void aDigestLongerThanTheOrderIsCutAsTheJdkCutsIt(String algorithm) throws Exception {
    for (String curve : List.of("secp256r1", "secp384r1")) {
      KeyPair pair = pair(curve);
      Signature signer = Signature.getInstance("NONEwithECDSA");
      signer.initSign(pair.getPrivate());
      signer.update(digest(algorithm));
      byte[] signature = signer.sign();
      assertThat(ours(pair.getPublic(), signature, digest(algorithm))).isTrue();
      assertThat(jdk(pair.getPublic(), signature, digest(algorithm))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secp256r1", "secp384r1"})
  void numbersOutsideTheirRangeHoldNothing(String curve) throws Exception {
    KeyPair pair = pair(curve);
    List<Der> numbers = Der.parse(sign(pair, MESSAGE)).children();
    BigInteger r = numbers.get(0).integer();
    BigInteger s = numbers.get(1).integer();
    BigInteger n = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
    byte[] digest = digest("SHA-256");
    List<byte[]> wrong =
        List.of(
            der(BigInteger.ZERO, s), der(r, BigInteger.ZERO), der(r.negate(), s), der(r, s.negate()), der(n, s), der(r, n),
            der(r.add(n), s), der(r, s.add(n)), der(r, s, BigInteger.ONE), der(r), new byte[0], new byte[] {0x30, 0});
    for (byte[] signature : wrong) {
      assertThat(ours(pair.getPublic(), signature, digest)).isFalse();
      assertThat(jdk(pair.getPublic(), signature, digest)).isFalse();
    }
    // The other of the two signatures that each signature has: ECDSA cannot tell them apart, and the JDK takes it as well.
    assertThat(ours(pair.getPublic(), der(r, n.subtract(s)), digest)).isTrue();
    assertThat(jdk(pair.getPublic(), der(r, n.subtract(s)), digest)).isTrue();
  }

  @Test
  void aNumberThatIsLongerThanItNeedBeIsRefused() throws Exception {
    KeyPair pair = pair("secp256r1");
    List<Der> numbers = Der.parse(sign(pair, MESSAGE)).children();
    byte[] longer =
        Der.wrap(
            Der.SEQUENCE,
            Der.wrap(Der.INTEGER, new byte[] {0}, numbers.get(0).integer().toByteArray()),
            numbers.get(1).encoded());
    assertThat(ours(pair.getPublic(), longer, digest("SHA-256"))).isFalse();
  }

  /// Without a digest, whoever knows the public key alone can make a signature: any multiple of the key's point will do.
  @Test
  void anEmptyDigestIsNeverSigned() throws Exception {
    ECPublicKey key = (ECPublicKey) pair("secp256r1").getPublic();
    ECDomainParameters curve = Ecdsa.curve(key).orElseThrow();
    ECPoint point = curve.getCurve().createPoint(key.getW().getAffineX(), key.getW().getAffineY());
    BigInteger factor = new BigInteger(200, new Random(1));
    BigInteger r = point.multiply(factor).normalize().getAffineXCoord().toBigInteger().mod(curve.getN());
    byte[] forged = der(r, r.multiply(factor.modInverse(curve.getN())).mod(curve.getN()));
    assertThat(jdk(key, forged, new byte[32])).as("the forgery is one").isTrue();
    assertThat(ours(key, forged, new byte[0])).isFalse();
    assertThat(Crypto.verifiesFile(key, forged, new byte[0], Artifact.of(List.of()))).isFalse();
  }

  @Test
  void otherCurvesAreLeftToTheJdk() throws Exception {
    KeyPair pair = pair("secp521r1");
    assertThat(Ecdsa.curve((ECPublicKey) pair.getPublic())).isEmpty();
    Signature signer = Signature.getInstance("SHA512withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    assertThat(Crypto.verifies(pair.getPublic(), signature, MESSAGE)).isTrue();
    assertThat(Crypto.verifies(pair.getPublic(), signature, new byte[1])).isFalse();
    assertThat(Crypto.verifiesFile(pair.getPublic(), signature, new byte[0], Artifact.of(List.of()))).isFalse();
  }

  private static byte[] der(BigInteger... numbers) {
    byte[][] parts = new byte[numbers.length][];
    for (int i = 0; i < numbers.length; i++) {
      parts[i] = Der.wrap(Der.INTEGER, numbers[i].toByteArray());
    }
    return Der.wrap(Der.SEQUENCE, parts);
  }
}
