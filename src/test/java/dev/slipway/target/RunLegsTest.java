package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The jobs API has no job key and no matrix; only names and labels lead back.
class RunLegsTest {

  private static RunJob job(long id, String name, String conclusion, String... labels) {
    return new RunJob(id, name, List.of(labels), "completed", conclusion);
  }

  private static PlannedWorkflow workflow(String yaml) {
    return Plans.text(yaml).workflows().getFirst();
  }

  @Test
  void findsLegsByTheirExactNames() {
    PlannedWorkflow workflow = workflow("""
        on: push
        jobs:
          build:
            strategy: { matrix: { os: [ubuntu-24.04, macos-15] } }
            runs-on: ${{ matrix.os }}
        """);
    RunLegs legs = RunLegs.match(workflow, List.of(
        job(1, "build (macos-15)", "failure", "macos-15"), job(2, "build (ubuntu-24.04)", "success", "ubuntu-24.04"), job(3, "build (windows-2022)", "success", "windows-2022")));
    assertThat(legs.outcomes().values()).extracting(o -> ((LegOutcome.Ran) o).job().id()).containsExactly(2L, 1L);
    assertThat(legs.others()).extracting(RunJob::id).containsExactly(3L);
  }

  @Test
  void oneNameForSeveralLegsIsToldApartByLabelsOnly() {
    PlannedWorkflow workflow = workflow("""
        on: push
        jobs:
          build:
            name: Publishing
            strategy: { matrix: { include: [{ os: ubuntu-24.04, t: '' }, { os: macos-15, t: '' }] } }
            runs-on: ${{ matrix.os }}
          twins:
            name: Twin ${{ matrix.os }}
            strategy: { matrix: { os: [ubuntu-24.04], t: [1, 2] } }
            runs-on: ${{ matrix.os }}
        """);
    RunLegs legs = RunLegs.match(workflow, List.of(
        job(1, "Publishing (macos-15)", "success", "macos-15"), job(2, "Publishing (ubuntu-24.04)", "success", "ubuntu-24.04"),
        job(3, "Twin ubuntu-24.04", "success", "ubuntu-24.04"), job(4, "Twin ubuntu-24.04", "failure", "ubuntu-24.04")));
    List<LegOutcome> outcomes = List.copyOf(legs.outcomes().values());
    assertThat(((LegOutcome.Ran) outcomes.get(0)).job().id()).isEqualTo(2);
    assertThat(((LegOutcome.Ran) outcomes.get(1)).job().id()).isEqualTo(1);
    assertThat(outcomes.get(2)).isInstanceOfSatisfying(LegOutcome.Ambiguous.class, a -> assertThat(a.words()).isEqualTo("2 jobs for 2 legs"));
    assertThat(outcomes.get(3)).isInstanceOf(LegOutcome.Ambiguous.class);
  }

  @Test
  void aNameTheHostCutIsFoundByItsBeginning() {
    String longest = "a-very-long-description-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on";
    PlannedWorkflow workflow = workflow("""
        on: push
        jobs:
          build:
            name: build ${{ matrix.d }}
            strategy: { matrix: { d: [%s, short] } }
            runs-on: ubuntu-24.04
        """.formatted(longest));
    RunLegs legs = RunLegs.match(workflow, List.of(job(1, ("build " + longest).substring(0, 97) + "...", "success", "ubuntu-24.04")));
    assertThat(List.copyOf(legs.outcomes().values())).satisfiesExactly(
        o -> assertThat(((LegOutcome.Ran) o).job().id()).isEqualTo(1), o -> assertThat(o).isInstanceOf(LegOutcome.Absent.class));
  }

  @Test
  void aJobSkippedBeforeExpansionSkipsEveryLegAndIsNoSuccess() {
    PlannedWorkflow workflow = workflow("""
        on: push
        jobs:
          test:
            name: test (${{ matrix.os }})
            strategy: { matrix: { os: [a, b] } }
            runs-on: ubuntu-24.04
          release:
            runs-on: ubuntu-24.04
        """);
    RunLegs legs = RunLegs.match(workflow, List.of(job(1, "test (${{ matrix.os }})", "skipped"), job(2, "release", "skipped")));
    assertThat(legs.outcomes().values()).hasSize(3).allSatisfy(o -> assertThat(o).isInstanceOf(LegOutcome.Skipped.class));
    assertThat(legs.others()).isEmpty();
  }

  @Test
  void jobsOfACalledWorkflowCarryTheCallersName() {
    var caller = dev.slipway.workflow.WorkflowReader.read("""
        on: push
        jobs:
          all:
            name: Everything
            uses: ./.github/workflows/build.yml
            with: { os: macos-15 }
        """.getBytes(java.nio.charset.StandardCharsets.UTF_8), ".github/workflows/release.yml");
    var callee = dev.slipway.workflow.WorkflowReader.read("""
        on: { workflow_call: { inputs: { os: { type: string }, debug: { type: boolean } } } }
        jobs:
          build:
            name: Build on ${{ inputs.os }}
            runs-on: ${{ inputs.os }}
            steps: [{ run: 'echo ${{ inputs.debug }}' }]
        """.getBytes(java.nio.charset.StandardCharsets.UTF_8), ".github/workflows/build.yml");
    PlannedWorkflow workflow = Plans.plan(List.of(caller, callee)).workflow("release.yml").orElseThrow();
    assertThat(workflow.legs()).extracting(l -> l.name().shown()).containsExactly("Everything / Build on macos-15");
    assertThat(workflow.legs().getFirst().runsOn().value()).contains(List.of("macos-15"));
    RunLegs legs = RunLegs.match(workflow, List.of(job(7, "Everything / Build on macos-15", "success", "macos-15")));
    assertThat(legs.of(workflow.legs().getFirst())).isInstanceOf(LegOutcome.Ran.class);
  }
}
