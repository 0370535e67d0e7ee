package dev.slipway.changelog.notes;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/// Whether the changelog's section, the release's text and the tag's message still tell the same. The changelog
/// is the source; the other two derive from it.
public final class Drift {
  private static final int SHOWN = 5;

  private Drift() {}

  /// Compares the entries.
  ///
  /// @param version     the version, for the sentences
  /// @param section     the body of the version's section in the changelog; empty where it has none
  /// @param releaseBody the text of the release; empty where there is no release
  /// @param tagMessage  the message of an annotated tag; empty where the tag has none
  public static List<Finding> find(
      String version, Optional<String> section, Optional<String> releaseBody, Optional<String> tagMessage) {
    List<Finding> findings = new ArrayList<>();
    Optional<SequencedSet<String>> told = releaseBody.map(Drift::changes);
    Optional<SequencedSet<String>> tagged = tagMessage.map(Drift::entries).filter(entries -> !entries.isEmpty());
    if (section.isEmpty()) {
      if (told.isPresent() || tagged.isPresent()) {
        findings.add(
            finding(version, "changelog-missing-section", Severity.WARNING,
                "The " + (told.isPresent() ? "release" : "tag") + " has a text, but the changelog has no section " + version + ".",
                "Write the section, or take that text into it."));
      }
      if (told.isPresent() && tagged.isPresent()) {
        compare(findings, version, told.get(), "the release's text", tagged.get(), "the tag's message", "tag-message-drift");
      }
      return findings;
    }
    SequencedSet<String> wanted = entries(section.get());
    String changelog = "the changelog's section " + version;
    told.ifPresent(there -> compare(findings, version, wanted, changelog, there, "the release's text", "notes-drift"));
    tagged.ifPresent(there -> compare(findings, version, wanted, changelog, there, "the tag's message", "tag-message-drift"));
    return findings;
  }

  /// Whether a text has list items, which can be compared with a changelog's entries.
  public static boolean lists(String text) {
    return !entries(text).isEmpty();
  }

  /// Of notes made of parts, the changes.
  private static SequencedSet<String> changes(String body) {
    return entries(ReleaseNotes.body(body, "changes").orElse(body));
  }

  private static void compare(
      List<Finding> findings, String version, SequencedSet<String> wanted, String source, SequencedSet<String> there, String where,
      String rule) {
    List<String> missing = wanted.stream().filter(entry -> !there.contains(entry)).toList();
    List<String> added = there.stream().filter(entry -> !wanted.contains(entry)).toList();
    for (String entry : missing.subList(0, Math.min(SHOWN, missing.size()))) {
      findings.add(
          finding(version, rule, Severity.WARNING, "\"" + entry + "\" stands in " + source + " and not in " + where + ".",
              "Bring the two together; the changelog is the source."));
    }
    for (String entry : added.subList(0, Math.min(SHOWN, added.size()))) {
      findings.add(
          finding(version, rule, Severity.WARNING, "\"" + entry + "\" stands in " + where + " and not in " + source + ".",
              "Take it into the changelog, or remove it there."));
    }
    int more = Math.max(0, missing.size() - SHOWN) + Math.max(0, added.size() - SHOWN);
    if (more > 0) {
      findings.add(
          finding(version, rule, Severity.WARNING, more + " more entries differ between " + source + " and " + where + ".", ""));
    }
  }

  /// The list items of a text, continued lines joined and spacing made even; tables, code and prose do not count.
  private static SequencedSet<String> entries(String text) {
    SequencedSet<String> entries = new LinkedHashSet<>();
    StringBuilder current = new StringBuilder();
    boolean fenced = false;
    for (String line : (ReleaseNotes.readable(text) + "\n\n").split("\n", -1)) {
      String bare = line.strip();
      fenced ^= bare.startsWith("```");
      boolean item = bare.startsWith("- ") || bare.startsWith("* ") || bare.startsWith("+ ");
      if (item || bare.isEmpty() || bare.startsWith("#")) {
        if (!current.isEmpty()) {
          entries.add(current.toString().replaceAll("\\s+", " "));
          current.setLength(0);
        }
        current.append(item && !fenced ? bare.substring(2).strip() : "");
      } else if (!current.isEmpty()) {
        current.append(' ').append(bare);
      }
    }
    return entries;
  }

  private static Finding finding(String version, String rule, Severity severity, String message, String fix) {
    return Finding.about(version.toLowerCase(Locale.ROOT), rule, severity, message, fix);
  }
}
