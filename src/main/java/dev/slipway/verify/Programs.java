package dev.slipway.verify;

import dev.slipway.binary.BinaryFile;
import dev.slipway.binary.BinaryReader;
import dev.slipway.binary.FormatException;
import dev.slipway.binary.Kind;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.file.WholeFile;
import dev.slipway.target.TargetHint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The programs in one file of a release: each is held against the target as it comes, for there may be thousands, and none
/// is passed over.
final class Programs {
  private static final int MOST_SHOWN = 16;

  private final String name;
  private final TargetHint asked;
  private final List<Evidence> evidence = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private int count;
  private int against;
  private int unreadable;

  /// @param name  the file they are in, or the program itself
  /// @param asked what its name, or the release, promises
  Programs(String name, TargetHint asked) {
    this.name = name;
    this.asked = asked;
  }

  /// Looks at a file that may be a program.
  ///
  /// @param member what it is called inside
  /// @return whether it is one
  boolean look(String member, Path path) throws Problem {
    try (InputStream in = Files.newInputStream(path)) {
      if (!BinaryReader.looksLikeBinary(in.readNBytes(8))) {
        return false;
      }
      BinaryFile file = BinaryReader.read(path);
      if (file.kind() != Kind.OBJECT) {
        judge(member, file);
      }
      return true;
    } catch (FormatException e) {
      unreadable++;
      if (unreadable <= MOST_SHOWN) {
        findings.add(
            Finding.about(
                name, "unreadable-program", Severity.WARNING,
                "%s begins like a program and cannot be read as one: %s".formatted(member.equals(name) ? name : member + " in " + name, e.getMessage()),
                "If it should be one, build it again."));
      }
      return false;
    } catch (IOException e) {
      throw Problem.outOfReach("%s cannot be read: %s.".formatted(member, WholeFile.reason(e)), e);
    }
  }

  private void judge(String member, BinaryFile file) {
    count++;
    if (evidence.size() < MOST_SHOWN) {
      evidence.add(new Evidence(member, IdentityJudge.words(file)));
    }
    if (!IdentityJudge.asksAnything(asked)) {
      return;
    }
    for (String difference : IdentityJudge.differences(asked, file)) {
      against++;
      if (against <= MOST_SHOWN) {
        wrong.add(member + ": " + difference);
        findings.add(
            Finding.about(
                name, "wrong-target", Severity.ERROR,
                member.equals(name)
                    ? "%s is not what its name promises: %s.".formatted(name, difference)
                    : "%s in %s is not what the archive's name promises: %s.".formatted(member, name, difference),
                "Pack the binary of the right target."));
      }
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /// The answer for all of them.
  Cell cell() {
    if (count == 0) {
      return unreadable > 0
          ? Cell.notCheckable("What begins like a program in it cannot be read.")
          : Cell.notCheckable("There is no program in it.");
    }
    if (!IdentityJudge.asksAnything(asked)) {
      return new Cell.NotChecked("Neither its name nor the release says which target it is for.", evidence);
    }
    if (against > 0) {
      return new Cell.Failed(String.join("; ", wrong) + ".", evidence);
    }
    return new Cell.Passed(
        count == 1 ? "The program in it is for the target it promises." : "All %d programs in it are for the target it promises.".formatted(count),
        evidence);
  }
}
