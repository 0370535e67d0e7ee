package dev.slipway.release.board;

import dev.slipway.fact.Fact;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.fact.Unknown;
import dev.slipway.forge.Asset;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.release.ExpectedNames;
import dev.slipway.release.Facts;
import dev.slipway.release.HeldFile;
import dev.slipway.verify.Cell;
import dev.slipway.verify.Check;
import dev.slipway.verify.VerificationReport;
import java.util.ArrayList;
import java.util.List;

/// Every expected file is there, nothing else is, none is empty, and every archive holds what it should.
final class ArtifactsGate {
  private ArtifactsGate() {}

  static Gate of(Facts facts) {
    List<HeldFile> held = facts.files().held();
    List<Finding> findings = new ArrayList<>(facts.files().findings());
    held.stream().filter(file -> file.size() == 0).forEach(file ->
        findings.add(
            Finding.about(file.name(), "empty-file", Severity.ERROR, file.name() + " has no bytes.", "Build it again.")));
    archives(facts, findings);
    return switch (ExpectedNames.of(facts.subject(), facts.pipeline())) {
      case Unknown<List<ExpectedNames.Name>>(String reason) -> gate(
          facts, held.isEmpty() ? new GateState.Pending("nothing was downloaded yet") : new GateState.Unknown(reason),
          "Unknown", held.size() + (held.size() == 1 ? " file" : " files"), reason, findings);
      case Fact<List<ExpectedNames.Name>> names -> judge(facts, names.get(), held, findings);
    };
  }

  private static Gate judge(Facts facts, List<ExpectedNames.Name> names, List<HeldFile> held, List<Finding> findings) {
    String all = names.size() + " of " + names.size() + " files";
    if (held.isEmpty() && facts.files().findings().isEmpty()) {
      return gate(facts, new GateState.Pending("nothing was downloaded yet"), all, "0 of " + names.size() + " files", "", List.of());
    }
    List<ExpectedNames.Name> absent =
        names.stream().filter(name -> held.stream().noneMatch(file -> name.matches().test(file.name()))).toList();
    List<HeldFile> extra =
        held.stream().filter(file -> names.stream().noneMatch(name -> name.matches().test(file.name()))).toList();
    boolean stated = !facts.subject().policy().policy().assets().isEmpty();
    absent.forEach(name ->
        findings.add(
            Finding.about(
                name.shown(), "file-missing", Severity.ERROR,
                name.shown() + " is expected by " + name.source() + " and is not there.",
                "Look at the job that should upload it.")));
    extra.forEach(file ->
        findings.add(
            Finding.about(
                file.name(), "file-unexpected", stated ? Severity.ERROR : Severity.WARNING,
                file.name() + " is there, and nothing expects it.",
                stated ? "Add its name under assets in .slipway.yml, or stop building it." : "List the assets in .slipway.yml to be sure.")));
    notPublic(facts, names, held, findings);
    long present = names.size() - absent.size();
    boolean errors = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    GateState state = errors ? new GateState.Failed() : new GateState.Passed();
    String detail =
        errors
            ? findings.stream().filter(f -> f.severity() == Severity.ERROR).findFirst().map(Finding::message).orElse("")
            : extra.isEmpty() ? "nothing else is there" : extra.size() + " unexpected";
    return gate(facts, state, all, present + " of " + names.size() + " files", detail, findings);
  }

  /// What is public must be all of it: an asset may have been deleted since, or never have come whole.
  private static void notPublic(Facts facts, List<ExpectedNames.Name> names, List<HeldFile> held, List<Finding> findings) {
    facts.subject().published().ifPresent(release -> held.stream()
        .filter(file -> names.stream().anyMatch(name -> name.matches().test(file.name())))
        .filter(file -> release.assets().stream().noneMatch(asset -> asset.name().equals(file.name()) && asset.state() == Asset.State.UPLOADED))
        .forEach(file -> findings.add(
            Finding.about(
                file.name(), "not-in-release", Severity.ERROR,
                "%s is public and carries no %s, which the run made.".formatted(release.tag(), file.name()),
                "Upload it, or make a new release."))));
  }

  private static void archives(Facts facts, List<Finding> findings) {
    facts.files().verification().value().map(VerificationReport::files).orElse(List.of()).forEach(file -> {
      if (file.cell(Check.ARCHIVE) instanceof Cell.Failed failed) {
        findings.add(
            Finding.about(
                file.name(), "archive", Severity.ERROR, file.name() + ": " + failed.reason(),
                "Open the file on the Artifacts page to see its members."));
      }
    });
  }

  private static Gate gate(
      Facts facts, GateState state, String required, String measured, String detail, List<Finding> findings) {
    return new Gate(
        GateId.ARTIFACTS, "Names and contents", facts.subject().policy().policy().policy(GateId.ARTIFACTS), state,
        required, measured, detail, findings);
  }
}
