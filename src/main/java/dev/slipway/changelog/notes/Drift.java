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
    if (section.isEmpty()) {
      if (releaseBody.isPresent()) {
        findings.add(
            finding(version, "changelog-missing-section", Severity.WARNING,
                "The release has a text, but the changelog has no section " + version + ".",
                "Write the section, or take the release's text into it."));
      }
      return findings;
    }
    SequencedSet<String> wanted = entries(section.get());
    if (releaseBody.isPresent()) {
      compare(findings, version, wanted, entries(ReleaseNotes.body(releaseBody.get(), "changes").orElse(releaseBody.get())),
          "notes-drift", "the release's text");
    }
    if (tagMessage.isPresent() && !entries(tagMessage.get()).isEmpty()) {
      compare(findings, version, wanted, entries(tagMessage.get()), "tag-message-drift", "the tag's message");
    }
    return findings;
  }

  private static void compare(
      List<Finding> findings, String version, SequencedSet<String> wanted, SequencedSet<String> there, String rule,
      String where) {
    List<String> missing = wanted.stream().filter(entry -> !there.contains(entry)).toList();
    List<String> added = there.stream().filter(entry -> !wanted.contains(entry)).toList();
    for (String entry : missing.subList(0, Math.min(SHOWN, missing.size()))) {
      findings.add(
          finding(version, rule, Severity.WARNING,
              "\"" + entry + "\" stands in the changelog's section " + version + " and not in " + where + ".",
              "Take the section over, or change the changelog."));
    }
    for (String entry : added.subList(0, Math.min(SHOWN, added.size()))) {
      findings.add(
          finding(version, rule, Severity.WARNING,
              "\"" + entry + "\" stands in " + where + " and not in the changelog's section " + version + ".",
              "Take it into the changelog, or remove it there."));
    }
    int more = Math.max(0, missing.size() - SHOWN) + Math.max(0, added.size() - SHOWN);
    if (more > 0) {
      findings.add(
          finding(version, rule, Severity.WARNING, more + " more entries differ between the changelog and " + where + ".", ""));
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
