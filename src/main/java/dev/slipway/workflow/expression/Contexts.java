package dev.slipway.workflow.expression;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The contexts an expression may ask: `github`, `inputs`, `matrix` and so on.
///
/// A context is closed, so that a key it lacks is null, or open: other keys exist, and only a run knows them.
public final class Contexts {
  /// More texts than these are parsed anew each time.
  private static final int MOST_TEMPLATES = 5_000;

  private final Map<String, Entry> entries;
  private final Map<String, Template> templates;

  private record Entry(Value value, Optional<String> elsewhere) {}

  private Contexts(Map<String, Entry> entries, Map<String, Template> templates) {
    this.entries = entries;
    this.templates = templates;
  }

  /// A template, parsed once for all contexts that were made from one another.
  Template template(String text) throws ExpressionError {
    Template known = templates.get(text);
    if (known != null) {
      return known;
    }
    Template parsed = Template.parse(text);
    if (templates.size() < MOST_TEMPLATES) {
      templates.put(text, parsed);
    }
    return parsed;
  }

  /// No context at all.
  public static Contexts none() {
    return new Contexts(Map.of(), new ConcurrentHashMap<>());
  }

  /// These contexts and one whose every key is known.
  public Contexts with(String name, Value value) {
    return put(name, new Entry(value, Optional.empty()));
  }

  /// These contexts and one of which more is known only elsewhere.
  ///
  /// @param reason why a key that `known` lacks cannot be told, as a clause
  public Contexts withOpen(String name, Value.Obj known, String reason) {
    return put(name, new Entry(known, Optional.of(reason)));
  }

  /// These contexts and one of which nothing is known.
  public Contexts withUnknown(String name, String reason) {
    return withOpen(name, new Value.Obj(new LinkedHashMap<>()), reason);
  }

  private Contexts put(String name, Entry entry) {
    Map<String, Entry> more = new HashMap<>(entries);
    more.put(name.toLowerCase(Locale.ROOT), entry);
    return new Contexts(more, templates);
  }

  /// What is known of a context; nothing where there is no such context.
  public Value.Obj known(String name) {
    Entry entry = entries.get(name);
    return entry != null && entry.value() instanceof Value.Obj obj ? obj : new Value.Obj(new LinkedHashMap<>());
  }

  /// The context as a whole.
  Value whole(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return new Value.Unknown(name, "the context " + name + " is not available here");
    }
    return entry.elsewhere().<Value>map(reason -> new Value.Unknown(name, reason)).orElse(entry.value());
  }

  /// One key of a context.
  Value key(String name, String key) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return new Value.Unknown(name + "." + key, "the context " + name + " is not available here");
    }
    Optional<Value> known = entry.value() instanceof Value.Obj obj ? obj.get(key) : Optional.empty();
    return known.orElseGet(
        () -> entry.elsewhere().<Value>map(reason -> new Value.Unknown(name + "." + key, reason)).orElse(Value.NULL));
  }
}
