package dev.slipway.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// The executables that `src/main/fixtures/make.sh` built, one for each target of both projects.
final class Binaries {
  private static final byte[] PLACEHOLDER =
      "@SLIPWAY-REHEARSAL-VERSION@".getBytes(StandardCharsets.US_ASCII);

  private Binaries() {}

  /// The executable of a project for a target, with a version in it.
  ///
  /// @return empty when there is none for that target
  static Optional<byte[]> of(Project project, String target, String version) throws IOException {
    String name = "binaries/" + project.cliName() + "-" + target;
    try (InputStream in = Binaries.class.getResourceAsStream(name)) {
      return in == null ? Optional.empty() : Optional.of(withVersion(in.readAllBytes(), version));
    }
  }

  /// Writes the version over the placeholder, which is followed by the zero bytes that end a text in C.
  private static byte[] withVersion(byte[] program, String version) {
    byte[] text = Arrays.copyOf(version.getBytes(StandardCharsets.US_ASCII), PLACEHOLDER.length);
    int at = find(program);
    System.arraycopy(text, 0, program, at, text.length);
    CodeSignature.renew(program);
    return program;
  }

  private static int find(byte[] program) {
    for (int at = 0; at + PLACEHOLDER.length <= program.length; at++) {
      if (Arrays.equals(program, at, at + PLACEHOLDER.length, PLACEHOLDER, 0, PLACEHOLDER.length)) {
        return at;
      }
    }
    throw new IllegalStateException("The executable has no place for a version; run make.sh again");
  }
}
