package dev.slipway.target;

import dev.slipway.target.Target.Arch;
import dev.slipway.target.Target.Environment;
import dev.slipway.target.Target.Os;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a name says about a target: each part only where a word of the name says it.
///
/// @param os          the system
/// @param arch        the processor
/// @param environment the C library or ABI
public record TargetHint(Optional<Os> os, Optional<Arch> arch, Optional<Environment> environment) {

  /// Reads a file name, an artifact's name or a job's name: `meshc-v1.2.3-x86_64-apple-darwin.tar.gz`,
  /// `weft-linux-amd64`, `tool_Darwin_arm64.zip`.
  public static TargetHint in(String name) {
    Optional<Os> os = Optional.empty();
    Optional<Arch> arch = Optional.empty();
    Optional<Environment> environment = Optional.empty();
    for (String word : words(name)) {
      os = os.or(() -> system(word));
      arch = arch.or(() -> Triples.arch(word).filter(a -> a != Arch.WASM32 || word.startsWith("wasm")));
      environment = environment.or(() -> Triples.environment(word));
    }
    if (arch.filter(a -> a == Arch.WASM32).isPresent() && os.isEmpty()) {
      os = Optional.of(Os.WASI);
    }
    if (environment.filter(e -> e == Environment.ANDROID).isPresent()) {
      os = Optional.of(Os.ANDROID);
    }
    if (os.isEmpty() && environment.filter(e -> e == Environment.MSVC || e == Environment.GNULLVM).isPresent()) {
      os = Optional.of(Os.WINDOWS);
    }
    if (os.isEmpty() && environment.filter(e -> e == Environment.MUSL).isPresent()) {
      os = Optional.of(Os.LINUX);
    }
    return new TargetHint(os, arch, environment);
  }

  /// Words that name a system in a file name; `unknown` and `none` name nothing there.
  private static Optional<Os> system(String word) {
    return switch (word) {
      case "unknown", "none" -> Optional.empty();
      case "exe", "msi", "win32" -> Optional.of(Os.WINDOWS);
      case "dmg", "pkg" -> Optional.of(Os.MACOS);
      case "deb", "rpm", "appimage", "ubuntu" -> Optional.of(Os.LINUX);
      default -> Triples.os(word);
    };
  }

  /// The words of a name. `x86_64` is one word, and so is what stands between `-`, `_`, `.`, spaces and brackets.
  static List<String> words(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replace("x86_64", "amd64").replace("x86-64", "amd64").replace("aarch_64", "arm64");
    List<String> words = new ArrayList<>();
    for (String word : lower.split("[^a-z0-9]+")) {
      if (!word.isEmpty() && words.size() < 64) {
        words.add(word);
        split(word, words);
      }
    }
    return words;
  }

  /// `macos15`, `win64`, `linux64`, `linuxarm64`: a system with something behind it.
  private static void split(String word, List<String> into) {
    for (String system : List.of("linux", "macos", "darwin", "windows", "ubuntu", "win", "mac", "osx")) {
      if (word.startsWith(system) && word.length() > system.length()) {
        String rest = word.substring(system.length());
        if (rest.equals("64")) {
          into.add(system);
          into.add("amd64");
        } else if (Triples.arch(rest).isPresent() || rest.chars().allMatch(Character::isDigit)) {
          into.add(system);
          into.add(rest);
        }
        return;
      }
    }
  }

  /// Whether the name says nothing about a target.
  public boolean isEmpty() {
    return os.isEmpty() && arch.isEmpty() && environment.isEmpty();
  }

  /// Whether nothing the name says contradicts the target. An empty hint matches everything.
  public boolean fits(Target target) {
    boolean universal = arch.filter(a -> a == Arch.UNIVERSAL).isPresent() || target.arch() == Arch.UNIVERSAL;
    return os.map(o -> o == target.os()).orElse(true)
        && (universal || arch.map(a -> a == target.arch()).orElse(true))
        && environment.map(e -> e == target.environment() || alike(e, target)).orElse(true);
  }

  /// `musl` in a name of an `armv7…musleabihf` target, `gnu` for `gnueabihf`.
  private static boolean alike(Environment said, Target target) {
    return (said == Environment.MUSL && target.isMusl())
        || (said == Environment.GNU && target.environment().spelling().startsWith("gnu"));
  }

  /// Whether the name says system and processor, and both are the target's.
  public boolean names(Target target) {
    return os.isPresent() && (arch.isPresent() || target.isWasm()) && fits(target);
  }

  /// The target the name stands for, where it says system and processor.
  public Optional<Target> target() {
    if (os.isEmpty() || arch.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Triples.of(os.get(), arch.get(), environment));
  }
}
