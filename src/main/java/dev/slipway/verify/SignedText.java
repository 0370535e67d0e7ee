package dev.slipway.verify;

import java.util.List;

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

  private SignedText(Part[] parts, boolean wrapped) {
    this.parts = parts;
    this.wrapped = wrapped;
  }

  static SignedText of(List<String> lines) {
    Part[] parts = new Part[lines.size()];
    boolean wrapped = lines.stream().anyMatch(line -> line.strip().equals("-----BEGIN PGP SIGNED MESSAGE-----"));
    State state = wrapped ? State.OUTSIDE : State.TEXT;
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
        }
        case HEADER -> {
          parts[i] = Part.WRAPPER;
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
    return new SignedText(parts, wrapped);
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

  /// The line without the `- ` a clear-signed message puts before a dash.
  String unescape(int index, String line) {
    return wrapped && parts[index] == Part.TEXT && line.startsWith("- ") ? line.substring(2) : line;
  }
}
