package dev.slipway.rehearsal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Does what the actions do that move files in and out of a job: artifacts and releases.
final class ActionSteps {
  private final Hub hub;
  private final HostedRepository repository;
  private final RunState run;
  private final Workspace workspace;
  private final JobLog log;

  ActionSteps(Hub hub, HostedRepository repository, RunState run, Workspace workspace, JobLog log) {
    this.hub = hub;
    this.repository = repository;
    this.run = run;
    this.workspace = workspace;
    this.log = log;
  }

  /// Runs an action; one that moves no files does nothing.
  ///
  /// @param action its `owner/name` in lower case
  /// @param with   its evaluated inputs
  void run(String action, Map<String, String> with) throws StepFailed, IOException {
    switch (action) {
      case "actions/upload-artifact" -> upload(with);
      case "actions/download-artifact" -> download(with);
      case "actions/attest-build-provenance" -> attest(with);
      case "softprops/action-gh-release" -> release(with);
      case "actions/create-release" -> createRelease(with);
      case "actions/upload-release-asset" -> uploadAsset(with);
      default -> {}
    }
  }

  private void upload(Map<String, String> with) throws StepFailed, IOException {
    String name = with.getOrDefault("name", "artifact");
    List<String> files = new ArrayList<>();
    with.getOrDefault("path", "").lines().map(String::strip).filter(line -> !line.isEmpty())
        .forEach(pattern -> files.addAll(workspace.matching(pattern)));
    if (files.isEmpty()) {
      String message = "No files were found with the provided path: " + with.get("path");
      if (with.getOrDefault("if-no-files-found", "warn").equals("error")) {
        throw new StepFailed(message + ". No artifacts will be uploaded.");
      }
      log.line("##[warning]" + message + ". No artifacts will be uploaded.");
      return;
    }
    String common = commonFolder(files);
    List<Packing.Member> members = new ArrayList<>();
    for (String file : files) {
      // The action keeps no permissions.
      members.add(
          new Packing.Member(
              file.substring(common.length()), workspace.file(file).orElseThrow().file(), false));
    }
    Shelf.Stored zip = Packing.zip(hub.shelf(), members, Hub.now());
    boolean overwrite = with.getOrDefault("overwrite", "false").equals("true");
    boolean[] taken = new boolean[1];
    hub.changing(
        () -> {
          Optional<RunState.ArtifactState> old =
              run.artifacts.stream().filter(artifact -> artifact.name().equals(name)).findFirst();
          taken[0] = old.isPresent() && !overwrite;
          if (!taken[0]) {
            old.ifPresent(run.artifacts::remove);
            run.artifacts.add(new RunState.ArtifactState(hub.nextId(), name, zip, Hub.now(), run.attempt));
          }
        });
    if (taken[0]) {
      throw new StepFailed(
          "Failed to CreateArtifact: Received non-retryable error: Failed request: (409) Conflict: an artifact with"
              + " this name already exists on the workflow run");
    }
    log.line("With the provided path, there will be %d file uploaded".formatted(files.size()));
    log.line("SHA256 digest of uploaded artifact zip is " + zip.sha256());
    log.line("Artifact %s.zip successfully finalized".formatted(name));
  }

  private void download(Map<String, String> with) throws StepFailed, IOException {
    String wanted = with.getOrDefault("name", "");
    Pattern pattern = Workspace.glob(with.getOrDefault("pattern", "*"));
    boolean flat = !wanted.isEmpty() || with.getOrDefault("merge-multiple", "false").equals("true");
    String folder = with.getOrDefault("path", ".");
    List<RunState.ArtifactState> artifacts = new ArrayList<>();
    hub.changing(
        () ->
            run.artifacts.stream()
                .filter(
                    artifact ->
                        wanted.isEmpty()
                            ? pattern.matcher(artifact.name()).matches()
                            : artifact.name().equals(wanted))
                .forEach(artifacts::add));
    if (artifacts.isEmpty() && !wanted.isEmpty()) {
      throw new StepFailed("Unable to download artifact(s): Artifact not found for name: " + wanted);
    }
    for (RunState.ArtifactState artifact : artifacts) {
      Unpacking.zip(
          hub.shelf(),
          artifact.file(),
          (name, file) -> workspace.put(folder + (flat ? "/" : "/" + artifact.name() + "/") + name, file, false));
      log.line("Downloaded %s, digest sha256:%s".formatted(artifact.name(), artifact.file().sha256()));
    }
  }

  private void attest(Map<String, String> with) throws StepFailed, IOException {
    SequencedMap<String, String> subjects = new TreeMap<>();
    for (String pattern : with.getOrDefault("subject-path", "").lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
      for (String file : workspace.matching(pattern)) {
        subjects.put(file.substring(file.lastIndexOf('/') + 1), workspace.file(file).orElseThrow().file().sha256());
      }
    }
    if (subjects.isEmpty()) {
      throw new StepFailed("Could not find subject at path " + with.getOrDefault("subject-path", ""));
    }
    Optional<Attesting> attesting = hub.attesting();
    if (attesting.isEmpty()) {
      log.line("##[warning]Nobody asked for this rehearsal's trust root, so nothing was attested.");
      return;
    }
    ObjectNode bundle = attesting.get().bundle(repository, run, subjects);
    hub.changing(() -> subjects.values().forEach(sha256 -> repository.attestations(sha256).add(bundle)));
    log.line("Attestation created for %d subjects".formatted(subjects.size()));
  }

  /// Makes the draft of a tag, or adds to it; a published release is left alone.
  private void release(Map<String, String> with) throws StepFailed, IOException {
    List<String> files = new ArrayList<>();
    for (String pattern : with.getOrDefault("files", "").lines().map(String::strip).toList()) {
      List<String> found = pattern.isEmpty() ? List.of() : workspace.matching(pattern);
      if (found.isEmpty() && !pattern.isEmpty() && with.getOrDefault("fail_on_unmatched_files", "").equals("true")) {
        throw new StepFailed("Pattern '" + pattern + "' does not match any files.");
      }
      found.stream().filter(file -> !files.contains(file)).forEach(files::add);
    }
    boolean draft = with.getOrDefault("draft", "false").equals("true");
    String title = with.getOrDefault("name", run.refName());
    ReleaseState release =
        found(draft, title, with.getOrDefault("body", ""), with.getOrDefault("prerelease", "").equals("true"));
    for (String file : files) {
      attach(release, file.substring(file.lastIndexOf('/') + 1), workspace.file(file).orElseThrow().file());
    }
    log.line("Release ready at tag " + release.tag);
  }

  private ReleaseState found(boolean draft, String title, String body, boolean prerelease) throws StepFailed {
    ReleaseState[] found = new ReleaseState[1];
    hub.changing(
        () -> {
          String tag = run.refName();
          found[0] =
              repository.releases().stream().filter(one -> one.tag.equals(tag)).findFirst().orElse(null);
          if (found[0] == null) {
            ReleaseState made =
                new ReleaseState(hub.nextId(), "github-actions[bot]", tag, run.head.sha(), draft, run.head.date());
            made.title = title;
            made.notes = body;
            made.prerelease = prerelease;
            if (!draft) {
              made.published = Optional.of(Hub.now());
            }
            repository.releases().add(made);
            found[0] = made;
          }
        });
    if (!found[0].draft && draft) {
      throw new StepFailed("Release " + found[0].tag + " is already published; a draft cannot replace it.");
    }
    return found[0];
  }

  private void createRelease(Map<String, String> with) throws StepFailed {
    boolean draft = with.getOrDefault("draft", "false").equals("true");
    ReleaseState release =
        found(draft, with.getOrDefault("release_name", run.refName()), with.getOrDefault("body", ""), false);
    log.line("Created " + release.tag);
  }

  private void uploadAsset(Map<String, String> with) throws StepFailed {
    String path = with.getOrDefault("asset_path", "");
    Workspace.Item item =
        workspace
            .file(path)
            .orElseThrow(() -> new StepFailed("ENOENT: no such file or directory, stat '" + path + "'"));
    attach(found(false, run.refName(), "", false), with.getOrDefault("asset_name", path), item.file());
  }

  private void attach(ReleaseState release, String name, Shelf.Stored file) {
    log.line("Uploading " + name + "...");
    hub.changing(
        () -> {
          String onHost = ReleaseState.nameOnHost(name);
          release.assets.removeIf(asset -> asset.name.equals(onHost));
          boolean breaksOff = run.fault == Fault.UPLOAD_502 && release.assets.isEmpty();
          release.assets.add(
              new ReleaseState.AssetState(
                  hub.nextId(), onHost, SampleReleases.media(onHost), file, !breaksOff, Hub.now()));
          if (breaksOff) {
            log.line("##[warning]502 Server Error while uploading " + onHost);
          }
        });
  }

  /// The folder that all files are in, with a slash at the end: the action stores names from there on.
  private static String commonFolder(List<String> files) {
    String common = files.getFirst().substring(0, files.getFirst().lastIndexOf('/') + 1);
    for (String file : files) {
      while (!file.startsWith(common)) {
        common = common.substring(0, common.lastIndexOf('/', common.length() - 2) + 1);
      }
    }
    return common;
  }
}
