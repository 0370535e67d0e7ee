package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Known;
import dev.slipway.fact.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One line of a checksum manifest, in the dialects of coreutils, BSD, OpenSSL, b3sum and their imitators.
///
/// The grammar of `split_3` in coreutils' `cksum.c` is followed where it accepts a line; what it
/// refuses and people publish anyway is read where it can mean only one thing.
final class ManifestLine {
  private static final Pattern TAGGED =
      Pattern.compile("([A-Za-z0-9][A-Za-z0-9_/-]{1,15}) ?\\((.*)\\) ?= ?([0-9A-Za-z+/=]+)");
  private static final Pattern DIGEST_FIRST =
      Pattern.compile("(?:([A-Za-z0-9][A-Za-z0-9-]{1,11})[:-])?([0-9A-Za-z+/]{24,128}={0,2})(?:([ \\t])(.*))?");
  private static final Pattern NAME_FIRST =
      Pattern.compile("(.*?\\S)(?:[ \\t]*[:=][ \\t]*|[ \\t]+)(?:([A-Za-z0-9][A-Za-z0-9-]{1,11})[:-])?([0-9A-Fa-f]{32,128})");

  /// What is long enough to be a digest, or most of one, in hexadecimal or base64, and no row of slashes.
  private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{24,}|(?=/*[0-9A-Za-z+])[0-9A-Za-z+/]{43,}");

  /// What a line says.
  sealed interface Reading {
    /// It names a file and its digest.
    record Claim(String file, Known<Digest> digest) implements Reading {}

    /// It is a digest without a name.
    record Bare(Known<Digest> digest) implements Reading {}

    /// It cannot be read.
    record Unreadable(String reason) implements Reading {}
  }

  /// How the first line that told separates digest and name; coreutils allows no mixture.
  enum Separator {
    UNDECIDED,
    /// A space, then a space or `*`, then the name.
    STANDARD,
    /// One space or tab, then the name, which may itself begin with a space.
    REVERSED
  }

  private final String manifest;
  private Separator separator = Separator.UNDECIDED;

  ManifestLine(String manifest) {
    this.manifest = manifest;
  }

  /// Whether a line is a comment as other tools write them, with `;` or `//`. coreutils knows only `#`; to it such a line is one that
  /// cannot be read, and so it is here when it holds anything like a digest.
  static boolean isForeignComment(String line) {
    return (line.startsWith(";") || line.startsWith("//")) && !DIGEST.matcher(line).find();
  }

  /// Reads a line that is neither blank nor a comment.
  Reading read(String whole, Position at) {
    String line = whole.replaceFirst("^[ \\t]+", "");
    boolean escaped = line.startsWith("\\");
    if (escaped) {
      line = line.substring(1);
    }
    Matcher tagged = TAGGED.matcher(line);
    if (tagged.matches()) {
      Optional<Known<Digest>> digest = DigestText.tagged(tagged.group(1), tagged.group(3), at);
      if (digest.isPresent()) {
        return claim(tagged.group(2), escaped, digest.get());
      }
    }
    Matcher first = DIGEST_FIRST.matcher(line);
    if (first.matches()) {
      Optional<Known<Digest>> digest = digest(first.group(1), first.group(2), at);
      if (digest.isPresent()) {
        String rest = first.group(4);
        return rest == null || rest.isBlank()
            ? new Reading.Bare(digest.get())
            : claim(afterSeparator(first.group(3), rest), escaped, digest.get());
      }
    }
    Matcher last = NAME_FIRST.matcher(line.stripTrailing());
    if (last.matches()) {
      Optional<Known<Digest>> digest = digest(last.group(2), last.group(3), at);
      if (digest.isPresent() && DigestText.isHex(last.group(3))) {
        return claim(last.group(1), escaped, digest.get());
      }
    }
    return new Reading.Unreadable("it is no digest and file name in any known form");
  }

  private Optional<Known<Digest>> digest(@org.jspecify.annotations.Nullable String tag, String text, Position at) {
    return tag == null ? DigestText.bare(manifest, text, at) : DigestText.tagged(tag, text, at);
  }

  private String afterSeparator(String blank, String rest) {
    boolean two = blank.equals(" ") && (rest.startsWith(" ") || rest.startsWith("*"));
    if (separator == Separator.UNDECIDED) {
      separator = two ? Separator.STANDARD : Separator.REVERSED;
    }
    return two && separator == Separator.STANDARD ? rest.substring(1) : rest;
  }

  private static Reading claim(String name, boolean escaped, Known<Digest> digest) {
    if (!escaped) {
      return new Reading.Claim(name, digest);
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c != '\\') {
        plain.append(c);
        continue;
      }
      i++;
      char next = i < name.length() ? name.charAt(i) : ' ';
      switch (next) {
        case '\\' -> plain.append('\\');
        case 'n' -> plain.append('\n');
        case 'r' -> plain.append('\r');
        default -> {
          return new Reading.Unreadable("its name has an escape that is none of \\\\, \\n and \\r");
        }
      }
    }
    return new Reading.Claim(plain.toString(), digest);
  }
}
