package dev.slipway.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.measured.Measurements;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `slipway verify` beside `sha256sum -c` on the same manifest, start of the virtual machine included.
@Tag("benchmark")
class VerifyBenchmark {
  private static final int MEGABYTE = 1_000_000;

  @TempDir private Path temporary;

  @Test
  void besideSha256sum() throws Exception {
    Path slipway = Path.of(System.getProperty("slipway.home", "target/slipway"), "bin", "slipway");
    Assumptions.assumeTrue(Files.isExecutable(slipway), "skipped: run mvn package first");
    Assumptions.assumeTrue(works(List.of("sha256sum", "--version")), "skipped: no sha256sum here");
    try (var table = Measurements.of("verify", "sha256sum -c")) {
      table.tell("slipway --version", Measurements.medianMillis(11, () -> run(List.of(slipway.toString(), "--version"))), "ms");
      compare(table, slipway, "6 × 50 MB", folder("six", 6, 50 * MEGABYTE), 0.25);
      compare(table, slipway, "200 × 1 MB", folder("many", 200, MEGABYTE), 0.3);
      Path bundle = bundle();
      table.tell(
          "one bundle from cold (goal 350 ms)",
          Measurements.medianMillis(
              11,
              () -> run(List.of(
                  slipway.toString(), "verify", "--repo", "example/app", "--trusted-root", bundle.resolveSibling("root.json").toString(),
                  bundle.toString()))),
          "ms");
    }
    Assumptions.assumeTrue(works(List.of("openssl", "version")), "skipped: no openssl here");
    try (var table = Measurements.of("verify-openssl", "openssl dgst")) {
      besideOpenssl(table, slipway, "6 × 50 MB", temporary.resolve("six"));
      besideOpenssl(table, slipway, "200 × 1 MB", temporary.resolve("many"));
    }
  }

  /// OpenSSL hashes with the processor's own instructions, one file after another, and compares nothing.
  private static void besideOpenssl(Measurements table, Path slipway, String what, Path folder) throws Exception {
    String manifest = folder.resolve("SHA256SUMS").toString();
    var openssl = new ArrayList<>(List.of("openssl", "dgst", "-sha256"));
    try (var files = Files.newDirectoryStream(folder, "asset-*.bin")) {
      files.forEach(file -> openssl.add(file.toString()));
    }
    double ours = Measurements.medianMillis(11, () -> run(List.of(slipway.toString(), "verify", manifest)));
    double theirs = Measurements.medianMillis(11, () -> run(openssl));
    table.compare(what, ours, theirs, "ms", 1);
  }

  /// A file with the bundle of a certificate, a log and its proof beside it, and the trust root they were minted with.
  private Path bundle() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("bundle"));
    for (var name : List.of("message.json", "root-with-logs.json")) {
      try (var in = VerifyBenchmark.class.getResourceAsStream("/dev/slipway/verify/minted/" + name)) {
        Files.copy(Objects.requireNonNull(in), folder.resolve(name.startsWith("root") ? "root.json" : "app.txt.sigstore.json"));
      }
    }
    return Files.writeString(folder.resolve("app.txt"), "hello\n");
  }

  private void compare(Measurements table, Path slipway, String what, Path folder, double atMost) throws Exception {
    String manifest = folder.resolve("SHA256SUMS").toString();
    assertThat(works(List.of(slipway.toString(), "verify", withOneDigitChanged(folder))))
        .as("a folder that does not match its manifest is refused, so something is measured").isFalse();
    double ours = Measurements.medianMillis(11, () -> run(List.of(slipway.toString(), "verify", manifest)));
    double theirs = Measurements.medianMillis(11, () -> run(List.of("sha256sum", "-c", manifest)));
    table.compare(what, ours, theirs, "ms", atMost);
  }

  private Path folder(String name, int files, int size) throws Exception {
    Path folder = Files.createDirectory(temporary.resolve(name));
    var random = new Random(42);
    byte[] bytes = new byte[MEGABYTE];
    var manifest = new ArrayList<String>();
    for (int i = 0; i < files; i++) {
      var digest = MessageDigest.getInstance("SHA-256");
      Path file = folder.resolve("asset-" + i + ".bin");
      try (var out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
        for (int written = 0; written < size; written += MEGABYTE) {
          random.nextBytes(bytes);
          out.write(bytes);
        }
      }
      manifest.add(HexFormat.of().formatHex(digest.digest()) + "  " + file.getFileName());
    }
    Files.write(folder.resolve("SHA256SUMS"), manifest);
    return folder;
  }

  private static String withOneDigitChanged(Path folder) throws IOException {
    String manifest = Files.readString(folder.resolve("SHA256SUMS"));
    char digit = manifest.charAt(0);
    Path wrong = folder.resolve("WRONG");
    Files.writeString(wrong, (digit == '0' ? '1' : '0') + manifest.substring(1));
    return wrong.toString();
  }

  /// Both are run in the folder of the manifest, for `sha256sum` resolves names from where it runs.
  private static Void run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    Path last = Path.of(command.getLast());
    if (last.isAbsolute()) {
      builder.directory(last.getParent().toFile());
    }
    Process process = builder.start();
    process.getInputStream().transferTo(OutputStream.nullOutputStream());
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(command + " ended with " + code);
    }
    return null;
  }

  private static boolean works(List<String> command) throws InterruptedException {
    try {
      run(command);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
