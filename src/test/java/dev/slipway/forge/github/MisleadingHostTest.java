package dev.slipway.forge.github;

import static dev.slipway.forge.github.StubHost.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.Artifact;
import dev.slipway.forge.Forge;
import dev.slipway.forge.ForgeException;
import dev.slipway.forge.ForgeException.Kind;
import dev.slipway.forge.Release;
import dev.slipway.forge.Upload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hosts that lead elsewhere: to other hosts, in circles, and on without an end.
@Timeout(30)
class MisleadingHostTest extends HostileHost {

  @Test
  void aMovedRepositoryIsFollowedOnTheSameHost() throws Exception {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", "/repositories/1/actions/runs/5");
      StubHost.reply(exchange, 301, "{\"message\":\"Moved Permanently\"}");
    });
    host.json("/repositories/1/actions/runs/5", 200, Samples.run(5));
    assertThat(host.forge().run(REPOSITORY, 5).id()).isEqualTo(5);
  }

  @Test
  void aRedirectToAnotherHostIsNotFollowedWithACall() {
    other.json("/", 200, Samples.run(5));
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", other.uri() + "/x");
      exchange.sendResponseHeaders(302, -1);
    });
    assertThat(failure().kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
  }

  @Test
  void circlesOfRedirectsEnd() {
    host.on(RUN, exchange -> {
      exchange.getResponseHeaders().set("Location", RUN);
      exchange.sendResponseHeaders(302, -1);
    });
    host.on("/repos/clawft/weft/releases/assets/1", exchange -> {
      exchange.getResponseHeaders().set("Location", "/repos/clawft/weft/releases/assets/1");
      exchange.sendResponseHeaders(302, -1);
    });
    assertThat(failure().sentence()).contains("circle");
    assertThat(failure(() -> host.forge().download(REPOSITORY, asset(), 0)).sentence()).contains("circle");
    assertThat(host.seen).hasSizeLessThan(20);
  }

  @Test
  void aNextPageOnAnotherHostIsNotAskedFor() {
    other.json("/", 200, "[]");
    host.on("/repos/clawft/weft/releases", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + other.uri() + "/steal>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[]");
    });
    host.on("/repos/clawft/weft/tags", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + other.uri() + "/steal>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[{\"name\":\"v1\",\"commit\":{\"sha\":\"" + Samples.SHA + "\"}}]");
    });
    assertThat(failure(() -> host.forge().releases(REPOSITORY)).kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(failure(() -> host.forge().tags(REPOSITORY)).kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
  }

  @Test
  void pagesThatNeverEndEnd() {
    host.on("/repos/clawft/weft/releases", exchange -> {
      exchange.getResponseHeaders().set("Link", "<" + host.uri() + "/repos/clawft/weft/releases?per_page=100>; rel=\"next\"");
      StubHost.reply(exchange, 200, "[]");
    });
    assertThat(failure(() -> host.forge().releases(REPOSITORY)).sentence()).contains("never end");
  }

  @Test
  void aListCutShortIsNoList() {
    host.json(RUN + "/artifacts", 200, "{\"total_count\":7,\"artifacts\":[" + Samples.artifact(1, "only") + "]}");
    assertThat(failure(() -> host.forge().artifacts(REPOSITORY, 5)).sentence()).contains("counts 7 and delivers 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "ftp://127.0.0.1/x", "//", "http://user:pw@127.0.0.1/x", ""})
  void aLinkToWhatIsNoWebAddressIsNotFollowed(String location) {
    host.on("/repos/clawft/weft/actions/artifacts/3/zip", exchange -> {
      exchange.getResponseHeaders().set("Location", location);
      exchange.sendResponseHeaders(302, -1);
    });
    var artifact = new Artifact(3, 5, "a", 1, Optional.empty(), false, Instant.EPOCH, Optional.empty());
    assertThat(failure(() -> host.forge().download(REPOSITORY, artifact, 0)).kind()).isEqualTo(Kind.UNEXPECTED);
  }

  @Test
  void anUploadNeverLeavesForAnotherHost() throws Exception {
    other.json("/", 201, Samples.asset(1, "a", "uploaded", 1));
    host.json("/repos/clawft/weft/releases/9", 200, Samples.release(9, other.uri() + "/uploads"));
    Forge forge = host.forge();
    Release release = forge.release(REPOSITORY, 9);
    Path file = Files.writeString(folder.resolve("a"), "x");
    ForgeException failure = failure(() -> forge.upload(REPOSITORY, release, new Upload("a", "", "", file), _ -> {}));
    assertThat(failure.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(other.seen).isEmpty();
  }
}
