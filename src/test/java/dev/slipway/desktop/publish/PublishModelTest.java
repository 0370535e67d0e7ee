package dev.slipway.desktop.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.desktop.control.Actions;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Nothing becomes public by accident.
class PublishModelTest {
  private final List<String> asked = new ArrayList<>();
  private final Actions actions = new Actions();
  private final PublishModel model = new PublishModel(actions, new NoDialogs(), new PublishRequests() {
    @Override
    public void prepareDraft(boolean prerelease) {
      asked.add("draft");
    }

    @Override
    public void publish(boolean latest, boolean prerelease, boolean saveEvidence) {
      asked.add("publish");
    }

    @Override
    public void stop() {
      asked.add("stop");
    }

    @Override
    public void discardDraft() {
      asked.add("discard");
    }
  });

  private void show(GateState state) {
    var board = new Board(List.of(new Gate(GateId.CHECKSUMS, "", Policy.BLOCK, state, "", "", "", List.of())));
    model.show(new PublishInput("clawft/weft", "v0.4.0", board, Optional.empty(), Optional.empty(), true, new LinkedHashMap<>()));
  }

  private void publish() {
    actions.perform(model.publish());
  }

  @Test
  void aGateThatWasNotMeasuredIsNotCalledZeroBlocking() {
    show(new GateState.Pending("nothing was verified yet"));
    assertThat(model.subtitle().getValue()).isEqualTo("v0.4.0 is not ready: 1 gate is not measured yet. Nothing is planned yet.");
    assertThat(model.judged()).as("green").isFalse();
    show(new GateState.Failed());
    assertThat(model.subtitle().getValue()).isEqualTo("v0.4.0 is not ready: 1 blocking, 0 warnings. Nothing is planned yet.");
    assertThat(model.hint().getValue()).isEqualTo("Checksums blocks the release. See the board.");
    assertThat(model.judged()).isTrue();
  }

  @Test
  void onlyTheExactTagPublishes() {
    show(new GateState.Passed());
    for (String typed : List.of("", "v0.4", "V0.4.0", "v0.4.0 ", "v0.4.00")) {
      model.typed().set(typed);
      publish();
    }
    assertThat(asked).isEmpty();
    model.typed().set("v0.4.0");
    publish();
    assertThat(asked).containsExactly("publish");
  }

  @Test
  void aGateThatFailsOrIsNotKnownStopsIt() {
    for (GateState state : List.of(new GateState.Failed(), new GateState.Unknown("no log"), new GateState.Pending("later"))) {
      show(state);
      model.typed().set("v0.4.0");
      publish();
    }
    assertThat(asked).isEmpty();
    assertThat(actions.refusal(model.publish()).getValue()).isEqualTo("1 gate is not measured yet. See the board.");
    show(new GateState.Failed());
    assertThat(actions.refusal(model.publish()).getValue()).isEqualTo("Checksums blocks the release. See the board.");
  }

  @Test
  void withoutAReleaseNothingIsPublished() {
    model.typed().set("");
    publish();
    assertThat(asked).isEmpty();
  }

  @Test
  void onlyTheNewestStableVersionIsOfferedAsLatest() {
    var board = new Board(List.of());
    model.show(new PublishInput("o/r", "v1.2.3", board, Optional.empty(), Optional.empty(), true, new LinkedHashMap<>()));
    assertThat(model.latest().get()).isTrue();
    model.show(new PublishInput("o/r", "v0.9.9", board, Optional.empty(), Optional.empty(), false, new LinkedHashMap<>()));
    assertThat(model.latest().get()).as("a fix for an older line").isFalse();
    model.show(new PublishInput("o/r", "v2.0.0-rc.1", board, Optional.empty(), Optional.empty(), true, new LinkedHashMap<>()));
    assertThat(model.latest().get()).isFalse();
    assertThat(model.prerelease().get()).isTrue();
  }

  @Test
  void whatOpensTheReleaseHoldsForADraftAndForWhatIsPublic() {
    assertThat(model.actions().getFirst().title()).isEqualTo("Open release");
  }
}
