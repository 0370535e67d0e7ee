package dev.slipway.verify;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells secret keys, which must never lie among the files of a release nor be given as what to trust.
final class SecretKey {
  private static final int START = 4096;
  private static final Pattern PEM = Pattern.compile("(?m)^-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----\\s*$");

  /// Minisign's secret keys begin with `Ed`, then `Sc` or two zeros for how they are encrypted, then `B2`.
  private static final Pattern MINISIGN = Pattern.compile("\\Auntrusted comment:[^\\n]*\\nRW(?:RTY0Iy|QAAEIy)");

  private SecretKey() {}

  /// Whether a text is, or begins with, a secret key.
  static boolean isOne(String text) {
    return PEM.matcher(text).find() || MINISIGN.matcher(text).find();
  }

  /// Whether a file is, or begins with, a secret key.
  static boolean in(Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      return isOne(new String(in.readNBytes(START), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }
}
