package dev.slipway.desktop.runs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.SampleRuns;
import dev.slipway.desktop.control.Figures;
import dev.slipway.forge.Job;
import dev.slipway.forge.WorkflowRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final List<Job> jobs = new SampleRuns().jobs(SampleRuns.runs().get(1), 1);
  private final Timeline timeline = Timeline.of(jobs, Optional.empty(), Optional.empty(), Instant.parse("2026-02-19T12:00:00Z"));

  @Test
  void theLegsOfAMatrixStandUnderTheirJob() {
    assertThat(timeline.rows()).extracting(Timeline.Row::label).containsSubsequence(
        "create-release", "build", "x86_64-unknown-linux-musl", "wasm32-wasip2", "docker", "checksums", "attest");
    assertThat(timeline.rows().get(1).words()).isEqualTo("6 legs, 1 failed");
  }

  @Test
  void theCriticalPathIsTheChainThatHandedOver() {
    assertThat(timeline.rows()).filteredOn(Timeline.Row::critical).extracting(Timeline.Row::label)
        .containsExactly("create-release", "x86_64-pc-windows-msvc", "checksums", "attest");
    assertThat(timeline.length()).isEqualTo(Duration.ofSeconds(1318));
  }

  @Test
  void theAxisSaysTheTimeThatTheListSays() {
    WorkflowRun run = SampleRuns.runs().get(1);
    Timeline.Span span = RunWords.span(run, run.updated());
    Timeline whole = Timeline.of(jobs, Optional.empty(), Optional.of(span), run.updated());
    assertThat(TimelinePainter.lengthWords(whole)).isEqualTo("finished " + RunWords.took(run, run.updated()));
    assertThat(whole.length()).isEqualTo(Duration.between(span.from(), span.to()));
  }

  @Test
  void aRunThatWasTouchedLongAfterItsJobsEndedTookWhatTheyTook() {
    WorkflowRun run = SampleRuns.runs().get(1);
    Timeline.Span touched = new Timeline.Span(run.started().orElse(run.created()), run.updated().plus(Duration.ofDays(3)));
    Timeline whole = Timeline.of(jobs, Optional.empty(), Optional.of(touched), run.updated());
    assertThat(whole.length()).isLessThan(Duration.ofHours(1));
  }

  @Test
  void whatIsToSpareAndWhatItTookAddUp() {
    WorkflowRun run = SampleRuns.runs().get(1);
    Instant from = run.started().orElse(run.created());
    var span = new Timeline.Span(from, run.updated().plusMillis(700));
    Timeline whole = Timeline.of(jobs, Optional.empty(), Optional.of(span), run.updated()).within(Optional.of(Duration.ofMinutes(30)));
    long took = whole.length().toSeconds();
    assertThat(whole.spare()).isEqualTo(Figures.duration(Duration.ofMinutes(30).minusSeconds(took)) + " to spare");
  }

  @Test
  void aJobWithoutARunnerSaysSo() {
    assertThat(timeline.rows()).filteredOn(row -> row.label().equals("x86_64-apple-darwin")).extracting(Timeline.Row::words)
        .containsExactly("3s, no runner");
  }

  @Test
  void theLimitIsDrawnWhereItIsNearAndToldAlways() {
    Timeline near = timeline.within(Optional.of(Duration.ofMinutes(30)));
    assertThat(near.spare()).isEqualTo("8m 02s to spare");
    assertThat(TimeAxis.limit(near)).contains(Duration.ofMinutes(30));
    TimeAxis axis = TimeAxis.fit(near, 200, 300);
    assertThat(axis.x(Duration.ofMinutes(30))).as("the axis reaches to it").isEqualTo(500);
    assertThat(axis.ticks()).extracting(TimeAxis.Tick::text).containsExactly("0 min", "5", "10", "15", "20", "25", "30");

    Timeline far = timeline.within(Optional.of(Duration.ofHours(6)));
    assertThat(far.spare()).isEqualTo("5h 38m to spare");
    assertThat(TimeAxis.limit(far)).as("the run would be a few pixels").isEmpty();
    assertThat(timeline.within(Optional.of(Duration.ofMinutes(20))).spare()).isEqualTo("1m 58s over");
    assertThat(Timeline.EMPTY.within(Optional.of(Duration.ofMinutes(20))).spare()).isEmpty();
  }
}
