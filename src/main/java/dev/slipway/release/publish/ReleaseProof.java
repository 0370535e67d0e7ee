package dev.slipway.release.publish;

import dev.slipway.fact.Digest;
import dev.slipway.fact.Problem;
import dev.slipway.forge.Asset;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.NewRelease;
import dev.slipway.forge.Release;
import dev.slipway.release.host.AssetReader;
import dev.slipway.release.host.HostCalls;
import dev.slipway.release.host.ReleaseFile;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Reads a release again and holds it against what was verified: its assets, its bytes and its tag.
final class ReleaseProof {
  private final Forge forge;
  private final HostCalls host;
  private final AssetReader reader;

  ReleaseProof(Forge forge, HostCalls host, AssetReader reader) {
    this.forge = forge;
    this.host = host;
    this.reader = reader;
  }

  /// Before anything is changed: the tag does not exist, or leads to the commit the files were built from. It may have been
  /// moved since the run.
  void tagIsFreeOrAsBuilt(PublishRequest request, Progress progress) throws Problem, ForgeException, Cancelled {
    Optional<String> tagged = host.call(progress, () -> forge.tagged(request.repository(), request.tag()));
    if (tagged.isPresent() && elsewhere(request, tagged.get())) {
      throw Problem.doesNotHold(
          "%s leads to %s, and the files were built from %s. Nothing was published; build the commit the tag leads to, or move the tag back."
              .formatted(request.tag(), shortened(tagged.get()), shortened(request.commit())));
    }
  }

  /// After publishing: the tag is there and leads to that commit.
  void tagIsAsBuilt(PublishRequest request, Progress progress) throws Problem, ForgeException, Cancelled {
    String tagged =
        host.call(progress, () -> forge.tagged(request.repository(), request.tag()).orElseThrow(() -> new ForgeException(
            ForgeException.Kind.HOST_FAULT, 404, "The host does not show the tag %s yet.".formatted(request.tag()), Optional.empty(), null)));
    if (elsewhere(request, tagged)) {
      throw Problem.doesNotHold(
          "The tag %s leads to %s, and the files were built from %s."
              .formatted(request.tag(), shortened(tagged), shortened(request.commit())));
    }
  }

  private static boolean elsewhere(PublishRequest request, String tagged) {
    return !request.commit().isEmpty() && !tagged.equals(request.commit());
  }

  /// What the host says a release is now.
  Release read(Attempt its, long id) throws ForgeException, Cancelled {
    its.tracker().call("GET", PublishPlan.READ, CallState.SENDING, Optional.empty());
    Release release = host.call(its.progress(), () -> forge.release(its.request().repository(), id));
    its.tracker().call("GET", PublishPlan.READ, CallState.DONE, Optional.of("200"));
    return release;
  }

  /// Holds a release and every asset of it against the files that were verified.
  ///
  /// @param what the words for it, such as `the draft`
  void holds(Attempt its, Release release, String what) throws Problem, ForgeException, Cancelled {
    PublishRequest request = its.request();
    if (!release.tag().equals(request.tag())) {
      throw Problem.doesNotHold(
          "%s of %s was given the tag %s on the host. Give it back its tag, or delete it, and try again."
              .formatted(sentence(what), request.tag(), release.tag()));
    }
    Map<String, Asset> there = new HashMap<>();
    for (Asset asset : release.assets()) {
      if (there.put(asset.name(), asset) != null) {
        throw Problem.doesNotHold("%s of %s carries %s twice. Delete one of them and try again.".formatted(sentence(what), request.tag(), asset.name()));
      }
    }
    for (ReleaseFile file : request.files()) {
      Asset asset = there.remove(file.name());
      if (asset == null || asset.state() != Asset.State.UPLOADED) {
        throw Problem.doesNotHold("%s of %s lacks %s. Try again: what is there is kept.".formatted(sentence(what), request.tag(), file.name()));
      }
      Digest found = digest(request, asset, its.progress());
      if (asset.size() != file.size() || !found.equals(file.sha256())) {
        throw Problem.doesNotHold(
            "%s of %s holds other bytes under %s: %s where %s was verified. Try again: the file is replaced then."
                .formatted(sentence(what), request.tag(), file.name(), found, file.sha256()));
      }
    }
    if (!there.isEmpty()) {
      throw Problem.doesNotHold(
          "%s of %s carries %s, which was not verified here. Verify it too, or delete it."
              .formatted(sentence(what), request.tag(), String.join(", ", there.keySet())));
    }
  }

  /// Holds the words and the mark of a release that was published just now against those that were asked for.
  void says(PublishRequest request, Release release) throws Problem {
    boolean text = same(release.notes(), request.notes()) && same(release.title(), request.title());
    if (!text || release.prerelease() != request.prerelease()) {
      throw Problem.doesNotHold(
          "%s is public at %s and every file is as verified, but %s is not the one that was published from here: somebody changed it, or the host did not take it. Look at it there; publish again to have the release verified as it is."
              .formatted(request.tag(), release.page(), text ? "its mark as a pre-release" : "its text"));
    }
  }

  /// Which release the host shows as latest, asked until it is the one that was asked for or stays another: what it shows
  /// may lag behind what it was told.
  Optional<Release> latest(Attempt its, Release published) throws ForgeException, Cancelled {
    PublishRequest request = its.request();
    try {
      return host.call(its.progress(), () -> {
        Optional<Release> latest = forge.latest(request.repository());
        if (request.latest() == NewRelease.Latest.YES && !isLatest(published, latest)) {
          throw new ForgeException(ForgeException.Kind.HOST_FAULT, 200, "The host does not show it as the latest.", Optional.empty(), null);
        }
        return latest;
      });
    } catch (ForgeException e) {
      if (e.status() != 200) {
        throw e;
      }
      return host.call(its.progress(), () -> forge.latest(request.repository()));
    }
  }

  /// Holds the mark of the latest release against what was asked for. Where the host was to decide, whatever it decided is right.
  void marks(PublishRequest request, Release published, Optional<Release> latest) throws Problem {
    boolean is = isLatest(published, latest);
    boolean asked =
        switch (request.latest()) {
          case YES -> is;
          case NO -> !is;
          case BY_VERSION -> true;
        };
    if (!asked) {
      throw Problem.doesNotHold(
          "%s is public at %s and every file is as verified, but the host shows %s as the latest release, which is not what was asked for. Set the mark there; publish again to have the release verified as it is."
              .formatted(request.tag(), published.page(), latest.map(Release::tag).orElse("none")));
    }
  }

  private static boolean isLatest(Release published, Optional<Release> latest) {
    return latest.map(Release::id).equals(Optional.of(published.id()));
  }

  /// Whatever the host makes of line ends and of blanks around a text.
  private static boolean same(String one, String other) {
    return one.replace("\r\n", "\n").strip().equals(other.replace("\r\n", "\n").strip());
  }

  /// The host's digest, or one computed here from the bytes it delivers where it tells none.
  private Digest digest(PublishRequest request, Asset asset, Progress progress) throws Problem, ForgeException, Cancelled {
    Optional<Digest> told = asset.digest().filter(digest -> digest.algorithm() == Digest.Algorithm.SHA256);
    return told.isPresent() ? told.get() : reader.signedIn(request.repository(), asset, progress);
  }

  /// Reads every asset through its public address.
  void bytes(Attempt its, Release release) throws Problem, ForgeException, Cancelled {
    PublishRequest request = its.request();
    Map<String, ReleaseFile> files = new HashMap<>();
    request.files().forEach(file -> files.put(file.name(), file));
    for (Asset asset : release.assets()) {
      ReleaseFile file = files.get(asset.name());
      its.tracker().call("GET", PublishPlan.open(asset.name()), CallState.SENDING, Optional.empty());
      Digest found = reader.asPublic(request.repository(), request.tag(), asset, its.progress());
      if (file == null || !found.equals(file.sha256())) {
        its.tracker().call("GET", PublishPlan.open(asset.name()), CallState.FAILED, Optional.of("200, other bytes"));
        throw Problem.doesNotHold("The public address of %s delivers other bytes than were verified.".formatted(asset.name()));
      }
      its.tracker().call("GET", PublishPlan.open(asset.name()), CallState.DONE, Optional.of("200, equal"));
    }
  }

  static String shortened(String commit) {
    return commit.length() > 7 ? commit.substring(0, 7) : commit;
  }

  private static String sentence(String what) {
    return Character.toUpperCase(what.charAt(0)) + what.substring(1);
  }
}
