package dev.slipway.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Signatures of minisign, prehashed and legacy (minisign's "Signature format"), and of OpenBSD's signify, which have no trusted comment.
///
/// @param keyId     eight bytes that name the key, in the hexadecimal minisign prints
/// @param prehashed whether the BLAKE2b-512 of the file was signed, not the file
/// @param signature over the file
/// @param comment   the trusted comment
/// @param global    the signature over the signature and the trusted comment; empty where there is no such comment
record Minisign(String keyId, boolean prehashed, byte[] signature, String comment, Optional<byte[]> global) {
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int HASH = 64;
  private static final int LARGEST_LEGACY_FILE = 256 << 20;

  /// A public key of minisign.
  record Key(String id, PublicKey key) {

    /// Reads `minisign.pub`, or its second line alone; empty when it is none.
    static Optional<Key> read(String text) {
      List<String> lines = text.strip().lines().toList();
      if (lines.size() > 2 || (lines.size() == 2 && !lines.getFirst().startsWith("untrusted comment:"))) {
        return Optional.empty();
      }
      String line = lines.isEmpty() ? "" : lines.getLast().strip();
      byte[] raw = decode(line).orElse(new byte[0]);
      if (raw.length != 42 || raw[0] != 'E' || raw[1] != 'd') {
        return Optional.empty();
      }
      try {
        byte[] spki = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + 32);
        System.arraycopy(raw, 10, spki, ED25519_PREFIX.length, 32);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
        return Optional.of(new Key(keyId(raw), key));
      } catch (GeneralSecurityException e) {
        return Optional.empty();
      }
    }
  }

  /// Reads a signature file; empty when it is none.
  static Optional<Minisign> read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != 4 || !lines.get(0).startsWith("untrusted comment:") || !lines.get(2).startsWith("trusted comment: ")) {
      return Optional.empty();
    }
    byte[] raw = decode(lines.get(1)).orElse(new byte[0]);
    byte[] global = decode(lines.get(3)).orElse(new byte[0]);
    if (raw.length != 74 || global.length != 64 || raw[0] != 'E' || (raw[1] != 'D' && raw[1] != 'd')) {
      return Optional.empty();
    }
    return Optional.of(
        new Minisign(
            keyId(raw), raw[1] == 'D', Arrays.copyOfRange(raw, 10, 74),
            lines.get(2).substring("trusted comment: ".length()), Optional.of(global)));
  }

  /// Reads a signature file of signify: the legacy form, and nothing about a comment; empty when it is none.
  static Optional<Minisign> ofSignify(String text) {
    List<String> lines = text.lines().toList();
    byte[] raw = lines.size() == 2 && lines.get(0).startsWith("untrusted comment: ") ? decode(lines.get(1)).orElse(new byte[0]) : new byte[0];
    return raw.length == 74 && raw[0] == 'E' && raw[1] == 'd'
        ? Optional.of(new Minisign(keyId(raw), false, Arrays.copyOfRange(raw, 10, 74), "", Optional.empty()))
        : Optional.empty();
  }

  /// The name the file had when it was signed, as minisign writes it into the trusted comment; empty where it does not say.
  Optional<String> signedAs() {
    for (String part : comment.split("\t", -1)) {
      if (part.startsWith("file:") && part.length() > "file:".length()) {
        return Optional.of(part.substring(Math.max("file:".length(), Math.max(part.lastIndexOf('/'), part.lastIndexOf('\\')) + 1)));
      }
    }
    return Optional.empty();
  }

  /// Whether the key signed the file and the trusted comment; the reason when it did not.
  ///
  /// @param blake2b the BLAKE2b-512 of the file
  Optional<String> verify(Key key, Path file, byte[] blake2b) {
    if (!key.id().equals(keyId)) {
      return Optional.of("it was made by key %s, not by %s".formatted(keyId, key.id()));
    }
    try {
      if (!prehashed && Files.size(file) == HASH) {
        return Optional.of("it is of the legacy form, and a file as long as a hash could be the hash of another file that was signed");
      }
      byte[] message = prehashed ? blake2b : whole(file);
      if (!verifies(key.key(), message, signature)) {
        return Optional.of("it does not sign this file");
      }
      if (global.isEmpty()) {
        return Optional.empty();
      }
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(signature);
      both.writeBytes(comment.getBytes(StandardCharsets.UTF_8));
      return verifies(key.key(), both.toByteArray(), global.get())
          ? Optional.empty()
          : Optional.of("its trusted comment was changed");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] whole(Path file) throws IOException {
    if (Files.size(file) > LARGEST_LEGACY_FILE) {
      throw new IOException("legacy signatures are read for files up to 256 MB only");
    }
    return Files.readAllBytes(file);
  }

  private static boolean verifies(PublicKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String keyId(byte[] raw) {
    StringBuilder id = new StringBuilder();
    for (int i = 9; i >= 2; i--) {
      id.append(String.format("%02X", raw[i]));
    }
    return id.toString();
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return Base64.getEncoder().encodeToString(bytes).equals(base64) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
