package dev.slipway.cli;

import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Problem;
import dev.slipway.forge.ForgeException;
import dev.slipway.release.ReleaseSession;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.Budget;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.ReportReader;
import dev.slipway.size.Saving;
import dev.slipway.size.SideBySide;
import dev.slipway.size.TopList;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `slipway size`: where the bytes of a file, an archive or a folder of them are.
@Command(
    name = "size",
    description = "Show where the bytes are, what grew, and whether a budget holds.",
    footer = {
      "",
      "A budget is held against the file itself, against every binary in an archive, unpacked, and against a container image",
      "in a tar (OCI image layout, docker save) by what its layers unpack to.",
      "A file of exactly the budget holds; one byte more exits with 1. KB and MB are of 1024."
    })
final class SizeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..*", paramLabel = "FILE|DIR|ARCHIVE",
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

  @Option(names = "--versus", paramLabel = "SIZE", description = "Tell how many times smaller it is than something else, such as 50MB of what it replaces.")
  private @Nullable String versus;

  @Option(names = "--savings", description = "List what could go, and how much it is.")
  private boolean savings;

  @Option(
      names = "--import", paramLabel = "REPORT",
      description = "Put a report of twiggy (JSON, CSV), cargo-bloat (JSON) or bloaty (CSV, TSV) beside the sizes.")
  private @Nullable String report;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Option(names = "--history", description = "Show the sizes of the repository's releases; needs --repo and no file.")
  private boolean history;

  @Option(
      names = "--measure-earlier",
      description = "With --history: download what was never measured on this computer, and keep how large the programs in it are.")
  private boolean measureEarlier;

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
  public Integer call() throws Problem, ForgeException, Cancelled {
    if (top < 0 || top > 1_000_000) {
      throw Problem.wrongUse("--top %d is no number of rows. Give one from 0 to 1000000.".formatted(top));
    }
    if (history || measureEarlier) {
      return overReleases();
    }
    if (paths.isEmpty()) {
      throw Problem.wrongUse("Say what to measure: a file, a folder or an archive; or --history with --repo for the releases of a repository.");
    }
    var subjects = new SizeSubjects(terminal, by, top);
    if (paths.size() > 1) {
      return sideBySide(subjects);
    }
    String path = paths.getFirst();
    List<SizeDocument.Measured> measured = subjects.measured(path, limit());
    List<SizeDocument.Difference> diffs = old == null ? List.of() : subjects.differences(path, old, measured);
    SizeDocument.Extras extras = extras(measured);
    SizePrinter printer = new SizePrinter(terminal.out(), top);
    switch (json ? Form.JSON : form) {
      case JSON -> Json.print(terminal.out(), new SizeDocument(path, top).of(measured, diffs, extras));
      case CSV -> {
        printer.csvHeader();
        measured.forEach(m -> printer.csv(m.name(), m.top()));
      }
      case MARKDOWN -> print(printer, measured, diffs, extras, true);
      case TEXT -> print(printer, measured, diffs, extras, false);
    }
    boolean over =
        measured.stream().flatMap(m -> m.budgets().stream()).anyMatch(result -> !result.holds())
            || extras.components().stream().anyMatch(result -> !result.holds());
    return over ? Exit.FINDING : Exit.HOLDS;
  }

  private int overReleases() throws Problem, ForgeException, Cancelled {
    if (!paths.isEmpty() || form == Form.CSV || form == Form.MARKDOWN) {
      throw Problem.wrongUse("--history is of a repository's releases: give --repo and no file, and text or JSON.");
    }
    var progress = new TerminalProgress(terminal.err());
    ReleaseSession session = new ReleaseSession(repository.connect(terminal), _ -> {});
    session.open(Optional.empty(), Optional.empty(), progress);
    if (measureEarlier) {
      session.measureEarlier(progress);
    } else {
      session.compareSizes(progress);
    }
    return new SizeHistory(String.valueOf(repository.name(terminal)), session.snapshot().files().earlier())
        .print(terminal.out(), json || form == Form.JSON);
  }

  private int sideBySide(SizeSubjects subjects) throws Problem, Cancelled {
    if (old != null || report != null || savings || budget != null || versus != null || !components.isEmpty()) {
      throw Problem.wrongUse("Builds are put side by side without --diff, --import, --savings, --budget, --versus and --component. Measure one of them for these.");
    }
    SideBySide table = subjects.sideBySide(paths);
    if (json || form == Form.JSON) {
      Json.print(terminal.out(), SizeComparisons.json(table, top));
    } else {
      new SizeComparisons(terminal.out(), top, form == Form.MARKDOWN).sideBySide(table);
    }
    return Exit.HOLDS;
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
    OptionalLong other = versus == null ? OptionalLong.empty() : OptionalLong.of(size("--versus ", versus));
    if (report == null) {
      return new SizeDocument.Extras(results, could, Optional.empty(), List.of(), other);
    }
    if (measured.size() != 1) {
      throw Problem.wrongUse("--import %s belongs to one file. Name that file instead of a folder.".formatted(report));
    }
    ImportedReport imported = ReportReader.read(terminal.resolve(report));
    return new SizeDocument.Extras(
        results, could, Optional.of(imported), imported.beside(SizeSubjects.main(measured.getFirst().file())), other);
  }

  private static long size(String option, String text) throws Problem {
    OptionalLong limit = ByteSize.parse(text);
    if (limit.isEmpty() || limit.getAsLong() == 0) {
      throw Problem.wrongUse("%s%s is no size. Write it like 15MB, 300KB or 15728640.".formatted(option, text));
    }
    return limit.getAsLong();
  }

  private void print(
      SizePrinter printer, List<SizeDocument.Measured> measured, List<SizeDocument.Difference> diffs, SizeDocument.Extras extras,
      boolean markdown) {
    for (SizeDocument.Measured m : measured) {
      if (markdown) {
        printer.markdown(m.name(), m.tree().size(), m.top(), by);
      } else {
        printer.text(m.name(), m.tree().size(), m.members(), m.top(), by);
      }
      m.image().ifPresent(image -> image.platforms().forEach(printer::image));
      m.budgets().forEach(printer::budget);
      diffs.stream().filter(its -> its.file().equals(m.name())).forEach(its -> printer.diff(its.diff(), markdown));
      if (extras.versus().isPresent()) {
        printer.versus(m.main(), extras.versus().getAsLong());
      }
    }
    diffs.stream().filter(SizeDocument.Difference::gone).forEach(its -> printer.gone(its, markdown));
    var comparisons = new SizeComparisons(terminal.out(), top, markdown);
    extras.components().forEach(comparisons::component);
    extras.savings().forEach(comparisons::savings);
    extras.report().ifPresent(imported -> comparisons.imported(imported, extras.beside()));
  }

  private OptionalLong limit() throws Problem {
    return budget == null ? OptionalLong.empty() : OptionalLong.of(size("--budget ", budget));
  }

}
