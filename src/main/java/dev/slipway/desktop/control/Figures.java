package dev.slipway.desktop.control;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Numbers as the window prints them: sizes in units of 1024, durations, times and changes.
public final class Figures {
  private static final String MINUS = "\u2212";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private Figures() {}

  /// `714 B`, `312.3 KB`, `5.31 MB`: bytes below one KB, one decimal, two from a megabyte on.
  public static String size(long bytes) {
    long magnitude = Math.abs(bytes);
    if (magnitude < 1024) {
      return bytes + " B";
    }
    if (magnitude < 1024 * 1024) {
      return decimal(bytes / 1024.0, 1) + " KB";
    }
    double mega = bytes / (1024.0 * 1024);
    if (Math.abs(mega) < 1024) {
      return decimal(mega, Math.abs(mega) < 10 ? 2 : 1) + " MB";
    }
    return decimal(mega / 1024, 2) + " GB";
  }

  /// `2.9 of 4.7 MB`: how far a transfer is, in the unit of the whole.
  public static String of(long done, long total) {
    if (total < 1024) {
      return done + " of " + total + " B";
    }
    if (total < 1024 * 1024) {
      return decimal(done / 1024.0, 1) + " of " + decimal(total / 1024.0, 1) + " KB";
    }
    double mega = 1024.0 * 1024;
    return decimal(done / mega, 1) + " of " + decimal(total / mega, 1) + " MB";
  }

  /// `5,263,914 bytes`.
  public static String bytes(long bytes) {
    return count(bytes) + " bytes";
  }

  /// `4,812`.
  public static String count(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /// `1 file`, `7 files`.
  public static String count(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }

  /// `3s`, `11m 52s`, `2h 04m`.
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + "s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ENGLISH, "%dm %02ds", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ENGLISH, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
  }

  /// `30 min`, `90 s`, `2 h`: a limit of time in its largest whole unit.
  public static String limit(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + " h";
    }
    return seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /// `10:40` today, `18 Feb` this year, `28 Nov 2025` before.
  public static String time(Instant instant, Instant now, ZoneId zone) {
    ZonedDateTime then = instant.atZone(zone);
    LocalDate today = now.atZone(zone).toLocalDate();
    if (then.toLocalDate().equals(today)) {
      return TIME.format(then);
    }
    return then.getYear() == today.getYear() ? DAY.format(then) : DATE.format(then);
  }

  /// `19 Feb 2026 10:40`.
  public static String moment(Instant instant, ZoneId zone) {
    return DATE.format(instant.atZone(zone)) + " " + TIME.format(instant.atZone(zone));
  }

  /// `11:18`.
  public static String clock(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }

  /// `11:18:04`.
  public static String clockWithSeconds(Instant instant, ZoneId zone) {
    return SECONDS.format(instant.atZone(zone));
  }

  /// `+26.2 KB`, `−1.2 KB`, `0 B`: a change always has its sign.
  public static String change(long bytes) {
    if (bytes == 0) {
      return "0 B";
    }
    return (bytes > 0 ? "+" : MINUS) + size(Math.abs(bytes));
  }

  private static String decimal(double number, int digits) {
    return String.format(Locale.ENGLISH, "%." + digits + "f", number);
  }
}
