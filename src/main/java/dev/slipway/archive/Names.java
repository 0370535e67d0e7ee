package dev.slipway.archive;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Judges the names of an archive's members: each alone, and all together.
final class Names {
  private static final Set<String> DEVICES =
      Set.of(
          "con", "prn", "aux", "nul", "conin$", "conout$", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
          "com9", "com¹", "com²", "com³", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8",
          "lpt9", "lpt¹", "lpt²", "lpt³");

  private final Findings findings;
  private final Map<String, Member.Kind> seen = new HashMap<>();
  private final Map<String, String> folded = new HashMap<>();
  private final Set<String> folders = new HashSet<>();
  private final Set<String> links = new HashSet<>();

  Names(Findings findings) {
    this.findings = findings;
  }

  /// Judges one more member.
  void judge(Member member) {
    String name = member.name();
    String shown = Findings.shown(name);
    if (name.isEmpty()) {
      findings.error("name-empty", "A member of %s has no name.".formatted(findings.subject()));
      return;
    }
    if (name.codePoints().anyMatch(c -> Character.isISOControl(c) || steersText(c))) {
      findings.error("name-control", "%s has characters in its name that hide what it is.".formatted(shown));
    }
    String slashed = name.replace('\\', '/');
    if (slashed.startsWith("/") || slashed.matches("(?s)[A-Za-z]:.*")) {
      findings.error("path-absolute", "%s would be written outside the folder it is unpacked in.".formatted(shown));
      return;
    }
    Optional<String> resolved = resolve(slashed);
    if (resolved.isEmpty()) {
      findings.error("path-leaves-folder", "%s would be written outside the folder it is unpacked in.".formatted(shown));
      return;
    }
    if (slashed.matches("(?s)(.*/)?\\.\\.(/.*)?")) {
      findings.warning("path-dotdot", "%s goes up and down again; unpackers disagree on it.".formatted(shown));
    } else if (name.indexOf('\\') >= 0) {
      findings.warning("name-backslash", "%s has a backslash, a folder on Windows and a letter elsewhere.".formatted(shown));
    }
    if (resolved.get().isEmpty() && member.kind() != Member.Kind.FOLDER) {
      findings.error("name-empty", "%s is called like the folder it is unpacked in.".formatted(shown));
    }
    portable(slashed, shown);
    together(member, resolved.get(), shown);
    link(member, resolved.get(), shown);
  }

  private void portable(String name, String shown) {
    for (String part : name.split("/", -1)) {
      int dot = part.indexOf('.');
      String stem = (dot < 0 ? part : part.substring(0, dot)).strip().toLowerCase(Locale.ROOT);
      boolean plain = part.isEmpty() || part.equals(".") || part.equals("..");
      if (!plain && (DEVICES.contains(stem) || part.endsWith(".") || part.endsWith(" ") || part.indexOf(':') >= 0)) {
        findings.warning("name-reserved", "%s cannot be written on Windows under this name.".formatted(shown));
        return;
      }
    }
  }

  private void together(Member member, String path, String shown) {
    if (path.isEmpty()) {
      return;
    }
    boolean folder = member.kind() == Member.Kind.FOLDER;
    Member.Kind before = seen.putIfAbsent(path, member.kind());
    if (before != null) {
      if (before != Member.Kind.FOLDER || !folder) {
        boolean both = folder || before == Member.Kind.FOLDER;
        if (both) {
          findings.error("file-and-folder", "%s is a file and a folder.".formatted(shown));
        } else {
          findings.error("duplicate-member", "%s is in there twice; unpackers disagree on which to keep.".formatted(shown));
        }
      }
    } else {
      String twin = folded.putIfAbsent(fold(path), path);
      if (twin != null && !twin.equals(path)) {
        findings.warning(
            "colliding-names",
            "%s and %s are one name on Windows and macOS.".formatted(Findings.shown(twin), shown));
      }
    }
    if (!folder && folders.contains(path)) {
      findings.error("file-and-folder", "%s is a file and a folder.".formatted(shown));
    }
    for (int slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
      String parent = path.substring(0, slash);
      if (links.contains(parent)) {
        findings.error("path-through-link", "%s would be written through the link %s.".formatted(shown, Findings.shown(parent)));
        return;
      }
      if (seen.get(parent) == Member.Kind.FILE) {
        findings.error("file-and-folder", "%s is a file and a folder.".formatted(Findings.shown(parent)));
        return;
      }
      if (!folders.add(parent)) {
        return;
      }
    }
  }

  private void link(Member member, String path, String shown) {
    switch (member.kind()) {
      case SYMBOLIC_LINK -> {
        links.add(path);
        int slash = path.lastIndexOf('/');
        if (member.target().orElse("").isEmpty()) {
          findings.warning("link-dangling", "%s is a link to nothing; some unpackers make a file of it.".formatted(shown));
        }
        leads(shown, slash < 0 ? "" : path.substring(0, slash + 1), member.target().orElse(""));
      }
      case HARD_LINK -> {
        String target = member.target().orElse("");
        Optional<String> resolved = leads(shown, "", target);
        if (resolved.isPresent() && links.contains(resolved.get())) {
          links.add(path);
          findings.error("hard-link-to-link", "%s is a second name of the link %s.".formatted(shown, Findings.shown(target)));
        } else if (resolved.isPresent() && resolved.get().equals(path)) {
          findings.warning("link-dangling", "%s is a second name of itself.".formatted(shown));
        } else if (resolved.isPresent() && seen.get(resolved.get()) != Member.Kind.FILE && seen.get(resolved.get()) != Member.Kind.HARD_LINK) {
          findings.warning("link-dangling", "%s is a second name of %s, which does not come before it.".formatted(shown, Findings.shown(target)));
        }
      }
      case FILE -> {}
      case FOLDER -> {}
      case SPECIAL -> findings.error("special-file", "%s is a device, a pipe or a socket.".formatted(shown));
    }
    if (member.kind() == Member.Kind.FILE && (member.mode().orElse(0) & 06000) != 0) {
      findings.warning("setuid", "%s would run with its owner's rights (mode %o).".formatted(shown, member.mode().orElse(0)));
    }
  }

  private Optional<String> leads(String shown, String folder, String target) {
    String slashed = target.replace('\\', '/');
    if (slashed.startsWith("/") || slashed.matches("(?s)[A-Za-z]:.*")) {
      findings.error("link-leaves-folder", "%s links to %s, outside the folder.".formatted(shown, Findings.shown(target)));
      return Optional.empty();
    }
    Optional<String> resolved = resolve(folder + slashed);
    if (resolved.isEmpty()) {
      findings.error("link-leaves-folder", "%s links to %s, outside the folder.".formatted(shown, Findings.shown(target)));
    }
    return resolved;
  }

  /// The name without `.` and `..`; empty when it leaves the folder at any point on the way.
  static Optional<String> resolve(String slashed) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : slashed.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /// One spelling for all names that file systems which ignore case or composition take for the same.
  static String fold(String name) {
    String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
  }

  /// Marks that turn the direction of text around, begin a line, or have no width.
  static boolean steersText(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
