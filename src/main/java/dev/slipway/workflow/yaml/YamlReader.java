package dev.slipway.workflow.yaml;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Reads YAML as GitHub's own reader does: at event level, with the scalar table of YAML 1.2, anchors by
/// replay, `<<` an ordinary key, no key twice, at most 1 MiB, 50,000 nodes and 50 levels.
///
/// It never throws: whatever is wrong becomes a finding with line and column, and what was read so far stays.
public final class YamlReader {
  /// The most characters GitHub reads.
  public static final int MOST_CHARACTERS = 1 << 20;
  /// The most nodes GitHub reads, every replay of an alias counted.
  public static final int MOST_NODES = 50_000;
  /// The deepest nesting GitHub reads.
  public static final int DEEPEST = 50;
  /// More findings than these help nobody.
  private static final int MOST_FINDINGS = 100;

  private final String file;
  private final SourceText text;
  private final Iterator<Event> events;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, YamlNode> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int nodes;
  private int lastLine = 1;
  private boolean stopped;

  private YamlReader(SourceText text, Iterator<Event> events) {
    this.file = text.file();
    this.text = text;
    this.events = events;
  }

  /// Reads a file.
  ///
  /// @param bytes the whole file
  /// @param file  the name positions carry
  public static YamlFile read(byte[] bytes, String file) {
    YamlBytes decoded = YamlBytes.decode(bytes, file);
    return decoded.refused().orElseGet(() -> read(decoded.content(), file));
  }

  private static YamlFile read(String content, String file) {
    SourceText text = SourceText.of(file, content);
    LoadSettings settings =
        LoadSettings.builder().setLabel(file).setCodePointLimit(2 * MOST_CHARACTERS).setBufferSize(8192).build();
    YamlReader reader = new YamlReader(text, new Parse(settings).parseString(content).iterator());
    Optional<YamlNode> root = reader.document();
    return new YamlFile(root, text, List.copyOf(reader.findings));
  }

  private Optional<YamlNode> document() {
    Optional<YamlNode> root = Optional.empty();
    for (Optional<Event> next = next(); next.isPresent(); next = next()) {
      Event event = next.get();
      switch (event.getEventId()) {
        case StreamStart, DocumentStart, DocumentEnd, StreamEnd, Comment, SequenceEnd, MappingEnd -> {}
        case Alias, Scalar, SequenceStart, MappingStart -> {
          if (root.isPresent()) {
            stop(place(event), "yaml-syntax", "the file holds a second document; GitHub reads one",
                "Remove everything from the `---` on.");
          } else {
            root = Optional.of(node(event, 1));
          }
        }
      }
    }
    return root;
  }

  /// The next event; empty at the end and after anything that stops reading.
  private Optional<Event> next() {
    if (stopped) {
      return Optional.empty();
    }
    try {
      return events.hasNext() ? Optional.of(events.next()) : Optional.empty();
    } catch (MarkedYamlEngineException e) {
      stop(place(e.getProblemMark().or(e::getContextMark)), "yaml-syntax", sentence(e),
          "Mend the YAML; GitHub refuses the whole file.");
    } catch (YamlEngineException e) {
      stop(new Position(file, lastLine, 1), "yaml-syntax",
          "the file is no YAML: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read"),
          "Mend the YAML; GitHub refuses the whole file.");
    }
    return Optional.empty();
  }

  private static String sentence(MarkedYamlEngineException e) {
    String problem = e.getProblem() == null ? "it cannot be read" : e.getProblem();
    String context = e.getContext();
    return "the file is no YAML: " + (context == null ? problem : context + ", " + problem).replace("\n", " ");
  }

  private YamlNode node(Event event, int depth) {
    Position at = place(event);
    lastLine = at.line();
    if (++nodes > MOST_NODES) {
      stop(at, "yaml-limit", "the file has more than the 50,000 nodes GitHub reads",
          "Make the file smaller; an alias counts as often as it is used.");
      return nothing(at);
    }
    if (event instanceof AliasEvent alias) {
      return alias(alias.getAlias().getValue(), at);
    }
    Optional<String> anchor = ((NodeEvent) event).getAnchor().map(a -> a.getValue());
    anchor.ifPresent(open::add);
    YamlNode node =
        switch (event) {
          case ScalarEvent scalar -> scalar(scalar, at);
          case SequenceStartEvent _ -> depth >= DEEPEST ? tooDeep(at) : sequence(at, depth);
          case MappingStartEvent _ -> depth >= DEEPEST ? tooDeep(at) : mapping(at, depth);
          default -> nothing(at);
        };
    anchor.ifPresent(
        name -> {
          open.remove(name);
          anchors.put(name, node);
        });
    return node;
  }

  private YamlNode tooDeep(Position at) {
    stop(at, "yaml-limit", "the file is nested deeper than the 50 levels GitHub reads", "Flatten the structure.");
    return nothing(at);
  }

  private YamlNode alias(String name, Position at) {
    YamlNode node = anchors.get(name);
    if (open.contains(name)) {
      stop(at, "yaml-syntax", "the alias *%s stands inside its own anchor".formatted(name), "Remove the alias.");
      return nothing(at);
    }
    if (node == null) {
      stop(at, "yaml-syntax", "the alias *%s has no anchor before it".formatted(name),
          "Write &%s where the value is first used.".formatted(name));
      return nothing(at);
    }
    nodes += node.nodes() - 1;
    if (nodes > MOST_NODES) {
      stop(at, "yaml-limit", "replaying *%s takes the file over the 50,000 nodes GitHub reads".formatted(name),
          "An alias counts as often as it is used; use fewer.");
      return nothing(at);
    }
    return node.usedAt(at);
  }

  private YamlNode sequence(Position at, int depth) {
    List<YamlNode> items = new ArrayList<>();
    int count = 1;
    for (Optional<Event> next = next(); next.isPresent(); next = next()) {
      if (next.get().getEventId() == Event.ID.SequenceEnd) {
        break;
      }
      YamlNode item = node(next.get(), depth + 1);
      count += item.nodes();
      items.add(item);
    }
    return new YamlSequence(List.copyOf(items), at, Optional.empty(), count);
  }

  private YamlNode mapping(Position at, int depth) {
    List<YamlMapping.Entry> entries = new ArrayList<>();
    Map<String, Position> keys = new HashMap<>();
    int count = 1;
    for (Optional<Event> next = next(); next.isPresent(); next = next()) {
      if (next.get().getEventId() == Event.ID.MappingEnd) {
        break;
      }
      YamlNode key = node(next.get(), depth + 1);
      Optional<Event> following = next();
      if (following.isEmpty()) {
        break;
      }
      YamlNode value = node(following.get(), depth + 1);
      count += key.nodes() + value.nodes();
      if (key instanceof YamlScalar scalar) {
        Position earlier = keys.putIfAbsent(scalar.value().toUpperCase(Locale.ROOT), scalar.at());
        if (earlier == null) {
          checkMerge(scalar);
          entries.add(new YamlMapping.Entry(scalar, value));
        } else {
          report(scalar.at(), "duplicate-key", Severity.ERROR,
              "the key '%s' is already defined on line %d".formatted(scalar.value(), earlier.line()),
              "Remove one of them; GitHub refuses the file and does not tell keys apart by case.");
        }
      } else if (!stopped) {
        report(key.at(), "yaml-syntax", Severity.ERROR, "a key has to be a text", "Write a text before the colon.");
      }
    }
    return new YamlMapping(List.copyOf(entries), at, Optional.empty(), count);
  }

  private void checkMerge(YamlScalar key) {
    if (key.value().equals("<<") && key.style() == YamlScalar.Style.PLAIN) {
      report(key.at(), "merge-key", Severity.ERROR,
          "GitHub has no merge keys: `<<` is read as an ordinary key", "Repeat the entries here.");
    }
  }

  private YamlNode scalar(ScalarEvent event, Position at) {
    YamlScalar.Style style = style(event.getScalarStyle());
    String value = event.getValue();
    YamlScalar.Type type =
        style == YamlScalar.Style.PLAIN ? ScalarTable.typeOf(value) : YamlScalar.Type.STRING;
    Optional<String> tag = event.getTag();
    if (tag.isPresent()) {
      type = tagged(tag.get(), value, type, at);
    }
    return new YamlScalar(value, type, style, at, Optional.empty());
  }

  private YamlScalar.Type tagged(String tag, String value, YamlScalar.Type plain, Position at) {
    YamlScalar.Type asked =
        switch (tag) {
          case "tag:yaml.org,2002:str" -> YamlScalar.Type.STRING;
          case "tag:yaml.org,2002:bool" -> YamlScalar.Type.BOOLEAN;
          case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float" -> YamlScalar.Type.NUMBER;
          case "tag:yaml.org,2002:null" -> YamlScalar.Type.NULL;
          default -> {
            report(at, "yaml-syntax", Severity.ERROR, "GitHub knows no tag %s".formatted(tag), "Remove the tag.");
            yield YamlScalar.Type.STRING;
          }
        };
    if (asked != YamlScalar.Type.STRING && asked != plain) {
      report(at, "yaml-syntax", Severity.ERROR,
          "'%s' is not what its tag %s says".formatted(value, tag), "Remove the tag.");
      return YamlScalar.Type.STRING;
    }
    return asked;
  }

  private static YamlScalar.Style style(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> YamlScalar.Style.PLAIN;
      case SINGLE_QUOTED -> YamlScalar.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> YamlScalar.Style.DOUBLE_QUOTED;
      case LITERAL -> YamlScalar.Style.LITERAL;
      case FOLDED -> YamlScalar.Style.FOLDED;
    };
  }

  private static YamlScalar nothing(Position at) {
    return new YamlScalar("", YamlScalar.Type.NULL, YamlScalar.Style.PLAIN, at, Optional.empty());
  }

  private Position place(Event event) {
    return place(event.getStartMark());
  }

  private Position place(Optional<Mark> mark) {
    if (mark.isEmpty()) {
      return new Position(file, Math.max(lastLine, 1), 1);
    }
    int line = mark.get().getLine() + 1;
    int column = mark.get().getColumn();
    String raw = text.line(line).orElse("");
    int points = raw.codePointCount(0, raw.length());
    int units = points == raw.length() ? column : raw.offsetByCodePoints(0, Math.min(column, points));
    return new Position(file, line, units + 1);
  }

  private void stop(Position at, String rule, String message, String fix) {
    if (!stopped) {
      report(at, rule, Severity.ERROR, message, fix);
      stopped = true;
    }
  }

  private void report(Position at, String rule, Severity severity, String message, String fix) {
    if (findings.size() < MOST_FINDINGS) {
      findings.add(Finding.at(at, rule, severity, message, fix));
    }
  }
}
