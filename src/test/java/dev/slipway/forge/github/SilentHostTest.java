package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Host;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hosts that drop the connection, stop in the middle, or were never there.
@Timeout(30)
class SilentHostTest extends HostileHost {

  @Test
  void aHostThatDropsTheConnectionIsUnreachable() {
    host.on(RUN, exchange -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      throw new IOException("dropped");
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void aHostThatNeverAnswersIsGivenUp() {
    host.on(RUN, exchange -> waitOver());
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.sentence()).contains("no answer in time");
  }

  @Test
  void anAnswerThatTricklesIsGivenUp() {
    host.on(RUN, exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      waitOver();
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void bytesThatStopComingAreGivenUp() throws Exception {
    host.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('x');
      exchange.getResponseBody().flush();
      waitOver();
    });
    try (var download = host.forge().download(REPOSITORY, asset(), 0)) {
      assertThat(download.bytes().read()).isEqualTo('x');
      assertThat(failure(() -> download.bytes().read()).sentence()).contains("no answer in time");
    }
  }

  /// A byte now and then keeps no download alive: a whole would take years.
  @Test
  void bytesThatTrickleAreGivenUp() throws Exception {
    host.on("/repos/clawft/weft/releases/assets/1", this::trickle);
    try (var download = host.forge().download(REPOSITORY, asset(), 0)) {
      assertThat(failure(() -> download.bytes().readAllBytes()).sentence()).contains("no answer in time");
    }
  }

  @Test
  void aLogThatTricklesIsGivenUpThoughItIsResumed() throws Exception {
    host.on("/repos/clawft/weft/actions/jobs/7/logs", this::trickle);
    try (var log = host.forge().log(REPOSITORY, 7)) {
      assertThat(failure(() -> log.readAllBytes()).kind()).isEqualTo(Kind.UNREACHABLE);
    }
  }

  private void trickle(com.sun.net.httpserver.HttpExchange exchange) throws java.io.IOException {
    exchange.sendResponseHeaders(200, 1 << 20);
    try {
      for (int sent = 0; sent < 1 << 20 && !over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS); sent++) {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException e) {
      throw new java.io.IOException(e);
    }
  }

  @Test
  void nobodyListeningIsAbsent() throws Exception {
    Forge nobody = GitHubForge.open(Host.parse("http://127.0.0.1:1"), Optional.empty(), StubHost.patience());
    ForgeException failure = failure(() -> nobody.run(REPOSITORY, 5));
    assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure.passing()).as("worth a wait").isFalse();
    assertThat(failure.sentence()).contains("127.0.0.1:1", "nothing listens there", "check the address");
    assertThat(failure(() -> nobody.repository(REPOSITORY)).kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure(() -> nobody.download(REPOSITORY, asset(), 0)).kind()).isEqualTo(Kind.ABSENT);
  }

  @Test
  void aNameThatNobodyHasIsAbsent() throws Exception {
    Forge nobody = GitHubForge.open(Host.parse("https://nobody.invalid"), Optional.empty(), StubHost.patience());
    ForgeException failure = failure(() -> nobody.run(REPOSITORY, 5));
    assertThat(failure.kind()).isEqualTo(Kind.ABSENT);
    assertThat(failure.sentence()).contains("nobody.invalid", "there is no host of this name");
  }

  @Test
  void aHostThatAnsweredAndListensNoMoreMayComeBack() throws Exception {
    Forge forge = host.forge();
    forge.repository(REPOSITORY);
    host.close();
    ForgeException failure = failure(() -> forge.repository(REPOSITORY));
    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(failure.passing()).as("worth a wait").isTrue();
  }

  @Test
  void aHostThatAnsweredTheAccountIsThereForAnybody() throws Exception {
    GitHubForge.Views views = GitHubForge.views(host.host(), Optional.empty(), StubHost.patience());
    views.signedIn().repository(REPOSITORY);
    host.close();
    assertThat(failure(() -> views.anybody().repository(REPOSITORY)).kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void anInterruptEndsACallAtOnce() throws Exception {
    var asked = new CountDownLatch(1);
    host.on(RUN, exchange -> {
      asked.countDown();
      waitOver();
    });
    var failure = new java.util.concurrent.CompletableFuture<ForgeException>();
    Thread caller = Thread.ofVirtual().start(() -> failure.complete(failure()));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    caller.interrupt();
    assertThat(failure.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Kind.INTERRUPTED);
  }
}
