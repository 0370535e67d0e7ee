package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.binary.Section;
import dev.slipway.fact.Digest;
import dev.slipway.size.ArtifactTree;
import dev.slipway.size.BudgetResult;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImageFile;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.Saving;
import dev.slipway.size.SizeDiff;
import dev.slipway.size.SizeTree;
import dev.slipway.size.TopEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The document `slipway size --json` prints.
///
/// @param top how many rows each list has at most
record SizeDocument(String path, int top) {

  /// What was measured of one file.
  ///
  /// @param main   the bytes of the largest binary in it, unpacked; of the file itself where it is no archive
  /// @param image  the container image an archive is
  /// @param digest SHA-256 of an archive's bytes, taken while it was unpacked; empty for other files
  record Measured(
      String name, Path file, SizeTree tree, long main, Optional<Digest> digest, List<Section> sections,
      List<ArtifactTree.Member> members, Optional<ImageFile> image, List<TopEntry> top, List<BudgetResult> budgets) {}

  /// A file compared with its earlier self.
  ///
  /// @param gone whether it is only in the earlier folder
  record Difference(String file, SizeDiff diff, boolean gone) {}

  /// What was found beyond the sizes themselves.
  ///
  /// @param versus the bytes of something else it is held against
  record Extras(
      List<ComponentBudget.Result> components, Map<String, List<Saving>> savings, Optional<ImportedReport> report,
      List<ImportedReport.Row> beside, OptionalLong versus) {}

  ObjectNode of(List<Measured> measured, List<Difference> diffs, Extras extras) {
    boolean folder = measured.size() != 1 || diffs.stream().anyMatch(Difference::gone);
    ObjectNode node = folder ? all(measured, diffs, extras) : one(measured.getFirst(), diffs, extras);
    if (!extras.components().isEmpty()) {
      node.set("components", Json.array(extras.components(), SizeComparisons::json));
    }
    if (!extras.savings().isEmpty()) {
      ObjectNode could = node.putObject("savings");
      extras.savings().forEach((name, list) -> could.set(name, Json.array(list, SizeComparisons::json)));
    }
    extras.report().ifPresent(imported -> node.set("imported", SizeComparisons.json(imported, extras.beside(), top)));
    return node;
  }

  private ObjectNode all(List<Measured> measured, List<Difference> diffs, Extras extras) {
    ObjectNode node = Json.object();
    long total = measured.stream().mapToLong(m -> m.tree().size()).sum();
    node.put("file", path);
    node.put("size", total);
    node.putArray("sections");
    node.putArray("top");
    node.put("total", total);
    var files = node.putArray("files");
    measured.forEach(m -> files.add(one(m, diffs, extras)));
    if (!diffs.isEmpty()) {
      node.set("gone", Json.array(diffs.stream().filter(Difference::gone).toList(), gone ->
          Json.object().put("file", gone.file()).put("before", gone.diff().before())));
      node.put("change", diffs.stream().mapToLong(its -> its.diff().by()).sum());
    }
    return node;
  }

  private ObjectNode one(Measured m, List<Difference> diffs, Extras extras) {
    ObjectNode node = Json.object();
    node.put("file", m.name());
    node.put("size", m.tree().size());
    m.digest().ifPresent(digest -> node.put(digest.algorithm().id(), digest.hex()));
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
    m.image().ifPresent(image -> node.set("image", Json.array(image.platforms(), SizeDocument::platform)));
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
    diffs.stream().filter(its -> !its.gone() && its.file().equals(m.name())).findFirst()
        .ifPresent(its -> node.set("diff", diff(its.diff())));
    if (extras.versus().isPresent() && m.main() > 0) {
      node.set("versus", Json.object()
          .put("size", extras.versus().getAsLong()).put("times", (double) extras.versus().getAsLong() / m.main()));
    }
    return node;
  }

  private static ObjectNode platform(ImageFile.Platform platform) {
    ObjectNode node = Json.object();
    node.put("platform", platform.name());
    node.put("size", platform.unpacked());
    node.put("stored", platform.stored());
    node.set("layers", Json.array(platform.layers(), layer ->
        Json.object().put("member", layer.member()).put("size", layer.unpacked()).put("stored", layer.stored())));
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
