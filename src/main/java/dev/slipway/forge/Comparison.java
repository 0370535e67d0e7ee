package dev.slipway.forge;

import java.util.List;

/// The commits between two points of history.
///
/// @param ahead   how many commits the head has that the base has not
/// @param behind  how many commits the base has that the head has not
/// @param commits the commits of the head that the base has not, oldest first, complete beyond 250
public record Comparison(int ahead, int behind, List<Commit> commits) {}
