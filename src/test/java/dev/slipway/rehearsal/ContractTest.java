package dev.slipway.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Says whether the exchanges of all tests with a rehearsal are held against GitHub's description of its API.
class ContractTest {
  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  @Test
  void everyExchangeIsHeldAgainstGitHubsDescription() throws Exception {
    Contract.skipped().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
    long before = Contract.checked();
    assertThat(new Curl(github.start(Project.MESHC)).get("/releases").status()).isEqualTo(200);
    assertThat(Contract.checked()).isGreaterThan(before);
  }

  @Test
  void aWrongAnswerIsFound() {
    Contract.skipped().ifPresent(reason -> Assumptions.abort("skipped: " + reason));
    Contract contract = new Contract();
    contract.answered(
        new Exchange(
            "GET", "/repos/a/b/tags", Map.of(), Map.of(), "", false, 200, Map.of("a", List.of()), "[{\"name\":1}]"));
    assertThat(contract.violations()).isNotEmpty();
  }
}
