package dev.slipway.verify.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.Fixtures;
import dev.slipway.binary.Format;
import dev.slipway.fact.Finding;
import dev.slipway.target.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryIdentityTest {

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "elf-x64-static,           x86_64-unknown-linux-musl,  ''",
    "elf-x64-static-pie,       x86_64-unknown-linux-musl,  ''",
    "elf-x64-dynamic-musl,     x86_64-unknown-linux-musl,  musl-not-static",
    "elf-x64-dynamic-gnu,      x86_64-unknown-linux-musl,  musl-not-static",
    "elf-x64-dynamic-gnu,      x86_64-unknown-linux-gnu,   ''",
    "elf-x64-dynamic-musl,     x86_64-unknown-linux-gnu,   wrong-c-library",
    "elf-x64-static,           aarch64-unknown-linux-musl, wrong-architecture",
    "elf-arm64-static,         aarch64-unknown-linux-musl, ''",
    "elf-x64-static,           aarch64-apple-darwin,       wrong-format",
    "macho-arm64-exe,          aarch64-apple-darwin,       ''",
    "macho-x86_64-exe,         aarch64-apple-darwin,       wrong-architecture",
    "macho-universal,          aarch64-apple-darwin,       ''",
    "macho-universal,          x86_64-apple-darwin,        ''",
    "macho-arm64-exe,          x86_64-pc-windows-msvc,     wrong-format",
    "pe-x64.exe,               x86_64-pc-windows-msvc,     ''",
    "pe-arm64.exe,             x86_64-pc-windows-msvc,     wrong-architecture",
    "pe-x64.exe,               x86_64-unknown-linux-musl,  wrong-format",
    "wasm-names.wasm,          wasm32-wasip1,              ''",
    "wasm-names.wasm,          wasm32-wasip2,              wasi-version",
    "wasm-component.wasm,      wasm32-wasip2,              ''",
    "wasm-component.wasm,      wasm32-wasip1,              wasi-version",
    "elf-x64-object.o,         x86_64-unknown-linux-gnu,   not-a-program",
    "elf-x64-static,           wasm32-wasip2,              wrong-format",
    "wasm-names.wasm,          x86_64-unknown-linux-musl,  wrong-format"
  })
  void holdsAFileAgainstItsTarget(String fixture, String triple, String rule) throws Exception {
    var result = new BinaryIdentity(IdentityRules.none()).check(Fixtures.file(fixture), target(triple));

    assertThat(errors(result)).isEqualTo(rule.isEmpty() ? List.of() : List.of(rule));
    assertThat(result.holds()).isEqualTo(rule.isEmpty());
  }

  @Test
  void whatIsNoBinaryNeverHolds(@TempDir Path folder) throws Exception {
    Path text = Files.writeString(folder.resolve("weft"), "#!/bin/sh\necho not what was promised here\n");

    var result = new BinaryIdentity(IdentityRules.none()).check(text, target("x86_64-unknown-linux-musl"));

    assertThat(result.holds()).isFalse();
    assertThat(errors(result)).containsExactly("not-a-binary");
  }

  @Test
  void forbidsLibrariesByTheirLastName() throws Exception {
    var rules = new IdentityRules(false, List.of("libLLVM*"), List.of(), Optional.empty(), Optional.empty());

    var result = new BinaryIdentity(rules).check(Fixtures.file("macho-arm64-needs-llvm"), target("aarch64-apple-darwin"));

    assertThat(errors(result)).containsExactly("forbidden-library");
    assertThat(new BinaryIdentity(rules).check(Fixtures.file("macho-arm64-exe"), target("aarch64-apple-darwin")).holds())
        .isTrue();
  }

  @Test
  void requiresTextsOfSomeTargetsOnly() throws Exception {
    var rules =
        new IdentityRules(
            false, List.of(), List.of(new IdentityRules.Required("*-musl", "mi_malloc")), Optional.empty(), Optional.empty());

    assertThat(errors(new BinaryIdentity(rules).check(Fixtures.file("elf-x64-static"), target("x86_64-unknown-linux-musl"))))
        .containsExactly("required-text");
    assertThat(new BinaryIdentity(rules).check(Fixtures.file("elf-x64-dynamic-gnu"), target("x86_64-unknown-linux-gnu")).holds())
        .isTrue();
    var found =
        new IdentityRules(false, List.of(), List.of(new IdentityRules.Required("*", "made for slipway")), Optional.empty(), Optional.empty());
    assertThat(new BinaryIdentity(found).check(Fixtures.file("elf-x64-static"), target("x86_64-unknown-linux-musl")).holds())
        .isTrue();
  }

  @Test
  void asksForTheVersionOfTheTag() throws Exception {
    assertThat(errors(version("fixture", "v1.2.3"))).isEmpty();
    assertThat(version("fixture", "v1.2.3").findings()).isEmpty();
    assertThat(errors(version("fixture", "v1.2.4"))).containsExactly("wrong-version");
    assertThat(version("other", "v9.9.9").findings()).extracting(Finding::rule).containsExactly("version-not-found");
  }

  @Test
  void asksForStrippedBinaries() throws Exception {
    var rules = new IdentityRules(true, List.of(), List.of(), Optional.empty(), Optional.empty());

    assertThat(errors(new BinaryIdentity(rules).check(Fixtures.file("elf-x64-static"), target("x86_64-unknown-linux-musl"))))
        .containsExactly("not-stripped");
    assertThat(new BinaryIdentity(rules).check(Fixtures.file("elf-x64-stripped"), target("x86_64-unknown-linux-musl")).holds())
        .isTrue();
  }

  @Test
  void oneTargetMayNotSilentlyNeedANewerSystem() throws Exception {
    Map<String, BinaryFile> files = new LinkedHashMap<>();
    files.put("dprint-x64", glibc("2.34"));
    files.put("dprint-arm64", glibc("2.39"));
    files.put("dprint-old", glibc("2.9"));

    assertThat(GlibcSpread.findings(files)).extracting(Finding::subject).containsExactly("dprint-x64", "dprint-arm64");
    assertThat(GlibcSpread.findings(Map.of("one", glibc("2.34")))).isEmpty();
  }

  /// The certificate table of a Windows program: data directory 4, and an Authenticode signature at the end of the file (PE format,
  /// "The Attribute Certificate Table"). It is shown that one is there, not that it holds.
  @Test
  void showsWhetherAWindowsProgramIsSigned(@TempDir Path folder) throws Exception {
    byte[] plain = Files.readAllBytes(Fixtures.file("pe-x64.exe"));
    assertThat(ProgramWords.of(BinaryReader.read(Fixtures.file("pe-x64.exe")))).contains(", not signed, ");
    byte[] signed = java.util.Arrays.copyOf(plain, (plain.length + 7) / 8 * 8 + 16);
    var bytes = java.nio.ByteBuffer.wrap(signed).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int table = signed.length - 16;
    bytes.putInt(table, 16).putShort(table + 4, (short) 0x0200).putShort(table + 6, (short) 2);
    int directory = bytes.getInt(0x3C) + 24 + 112 + 4 * 8;
    bytes.putInt(directory, table).putInt(directory + 4, 16);
    BinaryFile file = BinaryReader.read(Files.write(folder.resolve("signed.exe"), signed));
    assertThat(ProgramWords.of(file)).contains(", signed, ");
    assertThat(file.format()).isInstanceOfSatisfying(Format.Pe.class, pe -> assertThat(pe.signing()).isEqualTo(Format.Signing.PRESENT));
  }

  private static BinaryIdentity.Result version(String program, String tag) throws Exception {
    var rules = new IdentityRules(false, List.of(), List.of(), Optional.of(program), Optional.of(tag));
    return new BinaryIdentity(rules).check(Fixtures.file("elf-x64-static"), target("x86_64-unknown-linux-musl"));
  }

  private static BinaryFile glibc(String version) throws Exception {
    BinaryFile file = BinaryReader.read(Fixtures.file("elf-x64-dynamic-gnu"));
    var elf =
        new Format.Elf(64, true, Optional.empty(), Optional.empty(), Optional.of(version), Optional.empty(), Optional.empty(), Optional.empty());
    return new BinaryFile(
        "f", 1, elf, file.arch(), file.byteOrder(), file.os(), file.abi(), file.kind(), file.linkage(), file.strip(),
        List.of(), List.of(), List.of(), file.traces());
  }

  private static Target target(String triple) {
    return Target.parse(triple).orElseThrow();
  }

  private static List<String> errors(BinaryIdentity.Result result) {
    return result.findings().stream().filter(f -> f.severity() == dev.slipway.fact.Severity.ERROR).map(Finding::rule).toList();
  }
}
