package dev.slipway.release.publish;

import dev.slipway.task.Progress;
import java.util.Optional;

/// One try at publishing.
///
/// @param request  what is to be published
/// @param progress told what is done, and asked whether to stop
/// @param tracker  keeps count of steps and calls
record Attempt(PublishRequest request, Progress progress, PublicationTracker tracker) {

  /// The same with the words and marks that an earlier try meant to publish.
  ///
  /// @param earlier the line it wrote before it published
  Attempt meaning(Optional<Journal.Entry> earlier) {
    return earlier.map(line -> new Attempt(request.asMeant(line), progress, tracker)).orElse(this);
  }
}
