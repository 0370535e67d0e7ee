package dev.slipway.rehearsal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/// Writes a job's log in the form GitHub keeps it: every line with its time, groups and colours as marks.
final class JobLog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final StringBuilder text;

  JobLog(StringBuilder text) {
    this.text = text;
  }

  void line(String said) {
    said.lines().forEach(line -> text.append(TIME.format(Instant.now())).append(' ').append(line).append('\n'));
  }

  /// What a step is about to do.
  void command(String title, String script) {
    line("##[group]Run " + title);
    script.lines().forEach(one -> line("\u001b[36;1m" + one + "\u001b[0m"));
    line("##[endgroup]");
  }

  void error(String said) {
    String[] lines = said.split("\n");
    for (int i = 0; i < lines.length - 1; i++) {
      line(lines[i]);
    }
    line("##[error]" + lines[lines.length - 1]);
  }
}
