package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.Format;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.OpenBinary;
import dev.slipway.binary.Section;
import dev.slipway.binary.SymbolTable;
import dev.slipway.binary.name.Demangler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Real releases for every platform, held against the tools their formats come with.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealBinariesTest {
  @TempDir Path folder;
  private List<Path> binaries = List.of();

  @BeforeAll
  void fetch() throws Exception {
    binaries = RealPackages.binaries(RealPackages.ALL);
    assertThat(binaries).hasSameSizeAs(RealPackages.ALL);
  }

  @Test
  void thePartsOfEveryOneSumToIt() throws Exception {
    for (Path file : binaries) {
      try (OpenBinary open = OpenBinary.open(file)) {
        SizeTree tree = BinaryTree.of("file", open.image());
        assertThat(leaves(tree)).as(file.toString()).isEqualTo(Files.size(file));
        SizeTree outline = BinaryTree.outline("file", open.image());
        assertThat(leaves(outline)).as(file.toString()).isEqualTo(Files.size(file));
      }
    }
  }

  @Test
  void sectionsAreThoseOfTheirFormatsTools() throws Exception {
    Tool readobj = Tool.of("llvm-readobj-19", "llvm-readobj");
    Tool objdump = Tool.of("wasm-objdump");
    Pattern elf = Pattern.compile("Name: (\\S*) \\(\\d+\\)\\R\\s+Type: (\\S+).*?Offset: (0x[0-9A-F]+)\\R\\s+Size: (\\d+)", Pattern.DOTALL);
    Pattern macho = Pattern.compile("Name: (\\S+) .*?Segment: (\\S+) .*?Size: (0x[0-9A-F]+)\\R\\s+Offset: (\\d+)", Pattern.DOTALL);
    Pattern pe = Pattern.compile("Name: (\\S+) .*?RawDataSize: (\\d+)\\R\\s+PointerToRawData: (0x[0-9A-F]+)", Pattern.DOTALL);
    Pattern wasm = Pattern.compile("^ *(\\S+) start=(0x[0-9a-f]+) end=(0x[0-9a-f]+)", Pattern.MULTILINE);
    for (Path file : binaries) {
      try (OpenBinary open = OpenBinary.open(file)) {
        List<Section> sections = open.image().sections();
        List<String> ours = new ArrayList<>();
        List<String> theirs = new ArrayList<>();
        switch (open.image().file().format()) {
          case Format.Elf _ -> {
            sections.forEach(s -> ours.add(s.name() + " " + s.offset() + " " + s.fileSize()));
            Matcher m = elf.matcher(readobj.run(folder, "--sections", file.toString()));
            while (m.find()) {
              if (!m.group(2).equals("SHT_NULL")) {
                theirs.add(m.group(1) + " " + Long.decode(m.group(3)) + " " + (m.group(2).equals("SHT_NOBITS") ? 0 : Long.parseLong(m.group(4))));
              }
            }
          }
          case Format.MachO _ -> {
            sections.forEach(s -> ours.add(s.name() + " " + s.vmSize()));
            Matcher m = macho.matcher(readobj.run(folder, "--sections", file.toString()));
            while (m.find()) {
              theirs.add(m.group(2) + "," + m.group(1) + " " + Long.decode(m.group(3)));
            }
          }
          case Format.Pe _ -> {
            sections.forEach(s -> ours.add(s.name() + " " + s.offset() + " " + s.fileSize()));
            Matcher m = pe.matcher(readobj.run(folder, "--sections", file.toString()));
            while (m.find()) {
              theirs.add(m.group(1) + " " + (Long.parseLong(m.group(2)) == 0 ? 0 : Long.decode(m.group(3))) + " " + Long.parseLong(m.group(2)));
            }
          }
          case Format.Wasm _ -> {
            sections.forEach(s -> ours.add(Long.toString(s.offset() + s.fileSize())));
            Matcher m = wasm.matcher(objdump.run(folder, "-h", file.toString()));
            while (m.find()) {
              theirs.add(Long.toString(Long.decode(m.group(3))));
            }
          }
          case Format.Universal _ -> throw new AssertionError("none of these is universal");
        }
        assertThat(ours).as(file.toString()).isNotEmpty().containsExactlyElementsOf(theirs);
      }
    }
  }

  @Test
  void elfSymbolSizesAreThoseOfNm() throws Exception {
    Tool nm = Tool.of("nm");
    Path file = one("dprint-linux-x64-glibc");
    Map<String, Integer> differing = new HashMap<>();
    int all = 0;
    for (String line : nm.run(folder, "-S", "--defined-only", file.toString()).split("\n")) {
      String[] part = line.split(" +", 4);
      if (part.length == 4 && part[2].matches("[tTwWvVdDbBrRuiA]") && Long.parseLong(part[1], 16) > 0) {
        differing.merge(part[3] + " " + Long.parseLong(part[1], 16), 1, Integer::sum);
        all++;
      }
    }
    try (OpenBinary open = OpenBinary.open(file)) {
      SymbolTable ours = ((NativeImage) open.image()).symbols();
      for (int i = 0; i < ours.count(); i++) {
        if (ours.size(i) > 0) {
          differing.merge(ours.name(i) + " " + ours.size(i), -1, Integer::sum);
        }
      }
    }
    assertThat(all).isGreaterThan(40_000);
    assertThat(differing.values().stream().filter(n -> n != 0).count()).isZero();
  }

  @Test
  void machOFunctionsSumToTheirSection() throws Exception {
    for (String name : List.of("dprint-darwin-arm64", "lightningcss-cli-darwin-arm64", "node-rs-xxhash-darwin-arm64")) {
      Path file = one(name);
      try (OpenBinary open = OpenBinary.open(file)) {
        SizeTree text =
            BinaryTree.of("file", open.image()).parts().stream().filter(p -> p.name().equals("__TEXT,__text")).findFirst().orElseThrow();
        long functions = sum(text, SizeTree.Kind.SYMBOL);
        assertThat(functions).as(name).isEqualTo(text.size());
      }
    }
  }

  @Test
  void rustNamesAreThoseOfRustfilt() throws Exception {
    Tool filt = Tool.of("rustfilt");
    Tool nm = Tool.of("nm");
    List<String> mangled =
        nm.run(folder, one("dprint-linux-x64-glibc").toString()).lines().map(l -> l.substring(l.lastIndexOf(' ') + 1)).toList();
    Path names = Files.write(folder.resolve("names"), mangled);
    List<String> theirs = filt.run(folder, "-i", names.toString()).lines().toList();
    assertThat(theirs).hasSameSizeAs(mangled);
    long same = 0;
    for (int i = 0; i < mangled.size(); i++) {
      same += Demangler.rust(mangled.get(i)).equals(theirs.get(i)) ? 1 : 0;
    }
    assertThat(mangled).hasSizeGreaterThan(50_000);
    assertThat((double) same / mangled.size()).isGreaterThanOrEqualTo(0.999);
  }

  @Test
  void whatIsKnownOfThemIsRead() throws Exception {
    assertThat(BinaryReader.read(one("dprint-linux-x64-glibc")).libraries()).contains("libc.so.6");
    assertThat(BinaryReader.read(one("esbuild-linux-x64")).traces().go()).isPresent();
    assertThat(BinaryReader.read(one("lightningcss-cli-darwin-arm64")).stripped()).isTrue();
    try (OpenBinary open = OpenBinary.open(one("esbuild-win32-x64"))) {
      assertThat(TopList.of(open.image(), TopList.By.CRATE, 200)).extracting(TopEntry::name).contains("runtime", "net/http");
    }
    try (OpenBinary open = OpenBinary.open(one("esbuild-wasm"))) {
      assertThat(RetainedSizes.of(open.image()).largest(5)).isNotEmpty();
    }
  }

  /// A damaged real file is read or refused, as the small ones are; here cut off at places all over it.
  @Test
  void cutOffAnywhereTheyAreReadOrRefused() throws Exception {
    for (String name : List.of("node-rs-xxhash-linux-x64-gnu", "node-rs-xxhash-darwin-arm64", "node-rs-xxhash-win32-x64-msvc", "node-rs-xxhash-wasm32-wasi")) {
      byte[] whole = Files.readAllBytes(one(name));
      for (int i = 0; i < 64; i++) {
        byte[] cut = java.util.Arrays.copyOf(whole, (int) ((long) whole.length * i / 64));
        try {
          var image = OpenBinary.of(name, java.lang.foreign.MemorySegment.ofArray(cut));
          assertThat(BinaryTree.of(name, image).size()).isEqualTo(cut.length);
        } catch (dev.slipway.binary.FormatException e) {
          assertThat(e.getMessage()).contains(name);
        }
      }
    }
  }

  private Path one(String name) {
    var found = binaries.stream().filter(file -> file.toString().contains(name + "-") || file.toString().contains(name + ".")).findFirst();
    assumeTrue(found.isPresent(), "skipped: " + name + " was not fetched");
    return found.get();
  }

  private static long leaves(SizeTree tree) {
    return tree.parts().isEmpty() ? tree.size() : tree.parts().stream().mapToLong(RealBinariesTest::leaves).sum();
  }

  private static long sum(SizeTree tree, SizeTree.Kind kind) {
    return tree.kind() == kind ? tree.size() : tree.parts().stream().mapToLong(part -> sum(part, kind)).sum();
  }
}
