package dev.slipway.changelog.file;

import dev.slipway.changelog.commit.Reference;
import dev.slipway.changelog.section.ChangeType;
import dev.slipway.fact.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Puts generated entries into a section where people wrote too. Lines are only added: whatever stands there stays, byte by byte. Of
/// the generated entries those stay out whose pull request, or whose text, is there already.
public final class MissingEntries {
  private final ChangelogFile file;
  private final ChangelogSection section;
  private final FileStyle style;
  private final String written;
  private final int level;
  private final List<String> titles = new ArrayList<>();
  private final TreeMap<Integer, StringBuilder> added = new TreeMap<>();

  /// What follows the text added at a place.
  private final Map<Integer, String> last = new HashMap<>();

  private MissingEntries(ChangelogFile file, ChangelogSection section) {
    this.file = file;
    this.section = section;
    this.style = FileStyle.of(file);
    this.written = file.body(section);
    this.level = section.groups().stream().mapToInt(ChangelogSection.Group::level).min().orElse(style.groupLevel());
  }

  /// The file with the entries that its section does not tell yet.
  ///
  /// @param generated a body made from commits: `### Added` and entries of one line that begin with `- `
  /// @throws Problem when the entries would stand in a comment or in code that is never closed, or run into an indented line
  public static ChangelogFile added(ChangelogFile file, ChangelogSection section, String generated) throws Problem {
    MissingEntries missing = new MissingEntries(file, section);
    groups(generated).forEach(missing::add);
    List<Splice> splices =
        missing.added.entrySet().stream().map(it -> new Splice(it.getKey(), it.getKey(), it.getValue() + missing.last.getOrDefault(it.getKey(), ""))).toList();
    if (splices.isEmpty()) {
      return file;
    }
    ChangelogFile next = file.withText(Splice.apply(file.text(), splices));
    List<ChangelogSection.Group> groups =
        next.sections().stream().filter(it -> it.line() == section.line()).flatMap(it -> it.groups().stream()).toList();
    boolean seen =
        missing.titles.stream().allMatch(
            title -> groups.stream().anyMatch(group -> group.title().equalsIgnoreCase(title) && group.marker().isPresent()));
    if (!seen) {
      throw swallowed(file, section.label());
    }
    return next;
  }

  /// What is added to such a file would be seen by nobody.
  static Problem swallowed(ChangelogFile file, String label) {
    return Problem.wrongUse(
        "The new text of %s would become part of what stands around it in %s: of a comment, a tag or a block of code that is never closed, or of an indented line. Nothing was written; close it first."
            .formatted(label, file.name()));
  }

  private static SequencedMap<String, List<String>> groups(String generated) {
    SequencedMap<String, List<String>> groups = new LinkedHashMap<>();
    String title = "";
    for (String line : generated.lines().toList()) {
      if (line.startsWith("### ")) {
        title = line.substring(4).strip();
      } else if (line.startsWith("- ")) {
        groups.computeIfAbsent(title, _ -> new ArrayList<>()).add(line.substring(2));
      }
    }
    return groups;
  }

  private void add(String title, List<String> entries) {
    List<String> fresh = entries.stream().filter(entry -> !told(entry)).toList();
    if (fresh.isEmpty()) {
      return;
    }
    Optional<ChangelogSection.Group> there =
        section.groups().stream().filter(group -> group.level() == level && group.title().equalsIgnoreCase(title)).findFirst();
    titles.add(title);
    if (there.isPresent()) {
      into(there.get(), fresh);
    } else {
      fresh(title, fresh);
    }
  }

  private void into(ChangelogSection.Group group, List<String> entries) {
    int at = group.empty() ? group.bodyStart() : group.end();
    boolean blank = group.empty() ? style.blankInGroups() : group.marker().isEmpty();
    String below = group.empty() && style.blankAboveGroup() ? style.blankBefore(file.text(), at) : style.partition(file.text(), at);
    at(at).append(opened(at)).append(blank ? style.lineEnd() : "").append(lines(entries, group.marker().orElseGet(this::marker)))
        .append(below);
  }

  /// A new heading goes where Keep a Changelog has it among the others.
  private void fresh(String title, List<String> entries) {
    String text =
        "#".repeat(level) + " " + title + style.lineEnd() + (style.blankInGroups() ? style.lineEnd() : "") + lines(entries, marker());
    String gap = style.blankAboveGroup() ? style.lineEnd() : "";
    Optional<ChangelogSection.Group> before = before(title);
    if (before.isPresent()) {
      int at = before.get().start();
      at(at).append(text).append(gap.isEmpty() ? style.partition(file.text(), at) : gap);
      return;
    }
    int at = Math.max(section.bodyStart(), section.end());
    boolean first = written.isEmpty() && added.get(at) == null;
    at(at).append(opened(at)).append(first ? (style.blankAfterHead() ? style.lineEnd() : "") : gap).append(text);
    last.put(at, style.partition(file.text(), at));
  }

  private Optional<ChangelogSection.Group> before(String title) {
    Optional<ChangeType> type = ChangeType.parse(title);
    return section.groups().stream()
        .filter(group -> group.level() == level && type.isPresent())
        .filter(group -> ChangeType.parse(group.title()).filter(other -> other.compareTo(type.get()) > 0).isPresent())
        .findFirst();
  }

  private StringBuilder at(int place) {
    return added.computeIfAbsent(place, _ -> new StringBuilder());
  }

  /// The end of a last line that has none, before anything is added below it.
  private String opened(int at) {
    boolean begun = added.containsKey(at) && !at(at).isEmpty();
    return begun || FileStyle.startsLine(file.text(), at) ? "" : style.lineEnd();
  }

  /// As the section's own lists begin, or else those of the file.
  private String marker() {
    return section.groups().stream().flatMap(group -> group.marker().stream()).findFirst().orElse(style.marker());
  }

  private String lines(List<String> entries, String marker) {
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append(marker).append(entry).append(style.lineEnd()));
    return text.toString();
  }

  private boolean told(String entry) {
    List<Reference> references = Reference.in(entry);
    List<Reference> known = Reference.in(written);
    boolean byNumber =
        !references.isEmpty()
            && references.stream()
                .allMatch(r -> known.stream().anyMatch(k -> k.number() == r.number() && k.repository().equals(r.repository())));
    String wanted = words(entry);
    return byNumber || written.lines().anyMatch(line -> words(line).equals(wanted));
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
