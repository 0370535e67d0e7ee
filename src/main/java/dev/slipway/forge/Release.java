package dev.slipway.forge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A release, draft or published.
///
/// @param id         the host's id; drafts must be kept by it, for several may share a tag
/// @param tag        the tag it belongs to, or will make
/// @param title      its title; empty where it has none
/// @param notes      the release notes in Markdown; empty where there are none
/// @param draft      whether only people who may push see it
/// @param prerelease whether it is marked as one
/// @param immutable  whether its tag and assets can no longer change
/// @param commitish  the branch or commit its tag will be made from, where the tag does not exist yet
/// @param created    the date of its commit
/// @param published  when it became public
/// @param assets     the files it carries
/// @param page       its page on the host
public record Release(
    long id,
    String tag,
    String title,
    String notes,
    boolean draft,
    boolean prerelease,
    boolean immutable,
    String commitish,
    Instant created,
    Optional<Instant> published,
    List<Asset> assets,
    URI page) {

  /// The same with these files.
  public Release carrying(List<Asset> all) {
    return new Release(id, tag, title, notes, draft, prerelease, immutable, commitish, created, published, List.copyOf(all), page);
  }
}
