package dev.slipway.verify.identity;

import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.Format;
import dev.slipway.binary.Strip;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The libraries a binary asks for, and what was left in it.
final class LibraryRules {
  private LibraryRules() {}

  static List<Finding> findings(String name, BinaryFile file, IdentityRules rules) {
    List<Finding> findings = new ArrayList<>();
    for (String library : file.libraries()) {
      for (String glob : rules.forbid()) {
        if (forbids(glob, library)) {
          findings.add(
              Finding.about(
                      name, "forbidden-library", Severity.ERROR,
                      "%s needs %s at run time, which the policy forbids (%s).".formatted(name, library, glob),
                      "Link it statically.")
                  .because("Users who do not have that library cannot start the program."));
        }
      }
    }
    boolean native_ = !(file.format() instanceof Format.Wasm);
    boolean left = native_ ? !file.stripped() : file.strip() == Strip.WITH_DEBUG_INFO;
    if (rules.stripped() && left) {
      findings.add(
          Finding.about(
              name, "not-stripped", Severity.ERROR,
              "%s still has %s; the policy asks for stripped binaries."
                  .formatted(name, file.strip() == Strip.WITH_DEBUG_INFO ? "debug information" : "its symbols"),
              "Run %s before packing.".formatted(file.format() instanceof Format.Wasm ? "wasm-strip" : "strip")));
    }
    return findings;
  }

  /// A glob is held against the whole name and against its last part, on every system without regard to case.
  private static boolean forbids(String glob, String library) {
    String lower = library.toLowerCase(Locale.ROOT);
    String wanted = glob.toLowerCase(Locale.ROOT);
    String last = lower.substring(Math.max(lower.lastIndexOf('/'), lower.lastIndexOf('\\')) + 1);
    return NameGlob.matches(wanted, lower) || NameGlob.matches(wanted, last);
  }
}
