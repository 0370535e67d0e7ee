package dev.slipway.target;

import java.util.Optional;

/// One runner label of GitHub's.
///
/// @param label      the label, such as `macos-15-intel`
/// @param os         its system
/// @param arch       its processor
/// @param status     whether it can be used
/// @param alias      what it stands for at the table's date, in words
/// @param since      the date of its deprecation or retirement, as announced
/// @param retires    for a deprecated label, the date it goes
/// @param replacement what to write in its place: same system, same processor
/// @param source     where this was announced
public record RunnerLabel(
    String label,
    Target.Os os,
    Target.Arch arch,
    Status status,
    Optional<String> alias,
    Optional<String> since,
    Optional<String> retires,
    Optional<String> replacement,
    Optional<String> source) {

  /// Whether a label can be used.
  public enum Status { CURRENT, PREVIEW, DEPRECATED, RETIRED }

  /// Whether GitHub moves the label between images: one that ends in `-latest`.
  public boolean isMoving() {
    return label.contains("-latest");
  }
}
