package dev.slipway.cli;

import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Problem;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.Provenance;
import dev.slipway.size.ReleasePairs;
import dev.slipway.size.ReportReader;
import dev.slipway.size.Saving;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway size`: where the bytes of a file, an archive or a folder of them are.
@Command(
    name = "size",
    description = "Show where the bytes are, what grew, and whether a budget holds.",
    footer = {
      "",
      "A budget is held against the file itself and against every binary in an archive, unpacked.",
      "A file of exactly the budget holds; one byte more exits with 1. KB and MB are of 1024."
    })
final class SizeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "1..*", paramLabel = "FILE|DIR|ARCHIVE",
      description = "What to measure. Several builds of the same, such as debug, release and release-lto, or several releases as folders, are put side by side with what each step saves.")
  private List<String> paths = List.of();

  @Option(names = "--top", paramLabel = "N", defaultValue = "20", description = "How many of the largest to list (default 20).")
  private int top;

  @Option(names = "--by", paramLabel = "WHAT", defaultValue = "function", description = "function, crate, section or retained (default function); retained is for WebAssembly.")
  private TopList.By by = TopList.By.FUNCTION;

  @Option(names = "--diff", paramLabel = "OLD", description = "Compare with an earlier build of the same.")
  private @Nullable String old;

  @Option(names = "--budget", paramLabel = "SIZE", description = "Exit with 1 when anything is larger, such as 15MB.")
  private @Nullable String budget;

  @Option(
      names = "--component", paramLabel = "NAME=SIZE",
      description = "Exit with 1 when a crate, package or file takes more of a binary, such as 'tokio*=3MB'. May be repeated.")
  private Map<String, String> components = Map.of();

  @Option(names = "--savings", description = "List what could go, and how much it is.")
  private boolean savings;

  @Option(
      names = "--import", paramLabel = "REPORT",
      description = "Put a report of twiggy (JSON, CSV), cargo-bloat (JSON) or bloaty (CSV, TSV) beside the sizes.")
  private @Nullable String report;

  @Option(names = "--format", paramLabel = "FORM", defaultValue = "text", description = "text, csv, json or markdown (default text).")
  private Form form = Form.TEXT;

  @Option(names = "--json", description = "The same as --format json.")
  private boolean json;

  enum Form {
    TEXT,
    CSV,
    JSON,
    MARKDOWN
  }

  SizeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Problem, Cancelled {
    if (top < 0 || top > 1_000_000) {
      throw Problem.wrongUse("--top %d is no number of rows. Give one from 0 to 1000000.".formatted(top));
    }
    if (paths.size() > 1) {
      return sideBySide();
    }
    String path = paths.getFirst();
    Path asked = there(path);
    OptionalLong limit = limit();
    List<SizeDocument.Measured> measured = measured(path, asked, limit);
    List<SizeDiff> diffs = diffs(asked, measured);
    SizeDocument.Extras extras = extras(measured);
    SizePrinter printer = new SizePrinter(terminal.out(), top);
    switch (json ? Form.JSON : form) {
      case JSON -> Json.print(terminal.out(), new SizeDocument(path, top).of(measured, diffs, extras));
      case CSV -> measured.forEach(m -> printer.csv(m.name(), m.top()));
      case MARKDOWN -> print(printer, measured, diffs, extras, true);
      case TEXT -> print(printer, measured, diffs, extras, false);
    }
    boolean over =
        measured.stream().flatMap(m -> m.budgets().stream()).anyMatch(result -> !result.holds())
            || extras.components().stream().anyMatch(result -> !result.holds());
    return over ? Exit.FINDING : Exit.HOLDS;
  }

  /// Several files at once; the first that cannot be measured, in their order, is the problem told.
  private List<SizeDocument.Measured> measured(String path, Path asked, OptionalLong limit) throws Problem, Cancelled {
    record One(Optional<SizeDocument.Measured> measured, Optional<Problem> problem) {}
    List<SizeDocument.Measured> all = new ArrayList<>();
    List<Path> files = files(asked);
    for (One one : Together.each(files, Progress.unwatched(), file -> {
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

  private int sideBySide() throws Problem, Cancelled {
    if (old != null || report != null || savings || budget != null || !components.isEmpty()) {
      throw Problem.wrongUse("Builds are put side by side without --diff, --import, --savings, --budget and --component. Measure one of them for these.");
    }
    List<SideBySide.Build> builds = new ArrayList<>();
    for (String path : paths) {
      Path asked = there(path);
      builds.add(new SideBySide.Build(distinct(path, paths), Files.isDirectory(asked) ? release(path, files(asked)) : main(asked)));
    }
    boolean folders = paths.stream().anyMatch(path -> Files.isDirectory(terminal.resolve(path)));
    SideBySide table = SideBySide.of(builds, folders || by == TopList.By.FUNCTION ? TopList.By.SECTION : by);
    if (json || form == Form.JSON) {
      Json.print(terminal.out(), SizeComparisons.json(table, top));
    } else {
      new SizeComparisons(terminal.out(), top, form == Form.MARKDOWN).sideBySide(table);
    }
    return Exit.HOLDS;
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

  /// A folder as one thing: each file of a release, by its name without the version.
  private static SizeTree release(String name, List<Path> files) throws Problem, Cancelled {
    List<SizeTree> parts = new ArrayList<>();
    for (Path file : files) {
      parts.add(
          SizeTree.leaf(
              ReleasePairs.unversioned(String.valueOf(file.getFileName())), SizeTree.Kind.SECTION, main(file).size(), Provenance.FILE));
    }
    return SizeTree.of(name, SizeTree.Kind.FILE, Provenance.FILE, parts);
  }

  private SizeDocument.Extras extras(List<SizeDocument.Measured> measured) throws Problem, Cancelled {
    List<ComponentBudget.Result> results = new ArrayList<>();
    for (Map.Entry<String, String> component : components.entrySet()) {
      long most = size("--component " + component.getKey() + "=", component.getValue());
      var one = ComponentBudget.of(component.getKey(), Budget.Kind.BINARY, most, component.getKey());
      for (SizeDocument.Measured m : measured) {
        ArtifactTree.of(m.file(), Progress.unwatched()).inside()
            .forEach((name, binary) -> results.add(one.judge(name, binary.tree())));
      }
    }
    Map<String, List<Saving>> could = new LinkedHashMap<>();
    if (savings) {
      for (SizeDocument.Measured m : measured) {
        could.putAll(ArtifactTree.savings(m.file(), Progress.unwatched()));
      }
    }
    if (report == null) {
      return new SizeDocument.Extras(results, could, Optional.empty(), List.of());
    }
    if (measured.size() != 1) {
      throw Problem.wrongUse("--import %s belongs to one file. Name that file instead of a folder.".formatted(report));
    }
    ImportedReport imported = ReportReader.read(terminal.resolve(report));
    return new SizeDocument.Extras(results, could, Optional.of(imported), imported.beside(main(measured.getFirst().file())));
  }

  private static long size(String option, String text) throws Problem {
    OptionalLong limit = ByteSize.parse(text);
    if (limit.isEmpty() || limit.getAsLong() == 0) {
      throw Problem.wrongUse("%s%s is no size. Write it like 15MB, 300KB or 15728640.".formatted(option, text));
    }
    return limit.getAsLong();
  }

  private void print(
      SizePrinter printer, List<SizeDocument.Measured> measured, List<SizeDiff> diffs, SizeDocument.Extras extras, boolean markdown) {
    for (int i = 0; i < measured.size(); i++) {
      SizeDocument.Measured m = measured.get(i);
      if (markdown) {
        printer.markdown(m.name(), m.tree().size(), m.top(), by);
      } else {
        printer.text(m.name(), m.tree().size(), m.members(), m.top(), by);
      }
      m.budgets().forEach(printer::budget);
      if (i < diffs.size()) {
        printer.diff(diffs.get(i), markdown);
      }
    }
    var comparisons = new SizeComparisons(terminal.out(), top, markdown);
    extras.components().forEach(comparisons::component);
    extras.savings().forEach(comparisons::savings);
    extras.report().ifPresent(imported -> comparisons.imported(imported, extras.beside()));
  }

  private OptionalLong limit() throws Problem {
    return budget == null ? OptionalLong.empty() : OptionalLong.of(size("--budget ", budget));
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
      List<BudgetResult> budgets =
          limit.isEmpty()
              ? List.of()
              : List.of(Budget.of(Budget.Kind.BINARY, limit.getAsLong()).judge(name, outline.size()));
      return new SizeDocument.Measured(name, file, outline, quick.get().sections(), List.of(), quick.get().top(), budgets);
    }
    ArtifactTree.Trees trees = ArtifactTree.of(file, Progress.unwatched());
    List<BudgetResult> budgets = new ArrayList<>();
    if (limit.isPresent()) {
      var one = Budget.of(Budget.Kind.BINARY, limit.getAsLong());
      budgets.add(one.judge(name, trees.tree().size()));
      if (!trees.members().isEmpty()) {
        trees.inside().forEach((member, b) -> budgets.add(one.judge(name + ": " + member, b.tree().size())));
      }
    }
    return new SizeDocument.Measured(
        name, file, trees.tree(), trees.largest().map(ArtifactTree.Binary::sections).orElse(List.of()),
        trees.members(), trees.top(by, top), budgets);
  }

  private List<SizeDiff> diffs(Path asked, List<SizeDocument.Measured> measured) throws Problem, Cancelled {
    if (old == null) {
      return List.of();
    }
    Path before = terminal.resolve(old);
    if (!Files.exists(before) || Files.isDirectory(before) != Files.isDirectory(asked)) {
      throw Problem.wrongUse(
          "--diff %s must be a %s like what it is compared with.".formatted(old, Files.isDirectory(asked) ? "folder" : "file"));
    }
    if (!Files.isDirectory(asked)) {
      return List.of(SizeDiff.of(ArtifactTree.of(before, Progress.unwatched()).main(), main(asked), by));
    }
    List<SizeDiff> diffs = new ArrayList<>();
    List<Path> earlier = files(before);
    for (SizeDocument.Measured m : measured) {
      Path match =
          earlier.stream()
              .filter(p -> ReleasePairs.same(p.getFileName().toString(), Path.of(m.name()).getFileName().toString()))
              .findFirst().orElse(null);
      SizeTree then =
          match == null
              ? SizeTree.leaf(m.name(), SizeTree.Kind.FILE, 0, Provenance.FILE)
              : ArtifactTree.of(match, Progress.unwatched()).main();
      diffs.add(SizeDiff.of(then, main(asked.resolve(m.name())), by));
    }
    return diffs;
  }

  private static SizeTree main(Path file) throws Problem, Cancelled {
    return ArtifactTree.of(file, Progress.unwatched()).main();
  }
}
