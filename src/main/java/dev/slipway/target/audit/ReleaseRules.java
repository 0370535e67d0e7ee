package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.ArtifactNames;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.WorkflowJob;
import java.util.ArrayList;
import java.util.List;
import dev.slipway.workflow.yaml.SourceText;
import dev.slipway.workflow.yaml.YamlNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Releases that go public too early, lose files, or carry notes nobody read.
final class ReleaseRules {
  private static final Pattern PUSHES_IMAGE = Pattern.compile("\\bdocker\\s+(?:image\\s+)?push\\b|\\bbuildx\\s+build\\b[^\\n]*--push");

  private static final Pattern SUM_OF_GLOB = Pattern.compile("\\b(?:sha\\d+sum|shasum)\\s[^\\n|]*\\*");

  /// A test of how many files there are.
  private static final Pattern COUNTS = Pattern.compile("\\bwc\\s+-l\\b|\\$\\{#\\w+\\[@]}|\\.Count\\b");

  private ReleaseRules() {}

  static void check(PlannedWorkflow workflow, AuditOptions options, Report report) {
    for (PlannedJob job : workflow.jobs()) {
      Optional<PlannedLeg> leg = job.legs().stream().findFirst();
      if (leg.isEmpty()) {
        continue;
      }
      for (StepRun run : leg.get().steps()) {
        if (run.runs().filter(r -> !r).isPresent()) {
          continue;
        }
        Optional<ReleaseStep> release = run.release();
        if (release.isPresent()) {
          notes(run, options, workflow.source(run.step().body()), report);
          unmatched(run, workflow.source(run.step().body()), report);
          early(workflow, job, release.get(), report);
          failFast(job, release.get(), workflow.source(job.job().job().body()), report);
        }
        image(workflow, job, run, report);
        sums(leg.get(), run, workflow.source(run.step().body()), report);
      }
    }
  }

  private static void notes(StepRun run, AuditOptions options, SourceText text, Report report) {
    Position at = run.step().with().entry("generate_release_notes").map(e -> e.key().at()).orElse(run.step().at());
    if (options.generatedNotesForbidden()
        && (ArtifactNames.isTrue(run, "generate_release_notes") || ArtifactNames.isTrue(run, "generateReleaseNotes")
            || run.step().run().filter(s -> s.value().contains("--generate-notes")).isPresent())) {
      report.add(Rule.GENERATED_NOTES, at, "the release gets notes that GitHub generates",
          "Set generate_release_notes: false and give the notes as body or body_path.",
          YamlPatch.replace(text, at, "generate_release_notes: true", "generate_release_notes: false"));
    }
  }

  private static void unmatched(StepRun run, SourceText text, Report report) {
    if (run.step().action().equals("softprops/action-gh-release")
        && run.step().with().entry("files").isPresent()
        && !ArtifactNames.isTrue(run, "fail_on_unmatched_files")) {
      Position at = run.step().with().entry("files").map(e -> e.key().at()).orElse(run.step().at());
      report.add(Rule.UNMATCHED_FILES, at,
          "the release step does not fail when a pattern matches no file", "Add `fail_on_unmatched_files: true`.",
          run.step().with().entry("fail_on_unmatched_files").isPresent() ? Optional.empty()
              : YamlPatch.beforeKey(text, at, "fail_on_unmatched_files: true"));
    }
  }

  /// A release made public, to which jobs that come later add files.
  private static void early(PlannedWorkflow workflow, PlannedJob job, ReleaseStep release, Report report) {
    if (!release.creates() || !release.publishes() || release.ownFiles()) {
      return;
    }
    List<String> later = new ArrayList<>();
    for (PlannedJob other : workflow.jobs()) {
      boolean after = workflow.workflow().ancestors(root(other.id())).contains(root(job.id()));
      boolean uploads = other.legs().stream().findFirst()
          .filter(l -> l.steps().stream().anyMatch(r -> r.release().filter(ReleaseStep::addsFiles).isPresent()))
          .isPresent();
      if (after && uploads) {
        later.add(other.id());
      }
    }
    if (!later.isEmpty()) {
      report.add(Rule.PUBLISHED_BEFORE_ASSETS, release.at(),
          "the release is public before job %s has built its files".formatted(String.join(", ", later)),
          "Create it with draft: true, and publish it in a last job that needs %s.".formatted(String.join(", ", later)));
    }
  }

  private static void failFast(PlannedJob job, ReleaseStep release, SourceText text, Report report) {
    if (release.addsFiles() && job.legs().size() > 1 && job.job().failFast().orElse(false)) {
      Position at = job.job().job().strategy().map(n -> n.at()).orElse(job.job().job().at());
      Optional<YamlPatch> patch = job.job().job().strategy().flatMap(YamlNode::mapping)
          .filter(strategy -> strategy.entry("fail-fast").isEmpty())
          .flatMap(strategy -> strategy.entries().stream().findFirst())
          .flatMap(first -> YamlPatch.beforeKey(text, first.key().at(), "fail-fast: false"));
      report.add(Rule.FAIL_FAST_UPLOAD, at,
          "each of the %d legs of job %s uploads to the release, and one that fails cancels the others".formatted(job.legs().size(), job.id()),
          "Add `fail-fast: false` to the strategy, or upload in one job that needs all legs.", patch);
    }
  }

  /// A checksum file of whatever was downloaded.
  private static void sums(PlannedLeg leg, StepRun run, SourceText text, Report report) {
    run.step().run().filter(s -> s.value().contains("sum") && ScriptRules.isReadable(s)).ifPresent(script -> {
      Matcher sum = SUM_OF_GLOB.matcher(script.value());
      if (sum.find() && downloads(leg) && !isCounted(leg, run, script.value().substring(0, sum.start()))) {
        report.add(Rule.CHECKSUM_OF_DOWNLOADS, text.positionIn(script, sum.start()),
            "the checksum file lists whatever was downloaded", "Count the files first, or name each of them.");
      }
    });
  }

  private static boolean downloads(PlannedLeg leg) {
    return leg.steps().stream().anyMatch(r -> r.step().action().equals("actions/download-artifact"));
  }

  /// Whether the files are counted before: in the script itself, or in a step before it.
  private static boolean isCounted(PlannedLeg leg, StepRun run, String before) {
    return COUNTS.matcher(before).find() || leg.steps().stream()
        .takeWhile(step -> step != run)
        .flatMap(step -> step.step().run().stream())
        .anyMatch(script -> ScriptRules.isReadable(script) && COUNTS.matcher(script.value()).find());
  }

  /// An image pushed by a job that does not wait for the legs.
  private static void image(PlannedWorkflow workflow, PlannedJob job, StepRun run, Report report) {
    boolean pushes = run.step().run()
        .filter(s -> s.value().contains("push") && PUSHES_IMAGE.matcher(s.value()).find()).isPresent()
        || (run.step().action().equals("docker/build-push-action") && ArtifactNames.isTrue(run, "push"));
    if (!pushes || run.runs().isEmpty() || !workflow.starts()) {
      return;
    }
    Optional<WorkflowJob> here = workflow.workflow().job(root(job.id()));
    if (here.isEmpty()) {
      return;
    }
    List<String> ancestors = workflow.workflow().ancestors(here.get().id());
    List<String> missed = workflow.jobs().stream()
        .filter(j -> !j.id().equals(job.id()) && j.legs().size() > 1 && !ancestors.contains(root(j.id())))
        .filter(j -> j.legs().stream().anyMatch(l -> l.knownTarget().isPresent() && !(l.artifacts().isEmpty() && l.assets().isEmpty())))
        .map(PlannedJob::id).toList();
    if (!missed.isEmpty()) {
      report.add(Rule.PUBLISHES_BEFORE_BUILD, here.get().needsAt(),
          "job %s pushes an image before the legs of %s are done".formatted(job.id(), String.join(", ", missed)),
          "Add %s to its `needs`.".formatted(String.join(", ", missed)));
    }
  }

  static String root(String id) {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }
}
