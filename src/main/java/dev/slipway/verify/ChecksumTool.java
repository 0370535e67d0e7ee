package dev.slipway.verify;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Known;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether a tool people have reads a list as it stands: `sha256sum -c` and its like. What was read here and they refuse needs another
/// way to be checked.
final class ChecksumTool {
  private static final Pattern STANDARD = Pattern.compile("[ \\t]*\\\\?[0-9A-Fa-f]+ [ *][^ *].*", Pattern.DOTALL);
  private static final Pattern REVERSED = Pattern.compile("[ \\t]*\\\\?[0-9A-Fa-f]+[ \\t][^ *\\t].*", Pattern.DOTALL);
  private static final Pattern TAGGED = Pattern.compile("(SHA256|SHA384|SHA512|BLAKE2b) \\(.*\\) = [0-9A-Fa-f]+", Pattern.DOTALL);
  private static final Pattern BARE = Pattern.compile("[0-9A-Fa-f]+");

  /// The forms of a line that the tools know; coreutils takes no mixture of the first two.
  private enum Form {
    STANDARD,
    REVERSED,
    TAGGED,
    BARE,
    NONE
  }

  private final boolean plain;
  private final Set<Form> forms = EnumSet.noneOf(Form.class);
  private final Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
  private int lines;
  private boolean nothingElse = true;

  /// @param bytes the whole list: a mark at its beginning, or any other encoding, hides its first line or all of them from the tools
  ChecksumTool(byte[] bytes, Charset charset) {
    boolean mark = bytes.length > 0 && (bytes[0] & 0xFF) == 0xEF;
    plain = charset.equals(StandardCharsets.UTF_8) && !mark;
  }

  /// Takes a comment, a blank line or what stands around signed text: coreutils goes on, and `b3sum` stops.
  void passedOver() {
    nothingElse = false;
  }

  /// Takes a line that lists something.
  void line(String line, Known<Digest> digest) {
    lines++;
    if (digest instanceof Fact<Digest>(Digest known, _) && line.toLowerCase(Locale.ROOT).contains(known.hex())) {
      algorithms.add(known.algorithm());
      forms.add(form(line));
    } else {
      forms.add(Form.NONE);
    }
  }

  private static Form form(String line) {
    if (STANDARD.matcher(line).matches()) {
      return Form.STANDARD;
    }
    if (REVERSED.matcher(line).matches()) {
      return Form.REVERSED;
    }
    return TAGGED.matcher(line).matches() ? Form.TAGGED : BARE.matcher(line.stripTrailing()).matches() ? Form.BARE : Form.NONE;
  }

  /// The command with which a user holds files against the list; empty where no tool reads it.
  ///
  /// @param manifest the list's own name
  /// @param only     the one file a digest without a name is about
  Optional<String> command(String manifest, Optional<String> only) {
    boolean bare = forms.equals(Set.of(Form.BARE)) && lines == 1 && only.isPresent();
    boolean mixed = forms.contains(Form.NONE) || forms.containsAll(Set.of(Form.STANDARD, Form.REVERSED)) || (forms.contains(Form.BARE) && !bare);
    if (!plain || lines == 0 || mixed || algorithms.size() != 1 || manifest.contains("/")) {
      return Optional.empty();
    }
    Algorithm algorithm = algorithms.iterator().next();
    boolean unread = algorithm == Algorithm.BLAKE3 && (!nothingElse || (!bare && !forms.equals(Set.of(Form.STANDARD))));
    if (unread || !algorithm.strong()) {
      return Optional.empty();
    }
    String tool = name(algorithm);
    String list = quoted(manifest);
    if (bare) {
      String digest = "\"$(cut -c1-%d %s)\"".formatted(2 * algorithm.bytes(), list);
      return Optional.of("printf '%%s  %%s\\n' %s %s | %s -c".formatted(digest, quoted(only.orElseThrow()), tool));
    }
    // b3sum knows no such option: it asks for every file.
    return Optional.of("%s -c %s%s".formatted(tool, algorithm == Algorithm.BLAKE3 ? "" : "--ignore-missing ", list));
  }

  private static String name(Algorithm algorithm) {
    return switch (algorithm) {
      case SHA256 -> "sha256sum";
      case SHA384 -> "sha384sum";
      case SHA512 -> "sha512sum";
      case BLAKE2B -> "b2sum";
      case BLAKE3 -> "b3sum";
      case SHA1 -> "sha1sum";
      case MD5 -> "md5sum";
    };
  }

  /// A name as a shell takes it for one word.
  static String quoted(String name) {
    String safe = name.startsWith("-") ? "./" + name : name;
    return safe.matches("[A-Za-z0-9._+/:@-]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
  }
}
