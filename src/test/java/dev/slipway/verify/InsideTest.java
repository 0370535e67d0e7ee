package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.Fixtures;
import dev.slipway.fact.Digest;
import dev.slipway.fact.Digest.Algorithm;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import dev.slipway.task.Progress;
import dev.slipway.verify.identity.IdentityRules.Required;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a release asks of the inside of its files, each with one that holds and one that does not.
class InsideTest {
  private static final String MUSL = "x86_64-unknown-linux-musl";
  private static final String GNU = "x86_64-unknown-linux-gnu";
  private static final String MAC = "aarch64-apple-darwin";
  private static final int LC_CODE_SIGNATURE = 0x1D;
  private static final int LC_DATA_IN_CODE = 0x29;

  @TempDir Path folder;

  @Test
  void anArchiveHoldsWhatThePolicyNamesAtItsRootOrInItsOneFolder() throws Exception {
    Requirements asked = contents("README.md", "LICENSE");
    byte[] program = fixture("elf-x64-static");
    for (String root : List.of("", "app-1.2.3/")) {
      assertThat(archive(asked, MUSL, tar(root, program, 0755, "README.md", "LICENSE"))).isEmpty();
      assertThat(archive(asked, MUSL, tar(root, program, 0755, "README.md"))).containsExactly("archive-lacks");
      assertThat(archive(asked, MUSL, tar(root, program, 0755, "README.md", "doc/LICENSE"))).containsExactly("archive-lacks");
      assertThat(archive(asked, MUSL, tar(root, program, 0644, "README.md", "LICENSE"))).containsExactly("not-executable");
      Path deeper = write("packed.tar.gz", Map.of(root + "bin/app", program, root + "README.md", program, root + "LICENSE", program), 0755);
      assertThat(archive(asked, MUSL, deeper)).containsExactly("archive-lacks-program");
    }
  }

  /// A member with holes is another file once it is unpacked than the bytes that are packed.
  @ParameterizedTest
  @ValueSource(strings = {"gnu", "posix"})
  void aProgramWithHolesIsNotTakenForWhatIsPackedOfIt(String format) throws Exception {
    Path tar = Path.of("/usr/bin/tar");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(tar), "skipped: GNU tar is not installed here");
    Path sparse = folder.resolve("sparse");
    Files.write(sparse, fixture("elf-x64-static"));
    try (var channel = java.nio.channels.FileChannel.open(sparse, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[] {1}), 4 << 20);
    }
    Files.write(folder.resolve("app"), fixture("elf-x64-static"));
    for (String options : List.of("--sparse", "--no-same-owner")) {
      Path packed = folder.resolve("packed.tar");
      Process process =
          new ProcessBuilder(tar.toString(), "-C", folder.toString(), "--format=" + format, options, "-cf", packed.toString(), "app", "sparse").inheritIO().start();
      assertThat(process.waitFor()).isZero();
      Class<?> expected = options.equals("--sparse") ? Cell.NotCheckable.class : Cell.Passed.class;
      assertThat(verify(contents(), MUSL, packed).cell(Check.IDENTITY)).as(options).isInstanceOf(expected);
    }
  }

  @Test
  void whatIsCalledLikeTheProgramMustBeOne() throws Exception {
    for (byte[] nothing : List.of(new byte[0], "<html>404</html>".getBytes(StandardCharsets.UTF_8), new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1, 0})) {
      VerifiedFile packed = verify(contents(), MUSL, tar("", nothing, 0755));
      assertThat(packed.holds()).isFalse();
      assertThat(errors(packed)).contains("not-a-binary");
      Path bare = Files.write(folder.resolve("app-x86_64-linux-musl"), nothing);
      VerifiedFile alone = verify(contents(), MUSL, bare);
      assertThat(alone.cell(Check.IDENTITY)).isInstanceOf(Cell.Failed.class);
      assertThat(errors(alone)).containsExactly("not-a-binary");
    }
    Path completion = tar("", fixture("elf-x64-static"), 0755, "completions/app");
    assertThat(verify(contents(), MUSL, completion).holds()).isTrue();
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "elf-x64-static,        x86_64-unknown-linux-musl,  ''",
    "elf-x64-dynamic-musl,  x86_64-unknown-linux-musl,  musl-not-static",
    "elf-x64-static,        aarch64-unknown-linux-musl, wrong-architecture",
    "elf-x64-static,        x86_64-pc-windows-msvc,     wrong-format",
    "pe-x64.exe,            x86_64-pc-windows-msvc,     ''",
    "macho-arm64-exe,       aarch64-apple-darwin,       ''",
    "macho-x86_64-exe,      aarch64-apple-darwin,       wrong-architecture",
    "wasm-names.wasm,       wasm32-wasip1,              ''",
    "wasm-names.wasm,       wasm32-wasip2,              wasi-version",
    "wasm-component.wasm,   wasm32-wasip2,              ''",
    "wasm-component.wasm,   wasm32-wasip1,              wasi-version",
    "elf-x64-static,        wasm32-wasip1,              wrong-format"
  })
  void aProgramIsForItsTargetAloneOrPacked(String fixture, String triple, String rule) throws Exception {
    List<String> expected = rule.isEmpty() ? List.of() : List.of(rule);
    String name = "app" + target(triple).executableSuffix();
    Path alone = Files.write(folder.resolve(name), fixture(fixture));
    Path packed = tar(name, fixture(fixture), 0755);
    for (Path file : List.of(alone, packed)) {
      VerifiedFile row = verify(Requirements.none(), triple, file);
      assertThat(errors(row)).as(file.toString()).isEqualTo(expected);
      assertThat(row.cell(Check.IDENTITY)).isInstanceOf(rule.isEmpty() ? Cell.Passed.class : Cell.Failed.class);
    }
  }

  /// A name alone promises less than a release does: programs for musl that need its loader are published too.
  @ParameterizedTest(name = "{0} as {1}: {2}")
  @CsvSource({
    "elf-x64-static,        app-x86_64-linux-musl,  ''",
    "elf-x64-dynamic-musl,  app-x86_64-linux-musl,  ''",
    "elf-x64-dynamic-gnu,   app-x86_64-linux-musl,  wrong-c-library",
    "elf-x64-dynamic-musl,  app-x86_64-linux-gnu,   wrong-c-library",
    "elf-x64-static,        app-linux,              ''",
    "macho-arm64-exe,       app-linux,              wrong-format",
    "elf-x64-static,        app-wasm32,             wrong-format",
    "wasm-names.wasm,       app-wasip2.wasm,        wasi-version"
  })
  void aProgramIsWhatItsNamePromises(String fixture, String name, String rule) throws Exception {
    Path file = Files.write(folder.resolve(name), fixture(fixture));
    VerifiedFile row = new Verifier(Rules.strict()).folder(listed(file), Progress.unwatched()).file(name).orElseThrow();
    assertThat(errors(row)).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    assertThat(row.cell(Check.IDENTITY)).isInstanceOf(rule.isEmpty() ? Cell.Passed.class : Cell.Failed.class);
  }

  @Test
  void aProgramNeedsNoForbiddenLibrary() throws Exception {
    Requirements asked = new Requirements(List.of(), Optional.of("app"), false, List.of("libLLVM*"), List.of(), Optional.empty());
    assertThat(errors(verify(asked, MAC, tar("", fixture("macho-arm64-needs-llvm"), 0755)))).containsExactly("forbidden-library");
    assertThat(verify(asked, MAC, tar("", fixture("macho-arm64-exe"), 0755)).holds()).isTrue();
  }

  @Test
  void aProgramIsStrippedWhereThePolicyAsksForIt() throws Exception {
    Requirements asked = new Requirements(List.of(), Optional.of("app"), true, List.of(), List.of(), Optional.empty());
    assertThat(errors(verify(asked, MUSL, tar("", fixture("elf-x64-static"), 0755)))).containsExactly("not-stripped");
    assertThat(verify(asked, MUSL, tar("", fixture("elf-x64-stripped"), 0755)).holds()).isTrue();
  }

  @Test
  void theAllocatorIsInTheProgramsOfThatTargetAlone() throws Exception {
    Requirements asked =
        new Requirements(List.of(), Optional.of("app"), false, List.of(), List.of(new Required("*-musl", "mi_malloc")), Optional.empty());
    byte[] without = fixture("elf-x64-static");
    byte[] with = (new String(without, StandardCharsets.ISO_8859_1) + "mi_malloc").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(errors(verify(asked, MUSL, tar("", without, 0755)))).containsExactly("required-text");
    assertThat(verify(asked, MUSL, tar("", with, 0755)).holds()).isTrue();
    assertThat(verify(asked, GNU, tar("", fixture("elf-x64-dynamic-gnu"), 0755)).holds()).isTrue();
  }

  @Test
  void theVersionInsideIsTheReleasesPackedOrAlone() throws Exception {
    for (String version : List.of("1.2.3", "1.2.4")) {
      Requirements asked = new Requirements(List.of(), Optional.of("fixture"), false, List.of(), List.of(), Optional.of(version));
      List<String> expected = version.equals("1.2.3") ? List.of() : List.of("wrong-version");
      Path alone = Files.write(folder.resolve("fixture-x86_64-linux-musl"), fixture("elf-x64-static"));
      assertThat(errors(verify(asked, MUSL, alone))).isEqualTo(expected);
      assertThat(errors(verify(asked, MUSL, tar("fixture", fixture("elf-x64-static"), 0755)))).isEqualTo(expected);
    }
  }

  @Test
  void aProgramForAppleSiliconIsSigned() throws Exception {
    assertThat(verify(Requirements.none(), MAC, tar("", fixture("macho-arm64-exe"), 0755)).holds()).isTrue();
    assertThat(errors(verify(Requirements.none(), MAC, tar("", unsigned(fixture("macho-arm64-exe")), 0755)))).containsExactly("unsigned-arm64");
  }

  @Test
  void aProgramThatCannotBeReadLeavesTheAnswerOpen() throws Exception {
    byte[] good = fixture("pe-x64.exe");
    Path both = write("app-x86_64-pc-windows-msvc.tar.gz", Map.of("app.exe", good, "other.exe", "MZ no more".getBytes(StandardCharsets.UTF_8)), 0755);
    VerifiedFile row = verify(Requirements.none(), "x86_64-pc-windows-msvc", both);
    assertThat(row.cell(Check.IDENTITY)).isInstanceOf(Cell.NotCheckable.class);
    assertThat(row.findings()).extracting(Finding::rule).containsExactly("unreadable-program");
  }

  private List<String> archive(Requirements asked, String triple, Path file) throws Exception {
    VerifiedFile row = verify(asked, triple, file);
    assertThat(row.cell(Check.ARCHIVE)).isInstanceOf(errors(row).isEmpty() ? Cell.Passed.class : Cell.Failed.class);
    return errors(row);
  }

  private static Requirements contents(String... names) {
    return new Requirements(List.of(names), Optional.of("app"), false, List.of(), List.of(), Optional.empty());
  }

  private VerifiedFile verify(Requirements asked, String triple, Path file) throws Exception {
    String name = file.getFileName().toString();
    ExpectedFile expected =
        new ExpectedFile(file, name, Optional.of(sha256(file)), OptionalLong.empty(), Optional.of(target(triple)), Optional.empty());
    return new Verifier(Rules.strict().requiring(asked)).files("v1.2.3", List.of(expected), Progress.unwatched()).file(name).orElseThrow();
  }

  private Path listed(Path file) throws Exception {
    Files.writeString(folder.resolve("SHA256SUMS"), sha256(file).hex() + "  " + file.getFileName() + "\n");
    return folder;
  }

  private Path tar(String root, byte[] program, int mode, String... others) throws Exception {
    Map<String, byte[]> members = new LinkedHashMap<>();
    boolean folderGiven = root.isEmpty() || root.endsWith("/");
    members.put(folderGiven ? root + "app" : root, program);
    for (String other : others) {
      members.put((folderGiven ? root : "") + other, other.getBytes(StandardCharsets.UTF_8));
    }
    return write("packed.tar.gz", members, mode);
  }

  private Path write(String name, Map<String, byte[]> members, int mode) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(member.getKey());
        entry.setSize(member.getValue().length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(member.getValue());
        tar.closeArchiveEntry();
      }
    }
    return file;
  }

  /// The same program with its signature under another load command of the same shape.
  private static byte[] unsigned(byte[] program) {
    for (int i = 32; i < 4096; i += 4) {
      if (program[i] == LC_CODE_SIGNATURE && program[i + 1] == 0 && program[i + 2] == 0 && program[i + 3] == 0 && program[i + 4] == 16) {
        program[i] = LC_DATA_IN_CODE;
        return program;
      }
    }
    throw new AssertionError("it was not signed");
  }

  private static Digest sha256(Path file) throws Exception {
    return Digest.of(Algorithm.SHA256, MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static byte[] fixture(String name) throws Exception {
    return Files.readAllBytes(Fixtures.file(name));
  }

  private static Target target(String triple) {
    return Target.parse(triple).orElseThrow();
  }

  private static List<String> errors(VerifiedFile row) {
    return row.findings().stream().filter(finding -> finding.severity() == Severity.ERROR).map(Finding::rule).toList();
  }
}
