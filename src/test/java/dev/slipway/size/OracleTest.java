package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.binary.Fixtures;
import dev.slipway.binary.Format;
import dev.slipway.binary.NativeImage;
import dev.slipway.binary.OpenBinary;
import dev.slipway.binary.Section;
import dev.slipway.binary.SymbolTable;
import dev.slipway.binary.name.Demangler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What other people's tools say of the same files. A tool that is not installed skips its test.
class OracleTest {
  private static final Path NODE = Path.of("/usr/bin/node");

  @TempDir Path folder;

  @Test
  void elfSectionsAreThoseOfReadelf() throws Exception {
    String tool = tool("llvm-readelf-19", "readelf");
    for (Path file : elfs()) {
      List<String> theirs = new ArrayList<>();
      Matcher row =
          Pattern.compile("^ +\\[ *\\d+] (\\S+) +(\\S+) +([0-9a-f]+) ([0-9a-f]+) ([0-9a-f]+) ", Pattern.MULTILINE)
              .matcher(run(tool, "-SW", file.toString()));
      while (row.find()) {
        if (!row.group(2).equals("NULL")) {
          long size = row.group(2).equals("NOBITS") ? 0 : Long.parseLong(row.group(5), 16);
          theirs.add(row.group(1) + " " + Long.parseLong(row.group(4), 16) + " " + size);
        }
      }
      try (OpenBinary open = OpenBinary.open(file)) {
        assertThat(open.image().sections().stream().map(s -> s.name() + " " + s.offset() + " " + s.fileSize()))
            .as(file.toString()).containsExactlyElementsOf(theirs);
      }
    }
  }

  @Test
  void symbolSizesAreThoseOfNm() throws Exception {
    String tool = tool("llvm-nm-19", "nm");
    for (Path file : elfs()) {
      Map<String, Integer> theirs = new HashMap<>();
      for (String line : run(tool, "-S", "--defined-only", file.toString()).split("\n")) {
        String[] part = line.split(" +", 4);
        if (part.length == 4 && part[2].matches("[tTwWvVdDbBrRuiA]") && Long.parseLong(part[1], 16) > 0) {
          theirs.merge(part[3] + " " + Long.parseLong(part[1], 16), 1, Integer::sum);
        }
      }
      try (OpenBinary open = OpenBinary.open(file)) {
        SymbolTable ours = ((NativeImage) open.image()).symbols();
        for (int i = 0; i < ours.count(); i++) {
          if (ours.size(i) > 0) {
            theirs.merge(ours.name(i) + " " + ours.size(i), -1, Integer::sum);
          }
        }
      }
      long differ = theirs.values().stream().filter(n -> n != 0).count();
      assertThat(differ).as("%s: %s", file, theirs.entrySet().stream().filter(e -> e.getValue() != 0).limit(5).toList())
          .isZero();
    }
  }

  @Test
  void rustNamesAreThoseOfRustfilt() throws Exception {
    String filt = tool("rustfilt");
    String nm = tool("nm");
    Path names = folder.resolve("names");
    assumeTrue(Files.exists(NODE), "skipped: /usr/bin/node is not there");
    Files.write(names, Stream.of(run(nm, NODE.toString()).split("\n")).map(l -> l.substring(l.lastIndexOf(' ') + 1)).toList());
    List<String> mangled = Files.readAllLines(names);
    List<String> theirs = List.of(run(filt, "-i", names.toString()).split("\n"));
    assertThat(theirs).hasSameSizeAs(mangled);
    long same = 0;
    for (int i = 0; i < mangled.size(); i++) {
      same += Demangler.rust(mangled.get(i)).equals(theirs.get(i)) ? 1 : 0;
    }
    assertThat((double) same / mangled.size()).isGreaterThanOrEqualTo(0.999);
  }

  /// Ours leave template arguments and the parameters around local things out, so names without these are compared.
  @Test
  void cppNamesAreThoseOfCppfilt() throws Exception {
    String filt = tool("c++filt");
    String nm = tool("nm");
    Path library = Path.of("/usr/lib/x86_64-linux-gnu/libstdc++.so.6");
    assumeTrue(Files.exists(library), "skipped: libstdc++ is not there");
    List<String> mangled =
        Stream.of(run(nm, "-D", "--defined-only", "--without-symbol-versions", library.toString()).split("\n"))
            .map(l -> l.substring(l.lastIndexOf(' ') + 1)).filter(l -> l.startsWith("_Z")).toList();
    List<String> command = new ArrayList<>(List.of(filt, "-p"));
    command.addAll(mangled);
    List<String> theirs = List.of(run(command.toArray(String[]::new)).split("\n"));
    assertThat(theirs).hasSameSizeAs(mangled);
    int compared = 0;
    List<String> differ = new ArrayList<>();
    for (int i = 0; i < mangled.size(); i++) {
      if (!theirs.get(i).contains("<") && !theirs.get(i).contains("(")) {
        compared++;
        String ours = Demangler.name(mangled.get(i), "").text();
        if (!ours.equals(theirs.get(i)) && !ours.startsWith("_Z")) {
          differ.add(ours + " is not " + theirs.get(i));
        }
      }
    }
    assertThat(compared).isGreaterThan(1000);
    assertThat(differ).isEmpty();
  }

  @Test
  void machOSectionsAreThoseOfObjdump() throws Exception {
    String tool = tool("llvm-size-19");
    for (String name : List.of("macho-arm64-exe", "macho-x86_64-exe", "macho-x86_64-stripped")) {
      List<Long> theirs = new ArrayList<>();
      Matcher row = Pattern.compile("^\\tSection (\\S+): (\\d+)", Pattern.MULTILINE).matcher(run(tool, "-m", Fixtures.file(name).toString()));
      while (row.find()) {
        theirs.add(Long.parseLong(row.group(2)));
      }
      try (OpenBinary open = OpenBinary.open(Fixtures.file(name))) {
        assertThat(open.image().sections().stream().map(Section::vmSize)).as(name).containsExactlyElementsOf(theirs);
      }
    }
  }

  @Test
  void peSectionsAreThoseOfReadobj() throws Exception {
    String tool = tool("llvm-readobj-19");
    for (String name : List.of("pe-x64.exe", "pe-arm64.exe", "pe-x64-mingw-symbols.exe", "pe-x64-vcruntime.exe")) {
      String out = run(tool, "--sections", Fixtures.file(name).toString());
      List<String> theirs = new ArrayList<>();
      Matcher row = Pattern.compile("Name: (\\S+) .*?VirtualSize: (0x[0-9A-F]+).*?RawDataSize: (\\d+)", Pattern.DOTALL).matcher(out);
      while (row.find()) {
        theirs.add(row.group(1) + " " + Long.decode(row.group(2)) + " " + Long.parseLong(row.group(3)));
      }
      try (OpenBinary open = OpenBinary.open(Fixtures.file(name))) {
        assertThat(open.image().sections().stream().map(s -> s.name() + " " + s.vmSize() + " " + s.fileSize()))
            .as(name).containsExactlyElementsOf(theirs);
      }
    }
  }

  @Test
  void webAssemblySectionsAreThoseOfWasmObjdump() throws Exception {
    String tool = tool("wasm-objdump");
    for (String name : List.of("wasm-names.wasm", "wasm-no-names.wasm")) {
      List<String> theirs = new ArrayList<>();
      Matcher row = Pattern.compile("^ *(\\S+) start=0x[0-9a-f]+ end=(0x[0-9a-f]+)", Pattern.MULTILINE)
          .matcher(run(tool, "-h", Fixtures.file(name).toString()));
      while (row.find()) {
        theirs.add(Long.toString(Long.decode(row.group(2))));
      }
      try (OpenBinary open = OpenBinary.open(Fixtures.file(name))) {
        assertThat(open.image().sections().stream().map(s -> Long.toString(s.offset() + s.fileSize())))
            .as(name).containsExactlyElementsOf(theirs);
        assertThat(open.image().file().format()).isInstanceOf(Format.Wasm.class);
      }
    }
  }

  private static List<Path> elfs() {
    List<Path> files = new ArrayList<>(Fixtures.all());
    files.removeIf(f -> !f.getFileName().toString().startsWith("elf-") || f.toString().endsWith("no-sections"));
    if (Files.exists(NODE)) {
      files.add(NODE);
    }
    return files;
  }

  private static String tool(String... names) {
    for (String name : names) {
      for (String place : System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator)) {
        if (Files.isExecutable(Path.of(place, name))) {
          return name;
        }
      }
    }
    assumeTrue(false, "skipped: " + String.join(" or ", names) + " is not installed");
    return "";
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "oracle", ".txt");
    Process process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    return Files.readString(out, StandardCharsets.ISO_8859_1);
  }
}
