package dev.slipway.verify.identity;

import dev.slipway.target.Target;
import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Environment;
import dev.slipway.target.Target.Os;
import dev.slipway.target.TargetHint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a program was promised to be for. What is empty was not promised.
public sealed interface Promise {

  /// A release says which target a file is for.
  record Declared(Target target) implements Promise {
    @Override
    public Optional<Os> os() {
      return Optional.of(target.os());
    }

    @Override
    public Optional<Arch> arch() {
      return Optional.of(target.arch());
    }

    @Override
    public Optional<Environment> environment() {
      return Optional.of(target.environment());
    }

    @Override
    public String words() {
      return target.triple();
    }
  }

  /// A file's name says something about a target, and nobody else does.
  record Named(TargetHint hint) implements Promise {
    @Override
    public Optional<Os> os() {
      return hint.os();
    }

    @Override
    public Optional<Arch> arch() {
      return hint.arch();
    }

    @Override
    public Optional<Environment> environment() {
      return hint.environment();
    }

    @Override
    public String words() {
      List<String> words = new ArrayList<>();
      hint.os().map(Os::word).ifPresent(words::add);
      hint.arch().map(Arch::spelling).ifPresent(words::add);
      hint.environment().map(Environment::spelling).filter(word -> !word.isEmpty()).ifPresent(words::add);
      return String.join(" ", words);
    }
  }

  /// The system.
  Optional<Os> os();

  /// The processor.
  Optional<Arch> arch();

  /// The C library or ABI.
  Optional<Environment> environment();

  /// What was promised, in a few words.
  String words();

  /// The target a release declares; empty where only a name tells.
  default Optional<Target> declared() {
    return switch (this) {
      case Declared(Target target) -> Optional.of(target);
      case Named _ -> Optional.empty();
    };
  }

  /// The target that was declared, or the one a name tells in full: with system and processor.
  default Optional<Target> likely() {
    return declared().or(() -> os().flatMap(os -> arch().map(arch ->
        environment().map(environment -> Target.of(os, arch, environment)).orElseGet(() -> Target.of(os, arch)))));
  }

  /// Whether anything was promised that a program can be held against.
  default boolean saysAnything() {
    return os().isPresent() || arch().isPresent();
  }

  /// Whether WebAssembly was promised.
  default boolean isWasm() {
    return os().filter(os -> os == Os.WASI).isPresent() || arch().filter(arch -> arch == Arch.WASM32).isPresent();
  }
}
