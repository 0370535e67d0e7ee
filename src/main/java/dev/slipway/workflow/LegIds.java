package dev.slipway.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Makes the ids of a job's legs as GitHub does: segments joined by `_`, at most 25 characters, no two alike.
final class LegIds {
  private static final int LONGEST = 25;
  private static final int MOST_ATTEMPTS = 1000;

  private final Set<String> taken = new HashSet<>();

  /// The next id.
  ///
  /// @throws IllegalStateException when GitHub itself would give up
  String next(List<String> segments) {
    StringBuilder name = new StringBuilder();
    for (String segment : segments) {
      append(segment, name);
    }
    String original = name.isEmpty() ? "job" : name.toString();
    if (original.startsWith("__")) {
      original = "_" + original.replaceFirst("^_+", "");
    }
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      String suffix = attempt == 1 ? "" : original.equals("_") ? "" + attempt : "_" + attempt;
      String candidate = original.substring(0, Math.min(original.length(), LONGEST - suffix.length())) + suffix;
      if (taken.add(candidate.toUpperCase(Locale.ROOT))) {
        return candidate;
      }
    }
    throw new IllegalStateException("no id is left");
  }

  private static void append(String segment, StringBuilder name) {
    if (segment.isEmpty()) {
      return;
    }
    if (name.isEmpty()) {
      char first = segment.charAt(0);
      if ((first >= '0' && first <= '9') || first == '-') {
        name.append('_');
      }
    } else {
      name.append('_');
    }
    for (char c : segment.toCharArray()) {
      boolean legal = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
      name.append(legal ? c : '_');
    }
  }
}
