package dev.slipway.desktop;

import dev.slipway.desktop.publish.PublishInput;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import dev.slipway.release.publish.Publication;
import dev.slipway.release.publish.Publication.AssetState;
import dev.slipway.release.publish.Publication.AssetStatus;
import dev.slipway.release.publish.Publication.Call;
import dev.slipway.release.publish.Publication.CallState;
import dev.slipway.release.publish.Publication.State;
import dev.slipway.release.publish.Publication.Step;
import dev.slipway.release.publish.Publication.StepId;
import dev.slipway.release.publish.Publication.StepState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The moment of `publish.png`: ready, uploading.
public final class SamplePublication {
  private SamplePublication() {}

  private static final List<AssetState> ASSETS = List.of(
      uploaded("weft-0.4.0-x86_64-unknown-linux-musl.zip", 5_567_939),
      uploaded("weft-0.4.0-aarch64-unknown-linux-musl.zip", 5_263_914),
      uploaded("weft-0.4.0-x86_64-apple-darwin.zip", 5_117_051),
      uploaded("weft-0.4.0-aarch64-apple-darwin.zip", 4_970_250),
      new AssetState("weft-0.4.0-x86_64-pc-windows-msvc.zip", 5_368_709, 3_670_016, AssetStatus.SENDING),
      uploaded("clawft.wasm", 305_254),
      uploaded("clawft.wasm.gz", 115_098),
      new AssetState("SHA256SUMS", 714, 0, AssetStatus.WAITING));

  private static AssetState uploaded(String name, long size) {
    return new AssetState(name, size, size, AssetStatus.UPLOADED);
  }

  static Board ready() {
    return new Board(Sample.gates().stream().map(SamplePublication::mended).toList());
  }

  private static Gate mended(Gate gate) {
    boolean stays = gate.policy() != Policy.BLOCK || gate.state() instanceof GateState.Waived;
    return new Gate(gate.id(), gate.about(), gate.policy(), stays ? gate.state() : new GateState.Passed(), gate.required(),
        gate.required(), "", List.of());
  }

  static Publication uploading() {
    List<Call> calls = new ArrayList<>();
    calls.add(done("GET", "{repo}/releases?per_page=100", "200, none"));
    calls.add(done("POST", "{repo}/releases", "201, draft"));
    for (AssetState asset : ASSETS) {
      String path = "{up}?name=" + asset.name();
      calls.add(switch (asset.status()) {
        case UPLOADED, KEPT, EQUAL -> done("POST", path, "201");
        case SENDING, FAILED -> new Call("POST", path, Optional.empty(), CallState.SENDING);
        case WAITING -> new Call("POST", path, Optional.empty(), CallState.PLANNED);
      });
    }
    calls.add(new Call("GET", "{repo}/releases/198214377/assets", Optional.empty(), CallState.PLANNED));
    calls.add(new Call("PATCH", "{repo}/releases/198214377 {\"draft\":false}", Optional.empty(), CallState.NEEDS_YOU));
    calls.add(new Call("GET", "{public}/weft-0.4.0-x86_64-… and 7 more", Optional.empty(), CallState.PLANNED));
    return new Publication(
        List.of(
            new Step(StepId.DRAFT, StepState.DONE, "Draft 198214377 for v0.4.0 at 3d20b6e, with notes (2.1 KB)",
                Optional.of(Sample.at(11, 51)), List.of()),
            new Step(StepId.UPLOAD, StepState.RUNNING, "8 files", Optional.empty(), ASSETS),
            new Step(StepId.DIGESTS, StepState.NOT_STARTED,
                "Each asset: SHA-256 from the API against the file checked on the board. Checked as they arrive.",
                Optional.empty(), List.of()),
            new Step(StepId.PUBLISH, StepState.NOT_STARTED,
                "Waits for steps 1 to 3 and for your confirmation. Until then nothing is public.", Optional.empty(), List.of()),
            new Step(StepId.PUBLIC, StepState.NOT_STARTED,
                "Downloads all 8 assets without signing in and compares them with SHA256SUMS.", Optional.empty(), List.of())),
        calls, Optional.of(198214377L), Optional.of(java.net.URI.create("https://github.com/clawft/weft/releases/tag/untagged-1")),
        new State.Running());
  }

  private static Call done(String method, String path, String result) {
    return new Call(method, path, Optional.of(result), CallState.DONE);
  }

  static PublishInput input(Board board, Publication publication) {
    var places = new LinkedHashMap<String, String>();
    places.put("{repo}", "api.github.com/repos/clawft/weft");
    places.put("{up}", "uploads.github.com/repos/clawft/weft/releases/198214377/assets");
    places.put("{public}", "github.com/clawft/weft/releases/download/v0.4.0");
    return new PublishInput("clawft/weft", "v0.4.0", board, Optional.of(publication), Optional.of(true), true, places);
  }
}
