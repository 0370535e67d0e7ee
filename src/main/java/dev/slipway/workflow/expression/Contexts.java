package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The contexts an expression may ask: `github`, `inputs`, `matrix` and so on.
///
/// A context is closed, so that a key it lacks is null, or open: other keys exist, and only a run knows them.
public final class Contexts {
  /// More texts than these are parsed anew each time.
  private static final int MOST_TEMPLATES = 5_000;

  private final List<Entry> entries;
  private final Map<String, Template> templates;
  private final Map<String, Expression> conditions;

  private record Entry(String name, Value value, Optional<String> elsewhere) {}

  private Contexts(List<Entry> entries, Map<String, Template> templates, Map<String, Expression> conditions) {
    this.entries = entries;
    this.templates = templates;
    this.conditions = conditions;
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

  /// A bare expression, parsed once as well.
  Expression condition(String text) throws ExpressionError {
    Expression known = conditions.get(text);
    if (known != null) {
      return known;
    }
    Expression parsed = Expression.parse(text);
    if (conditions.size() < MOST_TEMPLATES) {
      conditions.put(text, parsed);
    }
    return parsed;
  }

  /// No context at all.
  public static Contexts none() {
    return new Contexts(List.of(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
  }

  /// These contexts and one whose every key is known.
  public Contexts with(String name, Value value) {
    return put(new Entry(name.toLowerCase(Locale.ROOT), value, Optional.empty()));
  }

  /// These contexts and one of which more is known only elsewhere.
  ///
  /// @param reason why a key that `known` lacks cannot be told, as a clause
  public Contexts withOpen(String name, Value.Obj known, String reason) {
    return put(new Entry(name.toLowerCase(Locale.ROOT), known, Optional.of(reason)));
  }

  /// These contexts and one of which nothing is known.
  public Contexts withUnknown(String name, String reason) {
    return withOpen(name, new Value.Obj(new LinkedHashMap<>()), reason);
  }

  /// There are about ten contexts, so a list is copied and searched sooner than a map.
  private Contexts put(Entry entry) {
    List<Entry> more = new ArrayList<>(entries.size() + 1);
    for (Entry other : entries) {
      if (!other.name().equals(entry.name())) {
        more.add(other);
      }
    }
    more.add(entry);
    return new Contexts(more, templates, conditions);
  }

  private @Nullable Entry entry(String name) {
    for (Entry entry : entries) {
      if (entry.name().equals(name)) {
        return entry;
      }
    }
    return null;
  }

  /// What is known of a context; nothing where there is no such context.
  public Value.Obj known(String name) {
    Entry entry = entry(name);
    return entry != null && entry.value() instanceof Value.Obj obj ? obj : new Value.Obj(new LinkedHashMap<>());
  }

  /// The context as a whole.
  Value whole(String name) {
    Entry entry = entry(name);
    if (entry == null) {
      return new Value.Unknown(name, "the context " + name + " is not available here");
    }
    return entry.elsewhere().<Value>map(reason -> new Value.Unknown(name, reason)).orElse(entry.value());
  }

  /// One key of a context.
  Value key(String name, String key) {
    Entry entry = entry(name);
    if (entry == null) {
      return new Value.Unknown(name + "." + key, "the context " + name + " is not available here");
    }
    Optional<Value> known = entry.value() instanceof Value.Obj obj ? obj.get(key) : Optional.empty();
    return known.orElseGet(
        () -> entry.elsewhere().<Value>map(reason -> new Value.Unknown(name + "." + key, reason)).orElse(Value.NULL));
  }
}
