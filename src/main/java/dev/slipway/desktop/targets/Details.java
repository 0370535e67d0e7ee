package dev.slipway.desktop.targets;

import dev.slipway.desktop.targets.Detail.CodeLine;
import dev.slipway.desktop.targets.Detail.Remark;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.target.ExpectedFile;
import dev.slipway.target.NameSource;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.workflow.LegOrigin;
import dev.slipway.workflow.yaml.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Explains findings, legs and names with the lines of the workflow files.
final class Details {
  private final Optional<TargetPlan> plan;

  Details(Optional<TargetPlan> plan) {
    this.plan = plan;
  }

  /// A finding with its lines, its reason, its fix and the ready change.
  Detail of(AuditFinding found) {
    Finding finding = found.finding();
    List<Remark> remarks = new ArrayList<>();
    found.exempt().ifPresent(exemption -> remarks.add(new Remark("Ignored", sentence(exemption.reason()))));
    remarks.add(new Remark("Found", sentence(finding.message())));
    if (!finding.why().isEmpty()) {
      remarks.add(new Remark("Why", sentence(finding.why())));
    }
    if (!finding.fix().isEmpty()) {
      remarks.add(new Remark("Fix", sentence(finding.fix())));
    }
    return new Detail(
        finding.at().map(TargetStates::place).orElse(finding.subject()), finding.rule(), finding.at(),
        finding.at().flatMap(at -> text(at).map(text -> found.patch().map(patch -> Detail.change(text, patch)).orElseGet(() -> Detail.fault(text, at))))
            .orElse(List.of()),
        remarks, found.patch(), Optional.of(found).filter(AuditFinding::counts));
  }

  /// What made a leg: the vector values and the include entries, why it is native or not, and where its names come from.
  Detail of(PlannedLeg leg) {
    LegOrigin origin = leg.leg().origin();
    List<Remark> remarks = new ArrayList<>();
    remarks.add(new Remark("Leg", leg.name().shown()));
    if (origin.explicit()) {
      remarks.add(new Remark("Matrix", "The include entry in line %d matches no combination, so it is a leg of its own: %s."
          .formatted(origin.at().line(), origin.includes().getFirst().what())));
    } else if (origin.vectors().isEmpty()) {
      remarks.add(new Remark("Matrix", "The job has no matrix: one leg."));
    } else {
      remarks.add(new Remark("Matrix", origin.vectors().stream().map(Details::part).collect(Collectors.joining(", ", "A combination of ", "."))));
      origin.includes().forEach(include -> remarks.add(new Remark("Include", "Line %d adds %s.".formatted(include.at().line(), include.what()))));
    }
    remarks.add(new Remark("Method", leg.knownTarget().isPresent() ? leg.method().word() + ", " + leg.reason() + "." : sentence(leg.reason())));
    Stream.concat(leg.artifacts().stream().map(file -> name("Artifact", file)), leg.assets().stream().map(file -> name("Asset", file)))
        .forEach(remarks::add);
    Set<Integer> marked = Stream.concat(origin.vectors().stream(), origin.includes().stream())
        .map(its -> its.at().line()).collect(Collectors.toSet());
    return new Detail(leg.knownTarget().map(Object::toString).orElse(leg.name().shown()), "why this leg", Optional.of(origin.at()), code(origin.at(), marked), remarks,
        Optional.empty(), Optional.empty());
  }

  /// The line a name comes from.
  Detail of(TargetRow row, Position at) {
    String how = switch (row.source()) {
      case EXACT -> "The workflow file says the name whole.";
      case PATTERN -> "The workflow file says it with places that only a run fills in.";
      case SHELL -> "A script in the workflow file makes the name.";
      case LEARNT -> "An earlier release had a file of this shape: " + row.origin() + ".";
      case UNKNOWN -> "The workflow names a folder, or a script computes the name: only a run tells.";
    };
    return new Detail(TargetStates.place(at), "name of " + row.file(), Optional.of(at), code(at, Set.of()),
        List.of(new Remark(TargetStates.capital(row.source().word()), how)), Optional.empty(), Optional.empty());
  }

  private static String part(LegOrigin.Part part) {
    return part.what() + " (line " + part.at().line() + ")";
  }

  private static Remark name(String label, ExpectedFile file) {
    String from = file.learntFrom().map(release -> ", as in " + release).orElse("");
    String line = file.at().line() == 0 ? "" : ", line " + file.at().line();
    return new Remark(label, file.source() == NameSource.UNKNOWN
        ? "name unknown" + line
        : file.shown() + ", " + file.source().word() + from + line);
  }

  private List<CodeLine> code(Position at, Set<Integer> marked) {
    return text(at).map(lines -> Detail.excerpt(lines, at, marked)).orElse(List.of());
  }

  private Optional<SourceText> text(Position at) {
    return plan.flatMap(its -> its.source(at));
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    String whole = text.endsWith(".") || text.endsWith("`") ? text : text + ".";
    return TargetStates.sentence(whole);
  }
}
