package dev.slipway.forge.github;

import java.time.Duration;

/// How long to wait for a host.
///
/// @param connect for a connection
/// @param answer  for the first byte of an answer
/// @param whole   for an answer to an API call, to its last byte
/// @param stall   while bytes flow: the longest time in which none comes or goes
/// @param stored  after the last byte of an upload, for the host to store it
public record Timeouts(Duration connect, Duration answer, Duration whole, Duration stall, Duration stored) {

  /// What suits github.com over a slow line.
  public static Timeouts usual() {
    return new Timeouts(
        Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(90), Duration.ofSeconds(45),
        Duration.ofMinutes(5));
  }
}
