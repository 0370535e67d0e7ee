package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Tone;
import dev.slipway.task.Cancelled;
import dev.slipway.task.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A line of a job's log.
///
/// @param number its number, from 1
/// @param at     the moment; empty where the line has none
/// @param time   its time of day in UTC, `10:54:36`; empty where the line has none
/// @param text   the text without control characters and without the command in front
/// @param tone   what the host's command in front says about it
record LogLine(int number, Optional<Instant> at, String time, String text, Tone tone) {
  /// More than this is not read; the host has the rest.
  static final int MOST_LINES = 100_000;

  private static final int MOST_LENGTH = 2_000;
  private static final Pattern STAMP = Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT(\\d\\d:\\d\\d:\\d\\d)\\S*) ?");
  private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|[\\x00-\\x08\\x0b-\\x1f\\x7f]");

  /// Reads a log, at most [#MOST_LINES] lines and each at most 2,000 characters long.
  static List<LogLine> read(InputStream log, Progress progress) throws IOException, Cancelled {
    List<LogLine> lines = new ArrayList<>();
    try (var reader = new BufferedReader(new InputStreamReader(log, StandardCharsets.UTF_8))) {
      var line = new StringBuilder();
      int c;
      boolean carriage = false;
      while ((c = reader.read()) >= 0 && lines.size() < MOST_LINES) {
        if (c == '\n') {
          lines.add(of(lines.size() + 1, line.toString()));
          line.setLength(0);
          carriage = false;
          if (lines.size() % 1000 == 0) {
            progress.checkCancelled();
          }
        } else if (c == '\r') {
          carriage = true;
        } else {
          if (carriage) {
            // A progress bar wrote over its line.
            line.setLength(Math.min(line.length(), 29));
            carriage = false;
          }
          if (line.length() < MOST_LENGTH) {
            line.append((char) c);
          }
        }
      }
      if (!line.isEmpty()) {
        lines.add(of(lines.size() + 1, line.toString()));
      }
    }
    return lines;
  }

  static LogLine of(int number, String raw) {
    String text = number == 1 && raw.startsWith("\ufeff") ? raw.substring(1) : raw;
    var stamp = STAMP.matcher(text);
    String time = "";
    Optional<Instant> at = Optional.empty();
    if (stamp.lookingAt()) {
      at = moment(stamp.group(1));
      time = stamp.group(2);
      text = text.substring(stamp.end());
    }
    text = CONTROL.matcher(text).replaceAll("").replace("\t", "  ");
    if (text.startsWith("##[") && text.indexOf(']') > 0) {
      String command = text.substring(3, text.indexOf(']'));
      String rest = text.substring(text.indexOf(']') + 1);
      return switch (command) {
        case "error" -> new LogLine(number, at, time, "Error: " + rest, Tone.DANGER);
        case "warning" -> new LogLine(number, at, time, "Warning: " + rest, Tone.WARNING);
        case "notice" -> new LogLine(number, at, time, rest, Tone.ACCENT);
        case "group" -> new LogLine(number, at, time, "\u2023 " + rest, Tone.ACCENT);
        case "endgroup" -> new LogLine(number, at, time, "", Tone.PLAIN);
        case "command" -> new LogLine(number, at, time, rest, Tone.ACCENT);
        case "debug" -> new LogLine(number, at, time, rest, Tone.MUTED);
        default -> new LogLine(number, at, time, rest, Tone.PLAIN);
      };
    }
    return new LogLine(number, at, time, text, Tone.PLAIN);
  }

  private static Optional<Instant> moment(String stamp) {
    try {
      return Optional.of(Instant.parse(stamp));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
