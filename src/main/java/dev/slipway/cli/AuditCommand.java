package dev.slipway.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.SlipwayVersion;
import dev.slipway.gate.PolicyFile;
import dev.slipway.release.AuditPolicy;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditSarif;
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

  @Option(names = "--no-generated-notes", description = "Report releases whose notes GitHub generates, whatever the policy says.")
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
    PipelineOptions.Sources sources = pipeline.read(terminal);
    RunnerLabels labels = sources.labels();
    AuditPolicy under = new AuditPolicy(labels, sources.policy());
    List<AuditFinding> findings = noGeneratedNotes ? under.audit(sources.plan(), sources.assets(), false)
        : under.audit(sources.plan(), sources.assets());
    if (sarif) {
      Json.print(terminal.out(), AuditSarif.of(findings, SlipwayVersion.number()));
    } else if (json) {
      ObjectNode root = sources.head();
      root.set("findings", Json.array(findings, AuditCommand::finding));
      Json.print(terminal.out(), root);
    } else if (patch) {
      terminal.out().print(YamlPatch.diff(findings.stream().filter(AuditFinding::counts).flatMap(f -> f.patch().stream()).toList()));
    } else {
      findings.stream().filter(AuditFinding::counts).forEach(f -> print(f.finding()));
      findings.forEach(f -> f.exempt().ifPresent(exemption -> terminal.out().println(
          "%s %s  ignored: %s. Reason: %s".formatted(place(f.finding()), f.finding().rule(), f.finding().message(), exemption.reason()))));
      terminal.out().println(summary(findings, labels));
    }
    return count(findings, Severity.ERROR) > 0 ? Exit.FINDING : Exit.HOLDS;
  }

  private void print(Finding finding) {
    terminal.out().println("%s %s  %s: %s.".formatted(
        place(finding), finding.rule(), finding.severity().word(), finding.message()));
    if (!finding.why().isEmpty()) {
      terminal.out().println("    " + finding.why());
    }
    if (!finding.fix().isEmpty()) {
      terminal.out().println("    Fix: " + finding.fix());
    }
  }

  private static String place(Finding finding) {
    return finding.at().map(Object::toString).orElse(finding.subject());
  }

  private static String summary(List<AuditFinding> findings, RunnerLabels labels) {
    long ignored = findings.stream().filter(f -> !f.counts()).count();
    return "%s, %s, %s%s. Runner labels as of %s.".formatted(
        Figures.count(count(findings, Severity.ERROR), "error", "errors"),
        Figures.count(count(findings, Severity.WARNING), "warning", "warnings"),
        Figures.count(count(findings, Severity.INFO), "note", "notes"),
        ignored == 0 ? "" : ", %d ignored by %s".formatted(ignored, PolicyFile.NAME), labels.asOf());
  }

  private static long count(List<AuditFinding> findings, Severity severity) {
    return findings.stream().filter(f -> f.counts() && f.finding().severity() == severity).count();
  }

  private static ObjectNode finding(AuditFinding found) {
    ObjectNode node = Json.finding(found.finding());
    found.patch().ifPresent(p -> node.put("patch", p.diff()));
    found.exempt().ifPresent(exemption -> node.put("ignored", exemption.reason()));
    return node;
  }
}
