package dev.slipway.desktop.runs;

import dev.slipway.desktop.control.Figures;
import dev.slipway.desktop.control.Status;
import dev.slipway.forge.Conclusion;
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
/// @param length the time the run took: from its start to its end where they are known, else what its jobs took
/// @param ended  whether nothing runs any more
/// @param budget how long it may take, where the policy says so
record Timeline(List<Row> rows, Duration length, boolean ended, Optional<Duration> budget) {
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
  /// @param part     what it means for the time the run took
  record Row(
      String label, int indent, Status status, Optional<Job> job, Duration queued, Duration start, Duration end,
      String words, Part part) {

    boolean critical() {
      return part == Part.CRITICAL;
    }

    String sentence() {
      return label + ", " + status.word().toLowerCase(java.util.Locale.ROOT) + (words.isEmpty() ? "" : ", " + words)
          + (critical() ? ", on the critical path" : "");
    }
  }

  /// What a job means for the time that an attempt took.
  enum Part {
    /// It ran beside others.
    BESIDE,
    /// The attempt would have ended earlier without it.
    CRITICAL,
    /// An earlier attempt ran it.
    EARLIER
  }

  /// From when to when the host counts a run, which is a little more than its jobs took.
  record Span(Instant from, Instant to) {
    /// A run that was touched later than this after its last job was not at work until then.
    private static final Duration FAREWELL = Duration.ofMinutes(1);

    /// The whole run as a timeline that begins at `zero` has it, where its last job ended after `jobs`.
    private Duration length(Instant zero, Duration jobs) {
      Duration whole = Duration.between(zero, to);
      return whole.compareTo(jobs) > 0 && whole.minus(jobs).compareTo(FAREWELL) <= 0 ? whole : jobs;
    }
  }

  static final Timeline EMPTY = new Timeline(List.of(), Duration.ZERO, true, Optional.empty());

  /// @param began when this attempt of the run began, where jobs may have been carried over from an earlier one
  /// @param run   from when to when the host counts the run, so that the axis says what the list of runs says
  static Timeline of(List<Job> jobs, Optional<Instant> began, Optional<Span> run, Instant now) {
    if (jobs.isEmpty()) {
      return EMPTY;
    }
    List<Job> own = jobs.stream().filter(job -> !carried(job, began)).toList();
    Instant first = own.stream().flatMap(job -> queued(job).stream()).min(Comparator.naturalOrder()).or(() -> began).orElse(now);
    Instant zero = run.map(Span::from).filter(from -> from.isBefore(first)).orElse(first);
    Set<Long> critical = critical(own);
    Map<String, List<Job>> groups = new LinkedHashMap<>();
    jobs.forEach(job -> groups.computeIfAbsent(group(job.name()), _ -> new ArrayList<>()).add(job));
    List<Row> rows = new ArrayList<>();
    groups.forEach((name, members) -> {
      if (members.size() == 1 && leg(members.getFirst().name()).isEmpty()) {
        rows.add(row(members.getFirst(), name, 0, began, zero, now, critical));
      } else {
        long failed = members.stream().filter(job -> job.conclusion().failed()).count();
        String words = Figures.count(members.size(), "leg", "legs") + (failed == 0 ? "" : ", " + failed + " failed");
        rows.add(new Row(name, 0, failed == 0 ? Status.SUCCEEDED : Status.FAILED, Optional.empty(), Duration.ZERO,
            Duration.ZERO, Duration.ZERO, words, Part.BESIDE));
        members.forEach(job -> rows.add(row(job, leg(job.name()).orElse(job.name()), 1, began, zero, now, critical)));
      }
    });
    Duration last = rows.stream().map(Row::end).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    Duration length = run.map(its -> its.length(zero, last)).orElse(last);
    return new Timeline(List.copyOf(rows), length, jobs.stream().allMatch(job -> job.status().ended()), Optional.empty());
  }

  /// The same beside a limit of time.
  Timeline within(Optional<Duration> limit) {
    return new Timeline(rows, length, ended, rows.isEmpty() ? Optional.empty() : limit);
  }

  /// How the time stands against its limit: "8m 02s to spare", "2m over"; empty without a limit.
  String spare() {
    return budget.map(limit -> {
      Duration left = limit.minusSeconds(length.toSeconds()); // whole seconds, as the length is written
      return left.isNegative() ? Figures.duration(left.negated()) + " over" : Figures.duration(left) + " to spare";
    }).orElse("");
  }

  /// Whether an earlier attempt ran the job: GitHub lists it again with the times it had then.
  private static boolean carried(Job job, Optional<Instant> began) {
    return began.isPresent() && job.completed().isPresent() && job.completed().get().isBefore(began.get());
  }

  private static Row row(
      Job job, String label, int indent, Optional<Instant> began, Instant zero, Instant now, Set<Long> critical) {
    if (carried(job, began)) {
      return new Row(label, indent, RunWords.status(job), Optional.of(job), Duration.ZERO, Duration.ZERO, Duration.ZERO,
          RunWords.took(job.started(), job.completed(), now) + " in an earlier attempt", Part.EARLIER);
    }
    Instant queued = queued(job).orElse(now);
    Instant end = job.completed().orElse(now);
    boolean ran = job.started().isPresent();
    Instant start = job.started().orElse(end);
    String words = !ran
        ? RunWords.status(job).word().toLowerCase(java.util.Locale.ROOT)
        : Figures.duration(Duration.between(start, end)) + (job.runner().isEmpty() && job.conclusion().failed() ? ", no runner" : "");
    return new Row(label, indent, RunWords.status(job), Optional.of(job), between(zero, queued), between(zero, start),
        between(zero, end), words, critical.contains(job.id()) ? Part.CRITICAL : Part.BESIDE);
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
    Optional<Job> now = jobs.stream().filter(Timeline::worked).max(Comparator.comparing(Timeline::end));
    while (now.isPresent() && chain.add(now.get().id())) {
      Job later = now.get();
      Optional<Instant> queued = queued(later);
      now = queued.flatMap(at -> jobs.stream()
          .filter(job -> worked(job) && !chain.contains(job.id()))
          .filter(job -> !end(job).isAfter(at.plusSeconds(1)) && Duration.between(end(job), at).compareTo(HANDOVER) <= 0)
          .max(Comparator.comparing(Timeline::end)));
    }
    return chain;
  }

  /// A job that was left out took no time, and nothing waited for it.
  private static boolean worked(Job job) {
    return job.completed().isPresent() && job.conclusion() != Conclusion.SKIPPED;
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
