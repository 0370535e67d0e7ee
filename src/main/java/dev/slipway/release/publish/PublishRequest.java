package dev.slipway.release.publish;

import dev.slipway.forge.NewRelease;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.ReleaseFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What is to be published.
///
/// @param repository where
/// @param tag        the tag
/// @param commit     the commit the tag leads to, or will be made from
/// @param title      the title
/// @param notes      the release notes
/// @param readNotes  what a draft's text on the host was when it was read or written last; empty where none was seen
/// @param prerelease whether it is marked as a pre-release
/// @param latest     whether it becomes the latest release
/// @param files      the assets, each as it was verified
public record PublishRequest(
    RepositoryName repository,
    String tag,
    String commit,
    String title,
    String notes,
    Optional<String> readNotes,
    boolean prerelease,
    NewRelease.Latest latest,
    List<ReleaseFile> files) {

  /// The same with other marks.
  public PublishRequest marked(boolean asPrerelease, NewRelease.Latest asLatest) {
    return new PublishRequest(repository, tag, commit, title, notes, readNotes, asPrerelease, asLatest, files);
  }

  /// What the journal keeps of this before the release becomes public, keys and values in turn: a later try holds what is
  /// public against it, whatever was edited here meanwhile.
  String[] meant(long release) {
    return new String[] {
      "release", Long.toString(release), "tag", tag, "title", title, "notes", notes,
      "prerelease", Boolean.toString(prerelease), "latest", latest.name()
    };
  }

  /// The same with the words and marks of such a line, where it has them.
  PublishRequest asMeant(Journal.Entry line) {
    Map<String, String> kept = line.details();
    return new PublishRequest(
        repository, tag, commit, kept.getOrDefault("title", title), kept.getOrDefault("notes", notes), readNotes,
        Optional.ofNullable(kept.get("prerelease")).map(Boolean::parseBoolean).orElse(prerelease),
        Stream.of(NewRelease.Latest.values()).filter(mark -> mark.name().equals(kept.get("latest"))).findFirst().orElse(latest),
        files);
  }

  /// The release as it is to be on the host, as a draft or in public.
  NewRelease asDraft() {
    return new NewRelease(tag, commit, title, notes, true, prerelease, NewRelease.Latest.BY_VERSION);
  }

  NewRelease asPublic() {
    return new NewRelease(tag, commit, title, notes, false, prerelease, latest);
  }
}
