package dev.slipway.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fact.Problem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
  @ParameterizedTest
  @CsvSource({
    "github.com, GITHUB, https://api.github.com, https://github.com",
    "https://github.com/, GITHUB, https://api.github.com, https://github.com",
    "api.github.com, GITHUB, https://api.github.com, https://github.com",
    "git.example.com, ENTERPRISE, https://git.example.com/api/v3, https://git.example.com",
    "https://git.example.com/api/v3/, ENTERPRISE, https://git.example.com/api/v3, https://git.example.com",
    "git.example.com:8443, ENTERPRISE, https://git.example.com:8443/api/v3, https://git.example.com:8443",
    "octo.ghe.com, ENTERPRISE, https://api.octo.ghe.com, https://octo.ghe.com",
    "http://127.0.0.1:4711, REHEARSAL, http://127.0.0.1:4711, http://127.0.0.1:4711",
    "http://127.0.0.1:4711/, REHEARSAL, http://127.0.0.1:4711, http://127.0.0.1:4711",
    "http://localhost:4711/api/v3, REHEARSAL, http://localhost:4711/api/v3, http://localhost:4711"
  })
  void isReadAsAPersonNamesIt(String typed, Host.Kind kind, String api, String web) throws Exception {
    Host host = Host.parse(typed);
    assertThat(host.kind()).isEqualTo(kind);
    assertThat(host.api()).hasToString(api);
    assertThat(host.web()).hasToString(web);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http://git.example.com", "ftp://x", "a b", "https://user:pw@git.example.com", "http://127.0.0.1.evil.com", "https://x/?q"})
  void whatIsNoHostOrNotEncryptedIsRefused(String typed) {
    assertThatThrownBy(() -> Host.parse(typed)).isInstanceOf(Problem.class);
  }
}
