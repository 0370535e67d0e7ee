package dev.slipway.desktop.board;

import dev.slipway.gate.Board;
import java.time.Instant;
import java.util.Optional;

/// What the Board page is told.
///
/// @param tag     the release's tag
/// @param board   its gates
/// @param checked when they were measured
/// @param commit  the commit they were measured at, abbreviated; empty while it is not known
/// @param policy  the policy file, or what stands in for it
/// @param published whether the release is public already
public record BoardInput(String tag, Board board, Optional<Instant> checked, String commit, String policy, boolean published) {}
