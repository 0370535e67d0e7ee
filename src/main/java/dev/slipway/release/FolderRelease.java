package dev.slipway.release;

import dev.slipway.fact.Known;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Source;
import dev.slipway.forge.Account;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.release.board.BoardMaker;
import dev.slipway.size.SizeReport;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.verify.Rules;
import dev.slipway.verify.Trust;
import dev.slipway.verify.VerificationReport;
import dev.slipway.verify.VerifiedFile;
import dev.slipway.verify.Verifier;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// A release as it lies in a folder: verified and measured without a repository, an account or a network.
public final class FolderRelease {
  private FolderRelease() {}

  /// Looks at a folder, or at the files that a checksum manifest lists.
  ///
  /// Gates that need a repository say so; they never pass.
  ///
  /// @throws Problem when it cannot be read
  public static ReleaseSnapshot look(Path folderOrManifest, InstantSource clock, Progress progress) throws Problem, Cancelled {
    return look(folderOrManifest, Trust.shipped(), clock, progress);
  }

  /// Looks at a folder, at the files a manifest lists, or at one file and what lies beside it.
  ///
  /// @param trust whose word counts
  public static ReleaseSnapshot look(Path folderOrManifest, Trust trust, InstantSource clock, Progress progress)
      throws Problem, Cancelled {
    Path absolute = folderOrManifest.toAbsolutePath();
    Path above = absolute.getParent();
    Path folder = java.nio.file.Files.isDirectory(absolute) || above == null ? absolute : above;
    VerificationReport report = new Verifier(Rules.strict().trusting(trust)).any(absolute, progress);
    List<HeldFile> held = held(folder, report);
    Files files = Files.of(held, List.of()).verified(Known.of(report, new Source.Measured("hashed and read here")));
    Facts verified = facts(folderOrManifest, files);
    if (!held.isEmpty()) {
      SizeReport sizes = FileChecks.measure(verified, progress);
      verified = facts(folderOrManifest, files.measured(Known.of(sizes, new Source.Measured("measured here"))));
    }
    return new ReleaseSnapshot(verified, BoardMaker.board(verified), Optional.empty(), Optional.empty(), clock.instant());
  }

  private static List<HeldFile> held(Path folder, VerificationReport report) throws Problem {
    List<HeldFile> held = new ArrayList<>();
    for (VerifiedFile row : report.files()) {
      Path path = folder.resolve(row.name()).normalize();
      if (path.startsWith(folder.normalize()) && java.nio.file.Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
        held.add(new HeldFile(row.name(), path, size(path), "folder", Optional.empty(), Optional.empty()));
      }
    }
    return held;
  }

  private static long size(Path path) throws Problem {
    try {
      return java.nio.file.Files.size(path);
    } catch (IOException e) {
      throw Problem.outOfReach("%s went away while it was looked at. Nothing was changed; try again.".formatted(path), e);
    }
  }

  private static Facts facts(Path folder, Files files) {
    Subject subject =
        new Subject(
            new Place.Folder(folder), Optional.empty(), Account.anonymous(), Optional.empty(), "", Optional.empty(),
            Optional.empty(), List.of(), Optional.empty(), new PolicyFile(ReleasePolicy.defaults(), List.of()));
    return new Facts(subject, Pipeline.unread(), files, Notes.none(), List.of());
  }
}
