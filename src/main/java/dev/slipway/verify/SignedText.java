package dev.slipway.verify;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which lines of a manifest stand inside an OpenPGP clear-signed message (RFC 9580, section 7).
/// Without such a message every line is text.
final class SignedText {

  /// Where a line stands.
  enum Part {
    /// Text that counts.
    TEXT,
    /// Part of the wrapper: its header, its hash lines, the signature.
    WRAPPER,
    /// Before or after a signed message, where anybody can add a line.
    OUTSIDE
  }

  private final Part[] parts;
  private final boolean wrapped;
  private final int messages;

  private SignedText(Part[] parts, boolean wrapped, int messages) {
    this.parts = parts;
    this.wrapped = wrapped;
    this.messages = messages;
  }

  static SignedText of(List<String> lines) {
    Part[] parts = new Part[lines.size()];
    boolean wrapped = lines.stream().anyMatch(line -> line.strip().equals("-----BEGIN PGP SIGNED MESSAGE-----"));
    State state = wrapped ? State.OUTSIDE : State.TEXT;
    int messages = 0;
    for (int i = 0; i < parts.length; i++) {
      String line = lines.get(i).strip();
      if (!wrapped) {
        parts[i] = Part.TEXT;
        continue;
      }
      switch (state) {
        case OUTSIDE -> {
          boolean begins = line.equals("-----BEGIN PGP SIGNED MESSAGE-----");
          parts[i] = begins ? Part.WRAPPER : Part.OUTSIDE;
          state = begins ? State.HEADER : State.OUTSIDE;
          messages += begins ? 1 : 0;
        }
        case HEADER -> {
          // Anything but `Hash: SHA512` there is read by others and signed by nobody.
          parts[i] = line.isEmpty() || line.matches("[A-Za-z-]+: .*") ? Part.WRAPPER : Part.OUTSIDE;
          state = line.isEmpty() ? State.TEXT : State.HEADER;
        }
        case TEXT -> {
          boolean ends = line.equals("-----BEGIN PGP SIGNATURE-----");
          parts[i] = ends ? Part.WRAPPER : Part.TEXT;
          state = ends ? State.SIGNATURE : State.TEXT;
        }
        case SIGNATURE -> {
          parts[i] = Part.WRAPPER;
          state = line.equals("-----END PGP SIGNATURE-----") ? State.OUTSIDE : State.SIGNATURE;
        }
      }
    }
    return new SignedText(parts, wrapped, messages);
  }

  private enum State {
    OUTSIDE,
    HEADER,
    TEXT,
    SIGNATURE
  }

  Part part(int line) {
    return parts[line];
  }

  /// Whether there is a signed message at all.
  boolean isWrapped() {
    return wrapped;
  }

  /// What was signed and the signature around it, of exactly the lines that count as text here, so that what is
  /// verified is what is read. Empty unless there is one message, whole, and no other block beside it: GnuPG takes a signature
  /// that follows for one of the same text.
  Optional<Message> message(List<String> lines, Charset charset) {
    if (messages != 1) {
      return Optional.empty();
    }
    List<String> signed = new ArrayList<>();
    StringBuilder armor = new StringBuilder();
    boolean inSignature = false;
    boolean ended = false;
    for (int i = 0; i < parts.length; i++) {
      String line = withoutBlanks(lines.get(i));
      if (parts[i] == Part.OUTSIDE && line.strip().startsWith("-----BEGIN PGP ")) {
        return Optional.empty();
      }
      if (parts[i] == Part.TEXT) {
        signed.add(read(i, line));
      } else if (parts[i] == Part.WRAPPER) {
        inSignature |= line.strip().equals("-----BEGIN PGP SIGNATURE-----");
        ended |= line.strip().equals("-----END PGP SIGNATURE-----");
        armor.append(inSignature ? line + "\n" : "");
      }
    }
    return ended
        ? Optional.of(new Message(String.join("\r\n", signed).getBytes(charset), armor.toString().getBytes(StandardCharsets.US_ASCII)))
        : Optional.empty();
  }

  /// A text and the signature around it.
  ///
  /// @param text  lines ended by CRLF but for the last, as they are signed
  /// @param armor the armoured signature
  record Message(byte[] text, byte[] armor) {}

  private static String withoutBlanks(String line) {
    int end = line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t' || line.charAt(end - 1) == '\r')) {
      end--;
    }
    return line.substring(0, end);
  }

  /// The line as it is signed: without the `- ` a clear-signed message puts before a dash, and without blanks at its end, which
  /// nobody signs and anybody could add to a name.
  String read(int index, String line) {
    if (!wrapped || parts[index] != Part.TEXT) {
      return line;
    }
    String whole = withoutBlanks(line);
    return withoutBlanks(whole.startsWith("- ") ? whole.substring(2) : whole);
  }
}
