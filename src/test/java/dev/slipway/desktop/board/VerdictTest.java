package dev.slipway.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Status;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Severity;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static Gate gate(Policy policy, GateState state) {
    return new Gate(GateId.CHECKSUMS, "", policy, state, "", "", "", List.of());
  }

  @Test
  void aFailureBlocksWarnsOrInformsAsThePolicySays() {
    assertThat(GateRow.status(gate(Policy.BLOCK, new GateState.Failed()))).isEqualTo(Status.BLOCKING);
    assertThat(GateRow.status(gate(Policy.WARN, new GateState.Failed()))).isEqualTo(Status.WARNING);
    assertThat(GateRow.status(gate(Policy.INFO, new GateState.Failed()))).isEqualTo(Status.FOR_INFO);
  }

  @Test
  void whatWasNotMeasuredIsNeitherReadyNorFailed() {
    var verdict = Verdict.of("v1.0.0", new Board(List.of(gate(Policy.BLOCK, new GateState.Unknown("no log")), gate(Policy.BLOCK, new GateState.Passed()))));
    assertThat(verdict.words()).isEqualTo("v1.0.0: cannot tell yet, 1 gate is not measured");
    assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void anEmptyBoardIsNeverReady() {
    assertThat(Verdict.of("v1.0.0", new Board(List.of())).status()).isNotEqualTo(Status.PASSED);
  }

  @Test
  void aWarningDoesNotStopARelease() {
    var verdict = Verdict.of("v1.0.0", new Board(List.of(gate(Policy.WARN, new GateState.Failed()), gate(Policy.BLOCK, new GateState.Passed()))));
    assertThat(verdict.words()).isEqualTo("v1.0.0 is ready: 0 blocking, 1 warning");
  }

  @Test
  void waitingIsNotCountedAsBlockingASecondTime() {
    var verdict = Verdict.of("v1.0.0", new Board(List.of(
        gate(Policy.BLOCK, new GateState.Failed()), gate(Policy.BLOCK, new GateState.Waiting(GateId.TARGETS)))));
    assertThat(verdict.words()).isEqualTo("v1.0.0 is not ready: 1 blocking, 0 warnings");
    assertThat(verdict.rest()).containsExactly(new Verdict.Count(Status.WAITING, 1));
  }

  @Test
  void aPublicReleaseIsSaidToBePublicAlsoWhereItDoesNotHold() {
    var passed = new Board(List.of(gate(Policy.BLOCK, new GateState.Passed())));
    var failed = new Board(List.of(gate(Policy.BLOCK, new GateState.Failed())));
    assertThat(Verdict.published("v1.0.0", passed).words()).isEqualTo("v1.0.0 is public: 0 blocking, 0 warnings");
    assertThat(Verdict.published("v1.0.0", failed).words())
        .isEqualTo("v1.0.0 is public, and does not hold: 1 blocking, 0 warnings");
    assertThat(Verdict.published("v1.0.0", failed).status()).isEqualTo(Status.BLOCKING);
    assertThat(Verdict.published("v1.0.0", new Board(List.of())).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aRerunIsOfferedOnlyWhereItCanHelp() {
    assertThat(GateRow.of(failed("leg-failed")).action()).isEqualTo(GateRow.RowAction.RERUN);
    assertThat(GateRow.of(failed("leg-stuck")).action()).isEqualTo(GateRow.RowAction.SHOW_FIX);
    assertThat(GateRow.of(failed("leg-failed", "leg-stuck")).action()).isEqualTo(GateRow.RowAction.SHOW_FIX);
  }

  private static Gate failed(String... rules) {
    var findings = java.util.Arrays.stream(rules)
        .map(rule -> Finding.about("x86_64-apple-darwin", rule, Severity.ERROR, "It was not built.", "Mend it."))
        .toList();
    return new Gate(GateId.TARGETS, "", Policy.BLOCK, new GateState.Failed(), "", "", "", findings);
  }
}
