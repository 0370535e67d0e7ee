package dev.slipway.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/// A file name from a manifest, judged before anything is looked up by it.
sealed interface ListedName {

  /// A name inside the folder.
  ///
  /// @param path relative, with `/` between folders and neither `.` nor `..`
  record Inside(String path) implements ListedName {}

  /// A name that must not be followed.
  ///
  /// @param rule   the rule it breaks
  /// @param reason what is wrong with it, as a clause after the name
  record Refused(String rule, String reason) implements ListedName {}

  /// Windows opens devices by these names in every folder.
  Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
          "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

  /// Judges a name as it stands in a manifest.
  static ListedName of(String name) {
    if (name.isEmpty()) {
      return new Refused("name-empty", "is empty");
    }
    if (name.equals("-")) {
      return new Refused("path-is-stdin", "means standard input, which is no file of a release");
    }
    if (name.indexOf('\0') >= 0 || name.indexOf('\uFFFD') >= 0) {
      return new Refused("name-unreadable", "has a character no file name can be trusted with");
    }
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/") || slashed.matches("[A-Za-z]:.*")) {
      return new Refused("path-absolute", "is an absolute path, which lies outside this folder");
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..") || (part.indexOf('\\') >= 0 && slashed.matches("(.*/)?\\.\\.(/.*)?"))) {
        return new Refused("path-leaves-folder", "lies outside this folder");
      }
      String stem = part.contains(".") ? part.substring(0, part.indexOf('.')) : part;
      if (DEVICES.contains(stem.strip().toLowerCase(Locale.ROOT))) {
        return new Refused("path-is-device", "is a device on Windows");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    if (parts.isEmpty() || name.endsWith("/") || name.endsWith("/.")) {
      return new Refused("path-is-folder", "is a folder, not a file");
    }
    return new Inside(String.join("/", parts));
  }
}
