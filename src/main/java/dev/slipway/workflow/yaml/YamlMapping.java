package dev.slipway.workflow.yaml;

import dev.slipway.fact.Position;
import java.util.List;
import java.util.Optional;

/// A mapping, its entries in file order, no key twice (GitHub compares keys without regard to case).
///
/// @param entries the entries
/// @param at      where it is used
/// @param anchor  where it is written, when an alias led here
/// @param nodes   how many nodes it holds, itself counted
public record YamlMapping(List<Entry> entries, Position at, Optional<Position> anchor, int nodes)
    implements YamlNode {

  /// One key and its value.
  public record Entry(YamlScalar key, YamlNode value) {

    /// The key's text.
    public String name() {
      return key.value();
    }
  }

  /// A mapping without entries.
  public static YamlMapping empty(Position at) {
    return new YamlMapping(List.of(), at, Optional.empty(), 1);
  }

  @Override
  public YamlMapping usedAt(Position use) {
    return new YamlMapping(entries, use, Optional.of(anchor.orElse(at)), nodes);
  }

  /// The entry with this key, ignoring case as GitHub does.
  public Optional<Entry> entry(String key) {
    for (Entry entry : entries) {
      if (isSame(entry.name(), key)) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  /// Most keys that are as long as the one asked for differ in their first letter already.
  private static boolean isSame(String name, String key) {
    return name.length() == key.length()
        && (name.isEmpty() || name.charAt(0) > 'z' || (name.charAt(0) | ' ') == (key.charAt(0) | ' '))
        && name.equalsIgnoreCase(key);
  }

  /// The value of a key.
  public Optional<YamlNode> get(String key) {
    return entry(key).map(Entry::value);
  }

  /// The text of a key whose value is a scalar other than null.
  public Optional<String> text(String key) {
    Optional<Entry> entry = entry(key);
    return entry.isPresent() && entry.get().value() instanceof YamlScalar s && s.type() != YamlScalar.Type.NULL
        ? Optional.of(s.value()) : Optional.empty();
  }

  /// The mapping under a key.
  public Optional<YamlMapping> mapping(String key) {
    return get(key).flatMap(YamlNode::mapping);
  }

  /// The texts under a key: one scalar, or a sequence of scalars.
  public List<String> texts(String key) {
    return get(key).map(YamlMapping::textsOf).orElse(List.of());
  }

  /// The texts of a node that is one scalar or a sequence of scalars; anything else has none.
  public static List<String> textsOf(YamlNode node) {
    return switch (node) {
      case YamlScalar s -> s.type() == YamlScalar.Type.NULL ? List.of() : List.of(s.value());
      case YamlSequence s -> s.items().stream().flatMap(n -> n.text().stream()).toList();
      case YamlMapping _ -> List.of();
    };
  }
}
