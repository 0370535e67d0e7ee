package dev.slipway.size;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.fact.Severity;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The sizes of a whole release: every file, every member of every archive, and each against its budget.
///
/// @param rows     in the order the files were given, members behind their archive
/// @param findings what is over its budget, and what could not be measured
/// @param asked    the budgets they were held against
/// @param components how the parts of each binary stand, where parts have budgets
public record SizeReport(
    List<SizeRow> rows, List<Finding> findings, Budgets asked, List<ComponentBudget.Result> components) {
  public SizeReport {
    rows = List.copyOf(rows);
    findings = List.copyOf(findings);
    components = List.copyOf(components);
  }

  /// Whether everything was measured and nothing is over its budget.
  public boolean holds() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /// Everything that has a budget, with how it stands.
  public List<BudgetResult> budgets() {
    return rows.stream().flatMap(row -> row.budget().stream()).toList();
  }

  /// Targets that have files and a budget for their binary, but no binary that could be measured: it may lie in a package
  /// that is not unpacked here, such as a `.deb` or an archive within an archive. A budget nobody held against anything does not hold.
  public List<String> unjudged() {
    Map<String, Boolean> found = new LinkedHashMap<>();
    for (SizeRow row : rows) {
      if (!row.target().isEmpty()) {
        found.merge(row.target(), row.kind().filter(Budget.Kind::ofBinary).isPresent(), Boolean::logicalOr);
      }
    }
    return found.entrySet().stream()
        .filter(target -> !target.getValue() && budgetOfBinary(target.getKey()).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Whether a container image was among the files.
  public boolean hasImage() {
    return rows.stream().anyMatch(row -> row.kind().equals(Optional.of(Budget.Kind.IMAGE)));
  }

  /// What the binary of a target may take.
  public Optional<Budget> budgetOfBinary(String target) {
    return asked.of(target, target.startsWith("wasm") ? Budget.Kind.WASM : Budget.Kind.BINARY);
  }

  /// What is over its budget, the worst first.
  public List<BudgetResult> over() {
    return budgets().stream()
        .filter(result -> !result.holds())
        .sorted(java.util.Comparator.comparingDouble(BudgetResult::used).reversed())
        .toList();
  }

  /// Measures files. One that cannot be read is a finding of severity error; the others go on.
  public static SizeReport measure(List<ReleaseFile> files, Budgets budgets, Progress progress) throws Cancelled {
    List<SizeRow> rows = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    record One(List<SizeRow> rows, List<ComponentBudget.Result> components, Optional<Finding> finding) {}
    List<ComponentBudget.Result> components = new ArrayList<>();
    List<One> each =
        Together.each(
            files, progress,
            file -> {
              progress.phase("measuring " + file.name());
              try {
                if (budgets.components().isEmpty()) {
                  return new One(rows(file, budgets, progress), List.of(), Optional.empty());
                }
                ArtifactTree.Trees trees = ArtifactTree.of(file.path(), progress);
                return new One(rows(file, budgets, trees), components(file, budgets, trees), Optional.empty());
              } catch (Problem problem) {
                return new One(List.of(), List.of(), Optional.of(notMeasured(file, problem.sentence())));
              } catch (IOException e) {
                String sentence = "%s could not be read: %s.".formatted(file.name(), dev.slipway.file.WholeFile.reason(e));
                return new One(List.of(), List.of(), Optional.of(notMeasured(file, sentence)));
              }
            });
    each.forEach(one -> {
      rows.addAll(one.rows());
      components.addAll(one.components());
      one.finding().ifPresent(findings::add);
    });
    progress.report(files.size(), files.size());
    for (SizeRow row : rows) {
      row.budget().filter(result -> !result.holds()).ifPresent(result -> findings.add(overBudget(row, result)));
    }
    components.stream().filter(result -> !result.holds()).forEach(result -> findings.add(overComponent(result)));
    return new SizeReport(rows, findings, budgets, components);
  }

  private static List<ComponentBudget.Result> components(ReleaseFile file, Budgets budgets, ArtifactTree.Trees trees) {
    List<ComponentBudget.Result> results = new ArrayList<>();
    trees.inside().forEach(
        (name, binary) -> {
          String title = name.equals(file.name()) ? name : file.name() + ": " + name;
          budgets.components().stream()
              .filter(component -> component.kind() == binary.kind())
              .forEach(component -> results.add(component.judge(title, binary.tree())));
        });
    return results;
  }

  /// A part over its share is a warning: the file's own budget decides.
  private static Finding overComponent(ComponentBudget.Result result) {
    return Finding.about(
        result.file(), "over-component-budget", Severity.WARNING,
        "%s takes %s of %s, %s more than its %s.".formatted(
            result.budget().name(), dev.slipway.fact.ByteSize.words(result.size()), result.file(),
            dev.slipway.fact.ByteSize.words(result.over()), dev.slipway.fact.ByteSize.words(result.budget().limit())),
        "See what it is made of with slipway size --by function, or raise its budget.");
  }

  private static Finding notMeasured(ReleaseFile file, String sentence) {
    return Finding.about(file.name(), "not-measured", Severity.ERROR, sentence, "Download or build it again.");
  }

  private static Finding overBudget(SizeRow row, BudgetResult result) {
    return Finding.about(
        row.title(), "over-budget", Severity.ERROR,
        "%s has %s.".formatted(row.title(), result.words()),
        "See what grew with slipway size --diff, or raise the budget.");
  }

  private static List<SizeRow> rows(ReleaseFile file, Budgets budgets, Progress progress)
      throws IOException, Problem, Cancelled {
    Packing packing = Packing.of(file.path());
    List<SizeRow> rows = new ArrayList<>();
    long size = Files.size(file.path());
    if (!packing.archive()) {
      return List.of(row(file, "", kind(packing), size, OptionalLong.empty(), budgets));
    }
    List<Optional<Budget.Kind>> kinds = new ArrayList<>();
    List<ArchiveMembers.Member> members;
    var parts = new ImageParts(file.path(), progress);
    try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
      members =
          ArchiveMembers.read(
              file.path(), channel, packing,
              (name, content) -> {
                byte[] start = content.readNBytes(512);
                kinds.add(binaryKind(Packing.of(name, start)));
                parts.look(name, start, content);
              },
              progress);
    }
    addArchive(rows, file, size, parts.image(), budgets);
    for (int i = 0; i < members.size(); i++) {
      ArchiveMembers.Member member = members.get(i);
      rows.add(row(file, member.name(), kinds.get(i), member.size(), OptionalLong.of(member.stored()), budgets));
    }
    return rows;
  }

  /// An archive, or the container image that it is: that has a budget of its own, held against what it unpacks to.
  private static void addArchive(
      List<SizeRow> rows, ReleaseFile file, long size, Optional<ImageFile> image, Budgets budgets) throws IOException {
    Optional<Budget.Kind> kind = image.isPresent() ? Optional.empty() : kind(Packing.of(file.path()));
    rows.add(row(file, "", kind, size, OptionalLong.empty(), budgets));
    for (ImageFile.Platform platform : image.map(ImageFile::platforms).orElse(List.of())) {
      rows.add(
          row(
              file, "image for " + platform.name(), Optional.of(Budget.Kind.IMAGE), platform.unpacked(),
              OptionalLong.of(platform.stored()), budgets));
    }
  }

  /// The same rows from what was taken apart anyway, for parts have budgets.
  private static List<SizeRow> rows(ReleaseFile file, Budgets budgets, ArtifactTree.Trees trees) throws IOException {
    List<SizeRow> rows = new ArrayList<>();
    addArchive(rows, file, trees.tree().size(), trees.image(), budgets);
    for (ArtifactTree.Member member : trees.members()) {
      Optional<Budget.Kind> kind = Optional.ofNullable(trees.inside().get(member.name())).map(ArtifactTree.Binary::kind);
      rows.add(row(file, member.name(), kind, member.size(), OptionalLong.of(member.stored()), budgets));
    }
    return rows;
  }

  private static SizeRow row(
      ReleaseFile file, String member, Optional<Budget.Kind> kind, long size, OptionalLong stored, Budgets budgets) {
    String title = member.isEmpty() ? file.name() : file.name() + ": " + member;
    Optional<BudgetResult> result =
        kind.flatMap(k -> budgets.of(file.target(), k)).map(budget -> budget.judge(title, size));
    return new SizeRow(file.name(), member, file.target(), kind, size, stored, result);
  }

  private static Optional<Budget.Kind> kind(Packing packing) {
    return switch (packing) {
      case ZIP, TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2, XZ, ZST, BZ2 -> Optional.of(Budget.Kind.ARCHIVE);
      case GZ -> Optional.of(Budget.Kind.GZ);
      case NATIVE, WASM -> binaryKind(packing);
      case OTHER -> Optional.empty();
    };
  }

  private static Optional<Budget.Kind> binaryKind(Packing packing) {
    return switch (packing) {
      case NATIVE -> Optional.of(Budget.Kind.BINARY);
      case WASM -> Optional.of(Budget.Kind.WASM);
      case ZIP, TAR, TAR_GZ, TAR_XZ, TAR_ZST, TAR_BZ2, GZ, XZ, ZST, BZ2, OTHER -> Optional.empty();
    };
  }
}
