package dev.slipway.release;

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
