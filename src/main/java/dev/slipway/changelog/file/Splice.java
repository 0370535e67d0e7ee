package dev.slipway.changelog.file;

import java.util.Comparator;
import java.util.List;

/// The replacement of a piece of text.
///
/// @param start where it begins
/// @param end   where it ends; equal to `start` for an insertion
/// @param text  what stands there afterwards
record Splice(int start, int end, String text) {

  /// The text with all pieces replaced; they must not overlap.
  static String apply(String text, List<Splice> splices) {
    StringBuilder result = new StringBuilder(text);
    splices.stream()
        .sorted(Comparator.comparingInt(Splice::start).reversed())
        .forEach(splice -> result.replace(splice.start(), splice.end(), splice.text()));
    return result.toString();
  }
}
