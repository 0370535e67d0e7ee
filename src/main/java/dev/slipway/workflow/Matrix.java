package dev.slipway.workflow;

import dev.slipway.fact.Position;
import dev.slipway.workflow.LegOrigin.Part;
import dev.slipway.workflow.MatrixUse.Place;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Expands a matrix as GitHub's own builder does: the product of the vectors in file order, the first one
/// slowest; excludes before includes; extras of matching includes added, later ones over earlier ones;
/// includes that matched nothing appended.
final class Matrix {
  /// More combinations than these are reported and not built; GitHub starts at most 256 jobs.
  static final int MOST_COMBINATIONS = 5_000;
  private static final long MOST_COMPARISONS = 4_000_000;

  /// One combination.
  ///
  /// @param named  the part that makes the name and id
  /// @param values everything, extras of matching includes included
  record Combination(Value.Obj named, Value.Obj values, LegOrigin origin) {}

  /// A fault, in GitHub's own words.
  record Fault(String message, Position at) {}

  /// What came out.
  ///
  /// @param unknown why the combinations cannot be told; empty when they can
  record Result(List<Combination> combinations, Optional<String> unknown, List<Fault> faults, MatrixUse use) {}

  private final SequencedMap<String, Located> vectors = new LinkedHashMap<>();
  private final Map<String, String> vectorNames = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<Include> includes = new ArrayList<>();
  private final List<Located> excludes = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private Optional<String> unknown = Optional.empty();

  /// An include entry: keys that are vectors are its filter, the others its extras.
  private static final class Include {
    private final Position at;
    private final Value.Obj filter;
    private final Value.Obj extra;
    private boolean matched;

    private Include(Position at, Value.Obj filter, Value.Obj extra) {
      this.at = at;
      this.filter = filter;
      this.extra = extra;
    }
  }

  private Matrix() {}

  static Result expand(Located matrix) {
    Matrix m = new Matrix();
    m.readMatrix(matrix);
    return m.unknown.isPresent()
        ? new Result(List.of(), m.unknown, List.copyOf(m.faults), MatrixUse.NONE)
        : m.build();
  }

  private void readMatrix(Located matrix) {
    if (isUnknown(matrix)) {
      return;
    }
    if (!(matrix.value() instanceof Value.Obj)) {
      unexpected(matrix, "matrix", "MappingToken");
      return;
    }
    Optional<Located> include = Optional.empty();
    Optional<Located> exclude = Optional.empty();
    for (Map.Entry<String, Located> field : matrix.fields().entrySet()) {
      switch (field.getKey()) {
        case "include" -> include = sequence(field.getValue(), "matrix includes");
        case "exclude" -> exclude = sequence(field.getValue(), "matrix excludes");
        default -> readVector(field.getKey(), field.getValue());
      }
    }
    if (vectors.isEmpty() && include.map(i -> i.items().isEmpty()).orElse(true) && faults.isEmpty() && unknown.isEmpty()) {
      faults.add(new Fault("Matrix must define at least one vector", matrix.at()));
    }
    include.ifPresent(i -> i.items().forEach(this::readInclude));
    exclude.ifPresent(e -> e.items().forEach(this::readExclude));
  }

  private Optional<Located> sequence(Located value, String what) {
    if (isUnknown(value)) {
      return Optional.empty();
    }
    if (!(value.value() instanceof Value.Arr)) {
      unexpected(value, what, "SequenceToken");
      return Optional.empty();
    }
    return Optional.of(value);
  }

  private void readVector(String name, Located vector) {
    if (isUnknown(vector)) {
      return;
    }
    if (!(vector.value() instanceof Value.Arr arr)) {
      unexpected(vector, "matrix vector value", "SequenceToken");
    } else if (arr.items().isEmpty()) {
      faults.add(new Fault("Matrix vector '%s' does not contain any values".formatted(name), vector.at()));
    } else {
      vectors.put(name, vector);
      vectorNames.put(name, name);
    }
  }

  private void readInclude(Located item) {
    if (isUnknown(item)) {
      return;
    }
    if (!(item.value() instanceof Value.Obj obj)) {
      unexpected(item, "matrix includes item", "MappingToken");
      return;
    }
    LinkedHashMap<String, Value> filter = new LinkedHashMap<>();
    LinkedHashMap<String, Value> extra = new LinkedHashMap<>();
    obj.fields().forEach((key, value) -> (vectorNames.containsKey(key) ? filter : extra).put(key, value));
    if (filter.isEmpty() && extra.isEmpty()) {
      faults.add(new Fault("Matrix include mapping does not contain any values", item.at()));
      return;
    }
    includes.add(new Include(item.at(), new Value.Obj(filter), new Value.Obj(extra)));
  }

  private void readExclude(Located item) {
    if (isUnknown(item)) {
      return;
    }
    if (!(item.value() instanceof Value.Obj obj)) {
      unexpected(item, "matrix excludes item", "MappingToken");
      return;
    }
    if (obj.fields().isEmpty()) {
      faults.add(new Fault("Matrix exclude filter must not be empty", item.at()));
      return;
    }
    for (String key : obj.fields().keySet()) {
      if (!vectorNames.containsKey(key)) {
        faults.add(new Fault(
            "Matrix exclude key '%s' does not match any key within the matrix".formatted(key), item.at()));
      }
    }
    excludes.add(item);
  }

  private boolean isUnknown(Located located) {
    if (located.value() instanceof Value.Unknown u) {
      unknown = unknown.or(() -> Optional.of("%s: %s".formatted(u.name(), u.reason())));
      return true;
    }
    return false;
  }

  private void unexpected(Located value, String what, String wanted) {
    faults.add(Strategy.unexpected(value, what, wanted));
  }

  private Result build() {
    long size = vectors.isEmpty() ? 0 : 1;
    for (Located vector : vectors.values()) {
      size = Math.min(size * vector.items().size(), Integer.MAX_VALUE);
    }
    if (size > MOST_COMBINATIONS || size * (1L + includes.size() + excludes.size()) > MOST_COMPARISONS) {
      Position at = vectors.firstEntry().getValue().at();
      faults.add(new Fault(
          "the matrix has %s combinations; GitHub starts at most 256 jobs".formatted(
              size >= Integer.MAX_VALUE ? "more than two thousand million" : "%,d".formatted(size)), at));
      return new Result(List.of(), Optional.of("the matrix is too large to expand"), List.copyOf(faults), MatrixUse.NONE);
    }
    List<Combination> combinations = new ArrayList<>();
    boolean[] excluded = new boolean[excludes.size()];
    for (int i = 0; i < size && unknown.isEmpty(); i++) {
      combination(i, (int) size, excluded).ifPresent(combinations::add);
    }
    if (unknown.isPresent()) {
      return new Result(List.of(), unknown, List.copyOf(faults), MatrixUse.NONE);
    }
    for (Include include : includes) {
      if (!include.matched) {
        combinations.add(own(include));
      }
    }
    return new Result(List.copyOf(combinations), Optional.empty(), List.copyOf(faults), use(excluded));
  }

  private Optional<Combination> combination(int index, int size, boolean[] excluded) {
    LinkedHashMap<String, Value> picked = new LinkedHashMap<>();
    List<Part> parts = new ArrayList<>();
    int block = size;
    for (Map.Entry<String, Located> vector : vectors.entrySet()) {
      List<Located> items = vector.getValue().items();
      block /= items.size();
      Located item = items.get(index / block % items.size());
      picked.put(vector.getKey(), item.value());
      parts.add(new Part(vector.getKey() + " = " + item.value().shown(), item.at()));
    }
    Value.Obj named = new Value.Obj(picked);
    boolean out = false;
    for (int e = 0; e < excluded.length; e++) {
      if (matches(excludes.get(e).value(), named, excludes.get(e).at())) {
        excluded[e] = true;
        out = true;
      }
    }
    if (out) {
      return Optional.empty();
    }
    List<Part> matching = new ArrayList<>();
    for (Include include : includes) {
      if (matches(include.filter, named, include.at)) {
        include.matched = true;
        matching.add(new Part(include.extra.shown(), include.at));
        include.extra.fields().forEach((key, value) -> put(picked, key, value));
      }
    }
    LegOrigin origin = new LegOrigin(parts.getFirst().at(), List.copyOf(parts), List.copyOf(matching), false);
    return Optional.of(new Combination(named, new Value.Obj(picked), origin));
  }

  /// Keys differ without regard to case, and the first spelling stays.
  private static void put(SequencedMap<String, Value> into, String key, Value value) {
    String spelling = into.keySet().stream().filter(key::equalsIgnoreCase).findFirst().orElse(key);
    into.put(spelling, value);
  }

  private boolean matches(Value filter, Value.Obj combination, Position at) {
    Optional<Boolean> match = MatrixFilter.matches(filter, combination);
    if (match.isEmpty()) {
      unknown = Optional.of("whether the entry at %s matches depends on something only a run can tell".formatted(at));
    }
    return match.orElse(false);
  }

  private static Combination own(Include include) {
    LinkedHashMap<String, Value> values = new LinkedHashMap<>(include.filter.fields());
    values.putAll(include.extra.fields());
    Value.Obj all = new Value.Obj(values);
    LegOrigin origin = new LegOrigin(include.at, List.of(), List.of(new Part(all.shown(), include.at)), true);
    return new Combination(all, all, origin);
  }

  private MatrixUse use(boolean[] excluded) {
    List<Place> suspects = new ArrayList<>();
    for (Include include : includes) {
      boolean someKeys = !include.filter.fields().isEmpty() && include.filter.fields().size() < vectors.size();
      if (!include.matched && someKeys) {
        suspects.add(new Place(include.filter.shown(), include.at));
      }
    }
    List<Place> idle = new ArrayList<>();
    for (int e = 0; e < excluded.length; e++) {
      if (!excluded[e]) {
        idle.add(new Place(excludes.get(e).value().shown(), excludes.get(e).at()));
      }
    }
    List<Place> duplicates = new ArrayList<>();
    vectors.forEach((name, vector) -> {
      List<Value> seen = new ArrayList<>();
      for (Located item : vector.items().subList(0, Math.min(vector.items().size(), 256))) {
        if (!item.value().isPartlyUnknown() && seen.contains(item.value())) {
          duplicates.add(new Place(name + " = " + item.value().shown(), item.at()));
        }
        seen.add(item.value());
      }
    });
    return new MatrixUse(List.copyOf(suspects), List.copyOf(idle), List.copyOf(duplicates));
  }
}
