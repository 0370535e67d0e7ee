package dev.slipway.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/// Another person at work on the same repository, in the browser, while a release is made.
public final class SomebodyElse {
  private final Hub hub;
  private final Project project;
  private final Actions actions;

  SomebodyElse(Hub hub, Project project, Actions actions) {
    this.hub = hub;
    this.project = project;
    this.actions = actions;
  }

  /// Moves a tag, or makes it, without starting a run.
  ///
  /// @param commit a branch or a commit
  public void movesTag(String tag, String commit) {
    repository(its -> its.history().tag(tag, its.history().resolve(commit).orElseThrow().sha()));
  }

  /// Deletes one asset of a draft or a release.
  public void deletesAsset(String tag, String name) {
    release(tag, release -> release.assets.removeIf(asset -> asset.name.equals(name)));
  }

  /// Adds an asset with these bytes to a draft or a release, or puts them in the place of the one of that name.
  public void putsAsset(String tag, String name, byte[] bytes) {
    release(tag, release -> {
      try {
        release.assets.removeIf(asset -> asset.name.equals(name));
        release.assets.add(new ReleaseState.AssetState(
            hub.nextId(), name, "application/octet-stream", hub.shelf().keep(out -> out.write(bytes)), true, Hub.now()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /// Publishes a draft.
  public void publishes(String tag) {
    release(tag, release -> {
      release.draft = false;
      release.published = Optional.of(Hub.now());
    });
  }

  /// Makes a draft out of a public release.
  public void unpublishes(String tag) {
    release(tag, release -> release.draft = true);
  }

  /// Writes other notes.
  public void writesNotes(String tag, String notes) {
    release(tag, release -> release.notes = notes);
  }

  /// Gives the releases of a tag another one.
  public void givesTag(String tag, String other) {
    release(tag, release -> release.tag = other);
  }

  /// Marks releases as pre-releases, or takes the mark away.
  public void marksPrerelease(String tag, boolean prerelease) {
    release(tag, release -> release.prerelease = prerelease);
  }

  /// Makes the public release of a tag the latest.
  public void marksLatest(String tag) {
    repository(its -> its.published(tag).ifPresent(its::markLatest));
  }

  /// Deletes every release of a tag, public or not.
  public void deletesReleases(String tag) {
    repository(its -> its.releases().removeIf(release -> release.tag.equals(tag)));
  }

  /// Deletes a run with its artifacts.
  public void deletesRun(long runId) {
    repository(its -> its.runs().removeIf(run -> run.id == runId));
  }

  /// Makes one more draft of a tag.
  public void makesDraft(String tag) {
    repository(its -> its.releases().add(new ReleaseState(hub.nextId(), "hubot", tag, "main", true, Hub.now())));
  }

  /// Deletes every draft of a tag.
  public void deletesDrafts(String tag) {
    repository(its -> its.releases().removeIf(release -> release.draft && release.tag.equals(tag)));
  }

  /// Runs all jobs of a run again.
  public void runsAgain(long runId) {
    repository(its -> its.run(runId).ifPresent(run -> actions.rerun(its, run, new Rerun.Whole())));
  }

  private void release(String tag, Consumer<ReleaseState> change) {
    repository(its -> its.releases().stream().filter(release -> release.tag.equals(tag)).toList().forEach(change));
  }

  private void repository(Consumer<HostedRepository> change) {
    hub.changing(() -> change.accept(hub.repository(project)));
  }
}
