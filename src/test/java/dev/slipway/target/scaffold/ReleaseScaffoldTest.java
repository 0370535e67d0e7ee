package dev.slipway.target.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.target.Method;
import dev.slipway.target.NameSource;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.Plans;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.Target;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseScaffoldTest {
  private static final List<Target> TARGETS = Stream.of(
          "x86_64-apple-darwin", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu",
          "x86_64-unknown-linux-musl", "x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc", "wasm32-wasip2")
      .map(t -> Target.parse(t).orElseThrow()).toList();
  private static final ReleaseScaffold SCAFFOLD = new ReleaseScaffold("tool", "tool", TARGETS, RunnerLabels.bundled());

  @Test
  void theAuditHasNothingToSay() {
    TargetPlan plan = Plans.text(SCAFFOLD.workflow());
    assertThat(new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly().withoutGeneratedNotes()).audit(plan)).isEmpty();
  }

  @Test
  void itBuildsWhatWasChosenNativelyAndSaysEveryName() {
    TargetPlan plan = Plans.text(SCAFFOLD.workflow());
    assertThat(plan.targets()).extracting(Target::triple).containsExactlyElementsOf(TARGETS.stream().map(Target::triple).toList());
    assertThat(plan.targetLegs()).filteredOn(l -> !l.knownTarget().orElseThrow().isWasm())
        .extracting(PlannedLeg::method).containsOnly(Method.NATIVE);
    assertThat(plan.targetLegs()).flatExtracting(PlannedLeg::assets).extracting(f -> f.shown()).containsExactlyElementsOf(
        TARGETS.stream().map(t -> "tool-v1.2.3-" + t.triple() + (t.isWindows() ? ".zip" : ".tar.gz")).toList());
    assertThat(plan.targetLegs()).flatExtracting(PlannedLeg::assets).extracting(f -> f.source()).containsOnly(NameSource.SHELL);
  }

  private static ReleaseScaffold of(String... triples) {
    return new ReleaseScaffold("tool", "tool", Stream.of(triples).map(t -> Target.parse(t).orElseThrow()).toList(), RunnerLabels.bundled());
  }

  @ParameterizedTest
  @ValueSource(strings = {"universal-apple-darwin", "x86_64-unknown-freebsd", "armv7-unknown-linux-gnueabihf", "universal-apple-darwin,riscv64gc-unknown-linux-gnu",
      "aarch64-linux-android", "x86_64-unknown-linux-gnu,x86_64-unknown-linux-gnu", "i686-pc-windows-msvc"})
  void whatNoRunnerBuildsByItselfIsBuiltAllTheSame(String triples) {
    ReleaseScaffold scaffold = of(triples.split(","));
    TargetPlan plan = Plans.text(scaffold.workflow());
    assertThat(new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly().withoutGeneratedNotes()).audit(plan)).isEmpty();
    assertThat(plan.targets()).extracting(Target::triple).containsExactlyElementsOf(Stream.of(triples.split(",")).distinct().toList());
    assertThat(plan.targetLegs()).hasSameSizeAs(plan.targets());
    assertThat(scaffold.workflow().contains("lipo")).isEqualTo(triples.contains("universal"));
    assertThat(scaffold.workflow().contains("cross build")).isEqualTo(!triples.matches("universal-apple-darwin|x86_64-unknown-linux-gnu.*|i686-.*"));
  }
}
