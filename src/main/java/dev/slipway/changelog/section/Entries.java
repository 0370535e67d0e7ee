package dev.slipway.changelog.section;

import dev.slipway.changelog.commit.ConventionalCommit;
import dev.slipway.changelog.commit.Header;
import dev.slipway.changelog.commit.Message;
import dev.slipway.changelog.commit.OtherMessage;
import dev.slipway.changelog.commit.Reference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes the lines of a changelog from placed commits.
public final class Entries {
  private final Rules rules;

  public Entries(Rules rules) {
    this.rules = rules;
  }

  /// The entries by section, in the order of Keep a Changelog; in each section breaking changes come first,
  /// then vulnerabilities with a CVE number, then the others, oldest first.
  public SequencedMap<ChangeType, List<Entry>> of(List<ClassifiedCommit> newestFirst) {
    Map<ChangeType, List<Entry>> groups = new EnumMap<>(ChangeType.class);
    for (ClassifiedCommit commit : newestFirst.reversed()) {
      for (Entry entry : of(commit)) {
        groups.computeIfAbsent(entry.section(), _ -> new ArrayList<>()).add(entry);
      }
    }
    java.util.LinkedHashMap<ChangeType, List<Entry>> ordered = new java.util.LinkedHashMap<>();
    groups.forEach(
        (section, entries) -> {
          entries.sort(Comparator.comparing((Entry e) -> !e.breaking()).thenComparing(e -> !cve(section, e)));
          ordered.put(section, List.copyOf(entries));
        });
    return ordered;
  }

  /// The entries of one commit; none where it is left out.
  public List<Entry> of(ClassifiedCommit commit) {
    if (!(commit.placement() instanceof Placement.Included(ChangeType section, String _))) {
      return List.of();
    }
    List<String> shas = List.of(commit.commit().sha());
    if (rules.squash() == Rules.Squash.SPLIT) {
      List<Entry> split = split(commit, shas);
      if (!split.isEmpty()) {
        return split;
      }
    }
    String text =
        switch (commit.message()) {
          case ConventionalCommit conventional -> conventional(conventional, pullRequest(commit));
          case OtherMessage other -> other(other, pullRequest(commit));
        };
    return List.of(new Entry(section, text, commit.breaking(), shas));
  }

  private List<Entry> split(ClassifiedCommit commit, List<String> shas) {
    List<Entry> entries = new ArrayList<>();
    for (Header header : Squashed.headers(commit.message())) {
      Optional<ChangeType> section = Squashed.section(header, rules.mapping());
      section.ifPresent(
          s -> entries.add(new Entry(s, line(header, header.bang(), List.of(), pullRequest(commit)), header.bang(), shas)));
    }
    return entries;
  }

  private static String conventional(ConventionalCommit commit, Optional<Integer> pullRequest) {
    List<String> breaks = commit.footers().stream().filter(f -> f.breaking()).map(f -> f.value()).toList();
    return line(commit.header(), commit.breaking(), breaks, pullRequest);
  }

  private static String line(Header header, boolean breaking, List<String> breaks, Optional<Integer> pullRequest) {
    StringBuilder text = new StringBuilder();
    if (breaking) {
      text.append("**Breaking:** ");
    }
    header.scope().ifPresent(scope -> text.append(EntryText.clean(scope)).append(": "));
    String description = EntryText.withoutMarks(header.description());
    String shown = header.type().equals("revert") ? "reverted: " + description : description;
    text.append(header.scope().isPresent() || breaking ? shown : EntryText.capital(shown));
    for (String broken : breaks) {
      String more = EntryText.firstParagraph(broken);
      if (!more.isEmpty() && !more.equalsIgnoreCase(description)) {
        text.append(EntryText.endsSentence(text) ? " " : ". ").append(EntryText.capital(more));
      }
    }
    return EntryText.block(text + EntryText.reference(pullRequest));
  }

  private static String other(OtherMessage other, Optional<Integer> pullRequest) {
    String subject = EntryText.withoutMarks(other.description());
    if (subject.startsWith("Revert \"") && subject.endsWith("\"")) {
      String inner = subject.substring(8, subject.length() - 1);
      Message quoted = Message.read(inner);
      subject = "Reverted: " + EntryText.withoutMarks(quoted.description());
    } else if (subject.startsWith("Reapply \"") && subject.endsWith("\"")) {
      Message quoted = Message.read(subject.substring(9, subject.length() - 1));
      subject = "Restored: " + EntryText.withoutMarks(quoted.description());
    }
    return EntryText.block(EntryText.capital(subject) + EntryText.reference(pullRequest));
  }

  private static Optional<Integer> pullRequest(ClassifiedCommit commit) {
    String subject = commit.commit().subject();
    Optional<Integer> squash = Reference.pullRequest(EntryText.withoutSkips(subject));
    if (squash.isPresent()) {
      return squash;
    }
    return subject.startsWith("Merge pull request #")
        ? Reference.in(subject).stream().map(Reference::number).findFirst()
        : commit.commit().pullRequest();
  }

  private static boolean cve(ChangeType section, Entry entry) {
    return section == ChangeType.SECURITY && entry.text().toUpperCase(Locale.ROOT).contains("CVE-");
  }
}
