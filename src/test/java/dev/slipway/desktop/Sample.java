package dev.slipway.desktop;

import dev.slipway.desktop.board.BoardInput;
import dev.slipway.desktop.control.PageId;
import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.shell.NavState;
import dev.slipway.desktop.shell.Place;
import dev.slipway.fact.Finding;
import dev.slipway.fact.Position;
import dev.slipway.fact.Severity;
import dev.slipway.forge.RateLimit;
import dev.slipway.gate.Board;
import dev.slipway.gate.Gate;
import dev.slipway.gate.GateId;
import dev.slipway.gate.GateState;
import dev.slipway.gate.Policy;
import dev.slipway.gate.Waiver;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The moment of a release that the mock-ups show: v0.4.0 of clawft/weft at 11:18, not ready.
public final class Sample {
  private Sample() {}

  static Instant at(int hour, int minute) {
    return LocalDateTime.of(2026, 2, 19, hour, minute).atZone(ZoneId.systemDefault()).toInstant();
  }

  static Place place() {
    return new Place("clawft/weft", Place.Kind.GITHUB, "v0.4.0", "draft");
  }

  static Optional<RateLimit> calls() {
    return Optional.of(new RateLimit(5000, 4812, at(11, 52)));
  }

  static Map<PageId, NavState> nav() {
    var nav = new EnumMap<PageId, NavState>(PageId.class);
    nav.put(PageId.BOARD, new NavState(Status.BLOCKING, "2"));
    nav.put(PageId.TARGETS, new NavState(Status.FAILED, "5/6"));
    nav.put(PageId.RUNS, new NavState(Status.RUNNING, "1 running"));
    nav.put(PageId.ARTIFACTS, new NavState(Status.WAITING, "7"));
    nav.put(PageId.SIZES, new NavState(Status.FAILED, "1 over"));
    nav.put(PageId.BENCHMARKS, new NavState(Status.FOR_INFO, "1 regressed"));
    nav.put(PageId.NOTES, new NavState(Status.PASSED, "31"));
    nav.put(PageId.PUBLISH, new NavState(Status.LOCKED, "2 to fix"));
    return nav;
  }

  static BoardInput board() {
    return new BoardInput("v0.4.0", new Board(gates()), Optional.of(at(11, 18)), "9c41e7d", ".slipway.yml", false);
  }

  static List<Gate> gates() {
    var retired = new Finding("retired-runner", Severity.ERROR, "x86_64-apple-darwin",
        Optional.of(new Position("release.yml", 76, 13)), "x86_64-apple-darwin was not built",
        "Its job failed after 3 s without a runner. GitHub retired macos-13 on 4 Dec 2025.",
        "Change the label at line 76 to macos-15-intel.");
    var waiver = new Waiver(GateId.PROVENANCE, "Packed from clawft.wasm, which is attested. Glob fixed in #341.", "octocat",
        at(11, 4), "6 of 7 attested");
    return List.of(
        gate(GateId.TARGETS, "6 legs of release.yml", Policy.BLOCK, new GateState.Failed(), "6 of 6 built", "5 of 6 built",
            "not x86_64-apple-darwin", List.of(retired)),
        gate(GateId.ARTIFACTS, "Names and contents", Policy.BLOCK, new GateState.Waiting(GateId.TARGETS), "8 of 8 files",
            "7 of 8 files", "", List.of()),
        gate(GateId.CHECKSUMS, "SHA256SUMS", Policy.BLOCK, new GateState.Passed(), "All listed, all equal",
            "6 of 6 listed, 6 equal", "recomputed, API agrees", List.of()),
        gate(GateId.PROVENANCE, "Attestation per file", Policy.BLOCK, new GateState.Waived(waiver), "7 of 7 attested",
            "6 of 7 attested", "clawft.wasm.gz has none", List.of()),
        gate(GateId.IDENTITY, "Format, CPU, linkage", Policy.BLOCK, new GateState.Passed(), "5 of 5 match", "5 of 5 match",
            "all 0.4.0, all stripped", List.of()),
        gate(GateId.SIZES, "8 budgets", Policy.BLOCK, new GateState.Failed(), "0 over budget", "1 over budget",
            "clawft.wasm by 12.3 KB", List.of()),
        gate(GateId.IMAGE, "ghcr.io, tag v0.4.0", Policy.WARN, new GateState.Failed(), "On GHCR, < 20 MB", "Not on GHCR",
            "push: 502 Bad Gateway", List.of()),
        gate(GateId.BENCHMARKS, "5 metrics", Policy.INFO, new GateState.Failed(), "4 targets met", "3 met, 1 undecided",
            "throughput \u22128.7 %", List.of()),
        gate(GateId.CHANGELOG, "Section 0.4.0", Policy.BLOCK, new GateState.Passed(), "0 lint errors", "0 lint errors",
            "31 entries, 2 hints", List.of()),
        gate(GateId.VERSION, "Tag, crates, binaries", Policy.BLOCK, new GateState.Passed(), "All the same", "0.4.0 in 7 of 7 places",
            "tag v0.4.0 is signed", List.of()));
  }

  private static Gate gate(GateId id, String about, Policy policy, GateState state, String required, String measured,
      String detail, List<Finding> findings) {
    return new Gate(id, about, policy, state, required, measured, detail, findings);
  }

  /// Fills a window with the moment.
  static void show(Desktop desktop) {
    desktop.shell().place().set(Optional.of(place()));
    desktop.shell().calls().set(calls());
    desktop.shell().nav().set(nav());
    desktop.shell().account().set("octocat");
    desktop.shell().updated().set("Updated 11:18:04");
    desktop.shell().evidence().set("Evidence saved 11:17");
    desktop.board().show(board());
    desktop.runs().connect(new SampleRuns(), "v0.4.0");
    desktop.runs().show(SampleRuns.runs());
    desktop.runs().selected().set(java.util.Optional.of(SampleRuns.runs().get(1)));
    desktop.publish().show(SamplePublication.input(SamplePublication.ready(), SamplePublication.uploading()));
  }
}
