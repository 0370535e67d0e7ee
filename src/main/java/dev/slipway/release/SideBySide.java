package dev.slipway.release;

import dev.slipway.archive.Limits;
import dev.slipway.archive.Unpack;
import dev.slipway.fact.Problem;
import dev.slipway.file.Deletion;
import dev.slipway.file.WholeFile;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Takes the uploaded files out of the zips the host made of artifacts and puts them side by side, as a release carries
/// them, never one file over another.
public final class SideBySide {
  private SideBySide() {}

  /// Unpacks the artifacts in the folder they were downloaded to; the zip of one is deleted when its files are in place.
  ///
  /// @return the files, artifact after artifact
  /// @throws Problem when an artifact holds anything but plain files or two of one name, or a name is taken by a file of other bytes;
  ///     the artifact concerned stays as it was downloaded
  public static List<Path> unpack(List<Outcome.Received> received, Path folder, Progress progress) throws Problem, Cancelled {
    List<Path> files = new ArrayList<>();
    for (Outcome.Received one : received) {
      switch (one.form()) {
        case AS_UPLOADED -> files.add(one.file());
        case ARTIFACT_ZIP -> files.addAll(unpack(one, folder, progress));
      }
    }
    return files;
  }

  private static List<Path> unpack(Outcome.Received artifact, Path folder, Progress progress) throws Problem, Cancelled {
    Path apart = folder.resolve(".unpacking-" + Workspace.safe(artifact.wanted().name()));
    try {
      List<Path> unpacked =
          new Unpack(Limits.standard()).into(artifact.file(), apart, progress).stream().map(Unpack.Unpacked::path).toList();
      Set<Path> names = new HashSet<>();
      for (Path file : unpacked) {
        if (!names.add(file.getFileName())) {
          throw Problem.doesNotHold(
              "The artifact %s has several files called %s, which cannot lie side by side. It stays as it was downloaded."
                  .formatted(artifact.wanted().name(), file.getFileName()));
        }
        // An artifact is often called like the one file in it.
        if (!folder.resolve(file.getFileName()).equals(artifact.file())) {
          refuseOther(file, folder.resolve(file.getFileName()), artifact.wanted().name());
        }
      }
      Files.delete(artifact.file());
      List<Path> placed = new ArrayList<>();
      for (Path file : unpacked) {
        placed.add(Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE));
      }
      return placed;
    } catch (IOException e) {
      throw Problem.outOfReach(
          "The artifact %s could not be unpacked into %s: %s. Download it again."
              .formatted(artifact.wanted().name(), folder, WholeFile.reason(e)), e);
    } finally {
      Deletion.tree(apart);
    }
  }

  private static void refuseOther(Path file, Path place, String artifact) throws IOException, Problem {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) || Files.mismatch(file, place) >= 0) {
      throw Problem.doesNotHold(
          "%s of the artifact %s is in %s already, and is not the same. Nothing was written over; choose an empty folder."
              .formatted(place.getFileName(), artifact, place.getParent()));
    }
  }
}
