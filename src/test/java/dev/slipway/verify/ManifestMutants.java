package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Fact;
import dev.slipway.fact.Severity;
import dev.slipway.task.Progress;
import dev.slipway.verify.VerificationReport.Verdict;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Good manifests of two files in every dialect, and what becomes of the verdict when one character of them is replaced, deleted or
/// added.
///
/// A mutant may pass for one of three reasons, and only what the good manifest claims ever makes it pass:
///
///   * It claims the very same digests of the very same files: another case of a hexadecimal digit, a blank more, a comment, a word
///     nothing is read from, a name GitHub would change to that of the file.
///   * A file had two digests, and one of them became a comment, or is given under a name no algorithm has; the other holds. (One
///     that cannot be read at all fails.)
///   * Only what is listed is judged, and one line became a comment, which `sha256sum -c` takes too. Judged both ways that file is
///     unlisted and fails.
final class ManifestMutants {
  private static final String FIRST = "hello\n";
  private static final String SECOND = "world\n";

  private final Path folder;
  private final Dialect dialect;
  private final Verifier verifier;
  private final Set<String> good;
  private int tried;
  private int same;
  private int another;
  private int commented;

  /// A manifest of `a.txt` and another file.
  ///
  /// @param second the name of the other file; empty where the dialect has room for one
  record Dialect(String name, String file, String second, String text, Charset charset) {
    static Dialect of(String name, String file, String text) {
      return new Dialect(name, file, "b.txt", text, StandardCharsets.UTF_8);
    }

    byte[] bytes(String other) {
      return other.getBytes(charset);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  ManifestMutants(Path folder, Dialect dialect) throws Exception {
    this.folder = folder;
    this.dialect = dialect;
    DigestCache cache = new DigestCache();
    file("a.txt", FIRST, cache);
    if (!dialect.second().isEmpty()) {
      file(dialect.second(), SECOND, cache);
    }
    this.verifier = new Verifier(Rules.strict(), cache);
    this.good = claims(read(dialect.text()));
    write(dialect.text());
    assertThat(listed().verdict()).as("%s", listed().allFindings()).isEqualTo(Verdict.PASSED);
    assertThat(bothWays().verdict()).as("%s", bothWays().allFindings()).isEqualTo(Verdict.PASSED);
  }

  private void file(String name, String content, DigestCache cache) throws IOException {
    Map<Algorithm, Digest> digests = new EnumMap<>(Algorithm.class);
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    for (Algorithm algorithm : Algorithm.values()) {
      digests.put(algorithm, digest(algorithm, bytes));
    }
    Files.write(folder.resolve(name), bytes);
    cache.written(folder.resolve(name), digests);
  }

  private static Digest digest(Algorithm algorithm, byte[] bytes) {
    Hasher hasher = Hasher.of(algorithm);
    hasher.update(bytes, bytes.length);
    return Digest.of(algorithm, hasher.finish());
  }

  /// Replaces, deletes and adds at every so many positions.
  void everyChange(int step, List<String> characters) throws Exception {
    String text = dialect.text();
    for (int i = 0; i <= text.length(); i += step) {
      for (String character : characters) {
        hold(text.substring(0, i) + character + text.substring(i));
        if (i < text.length()) {
          hold(text.substring(0, i) + character + text.substring(i + 1));
        }
      }
      if (i < text.length()) {
        hold(text.substring(0, i) + text.substring(i + 1));
      }
    }
  }

  String summary() {
    return "%s: %d mutants, %d say the same, %d leave the other of two digests, %d made a line a comment"
        .formatted(dialect, tried, same, another, commented);
  }

  private void hold(String mutant) throws Exception {
    if (mutant.equals(dialect.text())) {
      return;
    }
    tried++;
    ChecksumManifest read = read(mutant);
    Set<String> claims = claims(read);
    if (claims.equals(good)) {
      same++;
      return;
    }
    if (read.findings().stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      return;
    }
    write(mutant);
    if (listed().verdict() == Verdict.FAILED) {
      assertThat(bothWays().verdict()).as("passes in a folder alone: %s", mutant).isEqualTo(Verdict.FAILED);
      return;
    }
    assertThat(known(claims)).as("claims something else: %s", mutant).isSubsetOf(good);
    if (bothWays().verdict() == Verdict.PASSED) {
      assertThat(files(known(claims))).as("a file without a digest: %s", mutant).isEqualTo(files(good));
      another++;
    } else {
      assertThat(hasNewComment(mutant)).as(mutant.replaceAll("[^\\n -~]", "?")).isTrue();
      commented++;
    }
  }

  private boolean hasNewComment(String mutant) {
    return Stream.of(mutant.replace("\uFEFF", "").split("\n"))
        .anyMatch(line -> line.startsWith("#") && Stream.of(dialect.text().split("\n")).noneMatch(line::equals));
  }

  private static Set<String> known(Set<String> claims) {
    return claims.stream().filter(claim -> !claim.endsWith("\nunknown")).collect(Collectors.toSet());
  }

  private static Set<String> files(Set<String> claims) {
    return claims.stream().map(claim -> claim.substring(0, claim.lastIndexOf('\n'))).collect(Collectors.toSet());
  }

  private VerificationReport listed() throws Exception {
    return verifier.manifest(folder.resolve(dialect.file()), Progress.unwatched());
  }

  private VerificationReport bothWays() throws Exception {
    return verifier.folder(folder, Progress.unwatched());
  }

  private void write(String text) throws IOException {
    Files.write(folder.resolve(dialect.file()), dialect.bytes(text));
  }

  private ChecksumManifest read(String text) {
    return ChecksumManifest.read(dialect.file(), dialect.bytes(text));
  }

  /// What a manifest claims: digests of files, under the names GitHub would give them. A name that was refused equals no good one.
  private Set<String> claims(ChecksumManifest manifest) {
    Set<String> claims = new TreeSet<>();
    for (ChecksumManifest.Entry entry : manifest.entries()) {
      boolean odd = entry.file().contains("/") || entry.file().equals(dialect.second());
      String file = odd ? entry.file() : GitHubName.of(entry.file());
      claims.add(file + "\n" + (entry.digest() instanceof Fact<Digest>(Digest digest, _) ? digest : "unknown"));
    }
    return claims;
  }

  static Stream<Dialect> dialects() {
    String a = hex(Algorithm.SHA256, FIRST);
    String b = hex(Algorithm.SHA256, SECOND);
    String a512 = hex(Algorithm.SHA512, FIRST);
    String b512 = hex(Algorithm.SHA512, SECOND);
    List<Dialect> all = new ArrayList<>();
    all.add(sums("two spaces", a + "  a.txt\n" + b + "  b.txt\n"));
    all.add(sums("binary", a + " *a.txt\n" + b + " *b.txt\n"));
    all.add(sums("one space", a + " a.txt\n" + b + " b.txt\n"));
    all.add(sums("tab and CRLF", a + "\ta.txt\r\n" + b + "\tb.txt\r\n"));
    all.add(sums("comments", "# by hand\n\n" + a + "  a.txt\n# and\n" + b + "  b.txt\n"));
    all.add(sums("BSD", "SHA256 (a.txt) = " + a + "\nSHA256 (b.txt) = " + b + "\n"));
    all.add(sums("OpenSSL", "SHA2-256(a.txt)= " + a + "\nSHA2-256(b.txt)= " + b + "\n"));
    all.add(sums("prefix", "sha256:" + a + "  a.txt\nsha256:" + b + "  b.txt\n"));
    all.add(sums("swapped", "a.txt: " + a + "\nb.txt  " + b + "\n"));
    all.add(sums("base64", base64(a) + "  a.txt\n" + base64(b) + "  b.txt\n"));
    all.add(sums("SRI", "sha512-" + base64(a512) + "  a.txt\nsha512-" + base64(b512) + "  b.txt\n"));
    all.add(sums("SHA-384", hex(Algorithm.SHA384, FIRST) + "  a.txt\n" + hex(Algorithm.SHA384, SECOND) + "  b.txt\n"));
    all.add(Dialect.of("BLAKE2b", "B2SUMS", hex(Algorithm.BLAKE2B, FIRST) + "  a.txt\n" + hex(Algorithm.BLAKE2B, SECOND) + "  b.txt\n"));
    all.add(Dialect.of("BLAKE3", "B3SUMS", hex(Algorithm.BLAKE3, FIRST) + "  a.txt\n" + hex(Algorithm.BLAKE3, SECOND) + "  b.txt\n"));
    all.add(sums("MD5 beside", hex(Algorithm.MD5, FIRST) + "  a.txt\n" + a + "  a.txt\n" + b + "  b.txt\n"));
    all.add(new Dialect("escaped", "SHA256SUMS", "c\\d\ne.txt", "\\" + a + "  a.txt\n\\" + b + "  c\\\\d\\ne.txt\n", StandardCharsets.UTF_8));
    all.add(new Dialect("UTF-16", "SHA256SUMS", "b.txt", "\uFEFF" + a + "  a.txt\r\n" + b + "  b.txt\r\n", StandardCharsets.UTF_16LE));
    all.add(new Dialect("bare", "a.txt.sha256", "", a + "\n", StandardCharsets.UTF_8));
    all.add(new Dialect("bare with name", "a.txt.sha256", "", a + "  a.txt\n", StandardCharsets.UTF_8));
    all.add(sums("clear-signed", "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\n" + a + "  a.txt\n" + b
        + "  b.txt\n" + DamagedProofsTest.SIGNATURE));
    all.add(sums("Get-FileHash table", "\r\nAlgorithm       Hash       Path\r\n---------       ----       ----\r\nSHA256          "
        + upper(a) + "       C:\\b\\a.txt\r\nSHA256          " + upper(b) + "       C:\\b\\b.txt\r\n"));
    all.add(sums("Get-FileHash list", "Algorithm : SHA256\r\nHash      : " + upper(a) + "\r\nPath      : C:\\b\\a.txt\r\n\r\nAlgorithm : SHA256\r\nHash      : "
        + upper(b) + "\r\nPath      : C:\\b\\b.txt\r\n"));
    all.add(sums("certutil", "SHA256 hash of a.txt:\r\n" + a + "\r\nCertUtil: -hashfile command completed successfully.\r\nSHA256 hash of b.txt:\r\n"
        + b + "\r\nCertUtil: -hashfile command completed successfully.\r\n"));
    all.add(sums("certutil in German", "SHA256-Hash von a.txt:\r\n" + a + "\r\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u00fchrt.\r\nSHA256-Hash von b.txt:\r\n"
        + b + "\r\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgef\u00fchrt.\r\n"));
    all.add(new Dialect("certutil in a language unknown here", "a.txt.sha256", "", "SHA256-tiiviste kohteesta a.txt:\r\n" + a
        + "\r\nCertUtil: -hashfile komento onnistui.\r\n", StandardCharsets.UTF_8));
    all.add(sums("comments of others", "; by hand\n" + a + "  a.txt\n// and\n" + b + "  b.txt\n"));
    all.add(Dialect.of("JSON lines", "checksums.jsonl", "{\"file\":\"a.txt\",\"sha256\":\"" + a + "\"}\n{\"file\":\"b.txt\",\"sha256\":\"" + b + "\"}\n"));
    all.add(Dialect.of("electron", "latest.yml", "version: 1.0.0\nfiles:\n  - url: a.txt\n    sha512: " + base64(a512) + "\n    size: 6\n  - url: b.txt\n    sha512: "
        + base64(b512) + "\n    size: 6\npath: a.txt\nsha512: " + base64(a512) + "\n"));
    all.add(Dialect.of("GoReleaser", "artifacts.json", "[{\"name\":\"a.txt\",\"path\":\"dist/a.txt\",\"extra\":{\"Checksum\":\"sha256:" + a
        + "\"}},{\"name\":\"b.txt\",\"path\":\"dist/b.txt\",\"extra\":{\"Checksum\":\"sha256:" + b + "\"}}]"));
    all.add(Dialect.of("cargo-dist", "dist-manifest.json", "{\"artifacts\":{\"a.txt\":{\"name\":\"a.txt\",\"checksums\":{\"sha256\":\"" + a
        + "\"}},\"b.txt\":{\"name\":\"b.txt\",\"checksums\":{\"sha256\":\"" + b + "\"}}}}"));
    all.add(Dialect.of("JSON map", "checksums.json", "{\"a.txt\":\"" + a + "\",\"b.txt\":\"" + b + "\"}"));
    all.add(Dialect.of("JSON list", "checksums.json", "[{\"file\":\"a.txt\",\"sha256\":\"" + a + "\"},{\"file\":\"b.txt\",\"sha256\":\"" + b + "\"}]"));
    all.add(Dialect.of("JSON with two digests", "checksums.json", "[{\"file\":\"a.txt\",\"sha256\":\"" + a + "\",\"sha512\":\"" + a512 + "\"},{\"file\":\"b.txt\",\"digest\":\"sha256:"
        + b + "\"}]"));
    return all.stream();
  }

  private static Dialect sums(String name, String text) {
    return Dialect.of(name, "SHA256SUMS", text);
  }

  private static String hex(Algorithm algorithm, String content) {
    return digest(algorithm, content.getBytes(StandardCharsets.UTF_8)).hex();
  }

  private static String upper(String hex) {
    return hex.toUpperCase(Locale.ROOT);
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }
}
