package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Finding;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people do wrong with manifests: each is a failure, and named.
class CoverageTest {
  @TempDir Path folder;

  @Test
  void aManifestWrittenBeforeSigningIsNamed() throws Exception {
    for (boolean linkerWroteChecksum : new boolean[] {false, true}) {
      byte[] unsigned = portableExecutable(1003, linkerWroteChecksum);
      byte[] signed = signed(unsigned);
      assertThat(signed).isNotEqualTo(unsigned);
      Files.write(folder.resolve("app.exe"), signed);
      write("SHA256SUMS", sha256(unsigned) + "  app.exe\n");
      assertThat(rules(verify())).contains("checksum-differs", "hashed-before-signing");
      unsigned[700] ^= 1;
      write("SHA256SUMS", sha256(unsigned) + "  app.exe\n");
      assertThat(rules(verify())).contains("checksum-differs").doesNotContain("hashed-before-signing");
    }
  }

  @Test
  void aDigestOfTheWrongThingIsNamed() throws Exception {
    byte[] program = "the program".getBytes(StandardCharsets.UTF_8);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("app.zip")))) {
      zip.putNextEntry(new ZipEntry("bin/app"));
      zip.write(program);
      zip.closeEntry();
    }
    try (GZIPOutputStream gz = new GZIPOutputStream(Files.newOutputStream(folder.resolve("app.wasm.gz")))) {
      gz.write(program);
    }
    write("SHA256SUMS", sha256(program) + "  app.zip\n" + sha256(program) + "  app.wasm.gz\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.file("app.zip").orElseThrow().findings()).extracting(Finding::rule).contains("digest-of-member");
    assertThat(report.file("app.zip").orElseThrow().findings()).anyMatch(f -> f.message().contains("bin/app"));
    assertThat(report.file("app.wasm.gz").orElseThrow().findings()).extracting(Finding::rule).contains("digest-of-member");
  }

  @Test
  void swappedFilesAreNamed() throws Exception {
    write("a.txt", "one\n");
    write("b.txt", "two\n");
    write("SHA256SUMS", sha256("two\n") + "  a.txt\n" + sha256("one\n") + "  b.txt\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.allFindings()).filteredOn(f -> f.rule().equals("digest-of-another-file")).hasSize(2);
  }

  @Test
  void manifestsThatDisagreeFailWhicheverIsRight() throws Exception {
    write("a.txt", "one\n");
    write("SHA256SUMS", sha256("one\n") + "  a.txt\n");
    write("checksums.txt", sha256("two\n") + "  a.txt\n");
    assertThat(rules(verify())).contains("conflicting-entries", "checksum-differs");
    Files.delete(folder.resolve("checksums.txt"));
    byte[] other = MessageDigest.getInstance("SHA-512").digest("two\n".getBytes(StandardCharsets.UTF_8));
    write("SHA512SUMS", HexFormat.of().formatHex(other) + "  a.txt\n");
    VerificationReport report = verify();
    assertThat(report.file("a.txt").orElseThrow().cell(Check.CHECKSUM)).isInstanceOf(Cell.Failed.class);
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void aManifestIsHeldAgainstTheHostEvenWithoutTheFile() throws Exception {
    Digest host = Digest.of(Algorithm.SHA256, HexFormat.of().parseHex(sha256("two\n")));
    write("SHA256SUMS", sha256("one\n") + "  a.txt\n");
    VerificationReport report = files(new ExpectedFile(folder.resolve("a.txt"), "a.txt", Optional.of(host), OptionalLong.empty()));
    assertThat(rules(report)).contains("manifest-disagrees-with-host", "listed-but-missing");
    write("a.txt", "two\n");
    report = files(new ExpectedFile(folder.resolve("a.txt"), "a.txt", Optional.of(host), OptionalLong.empty()));
    assertThat(rules(report)).contains("manifest-disagrees-with-host", "checksum-differs");
  }

  @Test
  void anAssetThatWasReplacedAfterTheManifestIsNamed() throws Exception {
    write("a.txt", "two\n");
    write("SHA256SUMS", sha256("one\n") + "  a.txt\n");
    Instant list = Instant.parse("2026-02-18T10:00:00Z");
    for (boolean later : new boolean[] {true, false}) {
      Instant file = later ? list.plusSeconds(60) : list.minusSeconds(60);
      VerificationReport report =
          new Verifier(Rules.strict())
              .files(
                  "v1",
                  List.of(uploaded("a.txt", file), uploaded("SHA256SUMS", list)),
                  Progress.unwatched());
      assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
      assertThat(rules(report).contains("manifest-older")).isEqualTo(later);
    }
  }

  @Test
  void namesThatGitHubChangesOnUploadAreMapped() throws Exception {
    write("app.1.0.txt", "one\n");
    write("SHA256SUMS", sha256("one\n") + "  app~1.0.txt\n");
    VerificationReport report = verify();
    assertThat(report.verdict()).as("%s", report.allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(rules(report)).containsExactly("renamed-by-github");
    write("SHA256SUMS", sha256("one\n") + "  app~1.0.txt\n" + sha256("two\n") + "  app:1.0.txt\n");
    assertThat(verify().verdict()).as("two names that become one").isEqualTo(Verdict.FAILED);
  }

  @Test
  void whatChangesWhileItIsVerifiedDoesNotPass() throws Exception {
    write("a.txt", "one\n");
    write("SHA256SUMS", sha256("one\n") + "  a.txt\n");
    AttestationSource meddling = (_, _) -> {
      try {
        Files.writeString(folder.resolve("a.txt"), "two\n");
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      return List.of();
    };
    VerificationReport report =
        new Verifier(Rules.strict())
            .files(
                "v1",
                List.of(ExpectedFile.of(folder.resolve("a.txt"), "a.txt"), ExpectedFile.of(folder.resolve("SHA256SUMS"), "SHA256SUMS")),
                meddling, Progress.unwatched());
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(rules(report)).contains("changed-while-verified");
  }

  /// Its signature is verified on the bytes that are hashed, and its claims were read before: they must be the same.
  @Test
  void aManifestThatIsSwappedBetweenBeingReadAndHashedDoesNotPass() throws Exception {
    write("a.txt", "one\n");
    String good = sha256("one\n") + "  a.txt\n";
    for (String swapped : List.of(good + "# another\n", sha256("two\n") + "  a.txt\n")) {
      write("SHA256SUMS", good);
      Progress meddling = new Progress() {
        @Override
        public void report(long done, long total) {}

        @Override
        public void phase(String what) {
          try {
            Files.writeString(folder.resolve("SHA256SUMS"), what.equals("hashing") ? swapped : Files.readString(folder.resolve("SHA256SUMS")));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        }

        @Override
        public boolean isCancelled() {
          return false;
        }
      };
      assertThat(rules(new Verifier(Rules.strict()).folder(folder, meddling))).contains("changed-while-verified");
      write("SHA256SUMS", good);
      assertThat(rules(new Verifier(Rules.strict()).file(folder.resolve("a.txt"), meddling))).contains("changed-while-verified");
    }
  }

  /// macOS keeps one of two names that are composed of other characters and look the same.
  @Test
  void namesThatDifferInNothingAnybodySeesAreTold() throws Exception {
    write("caf\u00e9.txt", "one\n");
    write("cafe\u0301.txt", "two\n");
    write("SHA256SUMS", sha256("one\n") + "  caf\u00e9.txt\n" + sha256("two\n") + "  cafe\u0301.txt\n");
    org.junit.jupiter.api.Assumptions.assumeTrue(folder.toFile().list().length == 3, "skipped: they are one file here");
    assertThat(rules(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()))).contains("colliding-names");
  }

  /// A document in which a digest stands where no digest is read must not pass for what else it lists.
  @Test
  void aDigestInAPlaceNoneIsReadFromFailsTheList() throws Exception {
    write("a.txt", "one\n");
    write("b.txt", "two\n");
    String one = sha256("one\n");
    String other = sha256("three\n");
    for (String list : List.of(
        "{\"a.txt\": \"%s\", \"b.txt\": [\"%s\"]}", "[{\"name\": \"a.txt\", \"sha256\": \"%s\"}, {\"name\": \"b.txt\", \"sha256\": [\"%s\"]}]",
        "{\"files\": [{\"name\": \"a.txt\", \"sha256\": \"%s\"}, {\"name\": \"b.txt\", \"sha256\": 0, \"x\": \"%s\"}]}")) {
      write("checksums.json", list.formatted(one, other));
      VerificationReport report = new Verifier(Rules.strict()).manifest(folder.resolve("checksums.json"), Progress.unwatched());
      assertThat(report.verdict()).as("%s %s", list, report.allFindings()).isEqualTo(Verdict.FAILED);
    }
    write("checksums.json", "{\"version\": 1, \"tags\": [\"stable\"], \"files\": {\"a.txt\": \"%s\"}}".formatted(one));
    assertThat(new Verifier(Rules.strict()).manifest(folder.resolve("checksums.json"), Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void aSessionReadsAgainWhatChangedAndNothingElse() throws Exception {
    Path file = folder.resolve("a.txt");
    write("a.txt", "one\n");
    write("SHA256SUMS", sha256("one\n") + "  a.txt\n");
    DigestCache cache = new DigestCache();
    Digest wrong = Digest.of(Algorithm.SHA256, HexFormat.of().parseHex(sha256("two\n")));
    cache.written(file, java.util.Map.of(Algorithm.SHA256, wrong));
    Verifier verifier = new Verifier(Rules.strict(), cache);
    assertThat(verifier.folder(folder, Progress.unwatched()).verdict()).as("what was written is believed").isEqualTo(Verdict.FAILED);
    FileTime before = Files.getLastModifiedTime(file);
    Files.writeString(file, "one\n");
    Files.setLastModifiedTime(file, before);
    assertThat(verifier.folder(folder, Progress.unwatched()).verdict())
        .as("the same length and time, and still another stamp").isEqualTo(Verdict.PASSED);
    Files.writeString(file, "two\n");
    Files.setLastModifiedTime(file, before);
    assertThat(verifier.folder(folder, Progress.unwatched()).verdict()).isEqualTo(Verdict.FAILED);
  }

  @Test
  void noProgramOfAnArchiveIsPassedOver() throws Exception {
    byte[] x64 = portableExecutable(1003, false);
    byte[] arm = x64.clone();
    ByteBuffer.wrap(arm).order(ByteOrder.LITTLE_ENDIAN).putShort(0x84, (short) 0xAA64);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("app-x86_64-pc-windows-msvc.zip")))) {
      for (int i = 0; i < 40; i++) {
        zip.putNextEntry(new ZipEntry("app/tool-%02d.exe".formatted(i)));
        zip.write(i == 39 ? arm : x64);
        zip.closeEntry();
      }
    }
    write("SHA256SUMS", CanonicalManifest.of(folder, Progress.unwatched()).text());
    VerificationReport report = verify();
    assertThat(report.file("app-x86_64-pc-windows-msvc.zip").orElseThrow().cell(Check.IDENTITY)).isInstanceOf(Cell.Failed.class);
    assertThat(report.allFindings()).anyMatch(f -> f.rule().equals("wrong-architecture") && f.message().contains("tool-39.exe"));
  }

  private ExpectedFile uploaded(String name, Instant when) {
    return new ExpectedFile(folder.resolve(name), name, Optional.empty(), OptionalLong.empty(), Optional.empty(), Optional.of(when));
  }

  private VerificationReport files(ExpectedFile file) throws Exception {
    return new Verifier(Rules.strict())
        .files("v1", List.of(file, ExpectedFile.of(folder.resolve("SHA256SUMS"), "SHA256SUMS")), Progress.unwatched());
  }

  private VerificationReport verify() throws Exception {
    return new Verifier(Rules.strict()).folder(folder, Progress.unwatched());
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<String> rules(VerificationReport report) {
    return report.allFindings().stream().map(Finding::rule).toList();
  }

  private static String sha256(String text) throws Exception {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /// The least a reader takes for a 64-bit Windows program: headers, one section, and some bytes.
  private static byte[] portableExecutable(int length, boolean withChecksum) {
    ByteBuffer pe = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    pe.putShort(0, (short) 0x5A4D).putInt(0x3C, 0x80).putInt(0x80, 0x4550);
    pe.putShort(0x84, (short) 0x8664).putShort(0x86, (short) 1).putShort(0x94, (short) 240).putShort(0x96, (short) 0x22);
    pe.putShort(0x98, (short) 0x20B).putInt(0x98 + 32, 0x1000).putInt(0x98 + 36, 0x200).putInt(0x98 + 56, 0x2000).putInt(0x98 + 60, 0x200);
    pe.putShort(0x98 + 68, (short) 3).putInt(0x98 + 108, 16);
    int section = 0x98 + 240;
    pe.position(section).put(".text\0\0\0".getBytes(StandardCharsets.US_ASCII));
    pe.putInt(section + 8, length - 0x200).putInt(section + 12, 0x1000).putInt(section + 16, length - 0x200).putInt(section + 20, 0x200);
    pe.putInt(section + 36, 0x60000020);
    for (int i = 0x200; i < length; i++) {
      pe.put(i, (byte) (i * 31 + 7));
    }
    if (withChecksum) {
      pe.putInt(0x98 + 64, checksum(pe.array()));
    }
    return pe.array();
  }

  /// As signing tools do it: zeros up to a multiple of eight, the table, where it lies, and the checksum anew.
  private static byte[] signed(byte[] unsigned) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(unsigned);
    while (out.size() % 8 != 0) {
      out.write(0);
    }
    int table = out.size();
    out.write(new byte[] {40, 0, 0, 0, 0, 2, 2, 0});
    out.write(new byte[32]);
    byte[] signed = out.toByteArray();
    ByteBuffer pe = ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN);
    pe.putInt(0x98 + 144, table).putInt(0x98 + 148, signed.length - table).putInt(0x98 + 64, 0);
    pe.putInt(0x98 + 64, checksum(signed));
    return signed;
  }

  /// The linker's sum, written down a second time and another way.
  private static int checksum(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(bytes, (bytes.length + 1) / 2 * 2)).order(ByteOrder.LITTLE_ENDIAN);
    words.putInt(0x98 + 64, 0);
    int sum = 0;
    while (words.hasRemaining()) {
      sum += Short.toUnsignedInt(words.getShort());
      sum = (sum & 0xFFFF) + (sum >>> 16);
    }
    return sum + bytes.length;
  }
}
