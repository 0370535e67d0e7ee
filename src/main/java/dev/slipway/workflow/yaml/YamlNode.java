package dev.slipway.workflow.yaml;

import dev.slipway.fact.Position;
import java.util.Optional;

/// A node of a YAML file, with the place it was read from.
public sealed interface YamlNode permits YamlScalar, YamlMapping, YamlSequence {

  /// Where the node is used: the alias, where the node was reached through one.
  Position at();

  /// Where the node is written, when it was reached through an alias.
  Optional<Position> anchor();

  /// How many nodes this one holds, itself and every replay of an alias counted.
  int nodes();

  /// The same node as an alias uses it.
  ///
  /// @param use where the alias stands
  YamlNode usedAt(Position use);

  /// The scalar's text, where this is a scalar.
  default Optional<String> text() {
    return this instanceof YamlScalar scalar ? Optional.of(scalar.value()) : Optional.empty();
  }

  /// This node as a mapping, where it is one.
  default Optional<YamlMapping> mapping() {
    return this instanceof YamlMapping mapping ? Optional.of(mapping) : Optional.empty();
  }

  /// This node as a sequence, where it is one.
  default Optional<YamlSequence> sequence() {
    return this instanceof YamlSequence sequence ? Optional.of(sequence) : Optional.empty();
  }

  /// This node as a scalar, where it is one.
  default Optional<YamlScalar> scalar() {
    return this instanceof YamlScalar scalar ? Optional.of(scalar) : Optional.empty();
  }
}
