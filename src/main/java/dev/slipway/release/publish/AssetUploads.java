package dev.slipway.release.publish;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Release;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.ReleaseFile;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import dev.slipway.task.Cancelled;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings the files into a draft: what is there and equal stays, what differs is replaced, what is missing is sent.
final class AssetUploads {
  private final Forge forge;
  private final HostCalls host;
  private final Journal journal;

  AssetUploads(Forge forge, HostCalls host, Journal journal) {
    this.forge = forge;
    this.host = host;
    this.journal = journal;
  }

  void upload(Attempt its, Release draft) throws Problem, ForgeException, Cancelled {
    Map<String, Asset> there = new HashMap<>();
    draft.assets().forEach(asset -> there.put(asset.name(), asset));
    Set<String> wanted = new HashSet<>();
    its.request().files().forEach(file -> wanted.add(file.name()));
    for (Asset asset : draft.assets()) {
      if (!wanted.contains(asset.name()) && asset.state() == Asset.State.UPLOADED) {
        throw Problem.doesNotHold(
            "The draft of %s carries %s, which was not verified here. Nothing was published; verify it too, or delete it from the draft."
                .formatted(its.request().tag(), asset.name()));
      }
    }
    long total = its.request().files().stream().mapToLong(ReleaseFile::size).sum();
    long done = 0;
    for (ReleaseFile file : its.request().files()) {
      its.progress().checkCancelled();
      its.progress().phase("uploading " + file.name());
      Asset asset = there.get(file.name());
      if (asset != null && equal(asset, file)) {
        its.tracker().asset(file.name(), file.size(), AssetStatus.KEPT);
        its.tracker().call("POST", PublishPlan.upload(file.name()), CallState.DONE, Optional.of("kept, equal"));
      } else {
        if (asset != null) {
          remove(its, asset);
        }
        send(its, draft, file, done, total);
      }
      done += file.size();
      its.progress().report(done, total);
    }
  }

  private void remove(Attempt its, Asset old) throws Problem, ForgeException, Cancelled {
    host.call(its.progress(), () -> {
      try {
        forge.deleteAsset(its.request().repository(), old.id());
      } catch (ForgeException e) {
        if (e.kind() != ForgeException.Kind.NOT_FOUND) { // gone is what it shall be; a first try may have had its effect
          throw e;
        }
      }
      return old;
    });
    journal.add("asset-removed", "name", old.name(), "digest", old.digest().map(Digest::toString).orElse("none"));
  }

  private void send(Attempt its, Release draft, ReleaseFile file, long before, long total)
      throws Problem, ForgeException, Cancelled {
    String path = PublishPlan.upload(file.name());
    its.tracker().call("POST", path, CallState.SENDING, Optional.empty());
    its.tracker().asset(file.name(), 0, AssetStatus.SENDING);
    try {
      Asset asset =
          host.upload(its.progress(), forge, its.request().repository(), draft, file, sent -> {
            its.tracker().asset(file.name(), Math.min(sent, file.size()), AssetStatus.SENDING);
            its.progress().report(before + Math.min(sent, file.size()), total);
          });
      if (!asset.name().equals(file.name())) {
        if (its.request().files().stream().noneMatch(other -> other.name().equals(asset.name()))) {
          remove(its, asset); // nobody verified a file of that name
        }
        throw Problem.doesNotHold(
            "The host stored %s under the name %s, so checksum manifests would name a file that is not there. Nothing was published; rename the file and build again."
                .formatted(file.name(), asset.name()));
      }
    } catch (Problem | ForgeException e) {
      its.tracker().asset(file.name(), 0, AssetStatus.FAILED);
      its.tracker().call("POST", path, CallState.FAILED, Optional.of(String.valueOf(e.getMessage())));
      its.tracker().step(StepId.UPLOAD, StepState.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
    its.tracker().asset(file.name(), file.size(), AssetStatus.UPLOADED);
    its.tracker().call("POST", path, CallState.DONE, Optional.of("201"));
    journal.add("uploaded", "name", file.name(), "digest", file.sha256().toString());
  }

  private static boolean equal(Asset asset, ReleaseFile file) {
    return asset.state() == Asset.State.UPLOADED
        && asset.size() == file.size()
        && asset.digest().map(digest -> digest.equals(file.sha256())).orElse(false);
  }
}
