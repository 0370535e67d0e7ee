package dev.slipway.forge;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One job of a run: a leg of a matrix, or a job without one.
///
/// @param id         the host's id
/// @param runId      the run it belongs to
/// @param attempt    the attempt it belongs to, from 1
/// @param name       the name the host shows, at most 100 characters; the API has no job key and no matrix
/// @param labels     the runner labels it asked for
/// @param status     how far it is
/// @param conclusion how it ended
/// @param created    when it was queued
/// @param started    when a runner took it
/// @param completed  when it ended
/// @param runner     the runner that took it
/// @param steps      its steps in order
/// @param page       its page on the host
public record Job(
    long id,
    long runId,
    int attempt,
    String name,
    List<String> labels,
    RunStatus status,
    Conclusion conclusion,
    Optional<Instant> created,
    Optional<Instant> started,
    Optional<Instant> completed,
    Optional<String> runner,
    List<Step> steps,
    URI page) {

  /// One step of a job.
  ///
  /// @param number its number, from 1
  public record Step(
      int number,
      String name,
      RunStatus status,
      Conclusion conclusion,
      Optional<Instant> started,
      Optional<Instant> completed) {}
}
