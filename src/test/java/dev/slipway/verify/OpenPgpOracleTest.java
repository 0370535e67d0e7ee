package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Keys and signatures GnuPG made, and its verdict beside ours. Where they differ on purpose, the test says so.
@Timeout(120)
class OpenPgpOracleTest {
  private static Path home;
  private Path file;

  /// What GnuPG says: its first verdict, and whether it ended without an error.
  private record Verdict(String word, boolean ended) {}

  @BeforeAll
  static void gnupg() throws Exception {
    // The agent listens on a socket, whose path may be no longer than 108 bytes.
    home = Files.createTempDirectory("pgp");
    boolean there = Files.isExecutable(Path.of("/usr/bin/gpg"));
    Assumptions.assumeTrue(there, "skipped: GnuPG is not installed here");
  }

  @BeforeEach
  void file() throws Exception {
    file = home.resolve("app.bin");
    Files.writeString(file, "hello\n");
  }

  @AfterAll
  static void end() throws Exception {
    if (Files.isExecutable(Path.of("/usr/bin/gpgconf"))) {
      run("/usr/bin/gpgconf", "--homedir", home.toString(), "--kill", "all");
    }
    dev.slipway.file.Deletion.tree(home);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(home, "out", "");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readString(out, StandardCharsets.ISO_8859_1) + "\nexit " + process.exitValue();
  }

  /// Runs GnuPG, at a time of its own where one is given.
  private static String gpg(String at, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(
        "/usr/bin/gpg", "--homedir", home.toString(), "--batch", "--yes", "--no-tty", "--pinentry-mode", "loopback", "--passphrase", "", "--quiet"));
    if (!at.isEmpty()) {
      command.addAll(List.of("--ignore-time-conflict", "--faked-system-time", at + "!"));
    }
    command.addAll(List.of(arguments));
    return run(command.toArray(String[]::new));
  }

  private static void key(String at, String name, String algorithm, String usage, String valid) throws Exception {
    assertThat(gpg(at, "--quick-gen-key", name, algorithm, usage, valid)).endsWith("exit 0");
  }

  private static String fingerprint(String name) throws Exception {
    return gpg("", "--with-colons", "--list-keys", name).lines().filter(line -> line.startsWith("fpr:")).findFirst().orElseThrow().split(":", -1)[9];
  }

  private Path sign(String at, String name, String... options) throws Exception {
    Path signature = home.resolve("app.bin.sig");
    Files.deleteIfExists(signature);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-u", name, "-o", signature.toString(), "--detach-sign", file.toString()));
    gpg(at, arguments.toArray(String[]::new));
    assertThat(signature).exists();
    return signature;
  }

  private Verdict theirs(Path signature) throws Exception {
    String said = gpg("", "--status-fd", "1", "--verify", signature.toString(), file.toString());
    String word =
        said.lines().filter(line -> line.matches("\\[GNUPG:] (GOOD|BAD|EXP|EXPKEY|REVKEY|ERR)SIG .*")).findFirst()
            .map(line -> line.split(" ")[1]).orElse("none");
    return new Verdict(word, said.endsWith("exit 0"));
  }

  private SignatureAnswer ours(Path signature, String... names) throws Exception {
    List<String> keys = new ArrayList<>();
    for (String name : names) {
      keys.add(gpg("", "--armor", "--export", name));
    }
    return new OpenPgp(keys).detached("app.bin.sig", Files.readAllBytes(signature), file);
  }

  private static void holds(SignatureAnswer answer) {
    assertThat(answer).as(answer.words()).isInstanceOf(SignatureAnswer.Holds.class);
  }

  private static void broken(SignatureAnswer answer, String reason) {
    assertThat(answer).as(answer.words()).isInstanceOf(SignatureAnswer.Broken.class);
    assertThat(answer.words()).contains(reason);
  }

  @Test
  void goodSignaturesOfEachKindAreGoodForBoth() throws Exception {
    for (String algorithm : List.of("ed25519", "rsa3072", "nistp256")) {
      String name = algorithm + "@example.org";
      key("", name, algorithm, "sign", "0");
      for (String[] options : new String[][] {{}, {"--textmode"}, {"--armor"}, {"--sig-notation", "note@example.org=value"}, {"--digest-algo", "SHA384"}}) {
        Path signature = sign("", name, options);
        assertThat(theirs(signature)).as(algorithm + String.join(" ", options)).isEqualTo(new Verdict("GOODSIG", true));
        holds(ours(signature, name));
        Files.writeString(file, "hellp\n");
        assertThat(theirs(signature).word()).isEqualTo("BADSIG");
        broken(ours(signature, name), "does not sign");
        Files.writeString(file, "hello\n");
      }
    }
  }

  /// A line that is joined to a comment before it is gone for whoever runs the file.
  @Test
  void aReturnAloneIsNoEndOfALine() throws Exception {
    key("", "text@example.org", "ed25519", "sign", "0");
    Files.writeString(file, "# check\ntest -e key || exit 1\ninstall\n");
    Path signature = sign("", "text@example.org", "--textmode");
    holds(ours(signature, "text@example.org"));
    Files.writeString(file, "# check\r\ntest -e key || exit 1\r\ninstall\r\n");
    assertThat(theirs(signature).word()).isEqualTo("GOODSIG");
    holds(ours(signature, "text@example.org"));
    for (String text : List.of("# check\rtest -e key || exit 1\ninstall\n", "# check\ntest -e key || exit 1\ninstall\r", "# check\r\r\ntest -e key || exit 1\ninstall\n")) {
      Files.writeString(file, text);
      broken(ours(signature, "text@example.org"), "does not hold");
    }
    Files.writeString(file, "# check\rtest -e key || exit 1\ninstall\n");
    assertThat(theirs(signature).word()).isEqualTo("BADSIG");
    Files.writeString(file, "hello\n");
  }

  @Test
  void whatAKeySaysOfItsEndCountsForTheTimeOfSigning() throws Exception {
    key("20240101T000000", "ends@example.org", "ed25519", "sign", "30d");
    Path signature = sign("20240110T000000", "ends@example.org");
    assertThat(theirs(signature)).isEqualTo(new Verdict("EXPKEYSIG", true));
    holds(ours(signature, "ends@example.org"));
    // A later statement of the key ends it before it signed.
    gpg("20240111T000000", "--quick-set-expire", fingerprint("ends@example.org"), "20240105T000000");
    assertThat(theirs(signature).word()).isEqualTo("EXPKEYSIG");
    broken(ours(signature, "ends@example.org"), "its key had expired when it was made");
    // And a later one again makes it good.
    gpg("20240112T000000", "--quick-set-expire", fingerprint("ends@example.org"), "20400101T000000");
    assertThat(theirs(signature).word()).isEqualTo("GOODSIG");
    holds(ours(signature, "ends@example.org"));
  }

  @Test
  void theEndCountsWhicheverOfTwoNamesTellsIt() throws Exception {
    key("20240101T000000", "two@example.org", "ed25519", "sign", "30d");
    String fingerprint = fingerprint("two@example.org");
    gpg("20240102T000000", "--quick-add-uid", fingerprint, "second@example.org");
    Path signature = sign("20240110T000000", fingerprint);
    holds(ours(signature, fingerprint));
    assertThat(theirs(signature).word()).isEqualTo("EXPKEYSIG");
    Path late = sign("20240110T000000", fingerprint);
    gpg("20240103T000000", "--quick-revoke-uid", fingerprint, "two@example.org");
    assertThat(theirs(late).word()).isEqualTo("EXPKEYSIG");
    holds(ours(late, fingerprint));
  }

  @Test
  void aSignatureThatEndsIsOverForBoth() throws Exception {
    key("20240101T000000", "limit@example.org", "ed25519", "sign", "0");
    Path signature = sign("20240110T000000", "limit@example.org", "--default-sig-expire", "5d");
    assertThat(theirs(signature).word()).isEqualTo("EXPSIG");
    broken(ours(signature, "limit@example.org"), "expired");
  }

  @Test
  void aRevokedKeyIsNeverGood() throws Exception {
    key("20240101T000000", "revoked@example.org", "ed25519", "sign", "0");
    Path signature = sign("20240110T000000", "revoked@example.org");
    holds(ours(signature, "revoked@example.org"));
    String fingerprint = fingerprint("revoked@example.org");
    Path revocation = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
    Files.writeString(revocation, Files.readString(revocation).replace(":-----", "-----"));
    gpg("", "--import", revocation.toString());
    assertThat(theirs(signature).word()).isEqualTo("REVKEYSIG");
    broken(ours(signature, fingerprint), "revoked");
  }

  @Test
  void subkeysSignUntilTheyEndOrAreRevoked() throws Exception {
    key("20240101T000000", "sub@example.org", "ed25519", "cert", "0");
    String fingerprint = fingerprint("sub@example.org");
    gpg("20240101T000000", "--quick-add-key", fingerprint, "ed25519", "sign", "30d");
    Path signature = sign("20240110T000000", "sub@example.org");
    assertThat(theirs(signature).word()).isEqualTo("EXPKEYSIG");
    holds(ours(signature, fingerprint));
    assertThat(ours(signature, fingerprint).evidence()).contains(new Evidence("fingerprint", fingerprint));
    gpg("20240111T000000", "--quick-set-expire", fingerprint, "20240105T000000", "*");
    broken(ours(signature, fingerprint), "expired when it was made");
  }

  @Test
  void ofSeveralSignaturesOneByATrustedKeyIsEnoughAndNoneMayBeWrong() throws Exception {
    key("", "first@example.org", "ed25519", "sign", "0");
    key("", "other@example.org", "ed25519", "sign", "0");
    Path signature = sign("", "first@example.org", "-u", "other@example.org");
    assertThat(theirs(signature).word()).isEqualTo("GOODSIG");
    holds(ours(signature, "first@example.org"));
    holds(ours(signature, "other@example.org"));
    holds(ours(signature, "first@example.org", "other@example.org"));
    byte[] right = Files.readAllBytes(sign("", "first@example.org"));
    Files.writeString(file, "hellp\n");
    byte[] wrong = Files.readAllBytes(sign("", "other@example.org"));
    Files.writeString(file, "hello\n");
    Path both = home.resolve("both.sig");
    for (byte[][] order : new byte[][][] {{right, wrong}, {wrong, right}}) {
      Files.write(both, order[0]);
      Files.write(both, order[1], java.nio.file.StandardOpenOption.APPEND);
      assertThat(theirs(both).ended()).as("GnuPG ends with an error as well").isFalse();
      broken(ours(both, "first@example.org", "other@example.org"), "does not sign");
      holds(ours(both, "first@example.org"));
    }
  }

  /// Every armoured block of a file is read, as GnuPG does: what stands behind the first could be bad.
  @Test
  void everyBlockOfAFileCounts() throws Exception {
    key("", "one@example.org", "ed25519", "sign", "0");
    key("", "two-blocks@example.org", "ed25519", "sign", "0");
    String good = Files.readString(sign("", "one@example.org", "--armor"));
    String also = Files.readString(sign("", "two-blocks@example.org", "--armor"));
    byte[] packets = Files.readAllBytes(sign("", "one@example.org"));
    Files.writeString(file, "hellp\n");
    String bad = Files.readString(sign("", "two-blocks@example.org", "--armor"));
    Files.writeString(file, "hello\n");
    Path several = home.resolve("several.asc");
    Files.writeString(several, good + also);
    assertThat(theirs(several)).isEqualTo(new Verdict("GOODSIG", true));
    holds(ours(several, "one@example.org", "two-blocks@example.org"));
    holds(ours(several, "two-blocks@example.org"));
    for (String text : List.of(good + bad, bad + good, good + "\nwords between\n" + bad, good + good + also + bad)) {
      Files.writeString(several, text);
      assertThat(theirs(several).ended()).as("GnuPG ends with an error as well").isFalse();
      broken(ours(several, "one@example.org", "two-blocks@example.org"), "does not sign");
    }
    String cut = also.substring(0, also.length() / 2);
    Files.writeString(several, good + cut);
    // Whether GnuPG notices depends on where it is cut off.
    broken(ours(several, "one@example.org"), "cut off");
    for (byte[] more : new byte[][] {"words".getBytes(StandardCharsets.US_ASCII), java.util.Arrays.copyOf(packets, 20)}) {
      Files.write(several, packets);
      Files.write(several, more, java.nio.file.StandardOpenOption.APPEND);
      assertThat(theirs(several).ended()).isFalse();
      assertThat(ours(several, "one@example.org")).isInstanceOf(SignatureAnswer.Broken.class);
    }
    Files.writeString(several, good + gpg("", "--armor", "--export", "one@example.org"));
    broken(ours(several, "one@example.org"), "besides signatures");
  }

  /// A key given twice is one key, and a revocation that stands alone is one: GnuPG puts both together when it takes them.
  @Test
  void whatAnyCopyOfAKeySaysCounts() throws Exception {
    key("20240101T000000", "copies@example.org", "ed25519", "sign", "0");
    Path signature = sign("20240110T000000", "copies@example.org");
    byte[] bytes = Files.readAllBytes(signature);
    String fingerprint = fingerprint("copies@example.org");
    String before = gpg("", "--armor", "--export", fingerprint);
    Path revocation = home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev");
    String alone = Files.readString(revocation).replace(":-----", "-----");
    Files.writeString(revocation, alone);
    gpg("", "--import", revocation.toString());
    assertThat(theirs(signature).word()).isEqualTo("REVKEYSIG");
    String after = gpg("", "--armor", "--export", fingerprint);
    holds(new OpenPgp(List.of(before)).detached("app.bin.sig", bytes, file));
    holds(new OpenPgp(List.of(before, before)).detached("app.bin.sig", bytes, file));
    for (List<String> keys : List.of(List.of(before, after), List.of(after, before), List.of(before + after), List.of(before, alone), List.of(alone, before), List.of(before + alone))) {
      broken(new OpenPgp(keys).detached("app.bin.sig", bytes, file), "revoked");
    }
  }

  /// An end that one copy of a key tells counts though the other copy is older and tells none.
  @Test
  void theNewestEndOfAKeyCountsWhicheverCopyTellsIt() throws Exception {
    key("20240101T000000", "ending@example.org", "ed25519", "sign", "0");
    byte[] bytes = Files.readAllBytes(sign("20240110T000000", "ending@example.org"));
    String fingerprint = fingerprint("ending@example.org");
    String before = gpg("", "--armor", "--export", fingerprint);
    gpg("20240111T000000", "--quick-set-expire", fingerprint, "20240105T000000");
    String after = gpg("", "--armor", "--export", fingerprint);
    holds(new OpenPgp(List.of(before)).detached("app.bin.sig", bytes, file));
    for (List<String> keys : List.of(List.of(before, after), List.of(after, before))) {
      broken(new OpenPgp(keys).detached("app.bin.sig", bytes, file), "expired when it was made");
    }
  }

  @Test
  void whatASignatureInsistsOnAndWeakHashesAreRefused() throws Exception {
    key("20240101T000000", "odd@example.org", "rsa3072", "sign", "0");
    Path critical = sign("", "odd@example.org", "--sig-notation", "!limit@example.org=tests");
    assertThat(theirs(critical).ended()).isFalse();
    broken(ours(critical, "odd@example.org"), "insists");
    Path weak = sign("", "odd@example.org", "--digest-algo", "SHA1");
    // GnuPG 2.2 still takes SHA-1 for data; we do not.
    broken(ours(weak, "odd@example.org"), "hash");
    Path early = sign("20200101T000000", "odd@example.org");
    assertThat(theirs(early).word()).isEqualTo("ERRSIG");
    broken(ours(early, "odd@example.org"), "before its key");
    key("", "old@example.org", "rsa1024", "sign", "0");
    Path small = sign("", "old@example.org");
    // GnuPG takes keys of 1024 bits; we do not.
    broken(ours(small, "old@example.org"), "1024 bits");
    assertThat(ours(sign("", "odd@example.org"), "old@example.org")).isInstanceOf(SignatureAnswer.Broken.class);
  }

  @Test
  void aKeyThatVouchesForItselfBySha1IsRefused() throws Exception {
    gpg("", "--cert-digest-algo", "SHA1", "--allow-weak-key-signatures", "--quick-gen-key", "sha1@example.org", "rsa2048", "sign", "0");
    Path signature = sign("", "sha1@example.org");
    // GnuPG 2.2 takes SHA-1 in what a key says of itself; we do not.
    assertThat(theirs(signature).word()).isEqualTo("GOODSIG");
    broken(ours(signature, "sha1@example.org"), "vouch for itself");
  }

  @Test
  void clearSignedManifestsAreReadAsGnupgReadsThem() throws Exception {
    key("", "clear@example.org", "ed25519", "sign", "0");
    String hello = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    Path folder = Files.createDirectory(home.resolve("release"));
    Files.writeString(folder.resolve("app.bin"), "hello\n");
    Files.writeString(folder.resolve("-dash"), "hello\n");
    String key = gpg("", "--armor", "--export", "clear@example.org");
    for (String list : List.of(
        "%1$s  app.bin\n%1$s  -dash\n", "%1$s *app.bin  \t\n%1$s  -dash\n\n\n", "# - comment\n- \n-----\n%1$s  app.bin\n%1$s  -dash", "%1$s  app.bin\r\n%1$s  -dash\r\n")) {
      Path plain = home.resolve("list");
      Files.writeString(plain, list.formatted(hello));
      Path signed = folder.resolve("SHA256SUMS.asc");
      gpg("", "-u", "clear@example.org", "-o", signed.toString(), "--clear-sign", plain.toString());
      assertThat(gpg("", "--status-fd", "1", "--verify", signed.toString())).contains("GOODSIG");
      VerificationReport report =
          new Verifier(Rules.strict().trusting(Trust.shipped().inKeys(List.of(key)))).manifest(signed, dev.slipway.task.Progress.unwatched());
      assertThat(report.files()).as("%s: %s", list, report.allFindings()).extracting(VerifiedFile::name).contains("app.bin", "-dash");
      assertThat(report.file("SHA256SUMS.asc").orElseThrow().cell(Check.SIGNATURE)).as(list).isInstanceOf(Cell.Passed.class);
      assertThat(report.file("app.bin").orElseThrow().cell(Check.CHECKSUM)).as(list).isInstanceOf(Cell.Passed.class);
      assertThat(report.file("-dash").orElseThrow().cell(Check.CHECKSUM)).as(list).isInstanceOf(Cell.Passed.class);
    }
  }

  /// GnuPG takes a signature behind a signed text for a second one of it.
  @Test
  void aBlockBehindASignedTextIsNotPassedOver() throws Exception {
    key("", "behind@example.org", "ed25519", "sign", "0");
    Path folder = Files.createDirectory(home.resolve("behind"));
    Files.writeString(folder.resolve("app.bin"), "hello\n");
    Path plain = home.resolve("plain");
    Files.writeString(plain, "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  app.bin\n");
    Path signed = folder.resolve("SHA256SUMS.asc");
    gpg("", "-u", "behind@example.org", "-o", signed.toString(), "--clear-sign", plain.toString());
    Trust trust = Trust.shipped().inKeys(List.of(gpg("", "--armor", "--export", "behind@example.org")));
    Verifier verifier = new Verifier(Rules.strict().trusting(trust));
    assertThat(verifier.folder(folder, dev.slipway.task.Progress.unwatched()).verdict()).isEqualTo(VerificationReport.Verdict.PASSED);
    Files.writeString(signed, Files.readString(sign("", "behind@example.org", "--armor")), java.nio.file.StandardOpenOption.APPEND);
    assertThat(gpg("", "--verify", signed.toString())).endsWith("exit 1");
    assertThat(verifier.folder(folder, dev.slipway.task.Progress.unwatched()).file("SHA256SUMS.asc").orElseThrow().cell(Check.SIGNATURE))
        .isInstanceOf(Cell.Failed.class);
  }
}
