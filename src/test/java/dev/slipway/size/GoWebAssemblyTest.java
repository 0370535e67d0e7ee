package dev.slipway.size;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.binary.OpenBinary;
import dev.slipway.binary.WasmCode;
import dev.slipway.binary.WasmModule;
import dev.slipway.task.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// WebAssembly that Go's linker made: its function table in memory names what stripping took the names of.
class GoWebAssemblyTest {
  @TempDir static Path folder;

  @Test
  void theFunctionTableNamesEachFunctionAsGosOwnNameSectionDoes() throws Exception {
    Path module = built("named.wasm");
    try (OpenBinary open = OpenBinary.open(module)) {
      WasmCode code = WasmCode.read((WasmModule) open.image());
      int compared = 0;
      for (int i = 0; i < code.count(); i++) {
        if (!code.goName(i).isEmpty()) {
          // Go's linker writes `_` for what is no letter, digit or dot into the name section.
          assertThat(code.goName(i).replaceAll("[^\\w.]", "_")).isEqualTo(code.name(code.imported() + i));
          compared++;
        }
      }
      assertThat(compared).isGreaterThan(500).isGreaterThan(code.count() - 20);
    }
  }

  @Test
  void strippedItHasTheSamePackages() throws Exception {
    TopEntry largest = largestPackage(built("stripped.wasm", "-ldflags=-s"));
    assertThat(largest.name()).isEqualTo("runtime");
    assertThat(largest.provenance()).isEqualTo(Provenance.PCLNTAB);
  }

  @Test
  void aRealOneHasItsPackages() throws Exception {
    Path esbuild = RealPackages.binaries(List.of("esbuild-wasm@0.28.2")).getFirst();
    assertThat(largestPackage(esbuild).name()).isEqualTo("github.com/evanw/esbuild/internal/js_parser");
  }

  private static TopEntry largestPackage(Path module) throws Exception {
    return TopList.of(ArtifactTree.of(module, Progress.unwatched()).main(), TopList.By.CRATE, 1).getFirst();
  }

  private static Path built(String name, String... options) throws Exception {
    Tool.of("go");
    Files.writeString(folder.resolve("main.go"), "package main\n\nfunc main() {\n\tprintln(\"sizes\")\n}\n");
    Files.writeString(folder.resolve("go.mod"), "module example.test/sizes\n");
    var command = new ArrayList<>(List.of("go", "build", "-o", name));
    command.addAll(List.of(options));
    command.add(".");
    var go = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    go.redirectOutput(folder.resolve("go.log").toFile());
    go.environment().putAll(Map.of("GOOS", "js", "GOARCH", "wasm", "GOCACHE", folder.resolve("cache").toString(), "GOFLAGS", "-mod=mod"));
    Assumptions.assumeTrue(go.start().waitFor() == 0, () -> "skipped: Go could not build for js/wasm, see its log in " + folder);
    return folder.resolve(name);
  }
}
