package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How people write checksums, each held against the tool that is installed here: whatever it accepts,
/// and is safe, we accept; what it refuses and can mean only one thing, we read; what is unsafe, we refuse.
class ChecksumDialectsTest {
  private static final String SHA256 = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
  private static final String SHA384 =
      "1d0f284efe3edea4b9ca3bd514fa134b17eae361ccc7a1eefeff801b9bd6604e01f21f6bf249ef030599f0c218f2ba8c";
  private static final String SHA512 =
      "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629";
  private static final String MD5 = "b1946ac92492d2347c6235b4d2611184";
  private static final String SHA1 = "f572d396fae9206628714fb2ce00f72e94f2258f";
  private static final String BASE64 = "WJG1tSLV3whtD/CxEPvZ0hu0/HFjrzTQgoai6Eb2vgM=";
  private static final String BASE64_512 =
      "58IrmUxZ2c8rSOVJseJGZmNgRZMNPafBrLKZ0cO3+TH5Sq5B7dosKyB6NuEPi8uNRSI+VIePWzFufOO2vAGWKQ==";

  /// What we make of a variant.
  enum Ours {
    /// The file is verified.
    PASSES,
    /// The file or the line is refused, with a finding.
    REFUSES
  }

  /// A way to write the digest of `a.txt`.
  record Variant(String name, String manifest, byte[] bytes, Ours ours) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir Path folder;

  static Stream<Variant> variants() {
    return Stream.of(
        passes("two spaces", SHA256 + "  a.txt\n"),
        passes("binary star", SHA256 + " *a.txt\n"),
        passes("upper case", SHA256.toUpperCase() + "  a.txt\n"),
        passes("CRLF", SHA256 + "  a.txt\r\n"),
        passes("no final newline", SHA256 + "  a.txt"),
        passes("leading blanks", "   " + SHA256 + "  a.txt\n"),
        passes("leading tab", "\t" + SHA256 + "  a.txt\n"),
        passes("comment", "# made by a script\n" + SHA256 + "  a.txt\n"),
        passes("blank lines", "\n\n" + SHA256 + "  a.txt\n\n"),
        passes("one space", SHA256 + " a.txt\n"),
        passes("tab", SHA256 + "\ta.txt\n"),
        passes("dot slash", SHA256 + "  ./a.txt\n"),
        passes("BSD", "SHA256 (a.txt) = " + SHA256 + "\n"),
        passes("BSD without blanks", "SHA256(a.txt)= " + SHA256 + "\n"),
        passes("BSD with CRLF", "SHA256 (a.txt) = " + SHA256 + "\r\n"),
        passes("OpenSSL 3", "SHA2-256(a.txt)= " + SHA256 + "\n"),
        passes("lower case tag", "sha256 (a.txt) = " + SHA256 + "\n"),
        passes("BSD in base64", "SHA256 (a.txt) = " + BASE64 + "\n"),
        passes("prefix with colon", "sha256:" + SHA256 + "  a.txt\n"),
        passes("swapped with colon", "a.txt: " + SHA256 + "\n"),
        passes("swapped columns", "a.txt  " + SHA256 + "\n"),
        passes("swapped with equals", "a.txt = " + SHA256 + "\n"),
        passes("swapped with prefix", "a.txt: sha256:" + SHA256 + "\n"),
        passes("base64", BASE64 + "  a.txt\n"),
        passes("SRI", "sha512-" + BASE64_512 + "  a.txt\n"),
        passes("SHA-512", SHA512 + "  a.txt\n"),
        passes("SHA-384", SHA384 + "  a.txt\n"),
        new Variant("UTF-8 mark", "SHA256SUMS", ("\uFEFF" + SHA256 + "  a.txt\n").getBytes(StandardCharsets.UTF_8), Ours.PASSES),
        new Variant("UTF-16 with mark", "SHA256SUMS", utf16("\uFEFF" + SHA256 + "  a.txt\r\n"), Ours.PASSES),
        new Variant("UTF-16 without mark", "SHA256SUMS", utf16(SHA256 + "  a.txt\r\n"), Ours.PASSES),
        named("bare digest", "a.txt.sha256", SHA256),
        named("bare digest with newline", "a.txt.sha256", SHA256 + "\n"),
        named("bare digest, upper case", "a.txt.sha256sum", SHA256.toUpperCase() + "\r\n"),
        named("bare SHA-512", "a.txt.sha512", SHA512 + "\n"),
        passes("clear-signed", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + SHA256 + "  a.txt\n" + DamagedProofsTest.SIGNATURE),
        passes("Get-FileHash table", "\r\nAlgorithm       Hash       Path\r\n---------       ----       ----\r\nSHA256          "
            + SHA256.toUpperCase() + "       C:\\build\\a.txt\r\n\r\n"),
        passes("Get-FileHash list", "Algorithm : SHA256\r\nHash      : " + SHA256.toUpperCase() + "\r\nPath      : C:\\build\\a.txt\r\n"),
        passes("certutil", "SHA256 hash of a.txt:\r\n" + SHA256 + "\r\nCertUtil: -hashfile command completed successfully.\r\n"),
        passes("certutil of old", "SHA256 hash of file C:\\b\\a.txt:\r\n" + SHA256.replaceAll("..(?!$)", "$0 ")
            + "\r\nCertUtil: -hashfile command completed successfully.\r\n"),
        certutil("German", "SHA256-Hash von a.txt:", "CertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u00fchrt."),
        certutil("German of old", "SHA256-Hash der Datei C:\\b\\a.txt:", "CertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u00fchrt."),
        certutil("French", "SHA256 hachage de a.txt :", "CertUtil: -hashfile La commande s\u2019est termin\u00e9e correctement."),
        certutil("French of old", "Hachage SHA256 du fichier D:\\x\\a.txt :", "CertUtil: -hashfile La commande s\u2019est termin\u00e9e correctement."),
        certutil("Spanish", "SHA256 hash de C:\\b\\a.txt:", "CertUtil: -hashfile comando completado correctamente."),
        certutil("Portuguese", "Hash SHA256 de a.txt:", "CertUtil: -hashfile : comando conclu\u00eddo com \u00eaxito."),
        certutil("Italian", "SHA256 hash di a.txt:", "CertUtil: - Esecuzione comando hashfile riuscita."),
        certutil("Russian", "\u0425\u044d\u0448 SHA256 a.txt:", "CertUtil: -hashfile \u2014 \u043a\u043e\u043c\u0430\u043d\u0434\u0430 \u0443\u0441\u043f\u0435\u0448\u043d\u043e \u0432\u044b\u043f\u043e\u043b\u043d\u0435\u043d\u0430."),
        certutil("Japanese", "SHA256 \u30cf\u30c3\u30b7\u30e5 (\u5bfe\u8c61 a.txt):", "CertUtil: -hashfile \u30b3\u30de\u30f3\u30c9\u306f\u6b63\u5e38\u306b\u5b8c\u4e86\u3057\u307e\u3057\u305f\u3002"),
        certutil("Chinese", "SHA256 \u7684 a.txt \u54c8\u5e0c:", "CertUtil: -hashfile \u547d\u4ee4\u6210\u529f\u5b8c\u6210\u3002"),
        certutil("Chinese of old", "SHA256 \u54c8\u5e0c(\u6587\u4ef6 a.txt):", "CertUtil: -hashfile \u547d\u4ee4\u6210\u529f\u5b8c\u6210\u3002"),
        certutil("Korean", "SHA256\uc758 a.txt \ud574\uc2dc:", "CertUtil: -hashfile \uba85\ub839\uc774 \uc131\uacf5\uc801\uc73c\ub85c \uc644\ub8cc\ub418\uc5c8\uc2b5\ub2c8\ub2e4."),
        named("certutil in a language nobody taught us, beside the file it is called after", "a.txt.sha256",
            "SHA256-tiiviste kohteesta a.txt:\r\n" + SHA256 + "\r\nCertUtil: -hashfile komento onnistui.\r\n"),
        passes("comment of Windows tools", "; made by a script\n" + SHA256 + "  a.txt\n"),
        passes("comment of programmers", "// made by a script\n" + SHA256 + "  a.txt\n"),
        named("JSON lines", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}\n\n{\"file\":\"a.txt\",\"sha512\":\"" + SHA512 + "\"}\r\n"),
        named("JSON lines by another name", "checksums.json", "{\"name\":\"a.txt\",\"digest\":\"sha256:" + SHA256 + "\"}\n{\"name\":\"a.txt\",\"size\":6}\n"),
        named("electron", "latest.yml", "version: 1.0.0\nfiles:\n  - url: a.txt\n    sha512: " + BASE64_512
            + "\n    size: 6\npath: a.txt\nsha512: " + BASE64_512 + "\n"),
        named("GoReleaser", "artifacts.json", "[{\"name\":\"a.txt\",\"path\":\"dist/a.txt\",\"type\":\"Archive\",\"extra\":{\"Checksum\":\"sha256:" + SHA256 + "\"}}]"),
        named("cargo-dist", "dist-manifest.json", "{\"artifacts\":{\"a.txt\":{\"name\":\"a.txt\",\"kind\":\"executable-zip\",\"checksums\":{\"sha256\":\"" + SHA256 + "\"}}}}"),
        named("cargo-dist with the name of the file that holds the digest", "dist-manifest.json",
            "{\"artifacts\":{\"a.txt\":{\"name\":\"a.txt\",\"checksum\":\"a.txt.sha256\",\"checksums\":{\"sha256\":\"" + SHA256 + "\"}}}}"),
        named("cargo-dist's own list", "sha256.sum", SHA256 + " *a.txt\n"),
        named("Node.js", "SHASUMS256.txt", SHA256 + "  a.txt\n"),
        named("SHASUMS256 of SHA-512", "SHASUMS512", SHA512 + "  a.txt\n"),
        named("OpenBSD", "SHA256", "SHA256 (a.txt) = " + SHA256 + "\n"),
        named("nothing but the algorithm in the name", "sha256.txt", SHA256 + "  a.txt\n"),
        named("Get-FileHash as CSV", "checksums.txt", "#TYPE Microsoft.PowerShell.Commands.FileHashInfo\r\n\"Algorithm\",\"Hash\",\"Path\"\r\n\"SHA256\",\""
            + SHA256.toUpperCase() + "\",\"C:\\build\\a.txt\"\r\n"),
        named("JSON by algorithm", "checksums.json", "{\"sha256\":{\"a.txt\":\"" + SHA256 + "\"}}"),
        named("JSON map", "checksums.json", "{\"a.txt\":\"" + SHA256 + "\"}"),
        named("JSON list", "checksums.json", "[{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}]"),
        named("BLAKE3", "B3SUMS", "8e4c7c1b99dbfd50e7a95185fead5ee1448fa904a2fdd778eaf5f2dbfd629a99  a.txt\n"),
        named("BLAKE2b", "B2SUMS", blake2b() + "  a.txt\n"),
        refuses("MD5 alone", MD5 + "  a.txt\n"),
        refuses("SHA-1 alone", SHA1 + "  a.txt\n"),
        refuses("wrong digest", SHA256.replace('5', '6') + "  a.txt\n"),
        refuses("garbage among lines", SHA256 + "  a.txt\nthis is no line\n"),
        refuses("two digests", SHA256 + "  a.txt\n" + SHA256.replace('5', '6') + "  a.txt\n"),
        refuses("a digest too short", SHA256.substring(2) + "  a.txt\n"),
        refuses("parent folder", SHA256 + "  ../" + "x/a.txt\n"),
        refuses("absolute", SHA256 + "  /etc/hostname\n"),
        refuses("device", SHA256 + "  /dev/null\n"),
        refuses("standard input", SHA256 + "  -\n"),
        refuses("empty", ""),
        refuses("outside the signature", SHA256 + "  a.txt\n-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + SHA256
            + "  a.txt\n-----BEGIN PGP SIGNATURE-----\n\niQ==\n-----END PGP SIGNATURE-----\n"),
        refuses("a slash after the name", SHA256 + "  a.txt/\n"),
        refusesNamed("JSON map with a damaged digest", "checksums.json", "{\"a.txt\":\"" + SHA256 + "\",\"b.txt\":\"" + SHA256.substring(1) + "\"}"),
        refusesNamed("JSON list with a digest of no file", "checksums.json", "[{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"},{\"fil\":\"b.txt\",\"sha256\":\"" + SHA256 + "\"}]"),
        refusesNamed("JSON list with an algorithm nobody knows", "checksums.json", "[{\"file\":\"a.txt\",\"sha257\":\"" + SHA256 + "\"}]"),
        refusesNamed("electron with one of two digests damaged", "latest.yml", "files:\n  - url: a.txt\n    sha512: " + BASE64_512 + "\npath: a.txt\nsha512: " + BASE64_512.substring(1) + "\n"),
        refusesNamed("electron with a file without digest", "latest.yml", "files:\n  - url: a.txt\n    sha512: " + BASE64_512 + "\n  - url: b.txt\n    sha51: " + BASE64_512 + "\n"),
        refusesNamed("JSON by algorithm with a damaged digest", "checksums.json", "{\"sha256\":{\"a.txt\":\"" + SHA256 + "\",\"b.txt\":\"" + SHA256.substring(1) + "\"}}"),
        refusesNamed("a reference to another file's digest", "dist-manifest.json", "{\"artifacts\":{\"a.txt\":{\"name\":\"a.txt\",\"checksum\":\"b.txt.sha256\",\"checksums\":{\"sha256\":\"" + SHA256 + "\"}}}}"),
        refusesNamed("nothing but references", "dist-manifest.json", "{\"artifacts\":{\"a.txt\":{\"name\":\"a.txt\",\"checksum\":\"a.txt.sha256\"}}}"),
        refuses("Get-FileHash with a path cut off", "Algorithm       Hash       Path\r\n---------       ----       ----\r\nSHA256          " + SHA256.toUpperCase() + "       C:\\Users\\a...\r\n"),
        refuses("certutil that hashed another file", "SHA256-Hash von b.txt:\r\n" + SHA256 + "\r\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u00fchrt.\r\n"),
        refuses("certutil in a language nobody taught us", "SHA256-tiiviste kohteesta a.txt:\r\n" + SHA256 + "\r\nCertUtil: -hashfile komento onnistui.\r\n"),
        refusesNamed("certutil in that language, of another file", "a.txt.sha256", "SHA256-tiiviste kohteesta aa.txt:\r\n" + SHA256 + "\r\nCertUtil: -hashfile komento onnistui.\r\n"),
        refuses("certutil that failed", "CertUtil: -hashfile-Befehl ist fehlgeschlagen: 0x80070002 (WIN32: 2 ERROR_FILE_NOT_FOUND)\r\n"),
        refuses("a digest behind a semicolon", SHA256 + "  a.txt\n; " + SHA256 + "  b.txt\n"),
        refuses("a digest behind two slashes", SHA256 + "  a.txt\n//b.txt  " + SHA256 + "\n"),
        refuses("a digest in base64 behind two slashes", SHA256 + "  a.txt\n//" + BASE64 + "  b.txt\n"),
        refusesNamed("JSON lines with a line that is none", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}\n{\"file\":\"b.txt\"\n"),
        refusesNamed("JSON lines with two on one line", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}\n{\"file\":\"a.txt\"}{\"file\":\"a.txt\"}\n"),
        refusesNamed("JSON lines with a digest of no file", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}\n{\"fil\":\"b.txt\",\"sha256\":\"" + SHA256 + "\"}\n"),
        refusesNamed("JSON lines with a damaged digest", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + SHA256 + "\"}\n{\"file\":\"b.txt\",\"sha256\":\"" + SHA256.substring(1) + "\"}\n"),
        refusesNamed("JSON and something behind it", "checksums.json", "{\"a.txt\":\"" + SHA256 + "\"}\nsomething\n"),
        refuses("unknown escape", "\\" + SHA256 + "  a\\t.txt\n"));
  }

  @BeforeEach
  void theFile() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "hello\n");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void isReadAsItIsMeant(Variant variant) throws Exception {
    VerificationReport report = verify(variant);
    assertThat(report.verdict())
        .as("%s", report.allFindings())
        .isEqualTo(variant.ours() == Ours.PASSES ? Verdict.PASSED : Verdict.FAILED);
    if (variant.ours() == Ours.REFUSES) {
      assertThat(report.allFindings()).anyMatch(finding -> finding.severity() == Severity.ERROR);
    }
  }

  /// Wherever the tool accepts every line strictly and the name is safe, we accept; what we refuse all the
  /// same is on the list of intended differences.
  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void agreesWithTheInstalledTool(Variant variant) throws Exception {
    String tool = variant.manifest().equals("B3SUMS") ? "b3sum" : variant.manifest().equals("B2SUMS") ? "b2sum" : "sha256sum";
    List<String> strict = tool.equals("b3sum") ? List.of() : List.of("--strict");
    int code = run(tool, "-c", strict, variant);
    List<String> stricter = List.of("parent folder", "absolute", "device", "standard input", "two digests");
    if (code == 0 && !stricter.contains(variant.name())) {
      assertThat(verify(variant).verdict()).isEqualTo(Verdict.PASSED);
    }
    if (tool.equals("sha256sum") && run("shasum", "-c", List.of("--strict"), variant) == 0 && !stricter.contains(variant.name())) {
      boolean weak = variant.name().endsWith("alone");
      assertThat(verify(variant).verdict()).isEqualTo(weak ? Verdict.FAILED : Verdict.PASSED);
    }
  }

  /// Each pattern that ends in blanks could be made to look at every one of them from every other.
  @Test
  @Timeout(60)
  void aRowOfBlanksHoldsNobodyUp() throws Exception {
    String blanks = " ".repeat(2 << 20);
    for (String line : List.of("SHA256 " + SHA256 + " x" + blanks + "y", "SHA256 hash of x" + blanks + "y", "Path : x" + blanks + "y", "SHA256 : x" + blanks + "y:",
        SHA256 + "  x" + blanks + "y", "x" + blanks + "y  " + SHA256, "SHA256 (x" + blanks + "y) = " + SHA256, ";" + blanks + "y", "{\"x\":" + blanks + "1}")) {
      for (String head : List.of("", "Algorithm Hash Path\n")) {
        verify(passes("blanks", head + line + "\n" + line + "\n"));
      }
    }
  }

  @Test
  void escapedNamesAreUndone() throws Exception {
    Assumptions.assumeTrue(java.io.File.separatorChar == '/', "skipped: Windows allows no such names");
    Files.writeString(folder.resolve("a\nb\\c"), "hello\n");
    Files.writeString(folder.resolve("SHA256SUMS"), "\\" + SHA256 + "  a\\nb\\\\c\n" + "\\" + SHA256 + "  a.txt\n");
    assertThat(new Verifier(Rules.strict()).folder(folder, Progress.unwatched()).verdict()).isEqualTo(Verdict.PASSED);
  }

  private VerificationReport verify(Variant variant) throws Exception {
    Path manifest = folder.resolve(variant.manifest());
    Files.write(manifest, variant.bytes());
    return new Verifier(Rules.strict()).manifest(manifest, Progress.unwatched());
  }

  private int run(String tool, String check, List<String> options, Variant variant) throws Exception {
    Files.write(folder.resolve(variant.manifest()), variant.bytes());
    List<String> command = new ArrayList<>(List.of(tool, check));
    command.addAll(options);
    command.add(variant.manifest());
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } catch (IOException e) {
      Assumptions.abort("skipped: " + tool + " is not installed");
      return -1;
    }
  }

  private static Variant passes(String name, String text) {
    return new Variant(name, "SHA256SUMS", text.getBytes(StandardCharsets.UTF_8), Ours.PASSES);
  }

  private static Variant certutil(String language, String head, String end) {
    return passes("certutil, " + language, head + "\r\n" + SHA256 + "\r\n" + end + "\r\n");
  }

  private static Variant named(String name, String manifest, String text) {
    return new Variant(name, manifest, text.getBytes(StandardCharsets.UTF_8), Ours.PASSES);
  }

  private static Variant refuses(String name, String text) {
    return new Variant(name, "SHA256SUMS", text.getBytes(StandardCharsets.UTF_8), Ours.REFUSES);
  }

  private static Variant refusesNamed(String name, String manifest, String text) {
    return new Variant(name, manifest, text.getBytes(StandardCharsets.UTF_8), Ours.REFUSES);
  }

  private static byte[] utf16(String text) {
    return text.getBytes(Charset.forName("UTF-16LE"));
  }

  private static String blake2b() {
    return "f60ce482e5cc1229f39d71313171a8d9f4ca3a87d066bf4b205effb528192a75"
        + "f14f3271e2c1a90e1de53f275b4d4793eef2f5e31ea90d2ce29d2e481c36435f";
  }
}
