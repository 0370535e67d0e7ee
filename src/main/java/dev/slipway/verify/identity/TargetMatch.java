package dev.slipway.verify.identity;

import dev.slipway.binary.Abi;
import dev.slipway.binary.Architecture;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import dev.slipway.binary.Kind;
import dev.slipway.binary.Linkage;
import dev.slipway.binary.OperatingSystem;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether a binary is what was promised: format and system, machine, C library, and what only that system asks.
final class TargetMatch {
  /// The rule of a target whose executables nobody here can read.
  static final String NOT_CHECKABLE = "identity-not-checkable";

  private static final String SWAPPED = "Put the right file in its place: two legs may have been mixed up.";

  private TargetMatch() {}

  static List<Finding> findings(String name, BinaryFile file, Promise promise) {
    List<Finding> findings = new ArrayList<>();
    Optional<Finding> system = promise.os().flatMap(os -> system(name, file, promise, os));
    if (system.isPresent()) {
      return List.of(system.get()); // what else differs follows from that
    }
    promise.arch().ifPresent(arch -> add(findings, machine(name, file, promise, arch)));
    add(findings, kind(name, file));
    promise.environment().ifPresent(environment -> {
      add(findings, library(name, file, promise, environment));
      add(findings, webAssembly(name, file, environment));
    });
    add(findings, signature(name, file));
    return findings;
  }

  private static void add(List<Finding> findings, @org.jspecify.annotations.Nullable Finding finding) {
    if (finding != null) {
      findings.add(finding);
    }
  }

  private static Optional<Finding> system(String name, BinaryFile file, Promise promise, Target.Os os) {
    Set<OperatingSystem> fitting = systems(os);
    if (fitting.isEmpty()) {
      return Optional.of(
          Finding.about(
              name, NOT_CHECKABLE, Severity.WARNING,
              "%s is for %s, whose executables Slipway cannot read; its identity was not checked."
                  .formatted(name, promise.words()),
              ""));
    }
    boolean wasm = file.format() instanceof Format.Wasm;
    return wasm == promise.isWasm() && (wasm || fitting.contains(file.os()))
        ? Optional.empty()
        : Optional.of(
            Finding.about(
                name, "wrong-format", Severity.ERROR,
                "%s should be for %s and is %s.".formatted(name, promise.words(), words(file)), SWAPPED));
  }

  /// Most systems leave the mark in ELF headers at 0, which here reads as Linux.
  private static Set<OperatingSystem> systems(Target.Os os) {
    return switch (os) {
      case LINUX -> Set.of(OperatingSystem.LINUX);
      case ANDROID -> Set.of(OperatingSystem.ANDROID);
      case MACOS -> Set.of(OperatingSystem.MACOS);
      case IOS -> Set.of(OperatingSystem.IOS);
      case WINDOWS -> Set.of(OperatingSystem.WINDOWS);
      case FREEBSD -> Set.of(OperatingSystem.FREEBSD);
      case NETBSD -> Set.of(OperatingSystem.NETBSD);
      case OPENBSD -> Set.of(OperatingSystem.OPENBSD);
      case ILLUMOS, SOLARIS -> Set.of(OperatingSystem.SOLARIS, OperatingSystem.LINUX);
      case DRAGONFLY -> Set.of(OperatingSystem.LINUX);
      case WASI -> Set.of(OperatingSystem.WASIP1, OperatingSystem.WASIP2, OperatingSystem.NONE);
      case NONE -> Set.of(OperatingSystem.NONE, OperatingSystem.LINUX);
      case AIX, PLAN9 -> Set.of();
    };
  }

  private static @org.jspecify.annotations.Nullable Finding machine(
      String name, BinaryFile file, Promise promise, Target.Arch arch) {
    Set<Architecture> has = file.architectures();
    boolean fits =
        switch (arch) {
          case UNIVERSAL -> has.containsAll(Set.of(Architecture.X86_64, Architecture.AARCH64));
          // A program of both kinds of code is marked as one for x86_64.
          case ARM64EC -> has.contains(Architecture.AARCH64) || has.contains(Architecture.X86_64);
          case X86_64, AARCH64, I686, ARMV7, ARM, ARMV5, RISCV64, S390X, POWERPC64LE, POWERPC64, POWERPC, LOONGARCH64, MIPS,
              MIPSEL, MIPS64, MIPS64EL, SPARC64, SPARCV9, WASM32 -> has.contains(architecture(arch)) && orderFits(file, arch);
        };
    return fits
        ? null
        : Finding.about(
            name, "wrong-architecture", Severity.ERROR,
            "%s should be for %s and is %s.".formatted(name, promise.words(), words(file)), SWAPPED);
  }

  private static boolean orderFits(BinaryFile file, Target.Arch arch) {
    return switch (arch) {
      case POWERPC64LE, MIPSEL, MIPS64EL -> file.byteOrder() == ByteOrder.LITTLE_ENDIAN;
      case POWERPC64, MIPS, MIPS64 -> file.byteOrder() == ByteOrder.BIG_ENDIAN;
      case X86_64, AARCH64, ARM64EC, I686, ARMV7, ARM, ARMV5, RISCV64, S390X, POWERPC, LOONGARCH64, SPARC64,
          SPARCV9, WASM32, UNIVERSAL -> true;
    };
  }

  private static Architecture architecture(Target.Arch arch) {
    return switch (arch) {
      case X86_64 -> Architecture.X86_64;
      case AARCH64, ARM64EC -> Architecture.AARCH64;
      case I686 -> Architecture.X86;
      case ARMV7, ARM, ARMV5 -> Architecture.ARM;
      case RISCV64 -> Architecture.RISCV64;
      case S390X -> Architecture.S390X;
      case POWERPC64LE, POWERPC64 -> Architecture.POWERPC64;
      case POWERPC -> Architecture.POWERPC;
      case LOONGARCH64 -> Architecture.LOONGARCH64;
      case MIPS, MIPSEL -> Architecture.MIPS;
      case MIPS64, MIPS64EL -> Architecture.MIPS64;
      case SPARC64, SPARCV9 -> Architecture.SPARC64;
      case WASM32 -> Architecture.WASM32;
      case UNIVERSAL -> Architecture.UNIVERSAL;
    };
  }

  private static @org.jspecify.annotations.Nullable Finding kind(String name, BinaryFile file) {
    return switch (file.kind()) {
      case OBJECT, CORE_DUMP, DEBUG_COMPANION, OTHER ->
          Finding.about(
              name, "not-a-program", Severity.ERROR,
              "%s is a file of kind %s, which nobody can run.".formatted(name, file.kind().word()),
              "Pack what the linker made.");
      case EXECUTABLE, LIBRARY, MODULE, COMPONENT -> null;
    };
  }

  private static @org.jspecify.annotations.Nullable Finding library(
      String name, BinaryFile file, Promise promise, Target.Environment environment) {
    return switch (environment) {
      case GNU, GNUEABI, GNUEABIHF, GNULLVM ->
          file.abi() == Abi.MUSL || file.abi() == Abi.MSVC ? wrongLibrary(name, file, promise) : null;
      case MUSL, MUSLEABI, MUSLEABIHF -> musl(name, file, promise);
      case MSVC -> file.abi() == Abi.MINGW ? wrongLibrary(name, file, promise) : null;
      case ANDROID, WASIP1, WASIP2, NONE -> null;
    };
  }

  /// A release says itself that its program for musl is static; a name alone only says which library it is for.
  private static @org.jspecify.annotations.Nullable Finding musl(String name, BinaryFile file, Promise promise) {
    boolean loaded = file.kind() == Kind.EXECUTABLE && !file.linkage().isStatic();
    return switch (promise) {
      case Promise.Declared _ when loaded -> notStatic(name, file, promise, Severity.ERROR);
      case Promise.Named _ when loaded && file.abi() != Abi.GNU -> notStatic(name, file, promise, Severity.WARNING);
      case Promise.Declared _, Promise.Named _ -> file.abi() == Abi.GNU ? wrongLibrary(name, file, promise) : null;
    };
  }

  private static Finding notStatic(String name, BinaryFile file, Promise promise, Severity severity) {
    String loader =
        file.linkage() instanceof Linkage.Dynamic dynamic ? dynamic.interpreter().map(i -> " by " + i).orElse("") : "";
    return Finding.about(
            name, "musl-not-static", severity,
            "%s is for %s and not static: it is loaded%s and needs %s."
                .formatted(name, promise.words(), loader,
                    file.libraries().isEmpty() ? "no library" : String.join(", ", file.libraries())),
            "Link it statically (Rust: -C target-feature=+crt-static).")
        .because("It does not start where that loader is not installed, which is nearly everywhere but on Alpine.");
  }

  private static Finding wrongLibrary(String name, BinaryFile file, Promise promise) {
    return Finding.about(
        name, "wrong-c-library", Severity.ERROR,
        "%s should be for %s and was linked against %s.".formatted(name, promise.words(), file.abi().word()),
        SWAPPED);
  }

  private static @org.jspecify.annotations.Nullable Finding webAssembly(
      String name, BinaryFile file, Target.Environment environment) {
    if (environment == Target.Environment.WASIP1
        && (file.kind() == Kind.COMPONENT || file.os() == OperatingSystem.WASIP2)) {
      return Finding.about(
          name, "wasi-version", Severity.ERROR,
          "%s should be a wasip1 module and is %s."
              .formatted(name, file.kind() == Kind.COMPONENT ? "a component" : "a module that imports wasi: interfaces"),
          "Build for wasm32-wasip1, or name it as what it is.");
    }
    if (environment == Target.Environment.WASIP2 && file.kind() == Kind.MODULE) {
      return Finding.about(
          name, "wasi-version", Severity.ERROR,
          "%s should be a wasip2 component and is a core module%s."
              .formatted(name, file.os() == OperatingSystem.WASIP1 ? " for wasip1" : ""),
          "Build for wasm32-wasip2, or wrap the module with wasm-tools component new.");
    }
    return null;
  }

  /// macOS on Apple silicon kills what is not signed, if only ad hoc.
  private static @org.jspecify.annotations.Nullable Finding signature(String name, BinaryFile file) {
    for (BinaryFile part : file.slices().isEmpty() ? List.of(file) : file.slices()) {
      if (part.format() instanceof Format.MachO macho
          && part.arch() == Architecture.AARCH64
          && part.os() == OperatingSystem.MACOS
          && part.kind() == Kind.EXECUTABLE
          && macho.signing() == Format.Signing.ABSENT) {
        return Finding.about(
                name, "unsigned-arm64", Severity.ERROR,
                "%s has no code signature, not even an ad-hoc one.".formatted(name),
                "Sign it after stripping: codesign --force --sign - FILE.")
            .because("macOS on Apple silicon refuses to start it.");
      }
    }
    return null;
  }

  private static String words(BinaryFile file) {
    String words = ProgramWords.format(file);
    return (words.startsWith("ELF") ? "an " : "a ") + words;
  }
}
