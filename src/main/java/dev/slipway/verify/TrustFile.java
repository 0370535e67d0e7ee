package dev.slipway.verify;

import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.verify.sigstore.Refused;
import dev.slipway.verify.sigstore.TrustRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    String text = text(file);
    if (text.contains("application/vnd.dev.sigstore.trustedroot")) {
      List<TrustRoot> roots = Stream.concat(roots(file).stream(), trust.newerRoots().stream()).toList();
      return Optional.of(trust.inRoots(roots));
    }
    boolean key =
        text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") || text.contains("-----BEGIN PUBLIC KEY-----")
            || Minisign.Key.read(text).isPresent();
    return key ? Optional.of(trust.inKeys(List.of(text))) : Optional.empty();
  }

  /// The trust roots in a file: one, or one a line.
  ///
  /// @throws Problem when there is one that cannot be read
  public static List<TrustRoot> roots(Path file) throws Problem {
    String text = text(file);
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

  /// The text of a key.
  ///
  /// @throws Problem when it cannot be read
  public static String text(Path file) throws Problem {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s. Nothing was verified.".formatted(file, WholeFile.reason(e)), e);
    }
  }
}
