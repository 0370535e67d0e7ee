package dev.slipway.forge.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.forge.ForgeException;
import dev.slipway.forge.Repository;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of a release at the address that people and install scripts use.
@Timeout(30)
class PublicAddressTest {
  private StubHost host;
  private StubHost storage;

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
    storage = new StubHost();
  }

  @AfterEach
  void stop() {
    host.close();
    storage.close();
  }

  private Repository repository(String page) {
    return new Repository(StubHost.REPOSITORY, "main", false, false, URI.create(host.uri() + page));
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
      "weft.zip, v1.0.0, v1.0.0/weft.zip",
      "weft.zip, cli/v1.0.0, cli/v1.0.0/weft.zip",
      "a b+c.zip, v1.0.0+build.5, v1.0.0%2Bbuild.5/a%20b%2Bc.zip",
      "größe#1?.zip, v1, v1/gr%C3%B6%C3%9Fe%231%3F.zip"})
  void isMadeOfTagAndName(String file, String tag, String path) {
    assertThat(Releases.publicAddress(repository("/clawft/weft"), host.host(), tag, file))
        .hasToString(host.uri() + "/clawft/weft/releases/download/" + path);
    assertThat(Releases.publicAddress(repository(""), host.host(), tag, file)).as("a host that tells no page")
        .hasToString(host.uri() + "/clawft/weft/releases/download/" + path);
  }

  @Test
  void leadsToStorageWithoutAToken() throws Exception {
    storage.on("/blob", exchange -> StubHost.bytes(exchange, 200, "bytes".getBytes(StandardCharsets.UTF_8)));
    host.on("/clawft/weft/releases/download/", exchange -> {
      exchange.getResponseHeaders().set("Location", storage.uri() + "/blob?sig=1");
      StubHost.bytes(exchange, 302, new byte[0]);
    });
    try (var download = host.anonymous().openPublicly(repository("/clawft/weft"), "v1", "weft.zip")) {
      assertThat(download.bytes().readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("bytes");
    }
    assertThat(host.asked("/clawft")).singleElement().satisfies(asked -> assertThat(asked.header("Authorization")).isEmpty());
    assertThat(storage.asked("/blob")).singleElement().satisfies(asked -> assertThat(asked.header("Authorization")).isEmpty());
  }

  @Test
  void withNothingBehindItMayHaveSomethingInAMoment() {
    ForgeException failure = failure();
    assertThat(failure.kind()).isEqualTo(ForgeException.Kind.HOST_FAULT);
    assertThat(failure.sentence()).contains("There is nothing at " + host.uri() + "/clawft/weft/releases/download/v1/weft.zip");
  }

  /// An Enterprise Server in private mode sends everybody to its sign-in page, which is an answer of status 200.
  @Test
  void thatWantsASignInIsNoFile() {
    host.on("/login", exchange -> StubHost.bytes(exchange, 200, "<html>".getBytes(StandardCharsets.UTF_8)));
    host.on("/clawft/weft/releases/download/", exchange -> {
      exchange.getResponseHeaders().set("Location", "/login?return_to=x");
      StubHost.bytes(exchange, 302, new byte[0]);
    });
    assertThat(failure().sentence()).contains("sign in");
  }

  private ForgeException failure() {
    ForgeException failure =
        catchThrowableOfType(ForgeException.class, () -> host.anonymous().openPublicly(repository("/clawft/weft"), "v1", "weft.zip").close());
    assertThat(failure).as("it must fail").isNotNull();
    return failure;
  }
}
