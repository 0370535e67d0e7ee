package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The workflows of the founding documents: six legs each, with the names their scripts give.
class FoundingWorkflowsTest {

  @Test
  void meshcBuildsSixTargetsNativelyAndNamesThemInItsScripts() throws IOException {
    TargetPlan plan = Plans.of("seeds/meshc-release.yml");
    assertThat(plan.targetLegs())
        .extracting(l -> l.knownTarget().orElseThrow().triple(), PlannedLeg::method, l -> l.artifacts().getFirst().shown(),
            l -> l.assets().getFirst().shown(), l -> l.assets().getFirst().source(), l -> l.assets().getFirst().at().line())
        .containsExactly(
            row("x86_64-apple-darwin", "tar.gz", 39),
            row("aarch64-apple-darwin", "tar.gz", 39),
            row("x86_64-unknown-linux-gnu", "tar.gz", 39),
            row("aarch64-unknown-linux-gnu", "tar.gz", 39),
            row("x86_64-unknown-linux-musl", "tar.gz", 39),
            row("x86_64-pc-windows-msvc", "zip", 45));
    assertThat(plan.targetLegs()).allSatisfy(l -> assertThat(l.assets()).hasSize(1));
  }

  private static org.assertj.core.groups.Tuple row(String triple, String extension, int line) {
    return tuple(triple, Method.NATIVE, "meshc-" + triple, "meshc-v1.2.3-" + triple + "." + extension, NameSource.SHELL, line);
  }

  @Test
  void weftBuildsSixTargetsAndNamesItsAssetsInTheMatrix() throws IOException {
    TargetPlan plan = Plans.of("seeds/weft-ci.yml", "seeds/weft-release.yml");
    assertThat(plan.release().orElseThrow().file()).isEqualTo("weft-release.yml");
    assertThat(plan.targetLegs())
        .extracting(l -> l.knownTarget().orElseThrow().triple(), PlannedLeg::method, l -> l.assets().stream().map(ExpectedFile::shown).toList())
        .containsExactly(
            tuple("x86_64-unknown-linux-musl", Method.CROSS, List.of("weft-x86_64-linux-musl")),
            tuple("aarch64-unknown-linux-musl", Method.SAME_OS, List.of("weft-aarch64-linux-musl")),
            tuple("x86_64-apple-darwin", Method.NATIVE, List.of("weft-x86_64-macos")),
            tuple("aarch64-apple-darwin", Method.NATIVE, List.of("weft-aarch64-macos")),
            tuple("x86_64-pc-windows-msvc", Method.NATIVE, List.of("weft-x86_64-windows.exe")),
            tuple("wasm32-wasip2", Method.CROSS, List.of("clawft.wasm")));
    assertThat(plan.targetLegs()).flatExtracting(PlannedLeg::assets).extracting(ExpectedFile::source).containsOnly(NameSource.EXACT);
    assertThat(plan.workflow("weft-ci.yml").orElseThrow().targetLegs()).hasSize(6);
    assertThat(plan.workflow("weft-ci.yml").orElseThrow().starts()).isFalse();
  }

  @Test
  void aBranchBuildIsCalledDev() throws IOException {
    var file = dev.slipway.workflow.WorkflowReader.read(dev.slipway.workflow.Inputs.bytes("seeds/meshc-release.yml"), "release.yml");
    TargetPlan plan = new TargetPlanner(RunnerLabels.bundled())
        .plan(List.of(file), dev.slipway.workflow.Scenario.branchPush("main", "owner/meshc"));
    assertThat(plan.targetLegs()).extracting(l -> l.assets().getFirst().shown())
        .contains("meshc-vdev-x86_64-apple-darwin.tar.gz", "meshc-vdev-x86_64-pc-windows-msvc.zip");
    assertThat(plan.workflows().getFirst().expansion().job("release").orElseThrow().runs()).contains(false);
  }
}
