package dev.slipway.target;

import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Environment;
import dev.slipway.target.Target.Os;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads and writes triples.
final class Triples {
  private static final int LONGEST = 60;

  private Triples() {}

  static Optional<Target> parse(String text) {
    if (text.length() > LONGEST || text.indexOf('-') < 0) {
      return Optional.empty();
    }
    String triple = text.toLowerCase(Locale.ROOT);
    List<String> parts = List.of(triple.split("-"));
    if (parts.size() < 2 || parts.size() > 4) {
      return Optional.empty();
    }
    Optional<Arch> first = arch(parts.getFirst());
    if (first.isPresent()) {
      return tail(parts.subList(1, parts.size())).map(t -> target(text, t, first.get()));
    }
    // The spelling of Go, Node and .NET: system first.
    Optional<Os> os = os(parts.getFirst());
    Optional<Arch> second = arch(parts.get(1));
    if (os.isEmpty() || second.isEmpty() || parts.size() > 3) {
      return Optional.empty();
    }
    Optional<Environment> environment = parts.size() == 3 ? environment(parts.get(2)) : Optional.empty();
    if (parts.size() == 3 && environment.isEmpty()) {
      return Optional.empty();
    }
    Target made = of(os.get(), second.get(), environment);
    return Optional.of(new Target(text, made.os(), made.arch(), made.environment()));
  }

  private record Tail(Os os, Optional<Environment> environment) {}

  private static Optional<Tail> tail(List<String> parts) {
    List<String> rest = new ArrayList<>(parts);
    if (rest.size() > 1 && isVendor(rest.getFirst())) {
      rest.removeFirst();
    }
    String system = rest.getFirst();
    Optional<Os> os = os(system);
    if (os.isEmpty() || rest.size() > 2) {
      return Optional.empty();
    }
    Optional<Environment> environment =
        os.get() == Os.WASI ? wasi(system) : rest.size() == 2 ? environment(rest.get(1)) : Optional.empty();
    if (rest.size() == 2 && environment.isEmpty() && os.get() != Os.WASI && os.get() != Os.IOS) {
      return Optional.empty();
    }
    if (environment.filter(e -> e == Environment.ANDROID).isPresent()) {
      return Optional.of(new Tail(Os.ANDROID, environment));
    }
    return Optional.of(new Tail(os.get(), environment));
  }

  private static Target target(String triple, Tail tail, Arch arch) {
    Target made = of(tail.os(), arch, tail.environment());
    return new Target(triple, made.os(), made.arch(), made.environment());
  }

  static Target of(Os os, Arch arch, Optional<Environment> wanted) {
    Environment environment = wanted.orElseGet(() -> customary(os, arch));
    String triple =
        switch (os) {
          case LINUX -> arch.spelling() + "-unknown-linux-" + environment.spelling();
          case MACOS -> arch.spelling() + "-apple-darwin";
          case WINDOWS -> arch.spelling() + "-pc-windows-" + environment.spelling();
          case WASI -> arch.spelling() + "-" + (environment == Environment.NONE ? "wasi" : environment.spelling());
          case ANDROID -> arch.spelling() + "-linux-android";
          case IOS -> arch.spelling() + "-apple-ios";
          case NONE -> arch.spelling() + "-unknown-unknown";
          case FREEBSD, NETBSD, OPENBSD, DRAGONFLY, ILLUMOS, SOLARIS, AIX, PLAN9 ->
              arch.spelling() + "-unknown-" + os.name().toLowerCase(Locale.ROOT);
        };
    return new Target(triple, os, arch, environment);
  }

  private static Environment customary(Os os, Arch arch) {
    return switch (os) {
      case LINUX -> arch == Arch.ARMV7 || arch == Arch.ARM ? Environment.GNUEABIHF : Environment.GNU;
      case WINDOWS -> Environment.MSVC;
      case ANDROID -> Environment.ANDROID;
      case MACOS, WASI, FREEBSD, NETBSD, OPENBSD, DRAGONFLY, ILLUMOS, SOLARIS, IOS, AIX, PLAN9, NONE -> Environment.NONE;
    };
  }

  private static boolean isVendor(String word) {
    return switch (word) {
      case "unknown", "pc", "apple", "uwp", "sun", "ibm", "fortanix", "unikraft", "alpine", "chimera", "win7" -> true;
      default -> false;
    };
  }

  private static Optional<Environment> wasi(String system) {
    return switch (system) {
      case "wasip1" -> Optional.of(Environment.WASIP1);
      case "wasip2" -> Optional.of(Environment.WASIP2);
      default -> Optional.of(Environment.NONE);
    };
  }

  static Optional<Os> os(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "linux" -> Os.LINUX;
          case "darwin", "macos", "apple", "osx", "mac", "macosx" -> Os.MACOS;
          case "windows", "win32", "win64", "win" -> Os.WINDOWS;
          case "wasi", "wasip1", "wasip2", "wasm" -> Os.WASI;
          case "freebsd" -> Os.FREEBSD;
          case "netbsd" -> Os.NETBSD;
          case "openbsd" -> Os.OPENBSD;
          case "dragonfly" -> Os.DRAGONFLY;
          case "illumos" -> Os.ILLUMOS;
          case "solaris" -> Os.SOLARIS;
          case "android", "androideabi" -> Os.ANDROID;
          case "ios" -> Os.IOS;
          case "aix" -> Os.AIX;
          case "plan9" -> Os.PLAN9;
          case "unknown", "none" -> Os.NONE;
          default -> null;
        });
  }

  static Optional<Arch> arch(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "x86_64", "amd64", "x64", "x86_64h" -> Arch.X86_64;
          case "aarch64", "arm64" -> Arch.AARCH64;
          case "arm64ec" -> Arch.ARM64EC;
          case "i686", "i586", "i386", "386", "x86", "ia32", "i486" -> Arch.I686;
          case "armv7", "armv7l", "armhf", "armv7hf", "thumbv7neon" -> Arch.ARMV7;
          case "arm", "armv6", "armv6l", "armv6hf" -> Arch.ARM;
          case "armv5te", "armv5", "armel" -> Arch.ARMV5;
          case "riscv64gc", "riscv64" -> Arch.RISCV64;
          case "s390x" -> Arch.S390X;
          case "powerpc64le", "ppc64le", "ppc64el" -> Arch.POWERPC64LE;
          case "powerpc64", "ppc64" -> Arch.POWERPC64;
          case "powerpc", "ppc" -> Arch.POWERPC;
          case "loongarch64", "loong64" -> Arch.LOONGARCH64;
          case "mips" -> Arch.MIPS;
          case "mipsel", "mipsle" -> Arch.MIPSEL;
          case "mips64" -> Arch.MIPS64;
          case "mips64el", "mips64le" -> Arch.MIPS64EL;
          case "sparc64" -> Arch.SPARC64;
          case "sparcv9" -> Arch.SPARCV9;
          case "wasm32", "wasm" -> Arch.WASM32;
          case "universal", "universal2" -> Arch.UNIVERSAL;
          default -> null;
        });
  }

  static Optional<Environment> environment(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "gnu", "glibc", "gnux32" -> Environment.GNU;
          case "musl" -> Environment.MUSL;
          case "msvc" -> Environment.MSVC;
          case "gnueabihf" -> Environment.GNUEABIHF;
          case "gnueabi" -> Environment.GNUEABI;
          case "musleabihf" -> Environment.MUSLEABIHF;
          case "musleabi" -> Environment.MUSLEABI;
          case "gnullvm" -> Environment.GNULLVM;
          case "android", "androideabi" -> Environment.ANDROID;
          case "wasip1" -> Environment.WASIP1;
          case "wasip2" -> Environment.WASIP2;
          default -> null;
        });
  }
}
