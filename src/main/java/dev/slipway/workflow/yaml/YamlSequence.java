package dev.slipway.workflow.yaml;

import dev.slipway.fact.Position;
import java.util.List;
import java.util.Optional;

/// A sequence.
///
/// @param items  the items in file order
/// @param at     where it is used
/// @param anchor where it is written, when an alias led here
/// @param nodes  how many nodes it holds, itself counted
public record YamlSequence(List<YamlNode> items, Position at, Optional<Position> anchor, int nodes)
    implements YamlNode {

  @Override
  public YamlSequence usedAt(Position use) {
    return new YamlSequence(items, use, Optional.of(anchor.orElse(at)), nodes);
  }
}
