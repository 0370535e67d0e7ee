package dev.slipway.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.nio.file.Files;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryReaderTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          elf-x64-static           | elf   | x86_64    | linux   | untold | executable | static       | with-symbols
          elf-x64-static-pie       | elf   | x86_64    | linux   | untold | executable | static-pie   | with-symbols
          elf-x64-stripped         | elf   | x86_64    | linux   | untold | executable | static       | stripped
          elf-x64-no-sections      | elf   | x86_64    | linux   | untold | executable | static       | stripped
          elf-x64-dynamic-gnu      | elf   | x86_64    | linux   | gnu    | executable | dynamic      | with-symbols
          elf-x64-dynamic-musl     | elf   | x86_64    | linux   | musl   | executable | dynamic      | with-symbols
          elf-x64-library.so       | elf   | x86_64    | linux   | untold | library    | dynamic      | with-symbols
          elf-x64-object.o         | elf   | x86_64    | linux   | untold | object     | relocatable  | with-symbols
          elf-x64-debug            | elf   | x86_64    | linux   | untold | executable | static       | with-debug-info
          elf-arm64-static         | elf   | aarch64   | linux   | untold | executable | static       | with-symbols
          elf-x86-static           | elf   | i686      | linux   | untold | executable | static       | with-symbols
          elf-ppc64-big-endian     | elf   | powerpc64 | linux   | untold | executable | static       | with-symbols
          macho-arm64-exe          | macho | aarch64   | macos   | untold | executable | system-only  | with-symbols
          macho-x86_64-exe         | macho | x86_64    | macos   | untold | executable | system-only  | with-symbols
          macho-x86_64-stripped    | macho | x86_64    | macos   | untold | executable | system-only  | stripped
          macho-universal          | macho | universal | macos   | untold | executable | system-only  | with-symbols
          macho-arm64-needs-llvm   | macho | aarch64   | macos   | untold | executable | dynamic      | with-symbols
          macho-arm64-object.o     | macho | aarch64   | macos   | untold | object     | relocatable  | with-symbols
          pe-x64.exe               | pe    | x86_64    | windows | msvc   | executable | system-only  | stripped
          pe-x64-vcruntime.exe     | pe    | x86_64    | windows | untold | executable | dynamic      | stripped
          pe-arm64.exe             | pe    | aarch64   | windows | untold | executable | system-only  | stripped
          pe-x64-mingw-symbols.exe | pe    | x86_64    | windows | untold | executable | system-only  | with-debug-info
          coff-x64-object.obj      | pe    | x86_64    | windows | untold | object     | relocatable  | with-symbols
          coff-armv7-object.obj    | pe    | arm       | windows | untold | object     | relocatable  | with-symbols
          wasm-names.wasm          | wasm  | wasm32    | wasip1  | untold | module     | host-imports | with-symbols
          wasm-no-names.wasm       | wasm  | wasm32    | wasip1  | untold | module     | host-imports | stripped
          wasm-component.wasm      | wasm  | wasm32    | wasip2  | untold | component  | host-imports | with-symbols
          elf-armv7-thumb          | elf   | arm       | linux   | untold | executable | static       | with-symbols
          elf-x64-debug-only       | elf   | x86_64    | linux   | untold | debug-companion | static  | with-debug-info
          elf-x64-dynamic-debug-only | elf | x86_64    | linux   | untold | debug-companion | dynamic | with-symbols
          elf-x64-go-symbols       | elf   | x86_64    | linux   | untold | executable | static       | with-symbols
          elf-x64-one-symbol       | elf   | x86_64    | linux   | untold | executable | static       | with-symbols
          elf-x64-tls              | elf   | x86_64    | linux   | untold | executable | static       | with-symbols
          elf-x64-gnu-stubs.so     | elf   | x86_64    | linux   | gnu    | library    | dynamic      | with-symbols
          pe-x64-debug-only.exe    | pe    | x86_64    | windows | untold | debug-companion | system-only | stripped
          pe-x64-gnu-ld.exe        | pe    | x86_64    | windows | untold | executable | system-only  | with-symbols
          pe-x64-go-absolute.exe   | pe    | x86_64    | windows | untold | executable | system-only  | stripped
          wasm-imports-memory64.wasm | wasm | wasm64   | none    | untold | module     | host-imports | stripped
          """)
  void saysWhatItIs(
      String name, String format, String arch, String os, String abi, String kind, String linkage, String strip)
      throws Exception {
    BinaryFile file = BinaryReader.read(Fixtures.file(name));

    assertThat(file.format().word()).isEqualTo(format);
    assertThat(file.arch().word()).isEqualTo(arch);
    assertThat(file.os().word()).isEqualTo(os);
    assertThat(file.abi().word()).isEqualTo(abi);
    assertThat(file.kind().word()).isEqualTo(kind);
    assertThat(file.linkage().word()).isEqualTo(linkage);
    assertThat(file.strip().word()).isEqualTo(strip);
  }

  @Test
  void everyFixtureIsOneOfTheTable() {
    assertThat(Fixtures.all()).hasSizeGreaterThanOrEqualTo(36);
  }

  @Test
  void namesWhatItNeeds() throws Exception {
    assertThat(BinaryReader.read(Fixtures.file("elf-x64-dynamic-gnu")).libraries()).containsExactly("libc.so.6");
    assertThat(BinaryReader.read(Fixtures.file("elf-x64-dynamic-musl")).linkage())
        .isEqualTo(new Linkage.Dynamic(java.util.Optional.of("/lib/ld-musl-x86_64.so.1")));
    assertThat(BinaryReader.read(Fixtures.file("macho-arm64-needs-llvm")).libraries())
        .contains("@rpath/libLLVM.dylib");
    assertThat(BinaryReader.read(Fixtures.file("pe-x64-vcruntime.exe")).libraries())
        .containsExactlyInAnyOrder("KERNEL32.dll", "VCRUNTIME140.dll");
    assertThat(BinaryReader.read(Fixtures.file("wasm-names.wasm")).libraries())
        .containsExactly("wasi_snapshot_preview1");
    assertThat(BinaryReader.read(Fixtures.file("wasm-component.wasm")).libraries()).containsExactly("wasi:cli");
  }

  @Test
  void readsWhatOnlyOneFormatHas() throws Exception {
    assertThat(BinaryReader.read(Fixtures.file("elf-x64-dynamic-gnu")).format())
        .isInstanceOfSatisfying(
            Format.Elf.class, elf -> assertThat(elf.glibc()).contains("2.34"));
    assertThat(BinaryReader.read(Fixtures.file("elf-x64-static")).format())
        .isInstanceOfSatisfying(
            Format.Elf.class, elf -> assertThat(elf.buildId().orElseThrow()).hasSize(40));
    assertThat(BinaryReader.read(Fixtures.file("macho-arm64-exe")).format())
        .isInstanceOfSatisfying(
            Format.MachO.class,
            macho -> {
              assertThat(macho.minimumOs()).contains("11.0");
              assertThat(macho.sdk()).contains("14.0");
              assertThat(macho.signing()).isEqualTo(Format.Signing.AD_HOC);
              assertThat(macho.functions()).isEqualTo(4);
            });
    assertThat(BinaryReader.read(Fixtures.file("pe-x64.exe")).format())
        .isInstanceOfSatisfying(
            Format.Pe.class,
            pe -> {
              assertThat(pe.pdb()).contains("fixture.pdb");
              assertThat(pe.subsystem()).isEqualTo("console");
            });
    assertThat(BinaryReader.read(Fixtures.file("wasm-names.wasm")).format())
        .isInstanceOfSatisfying(
            Format.Wasm.class,
            wasm -> {
              assertThat(wasm.exports()).containsExactly("memory", "_start");
              assertThat(wasm.names()).isEqualTo(8);
            });
  }

  @Test
  void aUniversalFileHasASliceForEachMachine() throws Exception {
    BinaryFile file = BinaryReader.read(Fixtures.file("macho-universal"));

    assertThat(file.architectures()).isEqualTo(Set.of(Architecture.X86_64, Architecture.AARCH64));
    assertThat(file.slices()).extracting(BinaryFile::kind).containsOnly(Kind.EXECUTABLE);
  }

  @Test
  void readsLongSectionNamesOfMingw() throws Exception {
    assertThat(BinaryReader.read(Fixtures.file("pe-x64-mingw-symbols.exe")).sections())
        .extracting(Section::name)
        .contains(".debug_info", ".debug_abbrev");
  }

  @Test
  void findsVersionsWithTheWordBeforeThem() throws Exception {
    assertThat(BinaryReader.read(Fixtures.file("elf-x64-static")).traces().versions())
        .contains(new Traces.VersionText("fixture", "1.2.3"));
  }

  @Test
  void refusesWhatItDoesNotKnowInOneSentence() {
    byte[] text = "just some text, no program".repeat(10).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> BinaryReader.read("README.md", MemorySegment.ofArray(text)))
        .isInstanceOf(FormatException.class)
        .hasMessage("README.md: the file at offset 0 cannot be read: it is neither ELF nor Mach-O nor PE nor WebAssembly.");
  }

  @Test
  void aNameSectionThatCannotBeReadLeavesTheModuleReadable() throws Exception {
    byte[] module = Files.readAllBytes(Fixtures.file("wasm-no-names.wasm"));
    byte[] odd = Arrays.copyOf(module, module.length + 9);
    System.arraycopy(new byte[] {0, 7, 4, 'n', 'a', 'm', 'e', -1, -1}, 0, odd, module.length, 9);

    BinaryFile file = BinaryReader.read("odd.wasm", MemorySegment.ofArray(odd));

    assertThat(file.sections()).extracting(Section::name).contains("custom \"name\"");
    assertThat(((Format.Wasm) file.format()).names()).isZero();
  }

  @Test
  void aJavaClassIsNoUniversalFile() {
    byte[] start = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 69, 0, 0, 0, 0};

    assertThat(BinaryReader.looksLikeBinary(start)).isFalse();
  }
}
