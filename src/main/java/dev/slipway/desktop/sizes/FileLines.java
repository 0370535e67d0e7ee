package dev.slipway.desktop.sizes;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.sizes.SizesInput.Measurable;
import dev.slipway.fact.Problem;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.RetainedSizes;
import dev.slipway.size.SizeRow;
import dev.slipway.size.TargetHistory;
import dev.slipway.size.Together;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the page shows of one file.
///
/// @param file   the file
/// @param member the name of the largest binary within it; "" where the file is no archive
/// @param binary the tree of the binary, unpacked; empty where there is none
/// @param packed the tree of the file as it is downloaded; empty where that is the binary itself
/// @param retained what functions and segments of WebAssembly retain, by name
record FileLines(
    Measurable file, String member, Optional<SizeLine> binary, Optional<SizeLine> packed,
    Map<String, RetainedSizes.Item> retained) {

  /// Takes a file apart, and the one it is compared with.
  static FileLines of(Measurable file, Progress progress) throws Problem, Cancelled {
    ArtifactTree.Trees now = ArtifactTree.of(file.path(), progress);
    Optional<ArtifactTree.Trees> before = Optional.empty();
    if (file.before().isPresent()) {
      try {
        before = Optional.of(ArtifactTree.of(file.before().get(), progress));
      } catch (Problem problem) {
        // A file of the last release that cannot be read any more leaves this one without a comparison.
        System.getLogger(FileLines.class.getName()).log(System.Logger.Level.DEBUG, problem.sentence());
      }
    }
    boolean archive = !now.members().isEmpty();
    var then = before.flatMap(ArtifactTree.Trees::largest).map(ArtifactTree.Binary::tree);
    Optional<ArtifactTree.Binary> largest = now.largest();
    String member = archive ? largest.map(its -> its.tree().name()).orElse("") : "";
    Optional<SizeLine> binary =
        largest.map(its -> SizeLine.of(archive ? title(file, member) : file.name(), its.tree(), then));
    Optional<SizeLine> packed =
        archive || largest.isEmpty()
            ? Optional.of(SizeLine.of(file.name(), now.tree(), before.map(ArtifactTree.Trees::tree)))
            : Optional.empty();
    Map<String, RetainedSizes.Item> retained = new HashMap<>();
    largest.flatMap(ArtifactTree.Binary::retained)
        .ifPresent(kept -> kept.items().forEach(item -> retained.putIfAbsent(item.name(), item)));
    return new FileLines(file, member, binary, packed, retained);
  }

  /// Takes files apart, several at once; one that cannot be read is left out.
  ///
  /// @throws Problem that of the first, where none can be read
  static List<FileLines> all(List<Measurable> files, Progress progress) throws Cancelled, Problem {
    record One(Optional<FileLines> lines, Optional<Problem> problem) {}
    List<One> each =
        Together.each(
            files, progress,
            file -> {
              progress.phase("taking apart " + file.name());
              try {
                return new One(Optional.of(of(file, progress)), Optional.empty());
              } catch (Problem problem) {
                return new One(Optional.empty(), Optional.of(problem));
              }
            });
    List<FileLines> all = each.stream().flatMap(one -> one.lines().stream()).toList();
    Optional<Problem> first = each.stream().flatMap(one -> one.problem().stream()).findFirst();
    if (all.isEmpty() && first.isPresent()) {
      throw first.get();
    }
    return all;
  }

  /// Its sizes over the releases, this one last; empty where no release had it before.
  Optional<TargetHistory> history(List<TargetHistory> earlier, String tag) {
    return earlier.stream()
        .filter(its -> its.file().equals(ReleasePairs.unversioned(file.name())))
        .findFirst()
        .map(its -> {
          List<TargetHistory.Point> points = new ArrayList<>(its.points());
          OptionalLong unpacked = binary.map(line -> OptionalLong.of(line.size())).orElse(OptionalLong.empty());
          points.add(new TargetHistory.Point(tag, Instant.MAX, download(), unpacked));
          return new TargetHistory(its.file(), its.target(), points);
        });
  }

  /// The target says what it is in few letters; the archive's name does it where it is for none.
  private static String title(Measurable file, String member) {
    return (file.target().isEmpty() ? file.name() : file.target()) + ": " + member;
  }

  /// What a measured row has more than in the earlier release.
  OptionalLong change(SizeRow row) {
    if (!row.file().equals(file.name())) {
      return OptionalLong.empty();
    }
    Optional<SizeLine> line =
        row.member().isEmpty() ? packed.or(() -> binary) : row.member().equals(member) ? binary : Optional.empty();
    return line.filter(its -> its.before().isPresent() && its.before().getAsLong() > 0)
        .map(its -> OptionalLong.of(its.change()))
        .orElse(OptionalLong.empty());
  }

  /// The bytes users download.
  long download() {
    return packed.or(() -> binary).map(SizeLine::size).orElse(0L);
  }

  FileLines alone() {
    return new FileLines(file, member, binary.map(SizeLine::alone), packed.map(SizeLine::alone), retained);
  }

  /// What a row of WebAssembly retains, in words; "" where that is not known or no more than itself.
  String retains(SizeLine line) {
    RetainedSizes.Item item = line.parts().isEmpty() ? retained.get(line.name()) : null;
    if (item == null) {
      return "";
    }
    if (!item.reached()) {
      return "Nothing reaches it.";
    }
    String own = item.retained() == item.shallow() ? "" : "Retains " + Figures.size(item.retained()) + ". ";
    return own + (item.holder().isEmpty() ? "" : "Only reached through " + item.holder() + ".");
  }

  /// The rows of several files: binaries first, the largest before the others; then what is downloaded.
  static List<SizeLine> roots(List<FileLines> files) {
    var bySize = java.util.Comparator.comparingLong(SizeLine::size).reversed();
    return java.util.stream.Stream.concat(
            files.stream().flatMap(file -> file.binary().stream()).sorted(bySize),
            files.stream().flatMap(file -> file.packed().stream()).sorted(bySize))
        .toList();
  }
}
