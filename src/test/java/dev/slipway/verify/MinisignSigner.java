package dev.slipway.verify;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// Signs as minisign does with `-l`, with a key made for one test.
final class MinisignSigner {
  private static final byte[] ID = HexFormat.of().parseHex("0102030405060708");

  private final KeyPair pair;

  MinisignSigner() throws Exception {
    pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  String publicKey() {
    byte[] spki = pair.getPublic().getEncoded();
    return Base64.getEncoder().encodeToString(joined("Ed".getBytes(StandardCharsets.US_ASCII), ID, Arrays.copyOfRange(spki, spki.length - 32, spki.length)));
  }

  String sign(String text, String comment) throws Exception {
    byte[] signature = signed(text.getBytes(StandardCharsets.UTF_8));
    byte[] global = signed(joined(signature, comment.getBytes(StandardCharsets.UTF_8)));
    return "untrusted comment: x\n%s\ntrusted comment: %s\n%s\n"
        .formatted(
            Base64.getEncoder().encodeToString(joined("Ed".getBytes(StandardCharsets.US_ASCII), ID, signature)), comment,
            Base64.getEncoder().encodeToString(global));
  }

  private byte[] signed(byte[] message) throws Exception {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(message);
    return signature.sign();
  }

  private static byte[] joined(byte[]... parts) {
    var all = new java.io.ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
