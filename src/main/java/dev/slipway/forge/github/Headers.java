package dev.slipway.forge.github;

import dev.slipway.forge.RateLimit;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads header fields that carry numbers, times and links. What cannot be read counts as absent.
final class Headers {
  private static final Pattern NEXT = Pattern.compile("<([^<>]{1,4000})>\\s*;[^<>]*?\\brel=\"?next\\b");
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final Pattern FILE_NAME = Pattern.compile("filename=(?:\"([^\"]*)\"|([^;\\s]+))");

  private Headers() {}

  /// The count of calls; empty when the answer does not tell it or tells that of another resource than
  /// the ordinary calls.
  static Optional<RateLimit> rateLimit(HttpHeaders headers) {
    String resource = headers.firstValue("x-ratelimit-resource").orElse("core");
    Optional<Integer> limit = number(headers.firstValue("x-ratelimit-limit").orElse(""));
    Optional<Integer> left = number(headers.firstValue("x-ratelimit-remaining").orElse(""));
    Optional<Instant> reset = epoch(headers.firstValue("x-ratelimit-reset").orElse(""));
    if (!resource.equals("core") || limit.isEmpty() || left.isEmpty() || reset.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new RateLimit(limit.get(), left.get(), reset.get()));
  }

  /// The address of the next page.
  static Optional<String> next(HttpHeaders headers) {
    for (String link : headers.allValues("link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        return Optional.of(matcher.group(1));
      }
    }
    return Optional.empty();
  }

  /// Where the bytes of a partial answer lie in the whole.
  ///
  /// @param first the position of the first byte
  /// @param last  the position of the last byte
  /// @param total the size of the whole, or -1
  record Range(long first, long last, long total) {}

  static Optional<Range> contentRange(HttpHeaders headers) {
    Matcher matcher = CONTENT_RANGE.matcher(headers.firstValue("content-range").orElse(""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long total = matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3));
    return Optional.of(new Range(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), total));
  }

  /// The file name a download suggests.
  static Optional<String> fileName(HttpHeaders headers) {
    Matcher matcher = FILE_NAME.matcher(headers.firstValue("content-disposition").orElse(""));
    if (!matcher.find()) {
      return Optional.empty();
    }
    String quoted = matcher.group(1);
    return Optional.of(quoted == null ? matcher.group(2) : quoted);
  }

  static Optional<Duration> seconds(String text) {
    return number(text).map(Duration::ofSeconds);
  }

  static Optional<Instant> epoch(String text) {
    return text.matches("\\d{1,12}") ? Optional.of(Instant.ofEpochSecond(Long.parseLong(text))) : Optional.empty();
  }

  static Optional<Instant> date(String text) {
    try {
      return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Integer> number(String text) {
    return text.matches("\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
  }
}
