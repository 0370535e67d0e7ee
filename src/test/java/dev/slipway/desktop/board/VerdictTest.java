package dev.slipway.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Status;
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
}
