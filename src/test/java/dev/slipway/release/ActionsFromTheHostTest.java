package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.forge.FileChange;
import dev.slipway.forge.Forge;
import dev.slipway.forge.RepositoryName;
import dev.slipway.forge.Token;
import dev.slipway.forge.github.GitHubForge;
import dev.slipway.rehearsal.Project;
import dev.slipway.rehearsal.Rehearsal;
import dev.slipway.rehearsal.RehearsalFixture;
import dev.slipway.release.host.PatientCalls;
import dev.slipway.target.PlannedLeg;
import dev.slipway.target.RunnerLabels;
import dev.slipway.target.TargetPlan;
import dev.slipway.target.TargetPlanner;
import dev.slipway.target.audit.AuditOptions;
import dev.slipway.target.audit.PipelineAudit;
import dev.slipway.task.Progress;
import dev.slipway.transfer.Retry;
import dev.slipway.workflow.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The repository's own actions, read from the host through the real client: what is there, and what goes wrong with it.
@Timeout(120)
class ActionsFromTheHostTest {
  private static final String UPLOAD = """
      - uses: actions/upload-artifact@v7
        with: { name: "tool-${{ inputs.target }}", path: tool }
      """;

  @RegisterExtension final RehearsalFixture github = new RehearsalFixture();

  /// The plan of a branch on which one workflow uses these actions, one job each.
  private TargetPlan plan(List<String> uses, Map<String, String> files) throws Exception {
    Rehearsal rehearsal = github.start(Project.MESHC);
    Forge forge = GitHubForge.open(rehearsal.host(), Token.of(rehearsal.token(), Token.Origin.TYPED));
    RepositoryName name = rehearsal.repository();
    forge.createBranch(name, "actions", forge.commit(name, "main").orElseThrow().sha());
    StringBuilder workflow = new StringBuilder("on: { push: { tags: ['v*'] } }\njobs:\n");
    for (int i = 0; i < uses.size(); i++) {
      workflow.append("  j%d:\n    runs-on: ubuntu-24.04\n    steps: [ { uses: %s, with: { target: t%d } } ]\n".formatted(i, uses.get(i), i));
    }
    Map<String, String> all = new LinkedHashMap<>(files);
    all.put(".github/workflows/actions.yml", workflow.toString());
    for (Map.Entry<String, String> file : all.entrySet()) {
      forge.commit(name, new FileChange(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8), Optional.empty(), "actions", "add " + file.getKey()));
    }
    var read = new PipelineReader(forge, new PatientCalls(Retry.usual()), name).workflows("actions", Progress.unwatched());
    return new TargetPlanner(RunnerLabels.bundled()).plan(
        read.stream().filter(f -> f.fileName().equals("actions.yml")).toList(), Scenario.tagPush("v1.2.3", name.toString()));
  }

  private static String composite(String steps) {
    return "inputs: { target: { default: none } }\nruns:\n  using: composite\n  steps:\n" + steps.indent(4);
  }

  private static List<String> artifacts(TargetPlan plan) {
    return plan.workflows().getFirst().legs().stream().flatMap(l -> l.artifacts().stream()).map(a -> a.shown()).toList();
  }

  private static List<String> unread(TargetPlan plan) {
    return new PipelineAudit(RunnerLabels.bundled(), AuditOptions.filesOnly()).audit(plan).stream()
        .filter(f -> f.finding().rule().equals("local-action-unread")).map(f -> f.finding().message()).toList();
  }

  @Test
  void whatActionsDoIsKnownWhicheverNameTheirFileHas() throws Exception {
    TargetPlan plan = plan(List.of("./.github/actions/a", "./b"), Map.of(
        ".github/actions/a/action.yml", composite(UPLOAD), "b/action.yaml", composite(UPLOAD)));
    assertThat(artifacts(plan)).containsExactly("tool-t0", "tool-t1");
    assertThat(unread(plan)).isEmpty();
  }

  @Test
  void anActionThatIsNotThereIsSaidToBeUnread() throws Exception {
    TargetPlan plan = plan(List.of("./nowhere", "./a"), Map.of("a/action.yml", composite(UPLOAD)));
    assertThat(unread(plan)).singleElement().asString().contains("nowhere").contains("there is no nowhere/action.yml");
    assertThat(artifacts(plan)).as("the other is read").containsExactly("tool-t1");
  }

  @Test
  void aFolderOrAFileTooLargeWithTheNameOfADescriptionHindersNothingElse() throws Exception {
    TargetPlan plan = plan(List.of("./folder", "./large", "./a"), Map.of(
        "folder/action.yml/x.txt", "x", "large/action.yml", composite(UPLOAD) + "# " + "x".repeat((1 << 20) + 10), "a/action.yml", composite(UPLOAD)));
    assertThat(artifacts(plan)).containsExactly("tool-t2");
    assertThat(plan.workflows().getFirst().legs()).hasSize(3);
    assertThat(unread(plan)).singleElement().asString().contains("folder");
    assertThat(plan.workflows().getFirst().findings()).anySatisfy(f -> assertThat(f.subject()).contains("large/action.yml"));
  }

  @Test
  void actionsThatUseOneAnotherInACircleEnd() throws Exception {
    TargetPlan plan = plan(List.of("./a"), Map.of(
        "a/action.yml", composite("- uses: ./b\n" + UPLOAD), "b/action.yml", composite("- uses: ./a")));
    assertThat(artifacts(plan)).containsExactly("tool-t0");
    assertThat(unread(plan)).singleElement().asString().contains("leads back to itself");
  }

  @Test
  void actionsBelowTheDeepestLevelAreLeftOut() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 14; i++) {
      files.put("a%d/action.yml".formatted(i), composite("- uses: ./a%d\n  with: { target: x }\n- uses: actions/upload-artifact@v7\n  with: { name: level-%d, path: x }".formatted(i + 1, i)));
    }
    TargetPlan plan = plan(List.of("./a0"), files);
    assertThat(artifacts(plan)).contains("level-0", "level-9").doesNotContain("level-12");
    assertThat(plan.workflows().getFirst().legs()).extracting(PlannedLeg::artifacts).hasSize(1);
  }
}
