package dev.slipway.target.audit;

import dev.slipway.fact.Position;
import dev.slipway.target.ArtifactNames;
import dev.slipway.target.ExpectedFile;
import dev.slipway.target.NameSource;
import dev.slipway.target.PlannedJob;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.PlannedWorkflow;
import dev.slipway.target.ReleaseStep;
import dev.slipway.target.StepRun;
import dev.slipway.workflow.expression.Text;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Assets of one name from two legs, told only where both certainly come, and to the same release.
final class AssetRules {
  private static final List<String> RELEASE_INPUTS = List.of("tag_name", "tag", "tagName", "release_id", "releaseId", "upload_url", "repository", "repo_name");

  private AssetRules() {}

  /// An asset: its name, and what tells its release from others.
  private record Asset(String name, String release) {}

  /// The leg that makes it, and where the workflow says so.
  private record Maker(PlannedJob job, PlannedLeg leg, Position at) {}

  static void check(PlannedWorkflow workflow, Report report) {
    boolean collected = collects(workflow);
    Map<Asset, Maker> first = new HashMap<>();
    for (PlannedJob job : workflow.jobs()) {
      if (!job.job().runs().orElse(false)) {
        continue;
      }
      for (PlannedLeg leg : job.legs()) {
        release(leg, collected).ifPresent(release -> add(job, leg, release, first, report));
      }
    }
  }

  private static void add(PlannedJob job, PlannedLeg leg, String release, Map<Asset, Maker> first, Report report) {
    Set<String> names = new LinkedHashSet<>();
    for (ExpectedFile file : leg.assets()) {
      if (isCertain(file) && names.add(file.shown())) {
        Maker here = new Maker(job, leg, file.at());
        Maker earlier = first.putIfAbsent(new Asset(file.shown(), release), here);
        if (earlier != null) {
          report.add(Rule.DUPLICATE_ASSET, here.at(),
              earlier.job().id().equals(job.id())
                  ? "%s and %s both give the release an asset named %s".formatted(earlier.leg().name().shown(), leg.name().shown(), file.shown())
                  : "jobs %s and %s both give the release an asset named %s".formatted(earlier.job().id(), job.id(), file.shown()),
              "Put what tells the legs apart into the name, such as ${{ matrix.target }}, or let one leg upload it.");
        }
      }
    }
  }

  private static boolean isCertain(ExpectedFile file) {
    return file.source() == NameSource.EXACT || file.source() == NameSource.SHELL;
  }

  /// What tells the release a leg's files go to from others; empty where that, or whether they come, is not certain.
  private static Optional<String> release(PlannedLeg leg, boolean collected) {
    Set<String> releases = new LinkedHashSet<>();
    boolean uploads = false;
    for (StepRun run : leg.steps()) {
      boolean upload = run.step().action().equals("actions/upload-artifact");
      boolean adds = run.release().filter(ReleaseStep::addsFiles).isPresent();
      if ((upload || adds) && run.runs().isEmpty()) {
        return Optional.empty();
      }
      if (adds && run.runs().orElse(false)) {
        Optional<String> release = release(run);
        if (release.isEmpty()) {
          return release;
        }
        releases.add(release.get());
      }
      uploads |= upload;
    }
    if (releases.isEmpty()) {
      return uploads && collected ? Optional.of("") : Optional.empty();
    }
    return releases.size() == 1 && !(uploads && collected) ? Optional.of(releases.iterator().next()) : Optional.empty();
  }

  private static Optional<String> release(StepRun run) {
    if (run.step().run().isPresent()) {
      String script = run.step().run().get().value();
      return script.contains("GITHUB_REF") || script.contains("github.ref") ? Optional.of("script") : Optional.empty();
    }
    StringBuilder release = new StringBuilder("action");
    for (String input : RELEASE_INPUTS) {
      ArtifactNames.input(run, input).map(Text::shown).ifPresent(said -> release.append('\n').append(input).append('=').append(said));
    }
    return Optional.of(release.toString());
  }

  /// Whether one job, which certainly runs once, takes the artifacts to a release.
  private static boolean collects(PlannedWorkflow workflow) {
    List<PlannedJob> collectors = workflow.jobs().stream()
        .filter(job -> job.legs().stream().findFirst().filter(leg -> has(leg, "actions/download-artifact")
            && leg.steps().stream().anyMatch(r -> r.release().filter(ReleaseStep::addsFiles).isPresent())).isPresent())
        .toList();
    return collectors.size() == 1 && collectors.getFirst().legs().size() == 1 && collectors.getFirst().job().runs().orElse(false)
        && collectors.getFirst().legs().getFirst().steps().stream().noneMatch(r -> r.release().isPresent() && r.runs().isEmpty());
  }

  private static boolean has(PlannedLeg leg, String action) {
    return leg.steps().stream().anyMatch(r -> r.step().action().equals(action));
  }
}
