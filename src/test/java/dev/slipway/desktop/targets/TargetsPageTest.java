package dev.slipway.desktop.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.desktop.control.Status;
import dev.slipway.desktop.targets.Detail.Look;
import dev.slipway.fact.Known;
import dev.slipway.fact.Source;
import dev.slipway.forge.Conclusion;
import dev.slipway.forge.Job;
import dev.slipway.forge.RunStatus;
import dev.slipway.forge.WorkflowRun;
import dev.slipway.release.Pipeline;
import dev.slipway.release.run.RunState;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.target.audit.AuditFinding;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.Exemption;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the page says of legs, findings and jobs.
class TargetsPageTest {
  private static final String WORKFLOW = """
      on:
        push: { tags: ['v*'] }
        workflow_dispatch:
      jobs:
        plan:
          runs-on: ubuntu-24.04
          outputs: { matrix: x }
          steps: [{ run: ./plan }]
        build:
          strategy:
            fail-fast: false
            matrix:
              target: [x86_64-unknown-linux-musl, x86_64-apple-darwin]
              include:
                - { target: x86_64-unknown-linux-musl, os: ubuntu-24.04 }
                - target: x86_64-apple-darwin
                  os: macos-13
          runs-on: ${{ matrix.os }}
          steps:
            - run: tar czf tool-${GITHUB_REF_NAME}-${{ matrix.target }}.tar.gz tool
            - uses: actions/upload-artifact@v4
              with: { name: 'tool-${{ matrix.target }}', path: '*.tar.gz', overwrite: true }
        more:
          needs: plan
          strategy: { matrix: { include: '${{ fromJSON(needs.plan.outputs.matrix) }}' } }
          runs-on: ubuntu-24.04
          steps: [{ run: ./more }]
        release:
          needs: [build, more]
          runs-on: ubuntu-24.04
          permissions: { contents: write }
          steps:
            - uses: actions/download-artifact@v4
            - run: gh release create "$GITHUB_REF_NAME" --draft */*.tar.gz
      """;

  private static TargetPlan plan() {
    var file = WorkflowReader.read(WORKFLOW.getBytes(StandardCharsets.UTF_8), ".github/workflows/release.yml");
    return new TargetPlanner(RunnerLabels.bundled()).plan(List.of(file), Scenario.tagPush("v1.0.0", "owner/tool"));
  }

  private static Job job(long id, String name, RunStatus status, Conclusion conclusion) {
    return new Job(id, 7, 1, name, List.of("ubuntu-24.04"), status, conclusion, Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), List.of(), URI.create("https://example.org/" + id));
  }

  private static Pipeline pipeline(Job... jobs) {
    var at = Instant.parse("2026-11-21T10:00:00Z");
    var run = new WorkflowRun(7, 1, "Release", "Release", 214, 1, "push", "v1.0.0", "c0ffee", ".github/workflows/release.yml", "",
        RunStatus.COMPLETED, Conclusion.FAILURE, at, Optional.of(at), at, URI.create("https://example.org/7"));
    return new Pipeline(Known.of(plan(), new Source.Measured("a test")), List.of(), List.of(), List.of(),
        jobs.length == 0 ? Optional.empty() : Optional.of(new RunState(run, List.of(jobs), Optional.empty())), List.of());
  }

  @Test
  void aLegIsExplainedByItsVectorValuesAndIncludes() {
    Detail detail = new Details(Optional.of(plan())).of(plan().targetLegs().getLast());
    assertThat(detail.title()).isEqualTo("x86_64-apple-darwin");
    assertThat(detail.remarks()).extracting(Detail.Remark::label, Detail.Remark::text).contains(
        tuple("Matrix", "A combination of target = x86_64-apple-darwin (line 13)."),
        tuple("Include", "Line 16 adds {os: macos-13}."),
        tuple("Artifact", "tool-x86_64-apple-darwin, exact, line 22"),
        tuple("Asset", "tool-v1.0.0-x86_64-apple-darwin.tar.gz, shell, line 20"));
    assertThat(detail.code()).filteredOn(line -> line.look() == Look.MEANT).extracting(Detail.CodeLine::number).contains(13);
  }

  @Test
  void aFindingShowsTheChangeInItsLines() {
    AuditFinding retired = new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan()).stream()
        .filter(found -> found.finding().rule().equals("retired-runner")).findFirst().orElseThrow();
    Detail detail = new Details(Optional.of(plan())).of(retired);
    assertThat(detail.title()).isEqualTo("release.yml:17");
    assertThat(detail.code()).extracting(Detail.CodeLine::look, line -> line.text().strip()).containsSubsequence(
        tuple(Look.PLAIN, "- target: x86_64-apple-darwin"), tuple(Look.REMOVED, "os: macos-13"), tuple(Look.ADDED, "os: macos-15-intel"));
    assertThat(detail.remarks()).extracting(Detail.Remark::label).containsExactly("Found", "Why", "Fix");
    assertThat(detail.remarks().getFirst().text()).isEqualTo("macos-13 was retired on 4 Dec 2025.");
  }

  @Test
  void aFindingThatIsIgnoredSaysWhyAndCannotBeIgnoredAgain() {
    var options = AuditOptions.filesOnly().exempting(List.of(new Exemption(
        "retired-runner", Optional.of("release.yml"), Optional.of("os: macos-13"), "our own image has that name", dev.slipway.fact.Position.of(".slipway.yml"))));
    AuditFinding retired = new PipelineAudit(RunnerLabels.bundled(), options).audit(plan()).stream()
        .filter(found -> found.finding().rule().equals("retired-runner")).findFirst().orElseThrow();
    assertThat(retired.counts()).isFalse();
    Detail detail = new Details(Optional.of(plan())).of(retired);
    assertThat(detail.finding()).isEmpty();
    assertThat(detail.remarks().getFirst()).isEqualTo(new Detail.Remark("Ignored", "Our own image has that name."));
  }

  @Test
  void theGraphGoesFromTriggersThroughJobsToTheRelease() {
    JobGraph graph = JobGraph.of(pipeline());
    assertThat(graph.file()).contains("release.yml");
    assertThat(graph.nodes()).extracting(JobGraph.Node::title, JobGraph.Node::column, JobGraph.Node::second).containsExactly(
        tuple("push", 0, "tags v*"), tuple("workflow dispatch", 0, "by hand"),
        tuple("plan", 1, "ubuntu-24.04"), tuple("build", 1, "2 legs"), tuple("more", 2, "legs only a run can tell"),
        tuple("release", 3, "ubuntu-24.04"), tuple("Release v1.0.0", 4, "left a draft"));
    assertThat(graph.edges()).contains(
        new JobGraph.Edge("on push", "build"), new JobGraph.Edge("plan", "more"), new JobGraph.Edge("build", "release"),
        new JobGraph.Edge("release", "release of v1.0.0"));
    assertThat(graph.nodes()).extracting(JobGraph.Node::status).containsOnly(Status.NOT_STARTED);
    assertThat(graph.nodes().get(5).sentence()).isEqualTo("release, ubuntu-24.04, Not started, after build, more.");
  }

  @Test
  void ofTheLegsOfAJobTheWorstCountsAndSkippedIsNoSuccess() {
    JobGraph graph = JobGraph.of(pipeline(
        job(1, "plan", RunStatus.COMPLETED, Conclusion.SUCCESS),
        job(2, "build (x86_64-unknown-linux-musl)", RunStatus.COMPLETED, Conclusion.SUCCESS),
        job(3, "build (x86_64-apple-darwin)", RunStatus.COMPLETED, Conclusion.FAILURE),
        job(4, "release", RunStatus.COMPLETED, Conclusion.SKIPPED)));
    assertThat(graph.nodes()).extracting(JobGraph.Node::title, JobGraph.Node::status).contains(
        tuple("push", Status.PASSED), tuple("workflow dispatch", Status.NOT_STARTED), tuple("plan", Status.BUILT),
        tuple("build", Status.FAILED), tuple("more", Status.NOT_STARTED), tuple("release", Status.SKIPPED));
  }

  @Test
  void jobsOfADynamicMatrixAreThoseOfTheRun() {
    Pipeline pipeline = pipeline(
        job(1, "plan", RunStatus.COMPLETED, Conclusion.SUCCESS),
        job(2, "build (x86_64-unknown-linux-musl)", RunStatus.COMPLETED, Conclusion.SUCCESS),
        job(5, "more (aarch64-apple-darwin)", RunStatus.COMPLETED, Conclusion.SUCCESS));
    assertThat(pipeline.dynamicJobs()).extracting(Job::name).containsExactly("more (aarch64-apple-darwin)");
    assertThat(pipeline().dynamicJobs()).isEmpty();
  }

  @Test
  void theFormOffersTargetsAndPassesOnWhatWasChosen() {
    var asked = new java.util.ArrayList<String>();
    var given = new java.util.LinkedHashMap<String, String>();
    ScaffoldForm.of("tool").fields().forEach(field -> given.put(field.name(), field.initial()));
    given.put("wasm32-wasip2", "true");
    ScaffoldForm.answer(given, new TargetsRequests() {
      @Override
      public void reread() {}

      @Override
      public void readHistory() {}

      @Override
      public void writeWorkflow(String project, String binary, List<String> triples) {
        asked.add(project + " " + binary + " " + triples.size());
        asked.addAll(triples);
      }

      @Override
      public void ignore(AuditFinding finding, String reason) {}

      @Override
      public void openLine(dev.slipway.fact.Position at) {}
    });
    assertThat(asked).startsWith("tool tool 6").contains("wasm32-wasip2", "x86_64-pc-windows-msvc").doesNotContain("x86_64-unknown-linux-musl");
  }
}
