package dev.slipway.verify;

import dev.slipway.binary.Abi;
import dev.slipway.binary.Architecture;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import dev.slipway.binary.Linkage;
import dev.slipway.binary.OperatingSystem;
import dev.slipway.target.Target;
import dev.slipway.target.Target.Environment;
import dev.slipway.target.TargetHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds what a binary is against the target its file name, or the release, promises.
final class IdentityJudge {
  private IdentityJudge() {}

  /// What a target asks of a binary.
  static TargetHint asked(Target target) {
    Optional<Environment> environment =
        target.environment() == Environment.NONE ? Optional.empty() : Optional.of(target.environment());
    return new TargetHint(Optional.of(target.os()), Optional.of(target.arch()), environment);
  }

  /// Whether anything is asked that a binary can answer.
  static boolean asksAnything(TargetHint asked) {
    return asked.os().isPresent() || asked.arch().isPresent();
  }

  /// Where a binary is not what was asked for, in clauses such as "it is for aarch64, not x86_64".
  static List<String> differences(TargetHint asked, BinaryFile file) {
    List<String> differences = new ArrayList<>();
    asked.arch().ifPresent(arch -> {
      Set<Architecture> wanted = architectures(arch);
      if (!wanted.isEmpty() && !wanted.contains(file.arch()) && file.architectures().stream().noneMatch(wanted::contains)) {
        differences.add("it is for %s, not %s".formatted(file.arch().word(), arch.spelling()));
      }
    });
    asked.os().filter(os -> os != Target.Os.WASI).ifPresent(os -> {
      Set<OperatingSystem> wanted = systems(os);
      if (!wanted.isEmpty() && !wanted.contains(file.os()) && file.os() != OperatingSystem.UNKNOWN) {
        differences.add("it is for %s, not %s".formatted(file.os().word(), os.word()));
      }
    });
    asked.environment().ifPresent(environment -> library(environment, file).ifPresent(differences::add));
    if (file.format() instanceof Format.Wasm wasm) {
      asked.environment().flatMap(environment -> world(environment, wasm)).ifPresent(differences::add);
    }
    return differences;
  }

  private static Optional<String> library(Environment environment, BinaryFile file) {
    boolean musl =
        environment == Environment.MUSL || environment == Environment.MUSLEABI || environment == Environment.MUSLEABIHF;
    boolean gnu = environment == Environment.GNU || environment == Environment.GNUEABI || environment == Environment.GNUEABIHF;
    boolean elf = file.os() == OperatingSystem.LINUX;
    if (musl && elf && file.abi() == Abi.GNU) {
      return Optional.of("it needs the GNU C library, not musl");
    }
    if (gnu && elf && file.abi() == Abi.MUSL && file.linkage() instanceof Linkage.Dynamic) {
      return Optional.of("it needs musl, not the GNU C library");
    }
    return Optional.empty();
  }

  /// wasip1 is a core module and wasip2 a component; what a module imports does not matter, for one that needs
  /// nothing of its system imports nothing.
  private static Optional<String> world(Environment environment, Format.Wasm wasm) {
    return switch (environment) {
      case WASIP1 -> wasm.component() ? Optional.of("it is a component, and wasip1 asks for a core module") : Optional.empty();
      case WASIP2 -> wasm.component() ? Optional.empty() : Optional.of("it is a core module, and wasip2 asks for a component");
      case GNU, MUSL, MSVC, GNUEABIHF, GNUEABI, MUSLEABIHF, MUSLEABI, GNULLVM, ANDROID, NONE -> Optional.empty();
    };
  }

  private static Set<Architecture> architectures(Target.Arch arch) {
    return switch (arch) {
      case X86_64 -> Set.of(Architecture.X86_64);
      case AARCH64 -> Set.of(Architecture.AARCH64);
      case ARM64EC -> Set.of(Architecture.AARCH64, Architecture.X86_64);
      case I686 -> Set.of(Architecture.X86);
      case ARMV7, ARM, ARMV5 -> Set.of(Architecture.ARM);
      case RISCV64 -> Set.of(Architecture.RISCV64);
      case S390X -> Set.of(Architecture.S390X);
      case POWERPC64LE, POWERPC64 -> Set.of(Architecture.POWERPC64);
      case POWERPC -> Set.of(Architecture.POWERPC);
      case LOONGARCH64 -> Set.of(Architecture.LOONGARCH64);
      case MIPS, MIPSEL -> Set.of(Architecture.MIPS);
      case MIPS64, MIPS64EL -> Set.of(Architecture.MIPS64);
      case SPARC64, SPARCV9 -> Set.of(Architecture.SPARC64);
      case WASM32 -> Set.of(Architecture.WASM32);
      case UNIVERSAL -> Set.of(Architecture.UNIVERSAL);
    };
  }

  private static Set<OperatingSystem> systems(Target.Os os) {
    return switch (os) {
      case LINUX -> Set.of(OperatingSystem.LINUX);
      case ANDROID -> Set.of(OperatingSystem.ANDROID, OperatingSystem.LINUX);
      case MACOS -> Set.of(OperatingSystem.MACOS);
      case IOS -> Set.of(OperatingSystem.IOS);
      case WINDOWS -> Set.of(OperatingSystem.WINDOWS);
      case FREEBSD -> Set.of(OperatingSystem.FREEBSD);
      case NETBSD -> Set.of(OperatingSystem.NETBSD);
      case OPENBSD -> Set.of(OperatingSystem.OPENBSD);
      case SOLARIS, ILLUMOS -> Set.of(OperatingSystem.SOLARIS);
      case DRAGONFLY, AIX, PLAN9, NONE, WASI -> Set.of();
    };
  }

  /// A binary in a few words: `ELF for linux on x86_64, static`.
  static String words(BinaryFile file) {
    return "%s for %s on %s, %s".formatted(file.format().word(), file.os().word(), file.arch().word(), file.linkage().word());
  }
}
