package dev.slipway.gate;

import dev.slipway.fact.Finding;
import java.util.List;

/// One requirement and what was measured.
///
/// @param id       which one
/// @param about    what it looks at, in a few words: "6 legs of release.yml"
/// @param policy   what happens when it does not hold
/// @param state    what is known
/// @param required what must be, in a few words: "6 of 6 built"
/// @param measured what is, in a few words: "5 of 6 built"
/// @param detail   a second line to it: "not x86_64-apple-darwin"
/// @param findings what does not hold, piece by piece
public record Gate(
    GateId id,
    String about,
    Policy policy,
    GateState state,
    String required,
    String measured,
    String detail,
    List<Finding> findings) {

  /// Whether nothing may be published because of this gate: its policy is block and it was not shown to hold.
  ///
  /// What is pending or unknown blocks as well: publishing needs proof, not the absence of a failure.
  public boolean blocks() {
    return policy == Policy.BLOCK
        && switch (state) {
          case GateState.Passed _, GateState.Waived _, GateState.NotApplicable _ -> false;
          case GateState.Failed _, GateState.Waiting _, GateState.Pending _, GateState.Unknown _ -> true;
        };
  }
}
