package dev.slipway.release;

import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.forge.Account;
import dev.slipway.forge.Commit;
import dev.slipway.forge.Release;
import dev.slipway.forge.Repository;
import dev.slipway.gate.PolicyFile;
import java.util.List;
import java.util.Optional;

/// What the release is about: where it is, which tag it gets, what it must be.
///
/// @param place      where it is
/// @param repository the repository as the host describes it; empty for a folder
/// @param account    who the calls are made as
/// @param tag        the tag it gets, such as `v0.4.0`; empty until one was chosen
/// @param ref        the branch or tag that is built
/// @param head       the commit that is released, where it is known
/// @param tagged     the commit the tag leads to, where the tag exists
/// @param releases   all releases the account may see, newest first
/// @param immutable  whether releases of this repository become immutable when published; empty when it cannot be told
/// @param policy     the policy file as it was read, or the defaults
public record Subject(
    Place place,
    Optional<Repository> repository,
    Account account,
    Optional<String> tag,
    String ref,
    Optional<Commit> head,
    Optional<String> tagged,
    List<Release> releases,
    Optional<Boolean> immutable,
    PolicyFile policy) {
  public Subject {
    releases = List.copyOf(releases);
  }

  /// The version: the tag without its `v`.
  public Optional<String> version() {
    return tag.map(name -> name.startsWith("v") ? name.substring(1) : name);
  }

  /// The newest published release that is not this one.
  public Optional<Release> previous() {
    return releases.stream()
        .filter(release -> !release.draft() && !release.prerelease() && !tag.equals(Optional.of(release.tag())))
        .findFirst();
  }

  /// Whether the tag's version comes after that of every published release, by Semantic Versioning. False where
  /// the tag has no version.
  public boolean newest() {
    Optional<SemanticVersion> own = tag.flatMap(Subject::semantic);
    return own.isPresent()
        && releases.stream()
            .filter(release -> !release.draft() && !release.prerelease() && !tag.equals(Optional.of(release.tag())))
            .flatMap(release -> semantic(release.tag()).stream())
            .allMatch(other -> other.compareTo(own.get()) < 0);
  }

  private static Optional<SemanticVersion> semantic(String tag) {
    return ReleaseTag.of(tag, "").map(ReleaseTag::version);
  }

  /// The draft for this tag, where there is exactly one.
  public Optional<Release> draft() {
    List<Release> drafts =
        releases.stream().filter(release -> release.draft() && tag.equals(Optional.of(release.tag()))).toList();
    return drafts.size() == 1 ? Optional.of(drafts.getFirst()) : Optional.empty();
  }

  /// The published release for this tag.
  public Optional<Release> published() {
    return releases.stream().filter(release -> !release.draft() && tag.equals(Optional.of(release.tag()))).findFirst();
  }
}
