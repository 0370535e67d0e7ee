package dev.slipway.release.publish;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far publishing is, at one moment.
///
/// @param steps  the five steps in order
/// @param calls  the calls to the API, planned and made, in order
/// @param draft  the id of the draft, once there is one
/// @param page   the page of the release, once there is one
/// @param state  where the whole stands
public record Publication(
    List<Step> steps, List<Call> calls, Optional<Long> draft, Optional<java.net.URI> page, State state) {

  /// Where the whole stands.
  public sealed interface State {
    /// Nothing was asked of the host yet.
    record Planned() implements State {}

    record Running() implements State {}

    /// The draft is complete and equal to what was verified; it waits for a person.
    record DraftReady() implements State {}

    /// Stopped; what was done stays, and it can go on.
    record Stopped(String reason) implements State {}

    /// Public, and every asset was read back and is equal.
    record Published(Instant at) implements State {}
  }

  /// The steps, each of which can be repeated without harm.
  public enum StepId {
    DRAFT("Create draft"),
    UPLOAD("Upload assets"),
    DIGESTS("Verify digests"),
    PUBLISH("Publish"),
    PUBLIC("Verify public URLs");

    private final String title;

    StepId(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  public enum StepState {
    NOT_STARTED,
    RUNNING,
    NEEDS_YOU,
    DONE,
    FAILED;

    /// The word for it in documents: `not-started`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /// One step.
  ///
  /// @param detail what happens or happened, in a sentence
  /// @param at     when it ended
  /// @param assets the files it is about; empty where it is about none
  public record Step(
      StepId id, StepState state, String detail, Optional<Instant> at, List<AssetState> assets) {}

  /// One asset.
  ///
  /// @param size its size in bytes
  /// @param sent how many bytes the host has
  public record AssetState(String name, long size, long sent, AssetStatus status) {}

  public enum AssetStatus {
    WAITING,
    SENDING,
    UPLOADED,
    /// It was there already, equal in size and digest.
    KEPT,
    EQUAL,
    FAILED
  }

  /// One call to the API.
  ///
  /// @param method the HTTP method
  /// @param path   the path, with `{repo}` and `{up}` for the long parts
  /// @param result the status it ended with; empty while it is planned
  public record Call(String method, String path, Optional<String> result, CallState state) {}

  public enum CallState {
    PLANNED,
    SENDING,
    DONE,
    FAILED,
    NEEDS_YOU
  }

  /// The step with an id.
  public Step step(StepId id) {
    return steps.stream().filter(step -> step.id() == id).findFirst().orElseThrow();
  }
}
