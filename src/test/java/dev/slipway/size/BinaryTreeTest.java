package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.Fixtures;
import dev.slipway.binary.OpenBinary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BinaryTreeTest {

  static List<Path> fixtures() {
    return Fixtures.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void theLeavesSumToTheFile(Path file) throws Exception {
    SizeTree tree = tree(file);

    assertThat(tree.size()).isEqualTo(Files.size(file));
    assertThat(leaves(tree).mapToLong(SizeTree::size).sum()).isEqualTo(Files.size(file));
  }

  @Test
  void aliasesShareTheirBytesAndOverlapsAreClipped() throws Exception {
    SizeTree text = section(tree(Fixtures.file("elf-x64-overlapping")), ".text");

    assertThat(leaves(text)).extracting(SizeTree::name, SizeTree::size, SizeTree::provenance)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("outer", 40L, Provenance.SYMTAB),
            org.assertj.core.groups.Tuple.tuple("inner", 24L, Provenance.SYMTAB));
  }

  @Test
  void rustSymbolsStandUnderCrateAndModule() throws Exception {
    SizeTree text = section(tree(Fixtures.file("elf-x64-rust-names")), ".text");

    assertThat(text.parts()).filteredOn(p -> p.kind() == SizeTree.Kind.GROUP)
        .extracting(SizeTree::name, SizeTree::size)
        .contains(
            org.assertj.core.groups.Tuple.tuple("mycrate", 160L),
            org.assertj.core.groups.Tuple.tuple("other", 160L),
            org.assertj.core.groups.Tuple.tuple("abc", 48L));
  }

  @Test
  void aStrippedElfStillHasExactFunctions() throws Exception {
    SizeTree named = section(tree(Fixtures.file("elf-x64-static")), ".text");
    SizeTree stripped = section(tree(Fixtures.file("elf-x64-stripped")), ".text");

    assertThat(sizes(stripped)).isNotEmpty().isEqualTo(sizes(named));
    assertThat(leaves(stripped).filter(l -> l.kind() == SizeTree.Kind.SYMBOL))
        .extracting(SizeTree::provenance).containsOnly(Provenance.UNWIND);
  }

  @Test
  void aStrippedGoBinaryKeepsItsPackages() throws Exception {
    SizeTree text = section(tree(Fixtures.file("elf-x64-go-stripped")), ".text");

    assertThat(text.parts()).extracting(SizeTree::name, SizeTree::size, SizeTree::provenance)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("net/http", 32L, Provenance.PCLNTAB),
            org.assertj.core.groups.Tuple.tuple("runtime", 32L, Provenance.PCLNTAB),
            org.assertj.core.groups.Tuple.tuple("main", 16L, Provenance.PCLNTAB));
  }

  /// C and what the linker makes have no package; what is made for a type belongs to the type's.
  @Test
  void aGoBinaryWithSymbolsHasPackagesAndNotFiles() throws Exception {
    assertThat(crates("elf-x64-go-symbols"))
        .containsExactly("net/http 24", "[C] 16", "main 16", "runtime 16", "os 8");
  }

  /// Go on Windows writes addresses as they are in memory, with the image's base in them.
  @Test
  void aGoTableOfAbsoluteAddressesNamesTheRightBytes() throws Exception {
    SizeTree text = section(tree(Fixtures.file("pe-x64-go-absolute.exe")), ".text");

    assertThat(text.parts()).extracting(SizeTree::name, SizeTree::size, SizeTree::provenance)
        .contains(org.assertj.core.groups.Tuple.tuple("pkg/sub", 960L, Provenance.PCLNTAB));
  }

  @Test
  void threadLocalDataHasItsSymbols() throws Exception {
    assertThat(leaves(section(tree(Fixtures.file("elf-x64-tls")), ".tdata"))).extracting(SizeTree::name, SizeTree::size)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("counter", 64L));
  }

  /// Their symbols stand at descriptors in data, 24 bytes each; the code they describe lies elsewhere.
  @Test
  void functionsOfBigEndianPowerPcAreCodeAndNoDescriptors() throws Exception {
    SizeTree tree = tree(Fixtures.file("elf-ppc64-big-endian"));

    assertThat(leaves(section(tree, ".text")).filter(leaf -> leaf.kind() == SizeTree.Kind.SYMBOL))
        .extracting(leaf -> leaf.name() + " " + leaf.size())
        .containsExactlyInAnyOrder("work 132", "fold 64", "main 52", "twice 44", "_start 36");
    assertThat(section(tree, ".opd").size()).isEqualTo(5 * 24);
    assertThat(section(tree, ".opd").parts()).isEmpty();
  }

  /// The lowest bit of a Thumb function's address is no part of it; functions would begin a byte late.
  @Test
  void thumbFunctionsBeginWhereTheirSectionDoes() throws Exception {
    SizeTree text = section(tree(Fixtures.file("elf-armv7-thumb")), ".text");

    assertThat(leaves(text).map(SizeTree::name)).doesNotContain("[no symbol]");
  }

  /// GNU ld tells which bytes each source file contributed: its own symbols behind the last file are none of that file's.
  @Test
  void symbolsOfMinGwStandUnderTheFileTheyAreOf() throws Exception {
    assertThat(crates("pe-x64-gnu-ld.exe"))
        .contains("starts_it.c 25", "a_source_file_of_a_long_name.c 4")
        .doesNotContain("fake 976");
    assertThat(leaves(tree(Fixtures.file("pe-x64-gnu-ld.exe"))).filter(l -> l.kind() == SizeTree.Kind.SYMBOL))
        .extracting(SizeTree::name).doesNotContain(".text", ".xdata", ".pdata");
  }

  /// What fills a PE section up to the next 512 bytes is no part of its last symbol.
  @Test
  void thePaddingOfASectionBelongsToNoSymbol() throws Exception {
    assertThat(leaves(tree(Fixtures.file("pe-x64-gnu-ld.exe"))).filter(l -> l.kind() == SizeTree.Kind.SYMBOL))
        .allSatisfy(symbol -> assertThat(symbol.size()).isLessThan(64));
  }

  @Test
  void importStubsAreNoFunction() throws Exception {
    SizeTree stubs = section(tree(Fixtures.file("elf-x64-gnu-stubs.so")), ".plt");

    assertThat(stubs.parts()).isEmpty();
  }

  /// The list without the tree must be that of the tree, whatever names are left.
  @ParameterizedTest(name = "{0}")
  @MethodSource("fixtures")
  void theListOfTheLargestIsThatOfTheTree(Path file) throws Exception {
    try (OpenBinary open = OpenBinary.open(file)) {
      if (open.image() instanceof dev.slipway.binary.NativeImage) {
        assertThat(TopList.of(open.image(), TopList.By.FUNCTION, 5)).extracting(TopEntry::size)
            .isEqualTo(TopList.of(tree(file), TopList.By.FUNCTION, 5).stream().map(TopEntry::size).toList());
      }
    }
  }

  @Test
  void machOFunctionsSumToTheTextSection() throws Exception {
    for (String name : List.of("macho-arm64-exe", "macho-x86_64-exe", "macho-x86_64-stripped")) {
      SizeTree text = section(tree(Fixtures.file(name)), "__TEXT,__text");

      assertThat(leaves(text).filter(l -> l.kind() == SizeTree.Kind.SYMBOL).mapToLong(SizeTree::size).sum())
          .as(name).isEqualTo(text.size());
      assertThat(leaves(text)).extracting(SizeTree::provenance).containsOnly(Provenance.FUNCTION_STARTS);
    }
  }

  @Test
  void zeroFillTakesNoBytesOfTheFile() throws Exception {
    assertThat(leaves(tree(Fixtures.file("macho-arm64-exe"))).map(SizeTree::name)).doesNotContain("_zeroed");
    assertThat(leaves(tree(Fixtures.file("elf-x64-static"))).map(SizeTree::name)).doesNotContain("zeroed");
  }

  @Test
  void webAssemblyBodiesHaveTheirNames() throws Exception {
    SizeTree code = section(tree(Fixtures.file("wasm-names.wasm")), "code");

    assertThat(leaves(code).filter(l -> l.kind() == SizeTree.Kind.SYMBOL).map(SizeTree::name))
        .containsExactlyInAnyOrder("run", "direct", "shared", "viaTable", "byReference", "byExpression", "garbage");
    assertThat(leaves(section(tree(Fixtures.file("wasm-names.wasm")), "data")).map(SizeTree::name))
        .contains("greeting", "passive");
  }

  @Test
  void aModuleWithTwoDataSectionsStillSumsUp() throws Exception {
    byte[] module = Files.readAllBytes(Fixtures.file("wasm-names.wasm"));
    byte[] data = {11, 5, 1, 1, 2, 'h', 'i'};
    byte[] twice = java.util.Arrays.copyOf(module, module.length + data.length);
    System.arraycopy(data, 0, twice, module.length, data.length);

    SizeTree tree = BinaryTree.of("twice", OpenBinary.of("twice", java.lang.foreign.MemorySegment.ofArray(twice)));

    assertThat(leaves(tree).mapToLong(SizeTree::size).sum()).isEqualTo(twice.length);
  }

  @Test
  void aComponentIsTakenApartDownToItsModules() throws Exception {
    assertThat(leaves(tree(Fixtures.file("wasm-component.wasm"))).map(SizeTree::name)).contains("one", "two");
  }

  private static List<String> crates(String name) throws Exception {
    return TopList.of(tree(Fixtures.file(name)), TopList.By.CRATE, 50).stream().map(e -> e.name() + " " + e.size()).toList();
  }

  private static SizeTree tree(Path file) throws Exception {
    try (OpenBinary open = OpenBinary.open(file)) {
      return BinaryTree.of(file.getFileName().toString(), open.image());
    }
  }

  private static SizeTree section(SizeTree tree, String name) {
    return tree.parts().stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
  }

  private static Stream<SizeTree> leaves(SizeTree tree) {
    return tree.parts().isEmpty() ? Stream.of(tree) : tree.parts().stream().flatMap(BinaryTreeTest::leaves);
  }

  private static List<Long> sizes(SizeTree tree) {
    return leaves(tree).filter(l -> l.kind() == SizeTree.Kind.SYMBOL).map(SizeTree::size).sorted().toList();
  }
}
