package dev.slipway.gate;

import java.time.Instant;

/// A gate overridden by a person.
///
/// @param gate   which one
/// @param reason why, in that person's words; never blank
/// @param by     who
/// @param at     when
/// @param measured what the gate measured when it was waived; another measurement needs another waiver
public record Waiver(GateId gate, String reason, String by, Instant at, String measured) {
  public Waiver {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("A waiver needs a reason");
    }
  }
}
