package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the token may do, job by job: the job's own block, else the workflow's, else a setting nobody sees here.
final class PermissionRules {
  private static final Pattern GHCR = Pattern.compile("ghcr\\.io", Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_TOKEN = Pattern.compile("secrets\\.(?!GITHUB_TOKEN\\b)\\w*(TOKEN|PAT|KEY)\\w*|create-github-app-token|steps\\.[\\w-]+\\.outputs\\.token", Pattern.CASE_INSENSITIVE);

  private PermissionRules() {}

  static void check(PlannedWorkflow workflow, Report report) {
    for (PlannedJob job : workflow.jobs()) {
      if (!job.job().file().equals(workflow.file()) || job.legs().isEmpty()) {
        continue;
      }
      PlannedLeg leg = job.legs().getFirst();
      for (StepRun run : leg.steps()) {
        if (run.runs().isPresent() && !run.runs().get()) {
          continue;
        }
        if (run.release().filter(r -> !r.ownFiles()).isPresent() && !usesOtherToken(run, job)) {
          need(workflow, job, run, "contents", "releases", report);
        }
        if (pushesToGhcr(run) && !usesOtherToken(run, job)) {
          need(workflow, job, run, "packages", "pushes to ghcr.io", report);
        }
      }
    }
  }

  private static boolean pushesToGhcr(StepRun run) {
    boolean script = run.step().run().filter(s -> s.value().contains("docker push") && GHCR.matcher(s.value()).find()).isPresent();
    boolean action = run.step().action().equals("docker/build-push-action")
        && run.step().with().text("push").filter(p -> !p.equals("false")).isPresent()
        && GHCR.matcher(run.step().with().text("tags").orElse("")).find();
    return script || action;
  }

  private static boolean usesOtherToken(StepRun run, PlannedJob job) {
    return texts(run.step().body()).anyMatch(t -> OTHER_TOKEN.matcher(t).find())
        || texts(job.job().job().env()).anyMatch(t -> OTHER_TOKEN.matcher(t).find());
  }

  private static java.util.stream.Stream<String> texts(YamlNode node) {
    return switch (node) {
      case YamlScalar s -> java.util.stream.Stream.of(s.value());
      case YamlSequence s -> s.items().stream().flatMap(PermissionRules::texts);
      case YamlMapping m -> m.entries().stream().flatMap(e -> texts(e.value()));
    };
  }

  private static void need(PlannedWorkflow workflow, PlannedJob job, StepRun run, String scope, String does, Report report) {
    Optional<YamlNode> block = job.job().job().permissions().or(() -> workflow.workflow().permissions());
    Position at = run.step().at();
    if (block.isEmpty()) {
      report.add(Rule.UNDECLARED_PERMISSIONS, job.job().job().at(),
          "job %s %s, and no `permissions` block says that it may".formatted(job.id(), does),
          "Add `permissions: { %s: write }` to the job.".formatted(scope));
      return;
    }
    if (!may(block.get(), scope)) {
      report.add(Rule.PERMISSIONS, at,
          "job %s %s, but its permissions lack `%s: write`".formatted(job.id(), does, scope),
          "Add `%s: write` to the permissions in line %d.".formatted(scope, block.get().at().line()));
    }
  }

  private static boolean may(YamlNode block, String scope) {
    return switch (block) {
      case YamlScalar s -> s.value().toLowerCase(Locale.ROOT).equals("write-all");
      case YamlMapping m -> m.text(scope).filter(v -> v.equals("write") || v.contains("${{")).isPresent();
      case YamlSequence _ -> false;
    };
  }
}
