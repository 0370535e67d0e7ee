package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Environment;
import dev.slipway.target.Target.Os;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

  @ParameterizedTest
  @CsvSource({
    "x86_64-apple-darwin, MACOS, X86_64, NONE",
    "aarch64-apple-darwin, MACOS, AARCH64, NONE",
    "x86_64-unknown-linux-gnu, LINUX, X86_64, GNU",
    "aarch64-unknown-linux-musl, LINUX, AARCH64, MUSL",
    "armv7-unknown-linux-gnueabihf, LINUX, ARMV7, GNUEABIHF",
    "arm-unknown-linux-musleabihf, LINUX, ARM, MUSLEABIHF",
    "x86_64-pc-windows-msvc, WINDOWS, X86_64, MSVC",
    "x86_64-pc-windows-gnu, WINDOWS, X86_64, GNU",
    "i686-pc-windows-msvc, WINDOWS, I686, MSVC",
    "wasm32-wasip1, WASI, WASM32, WASIP1",
    "wasm32-wasip2, WASI, WASM32, WASIP2",
    "wasm32-wasi, WASI, WASM32, NONE",
    "wasm32-unknown-unknown, NONE, WASM32, NONE",
    "x86_64-unknown-freebsd, FREEBSD, X86_64, NONE",
    "aarch64-linux-android, ANDROID, AARCH64, ANDROID",
    "riscv64gc-unknown-linux-gnu, LINUX, RISCV64, GNU",
    "x86_64-unknown-illumos, ILLUMOS, X86_64, NONE",
    "universal2-apple-darwin, MACOS, UNIVERSAL, NONE",
    "linux-x64, LINUX, X86_64, GNU",
    "darwin-arm64, MACOS, AARCH64, NONE",
    "win32-x64, WINDOWS, X86_64, MSVC",
    "linux-arm64-musl, LINUX, AARCH64, MUSL",
  })
  void readsTriples(String triple, Os os, Arch arch, Environment environment) {
    assertThat(Target.parse(triple)).contains(new Target(triple, os, arch, environment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "linux", "ubuntu-24.04", "macos-15-intel", "windows-2022", "release-x64", "x86_64", "a-b-c-d-e", "tar.gz", "x86_64-foo"})
  void takesNothingElseForATriple(String text) {
    assertThat(Target.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "meshc-v1.2.3-x86_64-apple-darwin.tar.gz, x86_64-apple-darwin",
    "weft-aarch64-linux-musl, aarch64-unknown-linux-musl",
    "weft-x86_64-windows.exe, x86_64-pc-windows-msvc",
    "tool_Darwin_arm64.zip, aarch64-apple-darwin",
    "tool-linux-amd64.tar.gz, x86_64-unknown-linux-gnu",
    "lightningcss-win32-x64-msvc, x86_64-pc-windows-msvc",
    "tool_1.2.3_linux_386.deb, i686-unknown-linux-gnu",
    "tool-macos-universal.dmg, universal-apple-darwin",
  })
  void recognisesTargetsInFileNames(String name, String triple) {
    assertThat(Target.recognise(name).target()).map(Target::triple).contains(triple);
  }

  @Test
  void aHintFitsWhatItDoesNotContradict() {
    Target musl = Target.parse("x86_64-unknown-linux-musl").orElseThrow();
    assertThat(Target.recognise("weft-linux-x64.zip").fits(musl)).isTrue();
    assertThat(Target.recognise("weft-linux-x64-gnu.zip").fits(musl)).isFalse();
    assertThat(Target.recognise("weft-linux-arm64.zip").fits(musl)).isFalse();
    assertThat(Target.recognise("SHA256SUMS").fits(musl)).isTrue();
    assertThat(Target.recognise("SHA256SUMS").names(musl)).isFalse();
    assertThat(musl.isMusl()).isTrue();
    assertThat(musl.isWindows()).isFalse();
    assertThat(Target.parse("wasm32-wasip2").orElseThrow().isWasm()).isTrue();
  }

  @Test
  void theBundledTableKnowsItsDateAndTheRetiredLabels() {
    RunnerLabels labels = RunnerLabels.bundled();
    assertThat(labels.asOf()).isEqualTo("2026-11-21");
    assertThat(labels.find("macos-13")).get().satisfies(l -> {
      assertThat(l.status()).isEqualTo(RunnerLabel.Status.RETIRED);
      assertThat(l.since()).contains("2025-12-04");
      assertThat(l.replacement()).contains("macos-15-intel");
    });
    assertThat(labels.find("ubuntu-24.04-arm")).get().satisfies(l -> assertThat(l.arch()).isEqualTo(Arch.AARCH64));
    assertThat(labels.all()).allSatisfy(l -> l.replacement().ifPresent(r -> {
      RunnerLabel replacement = labels.find(r).orElseThrow();
      assertThat(replacement.os()).isEqualTo(l.os());
      assertThat(replacement.arch()).isEqualTo(l.arch());
      assertThat(replacement.status()).isEqualTo(RunnerLabel.Status.CURRENT);
    }));
  }
}
