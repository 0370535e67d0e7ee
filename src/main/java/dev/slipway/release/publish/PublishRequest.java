package dev.slipway.release.publish;

import dev.slipway.forge.NewRelease;
import dev.slipway.forge.RepositoryName;
import dev.slipway.release.host.ReleaseFile;
import java.util.List;
import java.util.Optional;

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

  /// The release as it is to be on the host, as a draft or in public.
  NewRelease asDraft() {
    return new NewRelease(tag, commit, title, notes, true, prerelease, NewRelease.Latest.BY_VERSION);
  }

  NewRelease asPublic() {
    return new NewRelease(tag, commit, title, notes, false, prerelease, latest);
  }
}
