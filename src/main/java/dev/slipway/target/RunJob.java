package dev.slipway.target;

import java.util.List;

/// A job of a run, as far as it is needed to find its leg again.
///
/// @param id         the host's id
/// @param name       the name the host shows, at most 100 characters
/// @param labels     the runner labels it asked for
/// @param status     the host's word: `queued`, `in_progress`, `completed`, …
/// @param conclusion the host's word: `success`, `failure`, `skipped`, …; empty while it runs
public record RunJob(long id, String name, List<String> labels, String status, String conclusion) {

  /// Whether it was skipped, which is no success.
  public boolean isSkipped() {
    return conclusion.equals("skipped");
  }
}
