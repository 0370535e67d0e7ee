package dev.slipway.workflow;

import dev.slipway.fact.Position;
import java.util.List;

/// What made a leg: the answer to "explain this leg".
///
/// @param at       the place that stands for it
/// @param vectors  the vector values it combines, in order; none for a leg an include entry made alone
/// @param includes the include entries that matched it, in order, or the one that made it
/// @param explicit whether one include entry made it alone, because it matched no combination
public record LegOrigin(Position at, List<Part> vectors, List<Part> includes, boolean explicit) {

  /// One contribution.
  ///
  /// @param what what it gave, such as `os = ubuntu-24.04`
  /// @param at   where it is written
  public record Part(String what, Position at) {}

  /// The origin of a job's only leg.
  static LegOrigin job(Position at) {
    return new LegOrigin(at, List.of(), List.of(), false);
  }

  /// The origin in a few sentences.
  public String explained() {
    if (vectors.isEmpty() && includes.isEmpty()) {
      return "The job has no matrix: one leg.";
    }
    StringBuilder text = new StringBuilder();
    if (explicit) {
      text.append("The include entry at ").append(includes.getFirst().at())
          .append(" matches no combination, so it is a leg of its own: ").append(includes.getFirst().what()).append('.');
      return text.toString();
    }
    text.append("A combination of ").append(String.join(", ", vectors.stream().map(p -> p.what() + " (" + p.at() + ")").toList())).append('.');
    for (Part include : includes) {
      text.append(" The include entry at ").append(include.at()).append(" adds ").append(include.what()).append('.');
    }
    return text.toString();
  }
}
