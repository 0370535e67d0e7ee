package dev.slipway.verify;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.verify.sigstore.Expectation;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A file somebody gives to be believed: a Sigstore trust root, or a public key of minisign, OpenPGP or cosign.
public final class TrustFile {
  private static final int LARGEST = 4 << 20;

  private TrustFile() {}

  /// The trust with what a file holds; empty when it holds nothing to believe.
  ///
  /// @throws Problem when it cannot be read, or is a trust root that is damaged
  public static Optional<Trust> added(Trust trust, Path file) throws Problem {
    String text = keyText(file);
    if (text.contains("application/vnd.dev.sigstore.trustedroot")) {
      List<TrustRoot> roots = Stream.concat(roots(file).stream(), trust.newerRoots().stream()).toList();
      return Optional.of(trust.inRoots(roots));
    }
    return isKey(text) ? Optional.of(trust.inKeys(List.of(text))) : Optional.empty();
  }

  /// A public key somebody gives to be believed.
  ///
  /// @return its text, armoured where the file is not
  /// @throws Problem when it cannot be read, or holds no public key: without it nothing that it signed could be told from anything else
  public static String key(Path file) throws Problem {
    String text = keyText(file);
    if (SecretKey.isOne(text)) {
      throw Problem.wrongUse("%s holds a secret key. Nothing was verified; give the public key, and keep the secret one where nobody else can read it.".formatted(file));
    }
    if (!isKey(text)) {
      throw Problem.wrongUse("%s holds no public key of minisign, OpenPGP or cosign. Nothing was verified.".formatted(file));
    }
    return text;
  }

  private static boolean isKey(String text) {
    if (Minisign.Key.read(text).isPresent() || new OpenPgpKeys(List.of(text)).any()) {
      return true;
    }
    try {
      return text.contains("-----BEGIN PUBLIC KEY-----") && Expectation.key(text) instanceof Expectation.Key;
    } catch (Refused e) {
      return false;
    }
  }

  private static String keyText(Path file) throws Problem {
    byte[] bytes = bytes(file);
    boolean packets = bytes.length > 0 && (bytes[0] & 0x80) != 0;
    return packets
        ? "%s\n\n%s\n-----END PGP PUBLIC KEY BLOCK-----\n".formatted(OpenPgpKeys.BEGIN, Base64.getMimeEncoder().encodeToString(bytes))
        : new String(bytes, StandardCharsets.UTF_8);
  }

  /// The trust in one root that was made here.
  ///
  /// @param name what it is called in reports
  /// @param json as Sigstore writes it
  public static Trust believing(String name, String json) {
    try {
      return Trust.shipped().inRoots(List.of(TrustRoot.read(name, json)));
    } catch (Refused e) {
      throw new IllegalArgumentException(e);
    }
  }

  /// The trust roots in a file: one, or one a line.
  ///
  /// @throws Problem when there is one that cannot be read
  public static List<TrustRoot> roots(Path file) throws Problem {
    String text = text(file);
    if (text.isBlank()) {
      throw Problem.wrongUse("%s is empty and no trust root. Nothing was verified.".formatted(file));
    }
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    boolean onePerLine = lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    List<TrustRoot> roots = new ArrayList<>();
    for (String json : onePerLine ? lines : List.of(text)) {
      try {
        roots.add(TrustRoot.read(String.valueOf(file.getFileName()), json));
      } catch (Refused e) {
        throw Problem.wrongUse("%s is no trust root: %s. Nothing was verified.".formatted(file, e.reason()));
      }
    }
    return roots;
  }

  /// The text of a file.
  ///
  /// @throws Problem when it cannot be read
  public static String text(Path file) throws Problem {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw Problem.wrongUse("%s is longer than %d MB, which no key and no trust root is. Nothing was verified.".formatted(file, LARGEST >> 20));
      }
      return bytes;
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s. Nothing was verified.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
