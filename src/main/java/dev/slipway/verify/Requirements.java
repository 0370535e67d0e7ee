package dev.slipway.verify;

import dev.slipway.archive.Member;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.target.Target;
import dev.slipway.verify.identity.IdentityRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a project asks of the inside of its files, beyond what every project may expect.
///
/// @param contains members that every archive must hold at its root, or in its one folder
/// @param program  the name of the program, without `.exe`, that every archive for a target must hold; it must be
///                 at the root or in the one folder, and executable where the archive keeps permissions
/// @param stripped whether a program may have no local symbols left
/// @param forbid   globs over the shared libraries no program may need, such as `libLLVM*`
/// @param require  texts that programs for some targets must hold
/// @param version  the version of the release, which must not be another in the program itself
public record Requirements(
    List<String> contains,
    Optional<String> program,
    boolean stripped,
    List<String> forbid,
    List<IdentityRules.Required> require,
    Optional<String> version) {
  public Requirements {
    contains = List.copyOf(contains);
    forbid = List.copyOf(forbid);
    require = List.copyOf(require);
  }

  /// Nothing beyond what every project may expect.
  public static Requirements none() {
    return new Requirements(List.of(), Optional.empty(), false, List.of(), List.of(), Optional.empty());
  }

  /// What is asked of a program itself.
  IdentityRules ofTheProgram() {
    return new IdentityRules(stripped, forbid, require, program, version);
  }

  /// What is asked of anything else that is built: only the program itself has the release's version.
  IdentityRules ofOthers() {
    return new IdentityRules(stripped, forbid, require, program, Optional.empty());
  }

  /// Whether a file is called like the program.
  boolean names(String path) {
    String base = path.substring(path.lastIndexOf('/') + 1).replaceFirst("(?i)\\.exe$", "");
    return program.filter(base::equals).isPresent();
  }

  /// What of an archive is not as asked.
  ///
  /// @param target   the target it is for; an archive for no target needs to hold no program
  /// @param programs the members that are programs by their content
  List<Finding> members(String name, List<Member> members, Optional<Target> target, Set<String> programs) {
    List<Finding> findings = new ArrayList<>();
    List<Member> files = members.stream().filter(member -> member.kind() == Member.Kind.FILE).toList();
    String folder = onlyFolder(files);
    for (String wanted : contains) {
      if (files.stream().noneMatch(file -> file.name().equals(folder + wanted))) {
        findings.add(
            error(name, "archive-lacks", "%s does not hold %s.".formatted(name, wanted), "Pack it, or take it out of archives.contains in the policy."));
      }
    }
    if (program.isPresent() && target.isPresent()) {
      String wanted = program.get() + target.get().executableSuffix();
      Optional<Member> found = files.stream().filter(file -> file.name().equals(folder + wanted)).findFirst();
      if (found.isEmpty()) {
        findings.add(
            error(name, "archive-lacks-program", "%s does not hold %s at its root.".formatted(name, wanted), "Pack the program at the root of the archive."));
      } else if (!programs.contains(found.get().name())) {
        findings.add(
            error(name, "not-a-binary", "%s in %s is no program for any system.".formatted(wanted, name), "Build and pack it again."));
      } else if (!target.get().isWindows() && found.get().mode().isPresent() && !found.get().executable()) {
        findings.add(
            error(
                name, "not-executable", "%s in %s is not executable.".formatted(wanted, name),
                "Keep its permissions when it is packed; users would have to run chmod +x."));
      }
    }
    return findings;
  }

  /// `weft-0.4.0/` where every file lies in that one folder, else the root.
  private static String onlyFolder(List<Member> files) {
    if (files.isEmpty() || files.getFirst().name().indexOf('/') < 0) {
      return "";
    }
    String folder = files.getFirst().name().substring(0, files.getFirst().name().indexOf('/') + 1);
    return files.stream().allMatch(file -> file.name().startsWith(folder)) ? folder : "";
  }

  private static Finding error(String subject, String rule, String message, String fix) {
    return Finding.about(subject, rule, Severity.ERROR, message, fix);
  }
}
