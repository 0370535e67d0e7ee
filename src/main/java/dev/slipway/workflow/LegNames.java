package dev.slipway.workflow;

import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.util.ArrayList;
import java.util.List;

/// Makes the names GitHub shows for jobs.
public final class LegNames {
  /// The longest name GitHub shows; a longer one ends in `...`.
  public static final int LONGEST = 100;

  private LegNames() {}

  /// The texts of a combination that go into its name and id: booleans, numbers and strings that are not
  /// empty, in order, nested ones in place.
  static List<Text> segments(Value combination) {
    List<Text> segments = new ArrayList<>();
    collect(combination, segments);
    return segments;
  }

  private static void collect(Value value, List<Text> into) {
    switch (value) {
      case Value.Null _ -> {}
      case Value.Arr arr -> arr.items().forEach(v -> collect(v, into));
      case Value.Obj obj -> obj.fields().values().forEach(v -> collect(v, into));
      case Value.Bool _, Value.Num _, Value.Str _, Value.Templated _, Value.Unknown _ -> {
        Text text = value.asText();
        if (!text.parts().isEmpty()) {
          into.add(text);
        }
      }
    }
  }

  /// `name (segment, segment)`, cut at 100 characters.
  static Text withSegments(Text name, List<Text> segments) {
    if (segments.isEmpty()) {
      return cut(name);
    }
    Text joined = name.plus(" (");
    for (int i = 0; i < segments.size(); i++) {
      joined = (i == 0 ? joined : joined.plus(", ")).plus(segments.get(i));
    }
    return cut(joined.plus(")"));
  }

  /// A name cut as GitHub cuts it: 97 characters and three dots. A name with holes stays as it is.
  public static Text cut(Text name) {
    return name.exact().filter(n -> n.length() > LONGEST).map(n -> Text.of(n.substring(0, LONGEST - 3) + "...")).orElse(name);
  }

  /// The name of a job of a called workflow.
  public static Text called(Text caller, Text callee) {
    return caller.plus(" / ").plus(callee);
  }
}
