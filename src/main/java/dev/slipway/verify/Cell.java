package dev.slipway.verify;

import java.util.List;

/// The answer to one [Check] about one file: what came out, why, and on what evidence.
///
/// Only [Passed] is a yes. *Absent*, *not checked* and *not checkable* are kinds of not knowing and are
/// types of their own, so that nothing can take them for one.
public sealed interface Cell {

  /// Why, in one sentence a user reads.
  String reason();

  /// What the answer rests on; empty when there is nothing to show.
  List<Evidence> evidence();

  /// It was checked and holds.
  record Passed(String reason, List<Evidence> evidence) implements Cell {
    public Passed {
      evidence = List.copyOf(evidence);
    }
  }

  /// It was checked and does not hold.
  record Failed(String reason, List<Evidence> evidence) implements Cell {
    public Failed {
      evidence = List.copyOf(evidence);
    }
  }

  /// Looked for and not there: nobody signed the file, no manifest lies beside it.
  record Absent(String reason, List<Evidence> evidence) implements Cell {
    public Absent {
      evidence = List.copyOf(evidence);
    }
  }

  /// Something names the file, and the file is not there.
  record Missing(String reason, List<Evidence> evidence) implements Cell {
    public Missing {
      evidence = List.copyOf(evidence);
    }
  }

  /// The file is there, and no manifest names it.
  record Unlisted(String reason, List<Evidence> evidence) implements Cell {
    public Unlisted {
      evidence = List.copyOf(evidence);
    }
  }

  /// Nobody asked for this check.
  record NotChecked(String reason, List<Evidence> evidence) implements Cell {
    public NotChecked {
      evidence = List.copyOf(evidence);
    }
  }

  /// The check has no meaning here, or Slipway cannot make it.
  record NotCheckable(String reason, List<Evidence> evidence) implements Cell {
    public NotCheckable {
      evidence = List.copyOf(evidence);
    }
  }

  static Cell passed(String reason, Evidence... evidence) {
    return new Passed(reason, List.of(evidence));
  }

  static Cell failed(String reason, Evidence... evidence) {
    return new Failed(reason, List.of(evidence));
  }

  static Cell absent(String reason, Evidence... evidence) {
    return new Absent(reason, List.of(evidence));
  }

  static Cell missing(String reason, Evidence... evidence) {
    return new Missing(reason, List.of(evidence));
  }

  static Cell unlisted(String reason, Evidence... evidence) {
    return new Unlisted(reason, List.of(evidence));
  }

  static Cell notChecked(String reason, Evidence... evidence) {
    return new NotChecked(reason, List.of(evidence));
  }

  static Cell notCheckable(String reason, Evidence... evidence) {
    return new NotCheckable(reason, List.of(evidence));
  }

  /// The word in JSON: `passed`, `failed`, `absent`, `missing`, `unlisted`, `not-checked` or `not-checkable`.
  default String word() {
    return switch (this) {
      case Passed _ -> "passed";
      case Failed _ -> "failed";
      case Absent _ -> "absent";
      case Missing _ -> "missing";
      case Unlisted _ -> "unlisted";
      case NotChecked _ -> "not-checked";
      case NotCheckable _ -> "not-checkable";
    };
  }

  /// Whether the answer stands against the file.
  default boolean standsAgainst() {
    return switch (this) {
      case Failed _, Missing _, Unlisted _ -> true;
      case Passed _, Absent _, NotChecked _, NotCheckable _ -> false;
    };
  }
}
