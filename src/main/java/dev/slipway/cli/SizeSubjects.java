package dev.slipway.cli;

import dev.slipway.fact.Problem;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.Provenance;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.SideBySide;
import dev.slipway.size.SizeDiff;
import dev.slipway.size.SizeTree;
import dev.slipway.size.Together;
import dev.slipway.size.TopList;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// The files that `slipway size` was asked about, and how they are measured and paired.
///
/// @param by  what is listed and compared
/// @param top how much of it
record SizeSubjects(Terminal terminal, TopList.By by, int top) {

  /// Measures a file, or each file of a folder, several at once; the first that cannot be measured, in their order, is
  /// the problem told.
  ///
  /// @param limit what each may take
  List<SizeDocument.Measured> measured(String path, OptionalLong limit) throws Problem, Cancelled {
    record One(Optional<SizeDocument.Measured> measured, Optional<Problem> problem) {}
    Path asked = there(path);
    List<SizeDocument.Measured> all = new ArrayList<>();
    for (One one : Together.each(files(asked), Progress.unwatched(), file -> {
      try {
        return new One(Optional.of(measure(path, file, asked, limit)), Optional.empty());
      } catch (Problem problem) {
        return new One(Optional.empty(), Optional.of(problem));
      }
    })) {
      if (one.problem().isPresent()) {
        throw one.problem().get();
      }
      one.measured().ifPresent(all::add);
    }
    return all;
  }

  private Path there(String path) throws Problem {
    Path asked = terminal.resolve(path);
    if (!Files.exists(asked)) {
      throw Problem.outOfReach("%s is not there. Nothing was measured; check the path.".formatted(path));
    }
    return asked;
  }

  private static List<Path> files(Path asked) throws Problem {
    if (!Files.isDirectory(asked)) {
      return List.of(asked);
    }
    try (Stream<Path> all = Files.walk(asked, 8)) {
      return all.filter(Files::isRegularFile).limit(10_000).sorted().toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      throw Problem.outOfReach("%s could not be listed. Nothing was measured; check its permissions.".formatted(asked), e);
    }
  }

  private SizeDocument.Measured measure(String path, Path file, Path asked, OptionalLong limit) throws Problem, Cancelled {
    String name = file.equals(asked) ? path : asked.relativize(file).toString().replace('\\', '/');
    var quick = ArtifactTree.quick(file, by, top);
    if (quick.isPresent()) {
      SizeTree outline = quick.get().outline();
      return new SizeDocument.Measured(
          name, file, outline, outline.size(), Optional.empty(), quick.get().sections(), List.of(), Optional.empty(), quick.get().top(),
          limit.isEmpty() ? List.of() : List.of(budget(limit).judge(name, outline.size())));
    }
    Optional<ArtifactTree.Hashed> hashed = ArtifactTree.hashed(file, Progress.unwatched());
    ArtifactTree.Trees trees = hashed.isPresent() ? hashed.get().trees() : ArtifactTree.of(file, Progress.unwatched());
    List<BudgetResult> budgets = new ArrayList<>();
    if (limit.isPresent()) {
      budgets.add(budget(limit).judge(name, trees.tree().size()));
      if (!trees.members().isEmpty()) {
        trees.inside().forEach((member, b) -> budgets.add(budget(limit).judge(name + ": " + member, b.tree().size())));
        trees.image().ifPresent(image -> image.platforms().forEach(
            platform -> budgets.add(budget(limit).judge(name + ": image for " + platform.name(), platform.unpacked()))));
      }
    }
    return new SizeDocument.Measured(
        name, file, trees.tree(), trees.main().size(), hashed.map(ArtifactTree.Hashed::digest),
        trees.largest().map(ArtifactTree.Binary::sections).orElse(List.of()), trees.members(), trees.image(), trees.top(by, top), budgets);
  }

  private static Budget budget(OptionalLong limit) {
    return Budget.of(Budget.Kind.BINARY, limit.getAsLong());
  }

  /// Compares a file with an earlier one, or each file of a folder with the one of an earlier folder that differs in
  /// its version only; what is only in the earlier folder is gone.
  List<SizeDocument.Difference> differences(String path, String old, List<SizeDocument.Measured> measured) throws Problem, Cancelled {
    Path asked = there(path);
    Path before = terminal.resolve(old);
    if (!Files.exists(before) || Files.isDirectory(before) != Files.isDirectory(asked)) {
      throw Problem.wrongUse(
          "--diff %s must be a %s like what it is compared with.".formatted(old, Files.isDirectory(asked) ? "folder" : "file"));
    }
    List<SizeDocument.Difference> all = new ArrayList<>();
    if (!Files.isDirectory(asked)) {
      all.add(new SizeDocument.Difference(path, SizeDiff.of(main(before), main(asked), by), false));
      return all;
    }
    Set<Path> left = new LinkedHashSet<>(files(before));
    for (SizeDocument.Measured m : measured) {
      Optional<Path> match = left.stream().filter(p -> ReleasePairs.same(relative(before, p), m.name())).findFirst()
          .or(() -> left.stream().filter(p -> ReleasePairs.same(fileName(p), fileName(m.file()))).findFirst());
      SizeTree then = match.isPresent() ? main(match.get()) : nothing(m.name());
      match.ifPresent(left::remove);
      all.add(new SizeDocument.Difference(m.name(), SizeDiff.of(then, main(m.file()), by), false));
    }
    for (Path gone : left) {
      String name = relative(before, gone);
      all.add(new SizeDocument.Difference(name, SizeDiff.of(main(gone), nothing(name), by), true));
    }
    return all;
  }

  private static String relative(Path folder, Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static String fileName(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static SizeTree nothing(String name) {
    return SizeTree.of(name, SizeTree.Kind.FILE, Provenance.FILE, List.of());
  }

  /// Several builds, or several folders, beside each other.
  SideBySide sideBySide(List<String> paths) throws Problem, Cancelled {
    List<SideBySide.Build> builds = new ArrayList<>();
    boolean folders = false;
    for (String path : paths) {
      Path asked = there(path);
      boolean folder = Files.isDirectory(asked);
      folders |= folder;
      builds.add(new SideBySide.Build(distinct(path, paths), folder ? release(path, asked) : main(asked)));
    }
    return SideBySide.of(builds, folders || by == TopList.By.FUNCTION ? TopList.By.SECTION : by);
  }

  /// A folder as one thing: each file of a release, by its name without the version.
  private static SizeTree release(String name, Path folder) throws Problem, Cancelled {
    List<SizeTree> parts = new ArrayList<>();
    for (Path file : files(folder)) {
      parts.add(
          SizeTree.leaf(
              ReleasePairs.unversioned(relative(folder, file)), SizeTree.Kind.SECTION, main(file).size(), Provenance.FILE));
    }
    return SizeTree.of(name, SizeTree.Kind.FILE, Provenance.FILE, parts);
  }

  static SizeTree main(Path file) throws Problem, Cancelled {
    return ArtifactTree.of(file, Progress.unwatched()).main();
  }

  /// What tells a path from the others: it without what they all begin and end with.
  static String distinct(String path, List<String> all) {
    int begin = 0;
    for (int next = slash(path, 0); next < path.length(); next = slash(path, next)) {
      String first = path.substring(0, next);
      if (!all.stream().allMatch(its -> its.startsWith(first))) {
        break;
      }
      begin = next;
    }
    int end = path.length();
    for (int at = path.lastIndexOf('/'); at > begin; at = path.lastIndexOf('/', at - 1)) {
      String last = path.substring(at);
      if (!all.stream().allMatch(its -> its.endsWith(last))) {
        break;
      }
      end = at;
    }
    return path.substring(begin, end);
  }

  /// Behind the next slash.
  private static int slash(String path, int from) {
    int at = path.indexOf('/', from);
    return at < 0 ? path.length() : at + 1;
  }
}
