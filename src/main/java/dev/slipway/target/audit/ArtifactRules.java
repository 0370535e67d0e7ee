package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.ArtifactNames;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.WorkflowJob;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Artifacts: names twice, releases that do not wait for them, collisions on merging.
final class ArtifactRules {
  private ArtifactRules() {}

  /// One upload that certainly happens.
  private record Upload(String name, String job, Position at) {}

  static void check(PlannedWorkflow workflow, Report report) {
    Map<String, Upload> first = new HashMap<>();
    Map<String, Set<String>> makers = new HashMap<>();
    for (PlannedJob job : workflow.jobs()) {
      for (PlannedLeg leg : job.legs()) {
        for (StepRun run : leg.steps()) {
          if (run.step().action().equals("actions/upload-artifact")) {
            upload(job, run, first, makers, report);
          }
        }
      }
      rerun(workflow, job, report);
    }
    for (PlannedJob job : workflow.jobs()) {
      job.legs().stream().findFirst().ifPresent(leg -> {
        boolean releases = leg.steps().stream().anyMatch(r -> r.release().isPresent());
        for (StepRun run : leg.steps()) {
          if (run.step().action().equals("actions/download-artifact")) {
            download(workflow, job, run, makers, releases, report);
          }
        }
      });
    }
  }

  private static void upload(PlannedJob job, StepRun run, Map<String, Upload> first, Map<String, Set<String>> makers, Report report) {
    Optional<String> name = ArtifactNames.of(run).exact();
    if (name.isEmpty() || run.runs().filter(r -> !r).isPresent()) {
      return;
    }
    makers.computeIfAbsent(name.get(), k -> new HashSet<>()).add(job.id());
    boolean certain = run.runs().isPresent() && job.job().runs().orElse(false);
    boolean overwrites = ArtifactNames.isTrue(run, "overwrite");
    if (!certain || overwrites || isReplaced(run)) {
      return;
    }
    Upload here = new Upload(name.get(), job.id(), run.step().at());
    Upload earlier = first.putIfAbsent(name.get().toLowerCase(java.util.Locale.ROOT), here);
    if (earlier != null) {
      report.add(Rule.DUPLICATE_ARTIFACT, here.at(),
          earlier.at().equals(here.at()) && !earlier.job().equals(here.job())
              ? "jobs %s and %s share this step, and both upload an artifact named %s".formatted(earlier.job(), here.job(), name.get())
              : earlier.at().equals(here.at())
              ? "every leg of job %s uploads an artifact named %s".formatted(job.id(), name.get())
              : "the artifact %s is uploaded in %s as well".formatted(name.get(), place(earlier.at(), here.at())),
          "Put what tells the legs apart into the name, such as ${{ matrix.target }}.");
    }
  }

  private static String place(Position at, Position seenFrom) {
    return at.file().equals(seenFrom.file()) ? "line " + at.line() : at.file() + ":" + at.line();
  }

  /// Versions before 4 merged uploads of one name.
  private static boolean isReplaced(StepRun run) {
    return run.step().version().matches("v?[123](\\..*)?");
  }

  private static void rerun(PlannedWorkflow workflow, PlannedJob job, Report report) {
    if (job.legs().size() < 2 || job.job().failFast().orElse(true)) {
      return;
    }
    for (StepRun run : job.legs().getFirst().steps()) {
      if (run.step().action().equals("actions/upload-artifact")
          && !isReplaced(run) && run.step().with().entry("overwrite").isEmpty()) {
        report.add(Rule.RERUN_CONFLICT, run.step().at(),
            "the upload does not say what to do when the artifact of an earlier attempt is there",
            "Add `overwrite: true`; names differ by leg, so nothing else is overwritten.",
            run.step().with().entries().stream().findFirst()
                .flatMap(first -> YamlPatch.beforeKey(workflow.source(run.step().body()), first.key().at(), "overwrite: true")));
        return;
      }
    }
  }

  private static void download(PlannedWorkflow workflow, PlannedJob job, StepRun run, Map<String, Set<String>> makers, boolean releases, Report report) {
    if (ArtifactNames.isTrue(run, "merge-multiple") && releases) {
      report.add(Rule.MERGE_COLLISION, run.step().at(), "all artifacts are merged into one folder",
          "Leave merge-multiple out and name the files `artifacts/*/*`, or count the files after the download.");
    }
    Optional<WorkflowJob> here = workflow.workflow().job(job.id());
    if (here.isEmpty() || run.step().with().entry("run-id").isPresent()) {
      return;
    }
    List<String> ancestors = workflow.workflow().ancestors(job.id());
    makers.forEach((artifact, jobs) -> {
      boolean reachable = jobs.stream().anyMatch(m -> ancestors.contains(root(m)) || root(m).equals(job.id()));
      boolean named = ArtifactNames.isNamed(run, artifact);
      if (!reachable && named && (releases || run.step().with().entry("name").isPresent()) && run.runs().orElse(false)) {
        report.add(Rule.NEEDS_BUILD, here.get().needsAt(),
            "job %s downloads %s, which job %s makes, and does not wait for it".formatted(job.id(), artifact, String.join(", ", jobs)),
            "Add %s to its `needs`.".formatted(String.join(", ", jobs)));
      }
    });
  }

  private static String root(String id) {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }
}
