package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.workflow.expression.Contexts;
import dev.slipway.workflow.expression.Evaluator;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import dev.slipway.workflow.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The combinations, names, ids and error texts of GitHub's own builder.
class MatrixVectorsTest {

  static Stream<Arguments> vectors() throws IOException {
    return StreamSupport.stream(Inputs.json("vectors/matrix-vectors.json").spliterator(), false)
        .map(v -> Arguments.of(v.path("id").asText(), v));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void expandsLikeGitHub(String id, JsonNode vector) {
    JsonNode expected = vector.path("expected");
    String file = "{on: push, jobs: {" + vector.path("jobName").asText() + ": {runs-on: x, strategy: " + vector.path("strategy") + "}}}";
    if (expected.has("error")) {
      var strategy = YamlReader.read(vector.path("strategy").toString().getBytes(StandardCharsets.UTF_8), "strategy").root();
      assertThat(Strategy.of(strategy.orElseThrow(), new Evaluator(Contexts.none())).faults())
          .extracting(Matrix.Fault::message)
          .containsExactlyElementsOf(StreamSupport.stream(expected.path("error").spliterator(), false).map(JsonNode::asText).toList());
      return;
    }
    WorkflowFile workflow = WorkflowReader.read(file.getBytes(StandardCharsets.UTF_8), id);
    assertThat(workflow.findings()).isEmpty();
    ExpandedJob job = Expansion.of(workflow, Scenario.tagPush("v1.2.3", "owner/name")).jobs().getFirst();
    assertThat(job.findings()).isEmpty();
    assertThat(job.failFast()).contains(expected.path("failFast").asBoolean());
    assertThat(job.maxParallel()).isEqualTo(expected.path("maxParallel").asInt());
    List<JsonNode> legs = StreamSupport.stream(expected.path("legs").spliterator(), false).toList();
    assertThat(job.knownLegs()).extracting(l -> l.name().shown()).containsExactlyElementsOf(legs.stream().map(l -> l.path("name").asText()).toList());
    assertThat(job.knownLegs()).extracting(Leg::id).containsExactlyElementsOf(legs.stream().map(l -> l.path("id").asText()).toList());
    assertThat(job.knownLegs()).extracting(Leg::matrix)
        .containsExactlyElementsOf(legs.stream().map(l -> ExpectedValues.object(l.path("matrix"))).toList());
    assertThat(job.knownLegs()).extracting(Leg::name).allSatisfy(n -> assertThat(n).extracting(Text::holes).isEqualTo(List.of()));
  }

  @org.junit.jupiter.api.Test
  void theKeysOfACombinationKeepGitHubsOrder() {
    WorkflowFile workflow = WorkflowReader.read("""
        on: push
        jobs:
          build:
            runs-on: x
            strategy:
              matrix:
                include: [{b: 2, x: 1}]
                a: [1]
                b: [2]
        """.getBytes(StandardCharsets.UTF_8), "order.yml");
    Value.Obj matrix = Expansion.of(workflow, Scenario.tagPush("v1", "o/r")).jobs().getFirst().knownLegs().getFirst().matrix().orElseThrow();
    assertThat(matrix.fields().keySet()).containsExactly("a", "b", "x");
  }
}
