package dev.slipway.changelog.history;

import java.util.List;
import java.util.Optional;

/// Which commits are asked for.
///
/// @param to      where the range ends: `HEAD`, a tag, a branch or an id
/// @param from    where it begins, when a person chose that, `""` for the beginning of history; empty to have it chosen
/// @param channel which releases count as previous ones
/// @param series  the prefix of the tags, such as `v` or `cli-v`; empty to have the usual one chosen
/// @param paths   only commits that touch one of these files or folders; empty for all
public record RangeRequest(
    String to, Optional<String> from, Channel channel, Optional<String> series, List<String> paths) {

  /// Which releases count as previous ones.
  public enum Channel {
    /// Prereleases for a prerelease tag, else stable releases only.
    BY_TAG,
    /// Stable releases only.
    STABLE,
    /// Prereleases as well.
    ANY
  }

  public RangeRequest {
    paths = List.copyOf(paths);
  }

  /// What is not released yet.
  public static RangeRequest unreleased() {
    return upTo("HEAD");
  }

  /// What belongs to a tag, or to a branch's next release.
  public static RangeRequest upTo(String ref) {
    return new RangeRequest(ref, Optional.empty(), Channel.BY_TAG, Optional.empty(), List.of());
  }

  /// The same request from a point a person chose.
  public RangeRequest from(String ref) {
    return new RangeRequest(to, Optional.of(ref), channel, series, paths);
  }

  /// The same request from the first commit on.
  public RangeRequest fromTheBeginning() {
    return from("");
  }

  /// The same request for a part of the repository.
  public RangeRequest touching(List<String> filesOrFolders) {
    return new RangeRequest(to, from, channel, series, filesOrFolders);
  }

  /// The same request among the tags with a prefix.
  public RangeRequest inSeries(String prefix) {
    return new RangeRequest(to, from, channel, Optional.of(prefix), paths);
  }

  /// The same request on another channel.
  public RangeRequest on(Channel other) {
    return new RangeRequest(to, from, other, series, paths);
  }
}
