package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.TargetPlan;
import dev.slipway.workflow.yaml.SourceText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A release without checksums, by the workflow and by what the last release carried.
final class ChecksumRules {
  private static final Pattern MAKES = Pattern.compile(
      "sha(1|224|256|384|512)(sum)?\\b|shasum|b2sum|b3sum|checksum|Get-FileHash|goreleaser|cargo.?dist|\\bdist (build|host)|jreleaser|certutil",
      Pattern.CASE_INSENSITIVE);

  /// One of these is in every line that MAKES finds something in.
  private static final List<String> HINTS = List.of("sha", "sum", "hash", "releaser", "dist", "certutil");

  private ChecksumRules() {}

  static void check(TargetPlan plan, AuditOptions options, Report report) {
    boolean released = options.lastRelease().filter(a -> a.stream().anyMatch(ChecksumRules::isChecksum)).isPresent();
    if (released) {
      return;
    }
    Optional<Position> release = plan.release().flatMap(ChecksumRules::releases);
    if (release.isEmpty() || plan.release().filter(ChecksumRules::isUnread).isPresent() || plan.workflows().stream().anyMatch(ChecksumRules::says)) {
      return;
    }
    report.add(Rule.NO_CHECKSUM, release.get(),
        options.lastRelease().isPresent()
            ? "neither a workflow nor the last release has a checksum" : "no workflow makes a checksum",
        "Add a step before the release: `sha256sum * > SHA256SUMS`, and upload that file too.");
  }

  /// Whether an action of the repository that was not read may make them.
  private static boolean isUnread(PlannedWorkflow workflow) {
    return workflow.legs().stream().flatMap(l -> l.steps().stream()).anyMatch(r -> r.step().unread().isPresent());
  }

  private static boolean says(PlannedWorkflow workflow) {
    return says(workflow.workflow().text()) || workflow.workflow().actions().stream().anyMatch(action -> says(action.text()));
  }

  private static boolean says(SourceText text) {
    return text.lines().stream()
        .filter(l -> !l.isBlank() && !l.strip().startsWith("#"))
        .anyMatch(l -> HINTS.stream().anyMatch(l.toLowerCase(Locale.ROOT)::contains) && MAKES.matcher(l).find());
  }

  private static boolean isChecksum(String asset) {
    String name = asset.toLowerCase(Locale.ROOT);
    return name.contains("sha256") || name.contains("sha512") || name.contains("checksum") || name.endsWith(".b3") || name.endsWith(".sum");
  }

  /// Where the first release step stands.
  private static Optional<Position> releases(PlannedWorkflow workflow) {
    return workflow.legs().stream()
        .flatMap(l -> l.steps().stream())
        .flatMap(r -> r.release().stream())
        .map(ReleaseStep::at)
        .findFirst();
  }
}
