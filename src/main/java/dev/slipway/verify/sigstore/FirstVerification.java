package dev.slipway.verify.sigstore;

import dev.slipway.verify.sigstore.Refused.Step;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/// The first certificate a process reads and the first signature it verifies take ten times as long as the next: the JDK looks
/// its providers up and reads its curves, and nothing is compiled yet. What is verified here holds nothing and is thrown away.
public final class FirstVerification {
  /// Keys whose point is the generator of their curve (SEC 2, sections 2.4.2 and 2.5.1).
  private static final String P256 =
      "3059301306072a8648ce3d020106082a8648ce3d030107034200046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
          + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
  private static final String P384 =
      "3076301006072a8648ce3d020106052b8104002203620004aa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25d"
          + "bf55296c3a545e3872760ab73617de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f";
  private static final String ONE_AND_ONE = "3006020101020101";

  private FirstVerification() {}

  /// Gets it over with; to be called while something else is waited for.
  ///
  /// @return whether any of it held, which it does not
  public static boolean getOverWith() {
    boolean read = TrustRoot.shippedWhenAsked().getFirst().get().issuers().isEmpty();
    return read | signs(P256) | issues(P384);
  }

  /// Finds out for the JDK who logs the certificates it validates. It asks every jar.
  ///
  /// @return whether somebody does
  public static boolean findLogger() {
    return System.getLogger("jdk.event.security").isLoggable(System.Logger.Level.DEBUG);
  }

  /// As the signatures of bundles, logs and times are verified.
  private static boolean signs(String key) {
    try {
      HexFormat hex = HexFormat.of();
      return Crypto.verifies(Crypto.key(hex.parseHex(key), Step.CERTIFICATE), hex.parseHex(ONE_AND_ONE), new byte[0]);
    } catch (Refused e) {
      return false;
    }
  }

  /// As the JDK verifies who issued a certificate.
  private static boolean issues(String key) {
    try {
      HexFormat hex = HexFormat.of();
      Signature signature = Signature.getInstance("SHA384withECDSA");
      signature.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(hex.parseHex(key))));
      return signature.verify(hex.parseHex(ONE_AND_ONE));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
