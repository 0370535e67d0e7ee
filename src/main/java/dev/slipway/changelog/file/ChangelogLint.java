package dev.slipway.changelog.file;

import dev.slipway.changelog.section.ChangeType;
import dev.slipway.changelog.version.ReleaseTag;
import dev.slipway.changelog.version.SemanticVersion;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a changelog against Keep a Changelog: dates, order, the six types, links, yanked releases, empty and doubled sections.
///
/// @see <a href="https://keepachangelog.com/en/1.1.0/">Keep a Changelog 1.1.0</a>
public final class ChangelogLint {
  private static final Pattern COMPARED = Pattern.compile(".*/compare/(.+?)\\.{2,3}([^.\\s]\\S*)");
  private static final Pattern RELEASED = Pattern.compile(".*/(?:releases/tag|tree)/([^/\\s]+)");
  private final ChangelogFile file;
  private final LocalDate today;
  private final List<Finding> findings = new ArrayList<>();

  private ChangelogLint(ChangelogFile file, LocalDate today) {
    this.file = file;
    this.today = today;
  }

  /// Everything that does not hold, in the order of the file.
  ///
  /// @param today releases dated later are findings
  public static List<Finding> check(ChangelogFile file, LocalDate today) {
    ChangelogLint lint = new ChangelogLint(file, today);
    lint.sections();
    lint.order();
    lint.links();
    lint.findings.sort(java.util.Comparator.comparingInt(finding -> finding.at().map(Position::line).orElse(0)));
    return List.copyOf(lint.findings);
  }

  private void sections() {
    if (file.sections().isEmpty()) {
      add(1, "changelog-no-version", Severity.WARNING, "There is no section for any version.",
          "Write a heading such as `## [Unreleased]`.");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (ChangelogSection section : file.sections()) {
      String name = section.version().map(SemanticVersion::toString).orElse("Unreleased");
      Integer before = seen.putIfAbsent(name, section.line());
      if (before != null) {
        add(section.line(), section.unreleased() ? "changelog-unreleased-twice" : "changelog-version-twice", Severity.ERROR,
            name + " has a section on line " + before + " already.", "Bring the two together.");
      }
      if (section.unreleased()) {
        if (section != file.sections().getFirst() && before == null) {
          add(section.line(), "changelog-unreleased-place", Severity.ERROR, "Unreleased stands below a release.",
              "Move it to the top.");
        }
      } else {
        date(section);
        yanked(section);
        if (file.body(section).isEmpty()) {
          add(section.line(), "changelog-empty-section", Severity.WARNING, "The section " + name + " is empty.",
              "Say what changed, or that nothing visible did.");
        }
      }
      groups(section, name);
    }
  }

  private void date(ChangelogSection section) {
    if (section.date().isEmpty()) {
      add(section.line(), "changelog-date-missing", Severity.ERROR, section.label() + " has no date.",
          "Write it as `## [" + section.label() + "] - 2026-02-19`.");
      return;
    }
    String date = section.date().get();
    if (!date.matches("\\d{4}-\\d{2}-\\d{2}")) {
      add(section.line(), "changelog-date-form", Severity.ERROR, "\"" + date + "\" is no ISO date.",
          "Write year, month and day as 2026-02-19.");
      return;
    }
    try {
      if (LocalDate.parse(date).isAfter(today)) {
        add(section.line(), "changelog-date-future", Severity.WARNING, section.label() + " is dated " + date + ", which is to come.",
            "Write the day of the release.");
      }
    } catch (DateTimeException e) {
      add(section.line(), "changelog-date-form", Severity.ERROR, "There is no day " + date + ".", "Write the day of the release.");
    }
  }

  private void yanked(ChangelogSection section) {
    String heading = file.text().substring(section.start(), section.bodyStart());
    boolean word = heading.toLowerCase(Locale.ROOT).contains("yanked");
    if (word && !heading.stripTrailing().endsWith("[YANKED]")) {
      add(section.line(), "changelog-yanked-form", Severity.ERROR, "A yanked release is not marked as `[YANKED]`.",
          "End the heading with `[YANKED]`, in capitals and brackets.");
    }
  }

  private void groups(ChangelogSection section, String name) {
    Set<String> seen = new HashSet<>();
    int level = section.groups().stream().mapToInt(ChangelogSection.Group::level).min().orElse(0);
    for (ChangelogSection.Group group : section.groups()) {
      if (group.level() != level) {
        continue;
      }
      if (ChangeType.parse(group.title()).isEmpty()) {
        add(group.line(), "changelog-type", Severity.ERROR,
            "\"" + group.title() + "\" is none of the six types of change.",
            "Use Added, Changed, Deprecated, Removed, Fixed or Security.");
      } else if (!seen.add(group.title().toLowerCase(Locale.ROOT))) {
        add(group.line(), "changelog-type-twice", Severity.ERROR, group.title() + " stands twice in " + name + ".",
            "Bring the two together.");
      }
      if (group.empty()) {
        add(group.line(), "changelog-empty-type", Severity.WARNING, group.title() + " in " + name + " is empty.",
            "Remove the heading, or say what changed.");
      }
    }
  }

  private void order() {
    Optional<ChangelogSection> above = Optional.empty();
    for (ChangelogSection section : file.sections()) {
      if (section.version().isEmpty()) {
        continue;
      }
      if (above.isPresent() && above.get().version().orElseThrow().compareTo(section.version().get()) < 0) {
        add(section.line(), "changelog-order", Severity.ERROR,
            section.label() + " stands below the older " + above.get().label() + ".", "Put the newest version first.");
      }
      above.ifPresent(newer -> dates(newer, section));
      above = Optional.of(section);
    }
  }

  /// A maintenance release may follow a newer version; a version's first release, or an older one of its own line, may not.
  private void dates(ChangelogSection newer, ChangelogSection older) {
    Optional<LocalDate> above = newer.date().flatMap(ChangelogLint::day);
    Optional<LocalDate> below = older.date().flatMap(ChangelogLint::day);
    SemanticVersion high = newer.version().orElseThrow();
    SemanticVersion low = older.version().orElseThrow();
    boolean line = high.major() == low.major() && high.minor() == low.minor();
    boolean ordered = high.compareTo(low) > 0 && (line || low.patch() == 0);
    if (ordered && above.isPresent() && below.isPresent() && above.get().isBefore(below.get())) {
      add(newer.line(), "changelog-date-order", Severity.WARNING,
          newer.label() + " is dated " + above.get() + ", before the older " + older.label() + " of " + below.get() + ".",
          "Correct the date that is wrong.");
    }
  }

  private static Optional<LocalDate> day(String date) {
    try {
      return Optional.of(LocalDate.parse(date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private void links() {
    Map<String, ChangelogFile.Link> byLabel = new HashMap<>();
    file.links().forEach(link -> byLabel.putIfAbsent(link.label().toLowerCase(Locale.ROOT), link));
    boolean any = file.links().stream().anyMatch(link -> LinkLines.version(link).isPresent());
    Optional<SemanticVersion> newest = file.sections().stream().flatMap(s -> s.version().stream()).findFirst();
    for (ChangelogSection section : file.sections()) {
      ChangelogFile.Link link = byLabel.get(section.label().toLowerCase(Locale.ROOT));
      if (link == null) {
        if (section.bracketed()) {
          add(section.line(), "changelog-link-missing", any || !section.unreleased() ? Severity.ERROR : Severity.WARNING,
              "[" + section.label() + "] leads nowhere: there is no definition for it.",
              "Add `[" + section.label() + "]: ` and the address of the comparison at the end of the file.");
        }
        continue;
      }
      Matcher released = RELEASED.matcher(link.destination());
      Optional<SemanticVersion> tagged = released.matches() ? version(released.group(1)) : Optional.empty();
      if (tagged.isPresent() && !tagged.equals(section.version())) {
        add(link.line(), "changelog-link-wrong", Severity.ERROR,
            "[" + section.label() + "] leads to the release " + released.group(1) + ".", "Lead to its own release.");
      }
      Matcher compared = COMPARED.matcher(link.destination());
      if (!compared.matches()) {
        continue;
      }
      Optional<SemanticVersion> from = version(compared.group(1));
      Optional<SemanticVersion> to = version(compared.group(2));
      if (section.unreleased() && from.isPresent() && newest.isPresent() && !from.equals(newest)) {
        add(link.line(), "changelog-link-wrong", Severity.ERROR,
            "[" + section.label() + "] compares from " + compared.group(1) + ", but the newest version is " + newest.get() + ".",
            "Compare from the newest version to HEAD.");
      }
      if (!section.unreleased() && to.isPresent() && !to.equals(section.version())) {
        add(link.line(), "changelog-link-wrong", Severity.ERROR,
            "[" + section.label() + "] compares up to " + compared.group(2) + ".", "Compare up to its own tag.");
      }
    }
  }

  private static Optional<SemanticVersion> version(String tag) {
    return ReleaseTag.of(tag, "").map(ReleaseTag::version);
  }

  private void add(int line, String rule, Severity severity, String message, String fix) {
    findings.add(Finding.at(new Position(file.name(), line, 1), rule, severity, message, fix));
  }
}
