package dev.slipway.workflow;

import dev.slipway.fact.Position;
import java.util.List;

/// What a matrix's filters did, for the audit.
///
/// @param suspectIncludes include entries that share a key with a vector, add others, and yet matched no combination
/// @param idleExcludes    exclude entries that removed nothing
/// @param duplicates      values that stand twice in a vector
public record MatrixUse(List<Place> suspectIncludes, List<Place> idleExcludes, List<Place> duplicates) {

  /// A place and what stands there.
  public record Place(String what, Position at) {}

  static final MatrixUse NONE = new MatrixUse(List.of(), List.of(), List.of());
}
