package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files whose digests are right and that are still not what a release should carry.
class MisnamedTest {
  @TempDir Path folder;

  private VerifiedFile verify(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    String hex = java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    Files.writeString(folder.resolve("SHA256SUMS"), hex + "  " + name + "\n");
    VerifiedFile verified = new Verifier(Rules.strict()).folder(folder, Progress.unwatched()).file(name).orElseThrow();
    assertThat(verified.digest()).contains(new Digest(Digest.Algorithm.SHA256, hex));
    Files.delete(file);
    return verified;
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "zip", "jar", "whl", "nupkg", "vsix", "tar", "tar.gz", "tgz", "tar.xz", "txz", "tar.zst", "tar.bz2", "tbz2", "gz", "xz", "zst", "bz2",
    "7z", "deb", "rpm", "msi", "cab", "rar", "AppImage", "dmg", "pkg", "apk", "ipa", "msix", "snap", "iso", "exe", "dll", "wasm", "dylib", "lz4",
    "crate", "gem"})
  void anErrorPageIsNoArchiveWhateverItIsCalled(String ending) throws Exception {
    VerifiedFile page = verify("app." + ending, "<html>404: Not Found</html>\n".getBytes(StandardCharsets.UTF_8));
    assertThat(page.cell(Check.CHECKSUM)).isInstanceOf(Cell.Passed.class);
    assertThat(page.cell(Check.ARCHIVE)).isInstanceOf(Cell.Failed.class);
    assertThat(page.holds()).isFalse();
    assertThat(verify("app." + ending, new byte[0]).holds()).as("nothing").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "app.zip, tar.gz, ERROR", "app.jar, tar, ERROR", "app.zip, gz, ERROR", "app.tar.gz, zip, ERROR", "app.tgz, gz, ERROR", "app.tar, zip, ERROR",
    "app.tar.xz, gz, ERROR", "app.tar.gz, tar, WARNING", "app.tar, tar.gz, WARNING", "app.tar.zst, tar.gz, WARNING",
    "app.zip, zip, ", "app.whl, zip, ", "app.tar.gz, tar.gz, ", "app.tgz, tar.gz, ", "app.tar, tar, ", "app.gz, gz, ", "app.gz, tar.gz, ", "app.bin, zip, ",
  })
  void anArchiveIsWhatItsNameSays(String name, String packed, Severity severity) throws Exception {
    VerifiedFile file = verify(name, packed(packed));
    List<Severity> told = file.findings().stream().filter(finding -> finding.rule().equals("not-what-its-name-says")).map(Finding::severity).toList();
    assertThat(told).isEqualTo(severity == null ? List.of() : List.of(severity));
    assertThat(file.holds()).as("%s", file.findings()).isEqualTo(severity != Severity.ERROR);
    assertThat(file.cell(Check.ARCHIVE) instanceof Cell.Passed).isEqualTo(severity != Severity.ERROR);
  }

  /// Packages that are recognised and not looked into.
  @ParameterizedTest
  @CsvSource({
    "app.7z, 377abcaf271c0004", "app.deb, 213c617263683e0a64656269616e2d62", "app.rpm, edabeedb03000000", "app.msi, d0cf11e0a1b11ae100",
    "app.cab, 4d53434600000000", "app.pkg, 7861722100", "app.crx, 43723234",
    "app.snap, 6873717300", "app.lz4, 04224d1800"})
  void aPackageNobodyLooksIntoIsNotCheckableAndNeverPassed(String name, String hex) throws Exception {
    VerifiedFile file = verify(name, java.util.HexFormat.of().parseHex(hex));
    assertThat(file.cell(Check.ARCHIVE)).isInstanceOf(Cell.NotCheckable.class);
    assertThat(file.holds()).as("%s", file.findings()).isTrue();
  }

  /// What no one ending promises, and no release means to carry.
  @ParameterizedTest
  @CsvSource({
    "meshc-linux, '<!DOCTYPE html><html>502</html>'", "install.sh, '\uFEFF <!doctype HTML>'", "app.json, <HTML><body>", "notes.txt, 'Not Found'",
    "app.bin, '404: Not Found\n'"})
  void whatAServerSaidInTheFilesPlaceFails(String name, String text) throws Exception {
    VerifiedFile file = verify(name, text.getBytes(StandardCharsets.UTF_8));
    assertThat(file.findings()).extracting(Finding::rule).contains("not-what-its-name-says");
    assertThat(file.holds()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "report.html, <!DOCTYPE html>", "README.md, <html>", "notes.txt, 'Not Found is what it says'", "install.sh, '#!/bin/sh'", "page.txt, 'see <html>'"})
  void whatOnlyLooksLikeItDoesNot(String name, String text) throws Exception {
    assertThat(verify(name, text.getBytes(StandardCharsets.UTF_8)).holds()).isTrue();
  }

  /// Marks that stand elsewhere than in the first bytes.
  @ParameterizedTest
  @CsvSource({"app.dmg, 512, koly", "app.dmg, -1024, H+", "app.iso, -32769, CD001", "app.iso, -32769, BEA01", "app.dmg, -0, encrcdsa"})
  void aMarkMayStandElsewhere(String name, int fromEnd, String mark) throws Exception {
    byte[] bytes = new byte[40_000];
    int at = fromEnd > 0 ? bytes.length - fromEnd : -fromEnd;
    assertThat(verify(name, bytes.clone()).holds()).isFalse();
    System.arraycopy(mark.getBytes(StandardCharsets.US_ASCII), 0, bytes, at, mark.length());
    assertThat(verify(name, bytes).holds()).isTrue();
  }

  @Test
  void anArchiveWithNothingInItIsNoAsset() throws Exception {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    new TarArchiveOutputStream(tar).close();
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    new ZipOutputStream(zip).close();
    assertThat(verify("app.tar", tar.toByteArray()).holds()).isFalse();
    assertThat(verify("app.zip", zip.toByteArray()).holds()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIAAA\n-----END PRIVATE KEY-----\n",
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n", "-----BEGIN RSA PRIVATE KEY-----\r\nAA\r\n",
    "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlFgE\n", "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nAA\n", "-----BEGIN ENCRYPTED COSIGN PRIVATE KEY-----\nAA\n",
    "untrusted comment: minisign encrypted secret key\nRWRTY0IyAAAA\n", "untrusted comment: mine\nRWQAAEIyAAAA\n",
    "-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\nAA\n"})
  void aSecretKeyMustNotLieInARelease(String key) throws Exception {
    for (String name : List.of("release.key", "signing.pem", "key.pub", "NOTES.txt")) {
      VerifiedFile file = verify(name, key.getBytes(StandardCharsets.UTF_8));
      assertThat(file.findings()).extracting(Finding::rule).contains("secret-key");
      assertThat(file.holds()).isFalse();
    }
    Path given = Files.writeString(folder.resolve("given.key"), key);
    assertThatThrownBy(() -> TrustFile.key(given)).isInstanceOf(Problem.class).hasMessageContaining("secret key").hasMessageContaining("Nothing was verified");
  }

  @Test
  void aTextAboutSecretKeysIsNone() throws Exception {
    for (String text : List.of("Never publish a `-----BEGIN PRIVATE KEY-----`.\n", "-----BEGIN PUBLIC KEY-----\nAA\n", "untrusted comment: minisign public key\nRWQAAABBBB\n")) {
      assertThat(verify("NOTES.txt", text.getBytes(StandardCharsets.UTF_8)).findings()).isEmpty();
    }
  }

  @Test
  void anArchiveWhoseMembersCannotBeReadHasNotPassed() throws Exception {
    byte[] zip = packed("zip");
    var bytes = java.nio.ByteBuffer.wrap(zip).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i + 4 <= zip.length; i++) {
      int word = bytes.getInt(i);
      if (word == 0x04034b50 || word == 0x02014b50) {
        bytes.putShort(i + (word == 0x04034b50 ? 8 : 10), (short) 98);
      }
    }
    VerifiedFile file = verify("app.zip", zip);
    assertThat(file.cell(Check.ARCHIVE)).as("compressed by PPMd").isInstanceOf(Cell.NotCheckable.class);
    assertThat(file.findings()).extracting(Finding::rule).contains("unsupported-method");
  }

  private static byte[] packed(String format) throws IOException {
    var bytes = new ByteArrayOutputStream();
    switch (format) {
      case "zip" -> {
        try (var zip = new ZipOutputStream(bytes)) {
          zip.putNextEntry(new ZipEntry("README.md"));
          zip.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
      }
      case "gz" -> {
        try (var gz = new GZIPOutputStream(bytes)) {
          gz.write("hello\n".getBytes(StandardCharsets.UTF_8));
        }
      }
      case "tar" -> tar(bytes);
      default -> {
        try (var gz = new GZIPOutputStream(bytes)) {
          tar(gz);
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void tar(java.io.OutputStream out) throws IOException {
    var tar = new TarArchiveOutputStream(out);
    var entry = new TarArchiveEntry("README.md");
    entry.setSize(6);
    tar.putArchiveEntry(entry);
    tar.write("hello\n".getBytes(StandardCharsets.UTF_8));
    tar.closeArchiveEntry();
    tar.finish();
  }
}
