package dev.slipway.verify;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What stands around the digest in the output of `certutil -hashfile`, which Windows translates: a line before it with algorithm
/// and file, and one behind it that says that all went well.
final class Certutil {
  private static final String ALGORITHM = "(?<algorithm>(?i:MD5|SHA-?1|SHA-?256|SHA-?384|SHA-?512))";
  private static final String FILE = "(?<file>\\S.*?)";

  /// English, Spanish, Portuguese and Italian; German; French; Russian; Japanese; Chinese; Korean: of now and of Windows 7.
  private static final List<Pattern> HEADS =
      Stream.of(
              ALGORITHM + " (?i:hash) (?:(?i:of|de|di)(?: file)?|\\(?es\\)? for file) " + FILE,
              "Hash " + ALGORITHM + " (?:de|do|del|di) (?:(?:archivo|arquivo|ficheiro|file) )?" + FILE,
              ALGORITHM + "-Hash (?:von|der Datei) " + FILE,
              ALGORITHM + " hachage de " + FILE,
              "Hachage " + ALGORITHM + " (?:de|du fichier) " + FILE,
              "(?:\u0425\u044d\u0448|Hash) " + ALGORITHM + " " + FILE,
              ALGORITHM + " ?\u30cf\u30c3\u30b7\u30e5 ?\\((?:\u5bfe\u8c61|\u30d5\u30a1\u30a4\u30eb) " + FILE + "\\)",
              ALGORITHM + " \u7684 " + FILE + " \u54c8\u5e0c",
              ALGORITHM + " \u54c8\u5e0c ?\\(\u6587\u4ef6 " + FILE + "\\)",
              ALGORITHM + "\uc758 " + FILE + " \ud574\uc2dc")
          .map(head -> Pattern.compile("\\s*" + head + " ?:?\\s*"))
          .toList();
  private static final Pattern ANY = Pattern.compile(".*?(?<![A-Za-z0-9])" + ALGORITHM + "(?![A-Za-z0-9]).*:\\s*");

  /// The line before a digest.
  ///
  /// @param path the file as it was named to certutil
  record Head(String algorithm, String path) {}

  private Certutil() {}

  /// Whether a line is the one behind the digest; a failure to hash looks like it, and then there is no digest.
  static boolean isClosing(String line) {
    return line.strip().toLowerCase(Locale.ROOT).startsWith("certutil:");
  }

  /// The line before a digest, in a language that is known here.
  static Optional<Head> head(String line) {
    return HEADS.stream().map(head -> head.matcher(line)).filter(Matcher::matches)
        .map(matcher -> new Head(matcher.group("algorithm"), matcher.group("file"))).findFirst();
  }

  /// The line before a digest in any other language or encoding, where it holds the name of the file that the manifest is called after.
  static Optional<Head> companion(String manifest, String line) {
    Matcher any = ANY.matcher(line);
    return ManifestName.companion(manifest)
        .filter(file -> any.matches() && Pattern.compile("(?<=[\\s\\\\/(])" + Pattern.quote(file) + "(?=[\\s):])").matcher(line).find())
        .map(file -> new Head(any.group("algorithm"), file));
  }
}
