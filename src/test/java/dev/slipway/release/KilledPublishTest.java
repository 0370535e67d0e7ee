package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.rehearsal.Exchange;
import dev.slipway.rehearsal.Fault;
import dev.slipway.rehearsal.Pace;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A process that publishes is killed at different points, and started again.
class KilledPublishTest {
  @TempDir Path folder;

  /// When the process is killed.
  enum Moment {
    THE_DRAFT_WAS_CREATED(exchange -> exchange.method().equals("POST") && exchange.path().endsWith("/releases")),
    A_FILE_WAS_UPLOADED(Exchange::upload),
    IT_BECAME_PUBLIC(exchange -> exchange.method().equals("PATCH") && exchange.requestBody().contains("\"draft\":false"));

    final Predicate<Exchange> seen;

    Moment(Predicate<Exchange> seen) {
      this.seen = seen;
    }
  }

  @ParameterizedTest(name = "killed when {0}")
  @EnumSource(Moment.class)
  void theNextTryEndsInOneCompleteRelease(Moment moment) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    AtomicReference<Process> running = new AtomicReference<>();
    try (Rehearsal rehearsal =
        Rehearsal.start(
            Project.MESHC, Fault.NONE, Pace.TESTS, exchange -> {
              Process process = running.get();
              if (process != null && moment.seen.test(exchange)) {
                process.destroyForcibly();
                reached.countDown();
              }
            })) {
      ReleaseSession session = new ReleaseSession(WalkTest.connection(rehearsal, folder.resolve("elsewhere")), _ -> {});
      session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
      session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
      int before = rehearsal.publicReleases().size();

      Process first = publish(rehearsal);
      running.set(first);
      assertThat(reached.await(120, TimeUnit.SECONDS)).as("the process came that far").isTrue();
      assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
      running.set(null);
      assertThat(first.exitValue()).isNotZero();
      assertThat(rehearsal.publicReleases()).hasSize(moment == Moment.IT_BECAME_PUBLIC ? before + 1 : before);

      Process second = publish(rehearsal);
      assertThat(second.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(second.exitValue()).isZero();
      assertThat(rehearsal.publicReleases()).hasSize(before + 1);
      assertThat(rehearsal.publicReleases())
          .filteredOn(release -> release.tag().equals("v0.4.0"))
          .singleElement()
          .satisfies(release -> assertThat(release.assets()).hasSize(7).doesNotHaveDuplicates());
    }
  }

  private Process publish(Rehearsal rehearsal) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "dev.slipway.Slipway"));
    command.addAll(
        List.of("publish", "--repo", rehearsal.repository().toString(), "--host", rehearsal.api().toString(), "--tag", "v0.4.0", "--confirm", "v0.4.0"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GH_TOKEN", rehearsal.token());
    builder.environment().put("SLIPWAY_STATE", folder.resolve("state").toString());
    Path log = folder.resolve("publish.log");
    return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
  }
}
