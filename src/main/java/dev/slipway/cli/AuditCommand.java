package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.target.audit.Sarif;
import dev.slipway.target.audit.YamlPatch;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `slipway audit`: the faults of release pipelines, each with its place, its reason and its fix.
@Command(name = "audit", description = "Check workflow files for faults that spoil releases.")
final class AuditCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin PipelineOptions pipeline = new PipelineOptions();

  @Option(names = "--no-generated-notes", description = "Report releases whose notes GitHub generates.")
  boolean noGeneratedNotes;

  @Option(names = "--patch", description = "Print the ready changes as one patch in place of the findings.")
  boolean patch;

  @Option(names = "--json", description = "Print one JSON document.")
  boolean json;

  @Option(names = "--sarif", description = "Print SARIF 2.1.0, which GitHub code scanning shows.")
  boolean sarif;

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    RunnerLabels labels = pipeline.labels(terminal);
    PipelineOptions.Sources sources = pipeline.read(terminal, labels);
    TargetPlan plan = sources.plan();
    AuditOptions given = noGeneratedNotes ? AuditOptions.filesOnly().withoutGeneratedNotes() : AuditOptions.filesOnly();
    AuditOptions options = sources.assets().map(given::withLastRelease).orElse(given);
    List<AuditFinding> findings = new PipelineAudit(labels, options).audit(plan);
    if (sarif) {
      Json.print(terminal.out(), Sarif.of(findings, Version.number()));
    } else if (json) {
      ObjectNode root = Json.object();
      root.put("runnerLabelsAsOf", labels.asOf());
      sources.last().ifPresent(release -> root.put("lastRelease", release.tag()));
      root.set("findings", Json.array(findings, AuditCommand::finding));
      Json.print(terminal.out(), root);
    } else if (patch) {
      terminal.out().print(YamlPatch.diff(findings.stream().flatMap(f -> f.patch().stream()).toList()));
    } else {
      findings.forEach(f -> print(f.finding()));
      terminal.out().println(summary(findings, labels));
    }
    return findings.stream().anyMatch(f -> f.finding().severity() == Severity.ERROR) ? Exit.FINDING : Exit.HOLDS;
  }

  private void print(Finding finding) {
    terminal.out().println("%s %s  %s: %s.".formatted(
        finding.at().map(Object::toString).orElse(finding.subject()), finding.rule(), finding.severity().word(), finding.message()));
    if (!finding.why().isEmpty()) {
      terminal.out().println("    " + finding.why());
    }
    if (!finding.fix().isEmpty()) {
      terminal.out().println("    Fix: " + finding.fix());
    }
  }

  private static String summary(List<AuditFinding> findings, RunnerLabels labels) {
    return "%d errors, %d warnings, %d notes. Runner labels as of %s.".formatted(
        count(findings, Severity.ERROR), count(findings, Severity.WARNING), count(findings, Severity.INFO), labels.asOf());
  }

  private static long count(List<AuditFinding> findings, Severity severity) {
    return findings.stream().filter(f -> f.finding().severity() == severity).count();
  }

  private static ObjectNode finding(AuditFinding found) {
    ObjectNode node = Json.finding(found.finding());
    found.patch().ifPresent(p -> node.put("patch", p.diff()));
    return node;
  }
}
