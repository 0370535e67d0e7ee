package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures made by the tools people use, whole and tampered with.
class SignaturesTest {
  @TempDir Path folder;
  @TempDir Path keys;

  @BeforeEach
  void file() throws Exception {
    Files.writeString(folder.resolve("app.bin"), "hello\n");
  }

  @Test
  void minisignHoldsOnlyWithTheKeyThatWasGiven() throws Exception {
    for (List<String> form : List.of(List.<String>of(), List.of("-l"))) {
      run(keys, "minisign", "-G", "-f", "-W", "-p", "one.pub", "-s", "one.key");
      run(keys, "minisign", "-G", "-f", "-W", "-p", "two.pub", "-s", "two.key");
      List<String> sign = new ArrayList<>(List.of("minisign", "-S", "-s", keys.resolve("one.key").toString(), "-m", "app.bin"));
      sign.addAll(form);
      run(folder, sign.toArray(String[]::new));
      assertThat(signature()).isInstanceOf(Cell.NotCheckable.class);
      assertThat(signature(text("two.pub"))).as("made by another key than was given").isInstanceOf(Cell.Failed.class);
      assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Passed.class);
      Path signature = folder.resolve("app.bin.minisig");
      String good = Files.readString(signature);
      Files.writeString(signature, good.replace("trusted comment: timestamp", "trusted comment: Timestamp"));
      assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Failed.class);
      Files.writeString(signature, good);
      Files.writeString(folder.resolve("app.bin"), "hellp\n");
      assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Failed.class);
      Files.writeString(folder.resolve("app.bin"), "hello\n");
    }
  }

  /// A signature of signify is one of minisign's legacy form without what follows its second line.
  @Test
  void signifyHoldsOnlyWithTheKeyThatWasGiven() throws Exception {
    run(keys, "minisign", "-G", "-f", "-W", "-p", "one.pub", "-s", "one.key");
    run(keys, "minisign", "-G", "-f", "-W", "-p", "two.pub", "-s", "two.key");
    run(folder, "minisign", "-S", "-l", "-s", keys.resolve("one.key").toString(), "-m", "app.bin");
    List<String> lines = Files.readAllLines(folder.resolve("app.bin.minisig"));
    Files.delete(folder.resolve("app.bin.minisig"));
    Files.writeString(folder.resolve("app.bin.sig"), lines.get(0) + "\n" + lines.get(1) + "\n");
    assertThat(signature()).isInstanceOf(Cell.NotCheckable.class);
    assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Passed.class);
    assertThat(signature(text("two.pub"))).isInstanceOf(Cell.Failed.class);
    Files.writeString(folder.resolve("app.bin"), "hellp\n");
    assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Failed.class);
    Files.writeString(folder.resolve("app.bin.sig"), lines.get(0) + "\n" + lines.get(1).substring(1) + "\n");
    assertThat(signature()).as("damaged").isInstanceOf(Cell.Failed.class);
  }

  /// Whoever has a prehashed signature of a file could show it as a legacy one of that file's hash.
  @Test
  void aHashIsNotTakenForTheFileThatWasSigned() throws Exception {
    run(keys, "minisign", "-G", "-f", "-W", "-p", "one.pub", "-s", "one.key");
    run(folder, "minisign", "-S", "-s", keys.resolve("one.key").toString(), "-m", "app.bin");
    Path signature = folder.resolve("app.bin.minisig");
    assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Passed.class);
    List<String> lines = new ArrayList<>(Files.readAllLines(signature));
    byte[] raw = java.util.Base64.getDecoder().decode(lines.get(1));
    raw[1] = 'd';
    lines.set(1, java.util.Base64.getEncoder().encodeToString(raw));
    Files.write(signature, lines);
    byte[] hash = new byte[64];
    var blake2b = new org.bouncycastle.crypto.digests.Blake2bDigest(512);
    blake2b.update(Files.readAllBytes(folder.resolve("app.bin")), 0, 6);
    blake2b.doFinal(hash, 0);
    Files.write(folder.resolve("app.bin"), hash);
    assertThat(signature(text("one.pub"))).isInstanceOf(Cell.Failed.class);
    assertThat(signature(text("one.pub")).reason()).contains("hash of another file");
  }

  @Test
  void openPgpHoldsOnlyWithTheKeyThatWasGiven() throws Exception {
    for (String algorithm : List.of("ed25519", "rsa2048")) {
      Path home = Files.createDirectory(keys.resolve(algorithm));
      gpg(home, "--quick-gen-key", "Somebody <somebody@example.org>", algorithm, "sign", "1y");
      gpg(home, "--armor", "--output", home.resolve("key.asc").toString(), "--export");
      gpg(home, "--armor", "--yes", "--output", folder.resolve("app.bin.asc").toString(), "--detach-sign", folder.resolve("app.bin").toString());
      String key = Files.readString(home.resolve("key.asc"));
      assertThat(signature()).isInstanceOf(Cell.NotCheckable.class);
      assertThat(signature(key)).isInstanceOf(Cell.Passed.class);
      Files.writeString(folder.resolve("app.bin"), "hellp\n");
      assertThat(signature(key)).isInstanceOf(Cell.Failed.class);
      Files.writeString(folder.resolve("app.bin"), "hello\n");
    }
  }

  @Test
  void openPgpRefusesWeakHashesAndKeysThatHadExpired() throws Exception {
    Path home = Files.createDirectory(keys.resolve("weak"));
    gpg(home, "--faked-system-time", "20200101T000000", "--quick-gen-key", "Past <past@example.org>", "rsa2048", "sign", "30d");
    gpg(home, "--armor", "--output", home.resolve("key.asc").toString(), "--export");
    String key = Files.readString(home.resolve("key.asc"));
    Path signature = folder.resolve("app.bin.asc");
    String file = folder.resolve("app.bin").toString();
    gpg(home, "--faked-system-time", "20200102T000000", "--armor", "--yes", "--output", signature.toString(), "--detach-sign", file);
    assertThat(signature(key)).isInstanceOf(Cell.Passed.class);
    gpg(home, "--faked-system-time", "20200102T000000", "--digest-algo", "SHA1", "--armor", "--yes", "--output", signature.toString(), "--detach-sign", file);
    assertThat(signature(key)).isInstanceOf(Cell.Failed.class);
    assertThat(signature(key).reason()).contains("hash");
  }

  private Cell signature(String... trusted) throws Exception {
    Rules rules = Rules.strict().trusting(Trust.shipped().inKeys(List.of(trusted)));
    return new Verifier(rules).folder(folder, Progress.unwatched()).file("app.bin").orElseThrow().cell(Check.SIGNATURE);
  }

  private String text(String key) throws IOException {
    return Files.readString(keys.resolve(key));
  }

  private void gpg(Path home, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""));
    command.addAll(List.of(arguments));
    run(home, command.toArray(String[]::new));
  }

  private static void run(Path where, String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      Assumptions.abort("skipped: " + command[0] + " is not installed");
      return;
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(out).isZero();
  }
}
