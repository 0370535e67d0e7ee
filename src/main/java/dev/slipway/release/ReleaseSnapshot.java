package dev.slipway.release;

import dev.slipway.forge.RateLimit;
import dev.slipway.gate.Board;
import dev.slipway.release.publish.Publication;
import java.time.Instant;
import java.util.Optional;

/// Everything that is known about one release at one moment. Immutable: the window and the command line only read it.
///
/// @param facts       what was gathered
/// @param board       what follows from it
/// @param publication how far publishing is; empty before it was planned
/// @param rateLimit   how many calls the host still answers
/// @param at          when this was true
public record ReleaseSnapshot(
    Facts facts, Board board, Optional<Publication> publication, Optional<RateLimit> rateLimit, Instant at) {

  public Subject subject() {
    return facts.subject();
  }

  public Pipeline pipeline() {
    return facts.pipeline();
  }

  public Files files() {
    return facts.files();
  }

  public Notes notes() {
    return facts.notes();
  }
}
