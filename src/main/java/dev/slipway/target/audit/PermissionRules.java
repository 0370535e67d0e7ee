package dev.slipway.target.audit;

import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowJob;
import dev.slipway.workflow.expression.Template;
import dev.slipway.workflow.yaml.YamlMapping;
import dev.slipway.workflow.yaml.YamlNode;
import dev.slipway.workflow.yaml.YamlScalar;
import dev.slipway.workflow.yaml.YamlSequence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the token may do, job by job: the job's own block, else the workflow's, else a setting nobody sees here.
final class PermissionRules {
  private static final Pattern GHCR = Pattern.compile("ghcr\\.io", Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHER_TOKEN = Pattern.compile("secrets\\.(?!GITHUB_TOKEN\\b)\\w*(TOKEN|PAT|KEY)\\w*|create-github-app-token|steps\\.[\\w-]+\\.outputs\\.token", Pattern.CASE_INSENSITIVE);

  private PermissionRules() {}

  static void check(PlannedWorkflow workflow, Map<String, WorkflowFile> files, Report report) {
    for (PlannedJob job : workflow.jobs()) {
      if (!job.job().file().equals(workflow.file())) {
        asked(workflow, files, job, report);
      }
      if (job.legs().isEmpty()) {
        continue;
      }
      PlannedLeg leg = job.legs().getFirst();
      for (StepRun run : leg.steps()) {
        if (run.runs().isPresent() && !run.runs().get()) {
          continue;
        }
        if (run.release().filter(r -> !r.ownFiles()).isPresent() && !usesOtherToken(run, job)) {
          need(workflow, files, job, run, "contents", "releases", report);
        }
        if (pushesToGhcr(run) && !usesOtherToken(run, job)) {
          need(workflow, files, job, run, "packages", "pushes to ghcr.io", report);
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
    return run.chain().flatMap(step -> texts(step.body())).anyMatch(t -> OTHER_TOKEN.matcher(t).find())
        || texts(job.job().job().env()).anyMatch(t -> OTHER_TOKEN.matcher(t).find());
  }

  private static java.util.stream.Stream<String> texts(YamlNode node) {
    return switch (node) {
      case YamlScalar s -> java.util.stream.Stream.of(s.value());
      case YamlSequence s -> s.items().stream().flatMap(PermissionRules::texts);
      case YamlMapping m -> m.entries().stream().flatMap(e -> texts(e.value()));
    };
  }

  private static void need(PlannedWorkflow workflow, Map<String, WorkflowFile> files, PlannedJob job, StepRun run, String scope, String does, Report report) {
    boolean own = job.job().file().equals(workflow.file());
    Optional<YamlNode> said = own(job, files);
    Optional<YamlNode> block = said.or(() -> caller(workflow, job));
    if (block.isEmpty()) {
      if (!own || !isOnlyCalled(workflow.workflow())) {
        report.add(Rule.UNDECLARED_PERMISSIONS, job.job().job().at(),
            "job %s %s, and no `permissions` block says that it may".formatted(job.id(), does),
            "Add `permissions: { %s: write }` to the job.".formatted(scope));
      }
      return;
    }
    if ((own || said.isEmpty()) && TokenLevel.of(block.get(), scope) != TokenLevel.WRITE) {
      report.add(Rule.PERMISSIONS, run.step().at(),
          "job %s %s, but its permissions lack `%s: write`".formatted(job.id(), does, scope),
          "Add `%s: write` to the permissions in %s.".formatted(scope, own ? "line " + block.get().at().line() : block.get().at()));
    }
  }

  /// The block of a job, or of the file it is written in.
  private static Optional<YamlNode> own(PlannedJob job, Map<String, WorkflowFile> files) {
    return job.job().job().permissions().or(() -> Optional.ofNullable(files.get(job.job().file())).flatMap(WorkflowFile::permissions));
  }

  /// The block of the job that calls the workflow a job is in, or of its file.
  private static Optional<YamlNode> caller(PlannedWorkflow workflow, PlannedJob job) {
    Optional<WorkflowJob> caller = workflow.workflow().job(ReleaseRules.root(job.id()));
    return caller.flatMap(WorkflowJob::permissions).or(() -> workflow.workflow().permissions());
  }

  /// Whether other workflows call the file, and nothing else starts it: then their permissions count.
  private static boolean isOnlyCalled(WorkflowFile file) {
    return !file.triggers().isEmpty() && file.triggers().stream().allMatch(t -> t.event().equals("workflow_call"));
  }

  /// A called workflow may ask for no more than the job that calls it has.
  private static void asked(PlannedWorkflow workflow, Map<String, WorkflowFile> files, PlannedJob job, Report report) {
    Optional<WorkflowJob> caller = workflow.workflow().job(ReleaseRules.root(job.id()));
    Optional<YamlNode> most = caller(workflow, job);
    if (caller.isEmpty() || most.isEmpty() || job.id().indexOf('/') != job.id().lastIndexOf('/')) {
      return;
    }
    Optional<YamlMapping> asked = own(job, files).flatMap(YamlNode::mapping);
    for (YamlMapping.Entry entry : asked.map(YamlMapping::entries).orElse(List.of())) {
      TokenLevel wanted = TokenLevel.of(asked.get(), entry.name());
      TokenLevel allowed = TokenLevel.of(most.get(), entry.name());
      if (wanted.compareTo(allowed) > 0 && entry.value().text().filter(Template::isIn).isEmpty()) {
        report.add(Rule.CALL_PERMISSIONS, caller.get().at(),
            "job %s asks for `%s: %s`, and the job that calls it has %s".formatted(job.id(), entry.name(), wanted.word(), allowed.word()),
            "Add `permissions: { %s: %s }` to job %s.".formatted(entry.name(), wanted.word(), caller.get().id()));
        return;
      }
    }
  }
}
