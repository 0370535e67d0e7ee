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
import org.junit.jupiter.params.provider.ValueSource;

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
    "checksums.txt,        SHA512,  '  app 1.txt'",
    "checksums.sha256,     SHA256,  '  app 1.txt'",
    "checksums.txt,        SHA256,  ' app 1.txt'",
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

  /// Lists that are read here and by no tool people have.
  @ParameterizedTest
  @ValueSource(strings = {
    "app 1.txt: HEX\n",
    "sha256:HEX  app 1.txt\n",
    "SHA2-256(app 1.txt)= HEX\n",
    "\uFEFFHEX  app 1.txt\n",
    "Algorithm : SHA256\nHash      : HEX\nPath      : C:\\out\\app 1.txt\n",
    "{\"app 1.txt\":\"HEX\"}",
  })
  void theDigestItselfIsGivenWhereNoToolReadsTheList(String list) throws Exception {
    Files.writeString(folder.resolve("app 1.txt"), "hello\n");
    Files.writeString(folder.resolve("checksums.txt"), list.replace("HEX", SHA256));
    String commands = commands();
    assertThat(commands).contains(SHA256);
    assertThat(run(commands)).as(commands).isZero();
    Files.writeString(folder.resolve("app 1.txt"), "hellp\n");
    assertThat(run(commands)).as(commands).isNotZero();
  }

  @Test
  void noneIsGivenForWhatDoesNotHold() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
    Files.writeString(folder.resolve("MD5SUMS"), "b1946ac92492d2347c6235b4d2611184  a.txt\n");
    assertThat(UserCommands.paragraph(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()), ""))
        .doesNotContain("```");
  }

  @Test
  void aListOfFilesThatGitHubRenamedIsNotGivenToAToolThatKnowsNothingOfThat() throws Exception {
    Files.writeString(folder.resolve("app.1.txt"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), SHA256 + "  app 1.txt\n");
    assertThat(run(commands())).isZero();
  }

  @Test
  void minisignsCommandCarriesTheKeyThatWasBelieved() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/minisign")), "skipped: no minisign here");
    Files.writeString(folder.resolve("app 1.txt"), "hello\n");
    assertThat(run("minisign -G -W -f -p ../key-$$.pub -s ../key-$$.sec && minisign -S -s ../key-$$.sec -m 'app 1.txt' && mv ../key-$$.pub m.pub && rm ../key-$$.sec")).isZero();
    Trust trust = Trust.shipped().inKeys(List.of(Files.readString(folder.resolve("m.pub"))));
    Files.delete(folder.resolve("m.pub"));
    VerificationReport report = new Verifier(Rules.strict().trusting(trust)).folder(folder, Progress.unwatched());
    String text = UserCommands.paragraph(report, "");
    assertThat(text).as("%s", report).contains("minisign -V -P RW");
    assertThat(run(code(text))).isZero();
    Files.writeString(folder.resolve("app 1.txt"), "hellp\n");
    assertThat(run(code(text))).isNotZero();
  }

  private String commands() throws Exception {
    String text = UserCommands.paragraph(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()), "");
    return code(text);
  }

  private static String code(String text) {
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
