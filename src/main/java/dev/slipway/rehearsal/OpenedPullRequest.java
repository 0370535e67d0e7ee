package dev.slipway.rehearsal;

import java.time.Instant;

/// A pull request, merged before the rehearsal or opened during it.
///
/// @param number its number
/// @param title  its title
/// @param body   its text
/// @param author the account that opened it
/// @param branch what is to be merged
/// @param sha    the commit at its end, or the one it was merged as
/// @param base   the branch it is merged into
/// @param open   whether it still waits
/// @param at     when it was opened, or merged
record OpenedPullRequest(
    int number, String title, String body, String author, String branch, String sha, String base, boolean open, Instant at) {}
