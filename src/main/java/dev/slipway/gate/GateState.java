package dev.slipway.gate;

/// What is known about a requirement.
public sealed interface GateState {

  /// It holds, and that was measured.
  record Passed() implements GateState {}

  /// It does not hold.
  record Failed() implements GateState {}

  /// It follows from another gate that does not hold, so it is not counted a second time.
  record Waiting(GateId on) implements GateState {}

  /// It has not been measured yet, or work on it goes on.
  record Pending(String what) implements GateState {}

  /// It cannot be told.
  record Unknown(String reason) implements GateState {}

  /// It does not hold, and a person overrode it.
  record Waived(Waiver waiver) implements GateState {}

  /// It asks for something this release does not have, such as a container image.
  record NotApplicable(String reason) implements GateState {}

  /// The word in JSON.
  default String word() {
    return switch (this) {
      case Passed _ -> "passed";
      case Failed _ -> "failed";
      case Waiting _, Pending _ -> "pending";
      case Unknown _ -> "unknown";
      case Waived _ -> "waived";
      case NotApplicable _ -> "not-applicable";
    };
  }
}
