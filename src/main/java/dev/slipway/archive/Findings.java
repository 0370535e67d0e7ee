package dev.slipway.archive;

import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Collects what is found in one archive; the same oddity a thousand times is told a few times and counted.
final class Findings {
  private static final int MOST_OF_A_RULE = 8;

  private final String subject;
  private final List<Finding> list = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Findings(String subject) {
    this.subject = subject;
  }

  String subject() {
    return subject;
  }

  void error(String rule, String message) {
    add(rule, Severity.ERROR, message);
  }

  void warning(String rule, String message) {
    add(rule, Severity.WARNING, message);
  }

  void info(String rule, String message) {
    add(rule, Severity.INFO, message);
  }

  private void add(String rule, Severity severity, String message) {
    if (counts.merge(rule, 1, Integer::sum) <= MOST_OF_A_RULE) {
      list.add(Finding.about(subject, rule, severity, message, fix(severity)));
    }
  }

  void addAll(List<Finding> others) {
    for (Finding other : others) {
      if (other.rule().equals("nested-archives") && has(other.rule())) {
        continue;
      }
      if (counts.merge(other.rule(), 1, Integer::sum) <= MOST_OF_A_RULE) {
        list.add(other);
      }
    }
  }

  boolean has(String rule) {
    return counts.containsKey(rule);
  }

  List<Finding> list() {
    List<Finding> all = new ArrayList<>(list);
    for (Finding finding : list) {
      int count = counts.getOrDefault(finding.rule(), 0);
      if (count > MOST_OF_A_RULE) {
        counts.put(finding.rule(), 0);
        all.add(
            Finding.about(
                subject, finding.rule(), finding.severity(),
                "%s has %d more of these.".formatted(subject, count - MOST_OF_A_RULE), fix(finding.severity())));
      }
    }
    return all;
  }

  private static String fix(Severity severity) {
    return severity == Severity.INFO ? "" : "Pack it again with an ordinary tool, and look at what packed it.";
  }

  /// The name of a member as it can be shown: without the characters that steer a terminal.
  static String shown(String name) {
    StringBuilder out = new StringBuilder("`");
    name.codePoints()
        .limit(200)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Names.steersText(c)) {
                out.append(String.format("\\u%04x", c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.append(name.length() > 200 ? "…`" : "`").toString();
  }
}
