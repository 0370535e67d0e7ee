package dev.slipway.gate;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Typed reading of a small YAML file, collecting every mistake with its line and column.
final class PolicyYaml {
  private static final int MOST_CHARACTERS = 256 * 1024;
  private static final int MOST_LEVELS = 50;

  private final String file;
  private final List<Finding> findings = new ArrayList<>();
  private final LoadSettings settings =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(MOST_CHARACTERS).build();

  PolicyYaml(String file) {
    this.file = file;
  }

  List<Finding> findings() {
    return findings;
  }

  /// The top mapping; empty for an empty file and for one that cannot be read.
  Optional<MappingNode> document(String text) {
    if (text.length() > MOST_CHARACTERS) {
      add(new Position(file, 1, 1), "policy-too-large", "The policy file has more than 256 KiB", "Shorten it.");
      return Optional.empty();
    }
    try {
      if (!shallow(text)) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(settings).composeString(text);
      return root.flatMap(node -> mapping(node));
    } catch (MarkedYamlEngineException e) {
      Position at =
          e.getProblemMark()
              .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
              .orElse(Position.of(file));
      add(at, "policy-yaml", "This is no YAML: " + e.getProblem(), "Correct the line; nothing of the file is used until then.");
      return Optional.empty();
    } catch (YamlEngineException e) {
      add(Position.of(file), "policy-yaml", "This is no YAML: " + e.getMessage(), "Correct the file; nothing of it is used until then.");
      return Optional.empty();
    }
  }

  private boolean shallow(String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent) {
        depth++;
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
      if (depth > MOST_LEVELS || event instanceof AliasEvent) {
        Position at =
            event.getStartMark()
                .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Position.of(file));
        add(at, "policy-yaml", depth > MOST_LEVELS ? "The file nests deeper than 50 levels" : "A policy file has no aliases", "Write it out plainly.");
        return false;
      }
    }
    return true;
  }

  /// The known keys of a mapping; every other key is a finding.
  Map<String, Node> keys(MappingNode node, String... known) {
    SequencedMap<String, Node> entries = entries(node);
    List<String> names = Arrays.asList(known);
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key && !names.contains(key.getValue())) {
        error(key, "policy-unknown-key", "\"" + key.getValue() + "\" is no key here", meant(key.getValue(), names) + "Use one of: " + String.join(", ", names) + ".");
        entries.remove(key.getValue());
      }
    }
    return entries;
  }

  /// The key somebody probably meant, as a question: one that is a few letters away, or the same word in another spelling.
  private static String meant(String key, List<String> names) {
    String plain = key.toLowerCase(Locale.ROOT).replace('_', '-');
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(plain, name)))
        .filter(name -> distance(plain, name) <= Math.max(1, name.length() / 3))
        .map(name -> "Did you mean \"" + name + "\"? ")
        .orElse("");
  }

  /// How many letters must be put in, taken out or changed (Levenshtein).
  private static int distance(String one, String other) {
    if (Math.abs(one.length() - other.length()) > other.length()) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }

  /// All keys of a mapping in file order; a key that is no text is a finding.
  SequencedMap<String, Node> entries(MappingNode node) {
    SequencedMap<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
          error(key, "policy-duplicate-key", "\"" + key.getValue() + "\" stands here twice", "Keep one of them.");
        }
      } else {
        error(tuple.getKeyNode(), "policy-type", "A key must be a text", "Write a plain word.");
      }
    }
    return entries;
  }

  Optional<MappingNode> mapping(@Nullable Node node) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(mapping);
    }
    expected(node, "a mapping");
    return Optional.empty();
  }

  List<MappingNode> mappings(@Nullable Node node) {
    List<MappingNode> result = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> mapping(item).ifPresent(result::add));
    } else {
      expected(node, "a list");
    }
    return result;
  }

  Optional<String> text(@Nullable Node node) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(scalar.getValue());
    }
    expected(node, "a text");
    return Optional.empty();
  }

  /// A list of texts, or one text standing for a list of one.
  List<String> texts(@Nullable Node node) {
    if (node instanceof ScalarNode scalar) {
      return List.of(scalar.getValue());
    }
    List<String> result = new ArrayList<>();
    if (node instanceof SequenceNode sequence) {
      sequence.getValue().forEach(item -> text(item).ifPresent(result::add));
    } else {
      expected(node, "a list of texts");
    }
    return List.copyOf(result);
  }

  Optional<Boolean> truth(@Nullable Node node) {
    Optional<String> text = text(node);
    if (text.isEmpty() || node == null) {
      return Optional.empty();
    }
    return switch (text.get()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> {
        expected(node, "true or false");
        yield Optional.empty();
      }
    };
  }

  Optional<Double> number(@Nullable Node node) {
    Optional<String> text = text(node);
    if (text.isEmpty() || node == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.valueOf(text.get()));
    } catch (NumberFormatException e) {
      expected(node, "a number");
      return Optional.empty();
    }
  }

  void error(Node node, String rule, String message, String fix) {
    add(place(node), rule, message, fix);
  }

  /// Where a value begins.
  Position place(Node node) {
    return node.getStartMark()
        .map(mark -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Position.of(file));
  }

  private void expected(@Nullable Node node, String what) {
    if (node != null) {
      error(node, "policy-type", "Here must be " + what, "Change the value, or remove the key.");
    }
  }

  private void add(Position at, String rule, String message, String fix) {
    findings.add(Finding.at(at, rule, Severity.ERROR, message, fix));
  }
}
