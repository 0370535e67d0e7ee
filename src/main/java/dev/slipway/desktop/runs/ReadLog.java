package dev.slipway.desktop.runs;

import dev.slipway.release.run.LogFacts;
import java.util.List;

/// A job's log and what it tells of the build.
record ReadLog(List<LogLine> lines, LogFacts facts) {

  static ReadLog of(List<LogLine> lines) {
    var reading = new LogFacts.Reading();
    lines.forEach(line -> reading.add(line.text()));
    return new ReadLog(lines, reading.facts());
  }
}
