package dev.slipway.desktop.shell;

import dev.slipway.desktop.control.Status;

/// What the sidebar shows of a page.
///
/// @param worst the worst state on the page
/// @param count a few words at the right: "2", "5/6", "1 running"; empty for nothing
public record NavState(Status worst, String count) {

  /// A page about which nothing is known yet.
  public static final NavState UNKNOWN = new NavState(Status.NOT_STARTED, "");
}
