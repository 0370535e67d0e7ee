package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.archive.Limits;
import dev.slipway.archive.Member;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Kind;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.target.Target;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.identity.BinaryIdentity;
import dev.slipway.verify.identity.IdentityRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
  private static final int START = 8;

  /// What does not hold of one file.
  ///
  /// @param archive  about what is packed
  /// @param identity about the programs
  public record Answer(List<Finding> archive, List<Finding> identity) {}

  /// Looks into a file.
  ///
  /// @param target the target it is for; a file for no target holds no program
  /// @throws Problem when it cannot be read
  public Answer check(String name, Path path, Optional<Target> target, Progress progress) throws Problem, Cancelled {
    List<Finding> archive = new ArrayList<>();
    List<Finding> identity = new ArrayList<>();
    if (ArchiveReader.recognise(path).isPresent()) {
      List<Member> members = new ArrayList<>();
      new ArchiveReader(Limits.standard()).read(path, progress, (member, content) -> {
        members.add(member);
        if (member.kind() == Member.Kind.FILE) {
          program(name + ": " + member.name(), content, target, identity);
        }
      });
      boolean single = name.endsWith(".gz") && members.size() == 1 && !name.endsWith(".tar.gz");
      if (!single) {
        members(name, members, target, archive);
      }
    } else {
      try (InputStream in = Files.newInputStream(path)) {
        program(name, in, target, identity);
      } catch (IOException e) {
        throw Problem.outOfReach("%s cannot be read: %s.".formatted(name, WholeFile.reason(e)), e);
      }
    }
    return new Answer(List.copyOf(archive), List.copyOf(identity));
  }

  private void members(String name, List<Member> members, Optional<Target> target, List<Finding> findings) {
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
      } else if (!target.get().isWindows() && found.get().mode().isPresent() && !found.get().executable()) {
        findings.add(
            error(
                name, "not-executable", "%s in %s is not executable.".formatted(wanted, name),
                "Keep its permissions when it is packed; users would have to run chmod +x."));
      }
    }
  }

  /// `weft-0.4.0/` where every file lies in that one folder, else the root.
  private static String onlyFolder(List<Member> files) {
    if (files.isEmpty() || files.getFirst().name().indexOf('/') < 0) {
      return "";
    }
    String folder = files.getFirst().name().substring(0, files.getFirst().name().indexOf('/') + 1);
    return files.stream().allMatch(file -> file.name().startsWith(folder)) ? folder : "";
  }

  private void program(String name, InputStream content, Optional<Target> target, List<Finding> findings)
      throws IOException, Problem {
    byte[] start = content.readNBytes(START);
    if (!BinaryReader.looksLikeBinary(start)) {
      return;
    }
    Path spooled = Files.createTempFile("slipway-program-", ".bin");
    try (InputStream all = new SequenceInputStream(new ByteArrayInputStream(start), content)) {
      Files.copy(all, spooled, StandardCopyOption.REPLACE_EXISTING);
      if (!isObject(spooled)) {
        BinaryIdentity.Result result = new BinaryIdentity(rules(name)).check(name, spooled, target);
        // What only begins like a program was told of already; it matters here when it should be the program itself.
        if (result.file().isPresent() || isProgram(name)) {
          findings.addAll(result.findings());
        }
      }
    } finally {
      Files.deleteIfExists(spooled);
    }
  }

  /// Object files are parts of programs; they lie in archives of libraries and promise nothing.
  private static boolean isObject(Path path) throws Problem {
    try {
      return BinaryReader.read(path).kind() == Kind.OBJECT;
    } catch (FormatException e) {
      return false;
    }
  }

  /// Only the program itself has the release's version; its libraries have their own.
  private IdentityRules rules(String name) {
    return new IdentityRules(stripped, forbid, require, program, isProgram(name) ? version : Optional.empty());
  }

  private boolean isProgram(String name) {
    String base = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(' ')) + 1).replaceFirst("(?i)\\.exe$", "");
    return program.filter(base::equals).isPresent();
  }

  private static Finding error(String subject, String rule, String message, String fix) {
    return Finding.about(subject, rule, Severity.ERROR, message, fix);
  }
}
