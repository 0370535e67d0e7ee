package dev.slipway.desktop.publish;

/// What the Publish page asks for. All methods return at once.
public interface PublishRequests {

  /// Makes and uploads the draft, compares it, and stops there.
  void prepareDraft(boolean prerelease);

  /// Carries the release to the public; asked only with a ready board and the tag typed exactly.
  ///
  /// @param latest       whether it becomes the latest release
  /// @param prerelease   whether it is marked as a pre-release
  /// @param saveEvidence whether evidence is saved afterwards
  void publish(boolean latest, boolean prerelease, boolean saveEvidence);

  /// Stops what is running; the draft and what is uploaded stay.
  void stop();

  /// Deletes the draft with its assets.
  void discardDraft();
}
