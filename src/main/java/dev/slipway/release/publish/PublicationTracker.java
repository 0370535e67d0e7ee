package dev.slipway.release.publish;

import dev.slipway.release.publish.Publication.AssetState;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.Call;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.Step;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Keeps count of a publication while it runs, and tells a listener each new state as an immutable record.
final class PublicationTracker {
  private final Clock clock;
  private final Consumer<Publication> listener;
  private final Map<StepId, Step> steps = new EnumMap<>(StepId.class);
  private final SequencedMap<String, AssetState> assets = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private Optional<Long> draft = Optional.empty();
  private Optional<URI> page = Optional.empty();
  private State state = new State.Planned();

  PublicationTracker(Publication plan, Clock clock, Consumer<Publication> listener) {
    this.clock = clock;
    this.listener = listener;
    plan.steps().forEach(step -> steps.put(step.id(), step));
    plan.step(StepId.UPLOAD).assets().forEach(asset -> assets.put(asset.name(), asset));
    calls.addAll(plan.calls());
  }

  synchronized Publication current() {
    List<Step> list = new ArrayList<>();
    for (Step step : steps.values()) {
      List<AssetState> its = step.id() == StepId.UPLOAD ? List.copyOf(assets.values()) : step.assets();
      list.add(new Step(step.id(), step.state(), step.detail(), step.at(), its));
    }
    return new Publication(List.copyOf(list), List.copyOf(calls), draft, page, state);
  }

  void state(State next) {
    synchronized (this) {
      state = next;
    }
    tell();
  }

  /// Ends where it is: what was running did not come to its end.
  void stopped(String reason) {
    for (Step step : current().steps()) {
      if (step.state() == StepState.RUNNING) {
        step(step.id(), StepState.FAILED, reason);
      }
    }
    state(new State.Stopped(reason));
  }

  void release(long id, URI its) {
    synchronized (this) {
      draft = Optional.of(id);
      page = Optional.of(its);
    }
    tell();
  }

  void step(StepId id, StepState next, String detail) {
    synchronized (this) {
      Optional<Instant> at =
          next == StepState.DONE || next == StepState.FAILED ? Optional.of(clock.instant()) : Optional.empty();
      steps.put(id, new Step(id, next, detail, at, List.of()));
    }
    tell();
  }

  void asset(String name, long sent, AssetStatus status) {
    synchronized (this) {
      AssetState old = assets.get(name);
      if (old == null || (old.sent() == sent && old.status() == status)) {
        return;
      }
      assets.put(name, new AssetState(name, old.size(), sent, status));
    }
    tell();
  }

  /// Marks a planned call, or adds one that was not planned, such as a second try.
  void call(String method, String path, CallState next, Optional<String> result) {
    synchronized (this) {
      for (int i = 0; i < calls.size(); i++) {
        Call call = calls.get(i);
        boolean open = call.state() != CallState.DONE && call.state() != CallState.FAILED;
        if (open && call.method().equals(method) && call.path().equals(path)) {
          calls.set(i, new Call(method, path, result, next));
          break;
        }
        if (i == calls.size() - 1) {
          calls.add(new Call(method, path, result, next));
          break;
        }
      }
    }
    tell();
  }

  private void tell() {
    listener.accept(current());
  }
}
