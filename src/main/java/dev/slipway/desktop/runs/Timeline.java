package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The jobs of a run on a time axis: one bar a job, legs of a matrix under their job. No nodes.
///
/// @param rows   what is drawn, top to bottom
/// @param length the time from the first queued job to the last end
/// @param ended  whether nothing runs any more
record Timeline(List<Row> rows, Duration length, boolean ended) {
  /// A job whose predecessor ended at most this long before it was queued waited for it.
  private static final Duration HANDOVER = Duration.ofSeconds(20);

  /// A job, or the heading over the legs of a matrix.
  ///
  /// @param label    what is written at the left
  /// @param indent   0 for jobs, 1 for legs
  /// @param status   its state
  /// @param job      the job; empty for a heading
  /// @param queued   when it was queued, from the start of the run
  /// @param start    when a runner took it; equal to `end` while none has
  /// @param end      when it ended, or now
  /// @param words    what is written beside the bar
  /// @param critical whether the run would have ended earlier without it
  record Row(
      String label, int indent, Status status, Optional<Job> job, Duration queued, Duration start, Duration end,
      String words, boolean critical) {
    String sentence() {
      return label + ", " + status.word().toLowerCase(java.util.Locale.ROOT) + (words.isEmpty() ? "" : ", " + words)
          + (critical ? ", on the critical path" : "");
    }
  }

  static final Timeline EMPTY = new Timeline(List.of(), Duration.ZERO, true);

  static Timeline of(List<Job> jobs, Instant now) {
    if (jobs.isEmpty()) {
      return EMPTY;
    }
    Instant zero = jobs.stream().flatMap(job -> queued(job).stream()).min(Comparator.naturalOrder()).orElse(now);
    Set<Long> critical = critical(jobs);
    Map<String, List<Job>> groups = new LinkedHashMap<>();
    jobs.forEach(job -> groups.computeIfAbsent(group(job.name()), _ -> new ArrayList<>()).add(job));
    List<Row> rows = new ArrayList<>();
    groups.forEach((name, members) -> {
      if (members.size() == 1 && leg(members.getFirst().name()).isEmpty()) {
        rows.add(row(members.getFirst(), name, 0, zero, now, critical));
      } else {
        long failed = members.stream().filter(job -> job.conclusion().failed()).count();
        String words = Figures.count(members.size(), "leg", "legs") + (failed == 0 ? "" : ", " + failed + " failed");
        rows.add(new Row(name, 0, failed == 0 ? Status.SUCCEEDED : Status.FAILED, Optional.empty(), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, words, false));
        members.forEach(job -> rows.add(row(job, leg(job.name()).orElse(job.name()), 1, zero, now, critical)));
      }
    });
    Duration length = rows.stream().map(Row::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    return new Timeline(List.copyOf(rows), length, jobs.stream().allMatch(job -> job.status().ended()));
  }

  private static Row row(Job job, String label, int indent, Instant zero, Instant now, Set<Long> critical) {
    Instant queued = queued(job).orElse(now);
    Instant end = job.completed().orElse(now);
    boolean began = job.started().isPresent();
    Instant start = job.started().orElse(end);
    String words = !began
        ? RunWords.status(job).word().toLowerCase(java.util.Locale.ROOT)
        : Figures.duration(Duration.between(start, end)) + (job.runner().isEmpty() && job.conclusion().failed() ? ", no runner" : "");
    return new Row(label, indent, RunWords.status(job), Optional.of(job), between(zero, queued), between(zero, start),
        between(zero, end), words, critical.contains(job.id()));
  }

  private static Duration between(Instant zero, Instant at) {
    Duration duration = Duration.between(zero, at);
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static Optional<Instant> queued(Job job) {
    return job.created().or(job::started);
  }

  /// The chain of jobs that each was queued when the one before it ended, back from the last.
  ///
  /// The API has no `needs`; the times tell the same as long as jobs are queued when what they need is done.
  private static Set<Long> critical(List<Job> jobs) {
    Set<Long> chain = new HashSet<>();
    Optional<Job> now = jobs.stream().filter(job -> job.completed().isPresent()).max(Comparator.comparing(Timeline::end));
    while (now.isPresent() && chain.add(now.get().id())) {
      Job later = now.get();
      Optional<Instant> queued = queued(later);
      now = queued.flatMap(at -> jobs.stream()
          .filter(job -> job.completed().isPresent() && !chain.contains(job.id()))
          .filter(job -> !end(job).isAfter(at.plusSeconds(1)) && Duration.between(end(job), at).compareTo(HANDOVER) <= 0)
          .max(Comparator.comparing(Timeline::end)));
    }
    return chain;
  }

  private static Instant end(Job job) {
    return Objects.requireNonNull(job.completed().orElse(Instant.MIN));
  }

  /// `build` of `build (x86_64-apple-darwin)`.
  private static String group(String name) {
    int open = name.indexOf(" (");
    return open > 0 && name.endsWith(")") ? name.substring(0, open) : name;
  }

  /// `x86_64-apple-darwin` of `build (x86_64-apple-darwin)`; empty for a job that is no leg.
  static Optional<String> leg(String name) {
    int open = name.indexOf(" (");
    return open > 0 && name.endsWith(")") ? Optional.of(name.substring(open + 2, name.length() - 1)) : Optional.empty();
  }
}
