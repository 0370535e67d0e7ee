package dev.slipway.forge;

/// What a release is created or changed to.
///
/// @param tag        the tag
/// @param commitish  the commit the tag is made from when it does not exist; empty to leave it to the host
/// @param title      the title
/// @param notes      the release notes
/// @param draft      whether it stays invisible
/// @param prerelease whether it is marked as a pre-release
/// @param latest     whether it becomes the one shown as latest
public record NewRelease(
    String tag,
    String commitish,
    String title,
    String notes,
    boolean draft,
    boolean prerelease,
    Latest latest) {

  /// What happens to the "latest" mark when the release is published.
  public enum Latest {
    YES,
    NO,
    /// The host decides by date and version.
    BY_VERSION
  }
}
