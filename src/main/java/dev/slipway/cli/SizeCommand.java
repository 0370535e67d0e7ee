package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.binary.Section;
import dev.slipway.fact.ByteSize;
import dev.slipway.fact.Problem;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.Budget;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.SizeDiff;
import dev.slipway.size.SizeTree;
import dev.slipway.size.TopEntry;
import dev.slipway.size.TopList;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  @Parameters(index = "0", paramLabel = "FILE|DIR|ARCHIVE", description = "What to measure.")
  private String path = "";

  @Option(names = "--top", paramLabel = "N", defaultValue = "20", description = "How many of the largest to list (default 20).")
  private int top;

  @Option(names = "--by", paramLabel = "WHAT", defaultValue = "function", description = "function, crate, section or retained (default function); retained is for WebAssembly.")
  private TopList.By by = TopList.By.FUNCTION;

  @Option(names = "--diff", paramLabel = "OLD", description = "Compare with an earlier build of the same.")
  private @Nullable String old;

  @Option(names = "--budget", paramLabel = "SIZE", description = "Exit with 1 when anything is larger, such as 15MB.")
  private @Nullable String budget;

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

  /// What was measured of one file.
  private record Measured(
      String name, SizeTree tree, List<Section> sections, List<ArtifactTree.Member> members, List<TopEntry> top,
      List<BudgetResult> budgets) {}

  @Override
  public Integer call() throws Problem, Cancelled {
    Path asked = terminal.resolve(path);
    if (!Files.exists(asked)) {
      throw Problem.outOfReach("%s is not there. Nothing was measured; check the path.".formatted(path));
    }
    if (top < 0 || top > 1_000_000) {
      throw Problem.wrongUse("--top %d is no number of rows. Give one from 0 to 1000000.".formatted(top));
    }
    OptionalLong limit = limit();
    List<Measured> measured = new ArrayList<>();
    for (Path file : files(asked)) {
      measured.add(measure(file, asked, limit));
    }
    List<SizeDiff> diffs = diffs(asked, measured);
    SizePrinter printer = new SizePrinter(terminal.out(), top);
    switch (json ? Form.JSON : form) {
      case JSON -> Json.print(terminal.out(), document(measured, diffs));
      case CSV -> measured.forEach(m -> printer.csv(m.name(), m.top()));
      case MARKDOWN -> print(printer, measured, diffs, true);
      case TEXT -> print(printer, measured, diffs, false);
    }
    boolean over = measured.stream().flatMap(m -> m.budgets().stream()).anyMatch(result -> !result.holds());
    return over ? Exit.FINDING : Exit.HOLDS;
  }

  private void print(SizePrinter printer, List<Measured> measured, List<SizeDiff> diffs, boolean markdown) {
    for (int i = 0; i < measured.size(); i++) {
      Measured m = measured.get(i);
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
  }

  private OptionalLong limit() throws Problem {
    if (budget == null) {
      return OptionalLong.empty();
    }
    OptionalLong limit = ByteSize.parse(budget);
    if (limit.isEmpty() || limit.getAsLong() == 0) {
      throw Problem.wrongUse("--budget %s is no size. Write it like 15MB, 300KB or 15728640.".formatted(budget));
    }
    return limit;
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

  private Measured measure(Path file, Path asked, OptionalLong limit) throws Problem, Cancelled {
    String name = file.equals(asked) ? path : asked.relativize(file).toString().replace('\\', '/');
    var quick = ArtifactTree.quick(file, by, top);
    if (quick.isPresent()) {
      SizeTree outline = quick.get().outline();
      List<BudgetResult> budgets =
          limit.isEmpty()
              ? List.of()
              : List.of(Budget.of(Budget.Kind.BINARY, limit.getAsLong()).judge(name, outline.size()));
      return new Measured(name, outline, quick.get().sections(), List.of(), quick.get().top(), budgets);
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
    return new Measured(
        name, trees.tree(), trees.largest().map(ArtifactTree.Binary::sections).orElse(List.of()),
        trees.members(), trees.top(by, top), budgets);
  }

  private List<SizeDiff> diffs(Path asked, List<Measured> measured) throws Problem, Cancelled {
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
    for (Measured m : measured) {
      Path match =
          earlier.stream()
              .filter(p -> dev.slipway.size.ReleasePairs.same(p.getFileName().toString(), Path.of(m.name()).getFileName().toString()))
              .findFirst().orElse(null);
      SizeTree then =
          match == null
              ? SizeTree.leaf(m.name(), SizeTree.Kind.FILE, 0, dev.slipway.size.Provenance.FILE)
              : ArtifactTree.of(match, Progress.unwatched()).main();
      diffs.add(SizeDiff.of(then, main(asked.resolve(m.name())), by));
    }
    return diffs;
  }

  private static SizeTree main(Path file) throws Problem, Cancelled {
    return ArtifactTree.of(file, Progress.unwatched()).main();
  }

  private ObjectNode document(List<Measured> measured, List<SizeDiff> diffs) {
    if (measured.size() == 1) {
      return one(measured.getFirst(), diffs.isEmpty() ? null : diffs.getFirst());
    }
    ObjectNode node = Json.object();
    long total = measured.stream().mapToLong(m -> m.tree().size()).sum();
    node.put("file", path);
    node.put("size", total);
    node.putArray("sections");
    node.putArray("top");
    node.put("total", total);
    var files = node.putArray("files");
    for (int i = 0; i < measured.size(); i++) {
      files.add(one(measured.get(i), i < diffs.size() ? diffs.get(i) : null));
    }
    return node;
  }

  private ObjectNode one(Measured m, @Nullable SizeDiff diff) {
    ObjectNode node = Json.object();
    node.put("file", m.name());
    node.put("size", m.tree().size());
    node.set("sections", Json.array(m.sections(), s -> {
      ObjectNode section = Json.object();
      section.put("name", s.name());
      section.put("fileSize", s.fileSize());
      return section.put("vmSize", s.vmSize());
    }));
    node.set("top", Json.array(m.top(), t -> {
      ObjectNode entry = Json.object();
      entry.put("name", t.name());
      entry.put("group", t.group());
      entry.put("size", t.size());
      entry.put("share", t.share());
      t.retained().ifPresent(bytes -> entry.put("retained", bytes));
      return entry.put("provenance", t.provenance().word());
    }));
    node.put("total", m.tree().size());
    node.set("parts", Json.array(m.tree().parts(), p -> {
      ObjectNode part = Json.object();
      part.put("name", p.name());
      return part.put("size", p.size());
    }));
    if (!m.members().isEmpty()) {
      node.set("members", Json.array(m.members(), a -> {
        ObjectNode member = Json.object();
        member.put("name", a.name());
        member.put("size", a.size());
        return member.put("stored", a.stored());
      }));
    }
    if (!m.budgets().isEmpty()) {
      node.set("budgets", Json.array(m.budgets(), b -> {
        ObjectNode result = Json.object();
        result.put("file", b.file());
        result.put("limit", b.budget().limit());
        result.put("size", b.size());
        result.put("over", b.over());
        return result.put("holds", b.holds());
      }));
    }
    if (diff != null) {
      node.set("diff", diff(diff));
    }
    return node;
  }

  private ObjectNode diff(SizeDiff diff) {
    ObjectNode node = Json.object();
    node.put("before", diff.before());
    node.put("after", diff.after());
    node.put("change", diff.by());
    for (SizeDiff.Fate fate : SizeDiff.Fate.values()) {
      node.put(fate.word(), diff.count(fate));
    }
    node.set("changes", Json.array(diff.changes().stream().filter(c -> c.fate() != SizeDiff.Fate.SAME).limit(top).toList(), c -> {
      ObjectNode change = Json.object();
      change.put("name", c.name());
      change.put("group", c.group());
      change.put("before", c.before());
      change.put("after", c.after());
      change.put("change", c.by());
      return change.put("fate", c.fate().word());
    }));
    return node;
  }
}
