package dev.slipway.verify.sigstore;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.custom.sec.SecP256R1Curve;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Curve;

/// ECDSA (FIPS 186-5, section 6.4.2) over P-256 and P-384, with the arithmetic of Bouncy Castle: before its first signature
/// over P-256 the JDK fills a table of 256 points, which takes longer than all else a command does.
/// See `docs/decisions/ecdsa.md`.
final class Ecdsa {
  private static final int SHORTEST_DIGEST = 32;

  private Ecdsa() {}

  /// The curve of a key, where it is one of the two; SEC 2, sections 2.4.2 and 2.5.1.
  static Optional<ECDomainParameters> curve(ECPublicKey key) {
    return switch (key.getParams().getCurve().getField().getFieldSize()) {
      case 256 ->
          sameAs(
              key,
              new SecP256R1Curve(),
              "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
              "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
      case 384 ->
          sameAs(
              key,
              new SecP384R1Curve(),
              "aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7",
              "3617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f");
      default -> Optional.empty();
    };
  }

  /// Other curves have as many bits: that of Bitcoin, those of Brainpool.
  private static Optional<ECDomainParameters> sameAs(ECPublicKey key, ECCurve curve, String x, String y) {
    boolean same =
        key.getParams().getOrder().equals(curve.getOrder())
            && key.getParams().getCurve().getA().equals(curve.getA().toBigInteger())
            && key.getParams().getCurve().getB().equals(curve.getB().toBigInteger());
    return same
        ? Optional.of(
            new ECDomainParameters(
                curve, curve.createPoint(new BigInteger(x, 16), new BigInteger(y, 16)), curve.getOrder(), BigInteger.ONE))
        : Optional.empty();
  }

  /// Whether the owner of `key` signed what has this digest.
  ///
  /// @param curve     that of the key
  /// @param signature two whole numbers in DER (RFC 3279, section 2.2.3), in their shortest form and with nothing after them
  /// @param digest    of SHA-256 or longer: whoever may choose the digest, or leave it empty, can make a signature that holds
  static boolean verifies(ECDomainParameters curve, ECPublicKey key, byte[] signature, byte[] digest) {
    if (digest.length < SHORTEST_DIGEST) {
      return false;
    }
    try {
      List<Der> numbers = Der.parse(signature).is(Der.SEQUENCE).children();
      if (numbers.size() != 2) {
        return false;
      }
      ECDSASigner signer = new ECDSASigner();
      signer.init(
          false,
          new ECPublicKeyParameters(
              curve.getCurve().validatePoint(key.getW().getAffineX(), key.getW().getAffineY()), curve));
      return signer.verifySignature(digest, number(numbers.get(0)), number(numbers.get(1)));
    } catch (Der.Malformed | IllegalArgumentException e) {
      return false;
    }
  }

  private static BigInteger number(Der part) {
    BigInteger number = part.integer();
    if (number.toByteArray().length != part.length()) {
      throw new Der.Malformed("a number is longer than it need be");
    }
    return number;
  }
}
