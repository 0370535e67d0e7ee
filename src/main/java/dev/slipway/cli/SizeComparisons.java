package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.ByteSize;
import dev.slipway.fact.OutsideText;
import dev.slipway.size.ComponentBudget;
import dev.slipway.size.ImportedReport;
import dev.slipway.size.Saving;
import dev.slipway.size.SideBySide;
import dev.slipway.size.SizeDiff;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Prints what sizes are compared with: other builds, other tools' reports, what could go, component budgets.
final class SizeComparisons {
  private final PrintWriter out;
  private final int most;
  private final boolean markdown;

  SizeComparisons(PrintWriter out, int most, boolean markdown) {
    this.out = out;
    this.most = most;
    this.markdown = markdown;
  }

  void sideBySide(SideBySide builds) {
    List<String> head =
        builds.builds().stream().map(build -> markdown ? OutsideText.code(build.name()) : OutsideText.plain(build.name())).toList();
    row("", head);
    if (markdown) {
      out.println("|---" + "|---:".repeat(head.size()) + "|");
    }
    row("in all", builds.builds().stream().map(build -> ByteSize.words(build.tree().size())).toList());
    builds.rows().stream().limit(most)
        .forEach(row -> row(row.name(), row.sizes().stream().map(size -> size == 0 ? "–" : ByteSize.words(size)).toList()));
    out.println();
    for (SideBySide.Step step : builds.steps()) {
      out.printf(
          Locale.ROOT, "%s%s to %s: %s %s (%s)%s%n", markdown ? "- " : "", shown(step.from()), shown(step.to()),
          step.saved() >= 0 ? "saves" : "costs", ByteSize.words(Math.abs(step.saved())), Figures.percent(Math.abs(step.share())),
          step.most().isEmpty() ? "" : ", most of it " + words(step.most()));
    }
  }

  private String shown(String name) {
    return markdown ? OutsideText.code(name) : OutsideText.plain(name);
  }

  private String words(List<SizeDiff.Change> changes) {
    return String.join(
        ", ", changes.stream().map(change -> shown(change.name()) + " " + Figures.change(change.by())).toList());
  }

  private void row(String first, List<String> cells) {
    if (markdown) {
      out.println("| " + (first.isEmpty() ? "" : OutsideText.code(first)) + " | " + String.join(" | ", cells) + " |");
    } else {
      out.print("  ");
      cells.forEach(cell -> out.printf(Locale.ROOT, "%14s", cell.length() > 13 ? cell.substring(0, 6) + "…" + cell.substring(cell.length() - 6) : cell));
      out.println("  " + OutsideText.plain(first));
    }
  }

  void imported(ImportedReport report, List<ImportedReport.Row> rows) {
    long found = rows.stream().filter(row -> row.ours().isPresent()).count();
    out.printf("%s says of %s; %d of them are here as well%n", report.tool().word(), Figures.count(rows.size(), "name", "names"), found);
    row("", List.of(report.tool().word(), "slipway", "difference"));
    if (markdown) {
      out.println("|---|---:|---:|---:|");
    }
    rows.stream().limit(most).forEach(row ->
        row(row.name(), List.of(
            ByteSize.words(row.theirs()), row.ours().isPresent() ? ByteSize.words(row.ours().getAsLong()) : "unknown",
            row.ours().isPresent() ? Figures.change(row.difference()) : "–")));
  }

  void savings(String name, List<Saving> savings) {
    out.println((markdown ? "**" : "") + "What " + shown(name) + " could do without" + (markdown ? "**\n" : ""));
    if (savings.isEmpty()) {
      out.println("  nothing that is known");
    }
    for (Saving saving : savings) {
      out.printf(
          Locale.ROOT, "%s%-9s%12s  %s. %s%n", markdown ? "- " : "  ", saving.kind().word(), ByteSize.words(saving.bytes()),
          shown(saving.what()), saving.how());
    }
  }

  void component(ComponentBudget.Result result) {
    out.printf(
        "%s %s of %s: %s of %s, %s%n", result.holds() ? "within budget" : "OVER BUDGET", OutsideText.plain(result.budget().name()), OutsideText.plain(result.file()),
        ByteSize.words(result.size()), ByteSize.words(result.budget().limit()),
        result.holds() ? ByteSize.words(-result.over()) + " left" : "over by " + ByteSize.words(result.over()));
  }

  static ObjectNode json(SideBySide builds, int most) {
    ObjectNode node = Json.object();
    node.set("builds", Json.array(builds.builds(), build -> {
      ObjectNode one = Json.object();
      one.put("file", build.name());
      return one.put("size", build.tree().size());
    }));
    node.set("rows", Json.array(builds.rows().stream().limit(most).toList(), row -> {
      ObjectNode one = Json.object();
      one.put("name", row.name());
      var sizes = one.putArray("sizes");
      row.sizes().forEach(sizes::add);
      return one;
    }));
    node.set("steps", Json.array(builds.steps(), step -> {
      ObjectNode one = Json.object();
      one.put("from", step.from());
      one.put("to", step.to());
      one.put("saved", step.saved());
      return one.put("share", step.share());
    }));
    return node;
  }

  static ObjectNode json(ImportedReport report, List<ImportedReport.Row> rows, int most) {
    ObjectNode node = Json.object();
    node.put("tool", report.tool().word());
    node.put("names", rows.size());
    node.put("found", rows.stream().filter(row -> row.ours().isPresent()).count());
    node.set("rows", Json.array(rows.stream().limit(most).toList(), row -> {
      ObjectNode one = Json.object();
      one.put("name", row.name());
      one.put("theirs", row.theirs());
      row.ours().ifPresent(ours -> one.put("ours", ours));
      return one;
    }));
    return node;
  }

  static ObjectNode json(Saving saving) {
    ObjectNode node = Json.object();
    node.put("what", saving.what());
    node.put("bytes", saving.bytes());
    node.put("kind", saving.kind().word());
    return node.put("how", saving.how());
  }

  static ObjectNode json(ComponentBudget.Result result) {
    ObjectNode node = Json.object();
    node.put("component", result.budget().name());
    node.put("file", result.file());
    node.put("size", result.size());
    node.put("limit", result.budget().limit());
    node.put("over", result.over());
    return node.put("holds", result.holds());
  }
}
