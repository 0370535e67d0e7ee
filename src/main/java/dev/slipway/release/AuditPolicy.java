package dev.slipway.release;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Problem;
import dev.slipway.file.WholeFile;
import dev.slipway.gate.PolicyFile;
import dev.slipway.gate.PolicyText;
import dev.slipway.gate.ReleasePolicy;
import dev.slipway.gate.ReleasePolicy.Ignored;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.Exemption;
import dev.slipway.target.audit.PipelineAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The audit of a repository's workflows under its policy.
///
/// @param labels the table of runner labels
/// @param policy the policy file, with what is wrong with it
public record AuditPolicy(RunnerLabels labels, PolicyFile policy) {

  /// Every finding: what is wrong with the policy file, then those of the workflows. A policy file with an error
  /// exempts nothing.
  ///
  /// @param lastRelease the names of the assets of the last release; empty when they are not known
  public List<AuditFinding> audit(TargetPlan plan, Optional<List<String>> lastRelease) {
    return audit(plan, lastRelease, policy.policy().audit().generatedNotes());
  }

  /// The same, whatever the policy says of notes that GitHub generates.
  public List<AuditFinding> audit(TargetPlan plan, Optional<List<String>> lastRelease, boolean generatedNotes) {
    ReleasePolicy.Audit asked = policy.policy().audit();
    AuditOptions options = generatedNotes ? AuditOptions.filesOnly() : AuditOptions.filesOnly().withoutGeneratedNotes();
    if (policy.findings().isEmpty()) {
      options = options.exempting(asked.ignored().stream().map(AuditPolicy::exemption).toList());
    }
    options = lastRelease.map(options::withLastRelease).orElse(options);
    List<AuditFinding> findings = new ArrayList<>();
    for (Finding finding : policy.findings()) {
      findings.add(new AuditFinding(finding, Optional.empty(), Optional.empty()));
    }
    findings.addAll(new PipelineAudit(labels, options).audit(plan));
    return List.copyOf(findings);
  }

  /// Leaves a finding as it is: its rule, file and line go into the policy file of a checkout, with the reason.
  ///
  /// @return the file
  /// @throws Problem when the folder is no checkout of the repository, or nothing can be added to its policy safely
  public static Path ignore(AuditFinding found, TargetPlan plan, String reason, Path checkout) throws Problem {
    Exemption narrow = Exemption.of(found.finding(), plan, reason.strip());
    Optional<String> file = narrow.file();
    if (file.isPresent() && !Files.isRegularFile(checkout.resolve(file.get()))) {
      throw Problem.wrongUse("%s holds no %s, so it is no checkout of this repository. Nothing was written; choose another folder."
          .formatted(checkout, file.get()));
    }
    Path policy = checkout.resolve(PolicyFile.NAME);
    String text = "";
    try {
      if (Files.exists(policy)) {
        text = Files.readString(policy);
      }
    } catch (IOException e) {
      throw Problem.outOfReach("%s could not be read: %s. Nothing was written.".formatted(policy, WholeFile.reason(e)), e);
    }
    WholeFile.writeText(policy, PolicyText.ignoring(text, new Ignored(narrow.rule(), file, narrow.line(), narrow.reason(), narrow.at())));
    return policy;
  }

  private static Exemption exemption(Ignored entry) {
    return new Exemption(entry.rule(), entry.file(), entry.line(), entry.reason(), entry.at());
  }
}
