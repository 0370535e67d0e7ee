package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The commands for users do what they say with the tools that are installed here, and fail where a file was changed.
class UserCommandsTest {
  private static final String SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final String SHA512 =
      "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "SHA256SUMS,           SHA256,  '  app 1.txt'",
    "checksums.txt,        SHA256,  '  app 1.txt'",
    "web3-SHA256SUMS,      SHA256,  '  app 1.txt'",
    "SHA512SUMS,           SHA512,  '  app 1.txt'",
    "app 1.txt.sha256,     SHA256,  ''",
    "app 1.txt.sha256,     SHA256,  '  app 1.txt'",
    "app 1.txt.sha512,     SHA512,  ''",
  })
  void runAndHold(String manifest, String digest, String name) throws Exception {
    Files.writeString(folder.resolve("app 1.txt"), "hello\n");
    Files.writeString(folder.resolve(manifest), (digest.equals("SHA256") ? SHA256 : SHA512) + name + "\n");
    String commands = commands();
    assertThat(run(commands)).as(commands).isZero();
    Files.writeString(folder.resolve("app 1.txt"), "hellp\n");
    assertThat(run(commands)).as(commands).isNotZero();
  }

  @Test
  void noneIsGivenForWhatTheToolsCannotRead() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("checksums.json"), "{\"a.txt\":\"" + SHA256 + "\"}");
    Files.writeString(folder.resolve("MD5SUMS"), "b1946ac92492d2347c6235b4d2611184  a.txt\n");
    assertThat(UserCommands.paragraph(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()), ""))
        .doesNotContain("```");
  }

  private String commands() throws Exception {
    String text = UserCommands.paragraph(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()), "");
    assertThat(text).startsWith("### Check what you downloaded\n\n```sh\n").endsWith("```\n");
    return text.substring(text.indexOf("```sh\n") + 6, text.lastIndexOf("```"));
  }

  private int run(String commands) throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")) && Files.isExecutable(Path.of("/usr/bin/sha256sum")), "skipped: no sh or sha256sum here");
    Process process =
        new ProcessBuilder(List.of("/bin/sh", "-ec", commands))
            .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
