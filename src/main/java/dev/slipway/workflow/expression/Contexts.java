package dev.slipway.workflow.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The contexts an expression may ask: `github`, `inputs`, `matrix` and so on.
///
/// A context is closed, so that a key it lacks is null, or open: other keys exist, and only a run knows them.
public final class Contexts {
  private final List<Entry> entries;
  private final Expressions expressions;
  private final Optional<Boolean> succeeded;

  private record Entry(String name, Value value, Optional<String> elsewhere) {}

  private Contexts(List<Entry> entries, Expressions expressions, Optional<Boolean> succeeded) {
    this.entries = entries;
    this.expressions = expressions;
    this.succeeded = succeeded;
  }

  /// These contexts behind jobs of which it is known, or not, whether all have run and succeeded.
  public Contexts behind(Optional<Boolean> success) {
    return new Contexts(entries, expressions, success);
  }

  /// What `success()` says; empty where only a run can tell.
  Optional<Boolean> succeeded() {
    return succeeded;
  }

  /// The expressions that were parsed, shared by all contexts made from one another.
  Expressions expressions() {
    return expressions;
  }

  /// No context at all.
  public static Contexts none() {
    return none(new Expressions());
  }

  /// No context at all, for expressions of which some are parsed.
  public static Contexts none(Expressions expressions) {
    return new Contexts(List.of(), expressions, Optional.of(true));
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
    return new Contexts(more, expressions, succeeded);
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
    Value.Obj known = entry.value() instanceof Value.Obj obj ? obj : new Value.Obj(new LinkedHashMap<>());
    return known.get(key).orElseGet(() -> entry.elsewhere().or(known::elsewhere)
        .<Value>map(reason -> new Value.Unknown(name + "." + key, reason)).orElse(Value.NULL));
  }
}
