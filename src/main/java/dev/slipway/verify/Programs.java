package dev.slipway.verify;

import dev.slipway.archive.ArchiveReader;
import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.Kind;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.verify.identity.BinaryIdentity;
import dev.slipway.verify.identity.ProgramWords;
import dev.slipway.verify.identity.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The programs in one file of a release: each is held against what was promised as it comes, for there may be thousands, and
/// none is passed over.
final class Programs {
  private static final int START = 8;
  private static final int MOST_SHOWN = 16;

  private final String name;
  private final Promise promise;
  private final Requirements requirements;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> members = new HashSet<>();
  private int count;
  private int against;
  private int warnings;
  private int unreadable;
  private boolean notCheckable;

  /// @param name    the file they are in, or the program itself
  /// @param promise what its name, or the release, promises
  Programs(String name, Promise promise, Requirements requirements) {
    this.name = name;
    this.promise = promise;
    this.requirements = requirements;
  }

  /// Looks at a file of a release that may be a program.
  ///
  /// @return whether it begins like one
  boolean look(Path path) throws Problem {
    byte[] start = start(path);
    if (BinaryReader.looksLikeBinary(start)) {
      judge(name, path, isBare() || requirements.names(name));
      return true;
    }
    boolean script = start.length > 1 && start[0] == '#' && start[1] == '!';
    if (isBare() && promise.declared().isPresent() && !script && ArchiveReader.recognise(path).isEmpty()) {
      String reason = "%s should be a program for %s and is none for any system.".formatted(name, promise.words());
      failed(reason, Finding.about(name, "not-a-binary", Severity.ERROR, reason, "Build it again."));
    }
    return false;
  }

  /// Looks at a member of an archive that begins like a program.
  void look(String member, Path spooled) throws Problem {
    judge(member, spooled, requirements.names(member));
  }

  /// The first bytes of a file.
  static byte[] start(Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(START);
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(path, WholeFile.reason(e)), e);
    }
  }

  /// A file that is called like nothing but a program for a target: `weft-x86_64-linux-musl`, `weft.exe`, `clawft.wasm`.
  private boolean isBare() {
    return promise.saysAnything() && name.matches("(?is).*\\.(exe|wasm)|(?!.*\\.[a-z][a-z0-9]{0,9}$).*");
  }

  /// Only the program itself has the release's version; its libraries have their own, and parts of programs promise nothing.
  private void judge(String member, Path path, boolean itself) throws Problem {
    BinaryIdentity identity = new BinaryIdentity(itself ? requirements.ofTheProgram() : requirements.ofOthers());
    BinaryIdentity.Result result = identity.check(member, path, promise);
    if (result.file().isEmpty() && !itself) {
      unread(member, "begins like a program and cannot be read as one", "If it should be one, build it again.");
      return;
    }
    if (result.file().filter(file -> !itself && isPart(file)).isPresent()) {
      return;
    }
    count++;
    members.add(member);
    notCheckable |= result.notCheckable();
    result.file().filter(_ -> evidence.size() < MOST_SHOWN).ifPresent(file -> evidence.add(new Evidence(member, ProgramWords.of(file))));
    result.findings().forEach(finding -> keep(member, finding));
  }

  /// Some members have holes: what they hold once they are unpacked was not looked at, and may be a program.
  void notAsUnpacked() {
    unread(name, "has members with holes, which were not filled to look for programs in them", "Pack it without --sparse.");
  }

  private void unread(String member, String why, String fix) {
    if (unreadable++ < MOST_SHOWN) {
      findings.add(
          Finding.about(
              name, "unreadable-program", Severity.WARNING, "%s %s.".formatted(member.equals(name) ? name : name + ": " + member, why), fix));
    }
  }

  private static boolean isPart(BinaryFile file) {
    return file.kind() == Kind.OBJECT || file.kind() == Kind.DEBUG_COMPANION;
  }

  private void keep(String member, Finding finding) {
    String message = member.equals(name) ? finding.message() : name + ": " + finding.message();
    Finding told = Finding.about(name, finding.rule(), finding.severity(), message, finding.fix()).because(finding.why());
    if (finding.severity() == Severity.ERROR) {
      failed(finding.message(), told);
    } else if (warnings++ < MOST_SHOWN) {
      findings.add(told);
    }
  }

  private void failed(String reason, Finding finding) {
    if (against++ < MOST_SHOWN) {
      wrong.add(reason);
      findings.add(finding);
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /// The members that are programs.
  Set<String> members() {
    return members;
  }

  /// The answer for all of them.
  Cell cell() {
    if (against > 0) {
      return new Cell.Failed(String.join(" ", wrong), evidence);
    }
    if (unreadable > 0) {
      return new Cell.NotCheckable(
          unreadable == 1 ? "What may be a program in it cannot be read." : "%d files in it may be programs and cannot be read.".formatted(unreadable),
          evidence);
    }
    if (count == 0) {
      return Cell.notCheckable("There is no program in it.");
    }
    if (!promise.saysAnything()) {
      return new Cell.NotChecked("Neither its name nor the release says which target it is for.", evidence);
    }
    if (notCheckable) {
      return new Cell.NotCheckable("Slipway cannot read programs for %s.".formatted(promise.words()), evidence);
    }
    return new Cell.Passed(
        count == 1 ? "The program in it is for the target it promises." : "All %d programs in it are for the target it promises.".formatted(count),
        evidence);
  }
}
