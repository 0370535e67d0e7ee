package dev.slipway.release.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines as compilers, linkers and the cache actions print them.
class LogFactsTest {
  private static LogFacts of(String log) {
    var reading = new LogFacts.Reading();
    log.lines().forEach(reading::add);
    return reading.facts();
  }

  @Test
  void toolsAreNamedWithTheirVersionsOnceEach() {
    LogFacts facts = of("""
        Image: ubuntu-24.04
        rustc 1.95.0 (59807616e 2026-04-14)
        binary: rustc
        LLVM version: 21.1.8
        rustc 1.95.0 (59807616e 2026-04-14)
        Apple clang version 17.0.0 (clang-1700.0.13.3)
        gcc (Ubuntu 13.3.0-6ubuntu2~24.04) 13.3.0
        go version go1.25.1 linux/amd64
        """);
    assertThat(facts.tools()).containsExactly(
        "runner image ubuntu-24.04", "rustc 1.95.0", "LLVM 21.1.8", "Apple clang 17.0.0", "gcc 13.3.0", "Go 1.25.1");
    assertThat(facts.hints()).isEmpty();
  }

  @Test
  void cachesSayWhetherTheyWereTheRightOne() {
    assertThat(of("Cache hit for: v1-rust\nCache restored successfully\nCache restored from key: v1-rust").caches())
        .containsExactly("cache restored from v1-rust");
    assertThat(of("Cache not found for input keys: llvm-21.1.8-linux, llvm-21").caches())
        .containsExactly("no cache found for llvm-21.1.8-linux");
    assertThat(of("Cache hit for restore-key: llvm-21").caches()).containsExactly("an older cache taken: llvm-21");
    assertThat(of("   Compiling moka-cache v0.12.10\n  the attache restored nothing")).isEqualTo(LogFacts.NONE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "error: linker `aarch64-linux-gnu-gcc` not found | no aarch64-linux-gnu-gcc",
      "  = note: the `x86_64-pc-windows-msvc` target may not be installed | rustup target add x86_64-pc-windows-msvc",
      "./tool: cannot execute binary file: Exec format error | another processor",
      "/usr/bin/ld: cannot find -lssl: No such file or directory | library ssl",
      "ld.lld: error: unable to find library -lunwind | library unwind",
      "LINK : fatal error LNK1181: cannot open input file 'libxml2s.lib' | no libxml2s.lib",
      "./tool: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.39' not found (required by ./tool) | GLIBC_2.39",
      "/usr/bin/ld: skipping incompatible /usr/lib/x86_64-linux-gnu/libz.so when searching for -lz | compiler of the target",
      "xcrun: error: SDK \"iphoneos\" cannot be located | macOS runners only"
  })
  void whatALinkerSaysIsAdvised(String line, String advice) {
    assertThat(of(line).hints()).singleElement().satisfies(hint -> {
      assertThat(line).contains(hint.said());
      assertThat(hint.todo()).contains(advice.strip());
    });
  }

  @Test
  void ordinaryFailuresAreNotCalledThat() {
    assertThat(of("error[E0308]: mismatched types\ntest result: FAILED. 1 passed; 2 failed\nthe two versions are incompatible")).isEqualTo(LogFacts.NONE);
  }
}
