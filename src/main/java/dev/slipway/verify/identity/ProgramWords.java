package dev.slipway.verify.identity;

import dev.slipway.binary.Architecture;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import dev.slipway.binary.Linkage;
import dev.slipway.binary.OperatingSystem;
import dev.slipway.binary.Strip;
import java.util.stream.Collectors;

/// What a program is, in a line people read: `Mach-O for macOS on aarch64, not stripped, signed ad hoc, system libraries`. The first
/// part is the format, the last what it needs to be loaded.
public final class ProgramWords {
  private ProgramWords() {}

  /// All of it.
  public static String of(BinaryFile file) {
    return format(file) + ", " + symbols(file.strip()) + signature(file) + ", " + linkage(file.linkage());
  }

  /// The first part: `Mach-O for macOS on aarch64`.
  static String format(BinaryFile file) {
    if (file.format() instanceof Format.Wasm wasm) {
      String world = file.os() == OperatingSystem.NONE ? "" : " for " + system(file.os());
      return (wasm.component() ? "WebAssembly component" : "WebAssembly module") + world;
    }
    String machines = file.architectures().stream().map(Architecture::word).sorted().collect(Collectors.joining(" and "));
    return "%s for %s on %s".formatted(format(file.format()), system(file.os()), machines);
  }

  private static String format(Format format) {
    return switch (format) {
      case Format.Elf _ -> "ELF";
      case Format.MachO _ -> "Mach-O";
      case Format.Universal _ -> "Universal Mach-O";
      case Format.Pe _ -> "PE";
      case Format.Wasm _ -> "WebAssembly";
    };
  }

  private static String system(OperatingSystem os) {
    return switch (os) {
      case LINUX -> "Linux";
      case ANDROID -> "Android";
      case FREEBSD -> "FreeBSD";
      case NETBSD -> "NetBSD";
      case OPENBSD -> "OpenBSD";
      case SOLARIS -> "Solaris";
      case MACOS -> "macOS";
      case IOS -> "iOS";
      case WINDOWS -> "Windows";
      case UEFI -> "UEFI";
      case WASIP1, WASIP2 -> os.word();
      case NONE -> "no system";
      case UNKNOWN -> "an unknown system";
    };
  }

  private static String symbols(Strip strip) {
    return strip.stripped() ? "stripped" : strip == Strip.WITH_DEBUG_INFO ? "with debug information" : "not stripped";
  }

  private static String signature(BinaryFile file) {
    return switch (file.slices().isEmpty() ? file.format() : file.slices().getFirst().format()) {
      case Format.MachO macho -> signed(macho.signing());
      case Format.Pe pe -> signed(pe.signing());
      case Format.Elf _, Format.Universal _, Format.Wasm _ -> "";
    };
  }

  private static String signed(Format.Signing signing) {
    return switch (signing) {
      case ABSENT -> ", not signed";
      case AD_HOC -> ", signed ad hoc";
      case PRESENT -> ", signed";
    };
  }

  private static String linkage(Linkage linkage) {
    return switch (linkage) {
      case Linkage.Static _, Linkage.StaticPie _ -> "static";
      case Linkage.Dynamic _ -> "dynamic";
      case Linkage.SystemOnly _ -> "system libraries";
      case Linkage.Relocatable _ -> "not linked";
      case Linkage.HostImports _ -> "imports of its host";
      case Linkage.PerSlice _ -> "each part its own";
    };
  }
}
