package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.forge.Asset;
import dev.slipway.forge.ForgeException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// What tests of hosts that fail, lie, stall or lead astray have in common: two hosts, and a failure that must come.
abstract class HostileHost {
  static final String RUN = "/repos/clawft/weft/actions/runs/5";

  @TempDir Path folder;

  StubHost host;
  StubHost other;
  final CountDownLatch over = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
    other = new StubHost();
    host.json("/repos/clawft/weft", 200, Samples.repository(host.uri().toString()));
  }

  @AfterEach
  void stop() {
    over.countDown();
    host.close();
    other.close();
  }

  ForgeException failure() {
    return failure(() -> host.forge().run(REPOSITORY, 5));
  }

  static ForgeException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ForgeException failure = catchThrowableOfType(ForgeException.class, call);
    assertThat(failure).as("it must fail").isNotNull();
    assertThat(failure.sentence()).doesNotContain("Exception", "\n", StubHost.TOKEN).hasSizeLessThan(800);
    return failure;
  }

  void waitOver() throws IOException {
    try {
      over.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  static Asset asset() {
    return new Asset(1, "a", "", 100, Optional.empty(), Asset.State.UPLOADED, "", Instant.EPOCH, URI.create("https://example.com/"));
  }
}
