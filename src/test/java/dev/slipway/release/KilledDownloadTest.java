package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Host;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.task.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// A process is killed in the middle of its downloads, as by `kill -9`, and the work is gone on with: what came is not fetched again.
@Timeout(120)
class KilledDownloadTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();
  @TempDir Path folder;

  private Rehearsal rehearsal;
  private long run;

  private void built() throws Exception {
    rehearsal = github.start(Project.MESHC);
    var session = new ReleaseSession(WalkTest.connection(rehearsal, folder.resolve("elsewhere")), _ -> {});
    session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    session.dispatch(Map.of("version", "0.4.0"), Progress.unwatched());
    run = session.snapshot().pipeline().run().orElseThrow().run().id();
  }

  @Test
  void theCommandGoesOnWhereItWasKilled() throws Exception {
    built();
    String[] command = {"download", Long.toString(run), "--repo", rehearsal.repository().toString(), "--host", rehearsal.api().toString(),
        "--dir", folder.resolve("got").toString()};
    killedInTheMiddle(command, folder.resolve("got"));
    long came = rehearsal.bytesDelivered();
    long kept = parts(folder.resolve("got"));
    assertThat(kept).isPositive().isLessThanOrEqualTo(came);

    Process second = start(command);
    assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).as(log()).isZero();
    assertThat(parts(folder.resolve("got"))).as("nothing half-done is left").isZero();
    long whole = sizes(folder.resolve("got"));
    assertThat(rehearsal.bytesDelivered() - came).as("only what was missing came").isEqualTo(whole - kept);
  }

  /// The window and `slipway publish` work in the same folder by the same session.
  @Test
  void theWindowGoesOnWhereACommandWasKilled() throws Exception {
    built();
    Path state = folder.resolve("state");
    String[] command = {"publish", "--repo", rehearsal.repository().toString(), "--host", rehearsal.api().toString(), "--tag", "v0.4.0",
        "--confirm", "v0.4.0"};
    killedInTheMiddle(command, state);
    long came = rehearsal.bytesDelivered();
    long kept = parts(state);
    assertThat(kept).isPositive();

    Connection usual = WalkTest.connection(rehearsal, state);
    Host host = Host.parse(rehearsal.api().toString());
    var session = new ReleaseSession(new Connection(
        GitHubForge.open(host, Token.of(rehearsal.token(), Token.Origin.TYPED)), GitHubForge.open(host, Optional.empty()), usual.repository(),
        state, usual.rhythm(), usual.retry(), usual.clock(), "tester"), _ -> {});
    session.open(Optional.of("v0.4.0"), Optional.empty(), Progress.unwatched());
    session.adoptRun(Progress.unwatched());
    session.download(Progress.unwatched());
    assertThat(session.snapshot().files().held()).hasSize(7);
    long whole = zips(state);
    assertThat(rehearsal.bytesDelivered() - came).as("only what was missing came").isEqualTo(whole - kept);
    session.verify(Progress.unwatched());
    session.measure(Progress.unwatched());
    session.draftNotes(Progress.unwatched());
    session.publish("v0.4.0", Progress.unwatched());
    assertThat(rehearsal.publicReleases()).anySatisfy(release -> assertThat(release.tag()).isEqualTo("v0.4.0"));
  }

  private void killedInTheMiddle(String[] command, Path where) throws Exception {
    rehearsal.holdDownloads(true);
    Process first = start(command);
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (count(where) < 4 && first.isAlive() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(count(where)).as("four downloads are at work: " + log()).isEqualTo(4);
    first.destroyForcibly();
    assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
    rehearsal.holdDownloads(false);
  }

  private static List<Path> files(Path where, String end) throws IOException {
    if (!Files.exists(where)) {
      return List.of();
    }
    try (var all = Files.walk(where)) {
      return all.filter(file -> file.toString().endsWith(end) && Files.isRegularFile(file)).toList();
    }
  }

  /// The parts that hold something.
  private static long count(Path where) throws IOException {
    long count = 0;
    for (Path part : files(where, ".part")) {
      count += Files.size(part) > 0 ? 1 : 0;
    }
    return count;
  }

  private static long parts(Path where) throws IOException {
    return total(files(where, ".part"));
  }

  private static long zips(Path where) throws IOException {
    return total(files(where, ".zip").stream().filter(file -> file.toString().contains("downloads")).toList());
  }

  private static long sizes(Path where) throws IOException {
    return total(files(where, ""));
  }

  private static long total(List<Path> files) throws IOException {
    long total = 0;
    for (Path file : files) {
      total += Files.size(file);
    }
    return total;
  }

  private String log() throws IOException {
    Path log = folder.resolve("log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), "dev.slipway.Slipway"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GH_TOKEN", rehearsal.token());
    builder.environment().put("SLIPWAY_STATE", folder.resolve("state").toString());
    return builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile())).start();
  }
}
