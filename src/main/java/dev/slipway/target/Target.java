package dev.slipway.target;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a binary is built for.
///
/// @param triple      the triple as people write it, such as `aarch64-apple-darwin`
/// @param os          the operating system
/// @param arch        the processor
/// @param environment the C library or ABI
public record Target(String triple, Os os, Arch arch, Environment environment) {

  /// Operating systems, with the word GitHub and this tool use.
  public enum Os {
    LINUX("Linux"), MACOS("macOS"), WINDOWS("Windows"), WASI("WebAssembly"), FREEBSD("FreeBSD"), NETBSD("NetBSD"),
    OPENBSD("OpenBSD"), DRAGONFLY("DragonFly BSD"), ILLUMOS("illumos"), SOLARIS("Solaris"), ANDROID("Android"),
    IOS("iOS"), AIX("AIX"), PLAN9("Plan 9"), NONE("no operating system");

    private final String word;

    Os(String word) {
      this.word = word;
    }

    /// The name people use.
    public String word() {
      return word;
    }
  }

  /// Processors, with the spelling triples use.
  public enum Arch {
    X86_64("x86_64", "x64"), AARCH64("aarch64", "arm64"), ARM64EC("arm64ec", "arm64ec"), I686("i686", "x86"),
    ARMV7("armv7", "armv7"), ARM("arm", "arm"), ARMV5("armv5te", "armv5"), RISCV64("riscv64gc", "riscv64"),
    S390X("s390x", "s390x"), POWERPC64LE("powerpc64le", "ppc64le"), POWERPC64("powerpc64", "ppc64"),
    POWERPC("powerpc", "ppc"), LOONGARCH64("loongarch64", "loong64"), MIPS("mips", "mips"),
    MIPSEL("mipsel", "mipsle"), MIPS64("mips64", "mips64"), MIPS64EL("mips64el", "mips64le"),
    SPARC64("sparc64", "sparc64"), SPARCV9("sparcv9", "sparcv9"), WASM32("wasm32", "wasm"), UNIVERSAL("universal", "universal");

    private final String spelling;
    private final String word;

    Arch(String spelling, String word) {
      this.spelling = spelling;
      this.word = word;
    }

    /// The first part of a triple.
    public String spelling() {
      return spelling;
    }

    /// The short name runners and people use.
    public String word() {
      return word;
    }
  }

  /// C libraries and ABIs.
  public enum Environment {
    GNU("gnu"), MUSL("musl"), MSVC("msvc"), GNUEABIHF("gnueabihf"), GNUEABI("gnueabi"), MUSLEABIHF("musleabihf"),
    MUSLEABI("musleabi"), GNULLVM("gnullvm"), ANDROID("android"), WASIP1("wasip1"), WASIP2("wasip2"), NONE("");

    private final String spelling;

    Environment(String spelling) {
      this.spelling = spelling;
    }

    /// The last part of a triple; empty when a triple has none.
    public String spelling() {
      return spelling;
    }
  }

  /// Reads a triple such as `x86_64-unknown-linux-musl`, `aarch64-apple-darwin`, `x86_64-pc-windows-msvc`, `wasm32-wasip2`,
  /// `universal2-apple-darwin` or the Go and Node spelling `linux-x64`; empty for anything else.
  public static Optional<Target> parse(String text) {
    return Triples.parse(text);
  }

  /// The target somebody means by a system and a processor, with the customary environment.
  public static Target of(Os os, Arch arch) {
    return Triples.of(os, arch, Optional.empty());
  }

  /// The target somebody means by a system, a processor and a C library.
  public static Target of(Os os, Arch arch, Environment environment) {
    return Triples.of(os, arch, Optional.of(environment));
  }

  /// What a file name says about the target it is for.
  public static TargetHint recognise(String fileName) {
    return TargetHint.in(fileName);
  }

  /// Whether binaries should link musl, and so should be static.
  public boolean isMusl() {
    return environment == Environment.MUSL
        || environment == Environment.MUSLEABI
        || environment == Environment.MUSLEABIHF;
  }

  public boolean isWindows() {
    return os == Os.WINDOWS;
  }

  public boolean isMacos() {
    return os == Os.MACOS;
  }

  public boolean isLinux() {
    return os == Os.LINUX;
  }

  public boolean isWasm() {
    return arch == Arch.WASM32;
  }

  /// What an executable's name ends in: `.exe`, `.wasm`, or nothing.
  public String executableSuffix() {
    return isWindows() ? ".exe" : isWasm() ? ".wasm" : "";
  }

  /// `Linux, x64`: the second line of a target in a table.
  public String words() {
    return isWasm() ? os == Os.WASI ? "WebAssembly" : "WebAssembly, " + os.word() : os.word() + ", " + arch.word();
  }

  /// Whether two targets mean the same, whatever the triples' vendor and spelling.
  public boolean sameAs(Target other) {
    return os == other.os && arch == other.arch && environment == other.environment;
  }

  /// The triple.
  @Override
  public String toString() {
    return triple;
  }

  /// The spellings a template may use for the target: its triple and the usual pairs.
  public List<String> spellings() {
    return List.of(
        triple,
        os.name().toLowerCase(Locale.ROOT) + "-" + arch.word(),
        os.name().toLowerCase(Locale.ROOT) + "_" + arch.word(),
        arch.spelling() + "-" + os.name().toLowerCase(Locale.ROOT));
  }
}
