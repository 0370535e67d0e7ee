package dev.slipway.target;

import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.expression.NamePattern;
import dev.slipway.workflow.expression.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How artifacts of one run reach the release: which jobs download which, and which files they publish.
///
/// @param jobs the jobs that download artifacts and add files to a release
record ArtifactFlow(List<ReleaseJob> jobs) {

  /// A job that takes artifacts to a release.
  ///
  /// @param id    its key
  /// @param names what it downloads: names and patterns; none when it takes every artifact
  /// @param files what it publishes, as its globs name it
  /// @param downloads where it puts what it downloads
  /// @param globs what it publishes, with the folders
  /// @param renames whether it gives every asset a name of its own, so that no file of an artifact is one
  record ReleaseJob(String id, List<NamePattern> names, List<ExpectedFile> files, List<ArtifactDownload> downloads, List<Text> globs,
      boolean renames) {}

  /// Finds the release jobs of a workflow.
  ///
  /// @param steps the steps of the first leg of every job
  static Optional<ArtifactFlow> of(List<ExpandedJob> jobs, Map<ExpandedJob, List<StepRun>> steps) {
    List<ReleaseJob> found = new ArrayList<>();
    for (ExpandedJob job : jobs) {
      List<StepRun> runs = steps.getOrDefault(job, List.of());
      List<StepRun> downloads = runs.stream().filter(r -> r.step().action().equals("actions/download-artifact")).toList();
      List<ReleaseStep> releases = runs.stream().flatMap(r -> r.release().stream()).toList();
      if (!downloads.isEmpty() && !releases.isEmpty()) {
        found.add(new ReleaseJob(job.id(), names(downloads), files(releases),
            downloads.stream().map(download -> ArtifactDownload.of(download, runs)).toList(), globs(releases), renames(releases)));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(new ArtifactFlow(List.copyOf(found)));
  }

  static List<NamePattern> names(List<StepRun> downloads) {
    List<NamePattern> names = new ArrayList<>();
    for (StepRun download : downloads) {
      Optional<StepRun.Input> name = download.input("name");
      Optional<StepRun.Input> pattern = download.input("pattern");
      if (name.isEmpty() && pattern.isEmpty()) {
        return List.of();
      }
      name.ifPresent(n -> names.add(Globs.pattern(n.text(), false)));
      pattern.ifPresent(p -> names.add(Globs.pattern(p.text(), true)));
    }
    return names;
  }

  private static List<Text> globs(List<ReleaseStep> releases) {
    return releases.stream().flatMap(r -> r.files().stream()).map(f -> Texts.withSlashes(f.text())).toList();
  }

  private static boolean renames(List<ReleaseStep> releases) {
    List<ReleaseStep> adding = releases.stream().filter(ReleaseStep::addsFiles).toList();
    return !adding.isEmpty() && adding.stream().allMatch(r -> !r.ownFiles() && r.files().isEmpty());
  }

  private static List<ExpectedFile> files(List<ReleaseStep> releases) {
    List<ExpectedFile> files = new ArrayList<>();
    for (ReleaseStep release : releases) {
      for (StepRun.Input file : release.files()) {
        Text base = Texts.baseName(file.text());
        files.add(new ExpectedFile(base, true, NameSource.PATTERN, file.at(), Optional.empty(), ""));
      }
    }
    return files;
  }

  /// Whether a release job downloads this artifact.
  boolean takes(Text artifact) {
    return jobs.stream().anyMatch(j -> j.names().isEmpty() || j.names().stream().anyMatch(p -> p.matches(artifact.exact().orElse(artifact.shown()))));
  }

  /// Whether all it is for is taken under other names.
  boolean renames() {
    return jobs.stream().allMatch(ReleaseJob::renames);
  }

  /// Whether a release job's globs let a file through. Globs that cannot be told let everything through.
  boolean publishes(ExpectedFile file) {
    return jobs.stream().filter(j -> !j.renames()).anyMatch(j -> j.files().isEmpty()
        || j.files().stream().anyMatch(f -> f.name().isUnknown() || f.matches(file.name().exact().orElse(file.shown()))
            || file.glob() || file.name().exact().isEmpty()));
  }

  /// Whether a file of an artifact lies where a release job looks for what it publishes. One that takes whatever lies in
  /// a folder, which scripts fill, says nothing of what is downloaded elsewhere.
  boolean reaches(Text artifact) {
    String name = artifact.exact().orElse(artifact.shown());
    return jobs.stream().anyMatch(j -> j.globs().isEmpty() || j.globs().stream().anyMatch(glob -> says(glob)
        || j.downloads().stream().filter(d -> d.takes(name)).anyMatch(d -> d.puts(name, glob))));
  }

  /// Whether the last part of a glob says more than `*`, or nothing is known of it.
  private static boolean says(Text glob) {
    return Texts.baseName(glob).exact().filter(last -> !last.isEmpty() && last.chars().allMatch(c -> c == '*')).isEmpty();
  }

  boolean isReleaseJob(String id) {
    return jobs.stream().anyMatch(j -> j.id().equals(id));
  }

  /// The only leg of a job without a matrix, the first one otherwise.
  static Optional<Leg> firstLeg(ExpandedJob job) {
    return job.knownLegs().stream().findFirst();
  }
}
