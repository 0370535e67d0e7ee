package dev.slipway.desktop.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Actions;
import dev.slipway.desktop.control.Dialogs;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which gate is in the detail while checks come in.
class OfferedGateTest {
  private final BoardModel model = new BoardModel(new Actions(), silent(Dialogs.class), silent(BoardRequests.class), _ -> {});

  private static <T> T silent(Class<T> type) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> null));
  }

  private void show(GateState targets, GateState checksums, GateState sizes) {
    model.show(new BoardInput("v0.4.0", new Board(List.of(
        gate(GateId.TARGETS, targets), gate(GateId.CHECKSUMS, checksums), gate(GateId.SIZES, sizes))), Optional.empty(), "", "", false));
  }

  private static Gate gate(GateId id, GateState state) {
    return new Gate(id, "", Policy.BLOCK, state, "", "", "", List.of());
  }

  private Optional<GateId> detail() {
    return model.selected().get().map(row -> row.gate().id());
  }

  @Test
  void isTheFirstToMendWhileNobodyChose() {
    show(new GateState.Pending(""), new GateState.Pending(""), new GateState.Pending(""));
    assertThat(detail()).contains(GateId.TARGETS);
    show(new GateState.Passed(), new GateState.Failed(), new GateState.Pending(""));
    assertThat(detail()).contains(GateId.CHECKSUMS);
    show(new GateState.Passed(), new GateState.Passed(), new GateState.Passed());
    assertThat(detail()).as("nothing blocks any more").contains(GateId.CHECKSUMS);
  }

  @Test
  void staysWhatSomebodyChose() {
    show(new GateState.Pending(""), new GateState.Pending(""), new GateState.Pending(""));
    model.selected().set(Optional.of(model.rows().getLast()));
    show(new GateState.Passed(), new GateState.Failed(), new GateState.Pending(""));
    assertThat(detail()).contains(GateId.SIZES);
  }

  @Test
  void staysClosedWhenSomebodyClosedIt() {
    show(new GateState.Pending(""), new GateState.Pending(""), new GateState.Pending(""));
    model.selected().set(Optional.empty());
    show(new GateState.Failed(), new GateState.Failed(), new GateState.Pending(""));
    assertThat(detail()).isEmpty();
  }
}
