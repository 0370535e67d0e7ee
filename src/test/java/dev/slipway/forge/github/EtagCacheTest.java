package dev.slipway.forge.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtagCacheTest {
  private static Ask ask(int i) {
    return Ask.get("", URI.create("http://127.0.0.1/" + i));
  }

  private static Answer answer(int size) {
    return new Answer(200, HttpHeaders.of(Map.of("etag", List.of("\"1\"")), (_, _) -> true), new byte[size]);
  }

  @Test
  void staysWithinItsSizeAndForgetsTheOldestUse() {
    var cache = new EtagCache(100_000);
    for (int i = 0; i < 1_000; i++) {
      cache.keep(ask(i), answer(8_000));
      cache.find(ask(0));
      assertThat(cache.bytes()).isLessThanOrEqualTo(100_000);
    }
    assertThat(cache.find(ask(0))).isPresent();
    assertThat(cache.find(ask(1))).isEmpty();
    assertThat(cache.find(ask(999))).isPresent();
  }

  @Test
  void keepsNothingThatIsLargeOrChangesSomething() {
    var cache = new EtagCache(100_000);
    cache.keep(ask(1), answer(30_000));
    cache.keep(Ask.send("", "POST", URI.create("http://127.0.0.1/2"), "{}"), answer(10));
    assertThat(cache.bytes()).isZero();
  }

  @Test
  void tellsMediaTypesApart() {
    var cache = new EtagCache(100_000);
    cache.keep(ask(1), answer(10));
    assertThat(cache.find(ask(1).accepting("application/vnd.github.raw+json"))).isEmpty();
  }
}
