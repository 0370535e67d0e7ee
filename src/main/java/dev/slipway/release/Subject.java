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
import java.util.stream.Stream;

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

  /// The version as the tag writes it: what follows its `v`, or the name of a product such as in `cli/v1.2.3`.
  public Optional<String> version() {
    return tag.map(Subject::version);
  }

  /// The version as a tag writes it.
  public static String version(String tag) {
    return read(tag).map(its -> tag.substring(its.prefix().length())).orElse(tag.startsWith("v") ? tag.substring(1) : tag);
  }

  /// The version by Semantic Versioning, where the tag carries one.
  public Optional<SemanticVersion> semanticVersion() {
    return tag.flatMap(Subject::read).map(ReleaseTag::version);
  }

  /// Whether the version says itself that it is none for everybody, as `1.2.3-rc.1` does and `1.2.3+build-5` does not.
  public boolean unstable() {
    return semanticVersion().map(version -> !version.stable()).orElse(false);
  }

  /// The newest published release that is not this one, of the same product where a repository has several.
  public Optional<Release> previous() {
    return others().findFirst();
  }

  /// Whether the tag's version comes after that of every published release, by Semantic Versioning. False where
  /// the tag has no version.
  public boolean newest() {
    Optional<SemanticVersion> own = semanticVersion();
    return own.isPresent()
        && others().flatMap(release -> read(release.tag()).stream()).allMatch(other -> other.version().compareTo(own.get()) < 0);
  }

  private Stream<Release> others() {
    Optional<String> product = tag.flatMap(Subject::read).map(Subject::product);
    return releases.stream()
        .filter(release -> !release.draft() && !release.prerelease() && !tag.equals(Optional.of(release.tag())))
        .filter(release -> product.isEmpty() || read(release.tag()).map(Subject::product).map(product.get()::equals).orElse(true));
  }

  private static Optional<ReleaseTag> read(String tag) {
    return ReleaseTag.of(tag, "");
  }

  /// What stands before the version but for the `v`: nothing in most repositories.
  private static String product(ReleaseTag tag) {
    return tag.prefix().replaceFirst("[vV]$", "");
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
