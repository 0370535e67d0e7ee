package dev.slipway.release.run;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What to do about a build for another platform that failed, by what compilers and linkers say then.
///
/// @param said what the log said
/// @param todo what it means and what to do, in one or two sentences
public record CrossHint(String said, String todo) {
  /// @param key    what every such line contains, so that most lines are passed over quickly
  /// @param line   what is quoted, with the name that the advice is about as its first group, if it is about one
  /// @param advice `%s` stands for that name
  private record Known(String key, Pattern line, String advice) {}

  private static final List<Known> KNOWN = List.of(
      known("linker `", "linker `([^`]{1,80})` not found",
          "The runner has no %s. Install the cross compiler of this target and name it as its linker, or build on a runner of that architecture."),
      known("target may not be installed", "the `([^`]{1,80})` target may not be installed",
          "The standard library of this target is missing: rustup target add %s, or name it under `targets` of the toolchain action."),
      known("xec format error", "[Ee]xec format error",
          "A program for another processor was started. Do not run what was cross-built, or run it on a runner of that architecture or with QEMU."),
      known("pkg-config has not been configured", "pkg-config has not been configured to support cross-compilation",
          "The build asks the runner for libraries of its own system. Give it those of the target with PKG_CONFIG_SYSROOT_DIR, or build them from source."),
      known("OpenSSL installation", "Could not find directory of OpenSSL installation",
          "There is no OpenSSL for this target. Use its `vendored` feature or rustls, or install the library of the target."),
      known("cannot find -l", "cannot find -l([\\w.+-]{1,60})",
          "The library %s is not there for this target. Install its development package for the target's architecture, or link it statically from source."),
      known("unable to find library -l", "unable to find library -l([\\w.+-]{1,60})",
          "The library %s is not there for this target. Install its development package for the target's architecture, or link it statically from source."),
      known("xcrun: error", "xcrun: error: (?:SDK|unable)[^\\n]{0,80}", "Apple's SDK is on macOS runners only. Build this target on one."),
      known("library not found for -lSystem", "library not found for -lSystem", "Apple's SDK is on macOS runners only. Build this target on one."),
      known("fatal error LNK1", "fatal error LNK1(?:104|181): cannot open (?:input )?file '([^']{1,80})'",
          "The linker of Visual Studio found no %s for this architecture. Set the environment up for it (vcvarsall with the target), or build on such a runner."),
      known("GLIBC_", "version `(GLIBC_[\\d.]{1,10})' not found",
          "It was built on a newer system than it runs on, with %s. Build on an older image, or for musl."),
      known("incompatible", "(?:skipping incompatible|is incompatible with) \\S{1,120}",
          "An object for another processor was handed to the linker. Build every part, C libraries included, with the compiler of the target."),
      known("file in wrong format", "file in wrong format",
          "An object for another processor was handed to the linker. Build every part, C libraries included, with the compiler of the target."));

  private static Known known(String key, String line, String advice) {
    return new Known(key, Pattern.compile(line), advice);
  }

  /// What a line of a log says about it; empty for most.
  static Optional<CrossHint> of(String line) {
    for (Known known : KNOWN) {
      if (line.contains(known.key)) {
        Matcher found = known.line.matcher(line);
        if (found.find()) {
          return Optional.of(new CrossHint(found.group(), found.groupCount() == 0 ? known.advice : known.advice.formatted(found.group(1))));
        }
      }
    }
    return Optional.empty();
  }
}
