package dev.slipway.release.publish;

import dev.slipway.release.publish.Publication.AssetState;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.Call;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.Step;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What publishing will do, call by call, before anything is done: the dry run.
public final class PublishPlan {
  static final String LIST = "{repo}/releases?per_page=100";
  static final String CREATE = "{repo}/releases";
  static final String READ = "{repo}/releases/{id}";

  private PublishPlan() {}

  /// The plan for a request.
  public static Publication of(PublishRequest request) {
    List<AssetState> assets =
        request.files().stream()
            .map(file -> new AssetState(file.name(), file.size(), 0, AssetStatus.WAITING))
            .toList();
    int count = assets.size();
    List<Step> steps =
        List.of(
            step(StepId.DRAFT, "A draft for " + request.tag() + ", seen by nobody who may not push", List.of()),
            step(StepId.UPLOAD, count + " files", assets),
            step(StepId.DIGESTS, "Each asset: the host's SHA-256 against the file that was verified", List.of()),
            step(StepId.PUBLISH, "Waits for steps 1 to 3 and for your confirmation. Until then nothing is public", List.of()),
            step(StepId.PUBLIC, "Reads all " + count + " assets through their public addresses and hashes them", List.of()));
    List<Call> calls = new ArrayList<>();
    calls.add(planned("GET", LIST));
    calls.add(planned("POST", CREATE));
    request.files().forEach(file -> calls.add(planned("POST", upload(file.name()))));
    calls.add(planned("GET", READ));
    calls.add(new Call("PATCH", READ, Optional.empty(), CallState.NEEDS_YOU));
    request.files().forEach(file -> calls.add(planned("GET", open(file.name()))));
    return new Publication(steps, List.copyOf(calls), Optional.empty(), Optional.empty(), new State.Planned());
  }

  /// The plan for a release that was published from here already: all that is left is to read it.
  public static Publication ofPublished(PublishRequest request) {
    Publication whole = of(request);
    List<Call> calls = new ArrayList<>();
    calls.add(planned("GET", READ));
    request.files().forEach(file -> calls.add(planned("GET", open(file.name()))));
    return new Publication(whole.steps(), List.copyOf(calls), Optional.empty(), Optional.empty(), whole.state());
  }

  static String upload(String asset) {
    return "{up}?name=" + URLEncoder.encode(asset, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String open(String asset) {
    return "{public}/" + asset;
  }

  private static Step step(StepId id, String detail, List<AssetState> assets) {
    return new Step(id, StepState.NOT_STARTED, detail, Optional.empty(), assets);
  }

  private static Call planned(String method, String path) {
    return new Call(method, path, Optional.empty(), CallState.PLANNED);
  }
}
