package dev.slipway.release.publish;

import dev.slipway.task.Progress;

/// One try at publishing.
///
/// @param request  what is to be published
/// @param progress told what is done, and asked whether to stop
/// @param tracker  keeps count of steps and calls
record Attempt(PublishRequest request, Progress progress, PublicationTracker tracker) {}
