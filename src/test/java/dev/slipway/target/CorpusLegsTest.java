package dev.slipway.target;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.workflow.ExpandedJob;
import dev.slipway.workflow.Expansion;
import dev.slipway.workflow.Inputs;
import dev.slipway.workflow.Leg;
import dev.slipway.workflow.Scenario;
import dev.slipway.workflow.WorkflowFile;
import dev.slipway.workflow.WorkflowReader;
import dev.slipway.workflow.expression.Text;
import dev.slipway.workflow.expression.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every job and leg of 48 real release workflows, as GitHub's parser and matrix builder expand them.
class CorpusLegsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> files() throws IOException {
    return StreamSupport.stream(Inputs.json("corpus/expected-legs.json").spliterator(), false)
        .map(f -> Arguments.of(f.path("file").asText(), f));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void expandsLikeGitHub(String file, JsonNode expected) throws IOException {
    WorkflowFile workflow = WorkflowReader.read(Inputs.bytes("corpus/workflows/" + file), file);
    assertThat(workflow.findings()).isEmpty();
    String repository = file.split("__")[0] + "/" + file.split("__")[1];
    Expansion expansion = Expansion.of(workflow, Scenario.tagPush("v1.2.3", repository));
    List<String> differences = new ArrayList<>();
    compare("triggers", workflow.triggers().stream().map(t -> t.event()).toList(), texts(expected.path("triggers")), differences);
    compare("jobs", expansion.jobs().stream().map(ExpandedJob::id).toList(),
        list(expected.path("jobs")).stream().map(j -> j.path("id").asText()).toList(), differences);
    for (JsonNode job : expected.path("jobs")) {
      check(expansion.job(job.path("id").asText()).orElseThrow(), job, differences);
    }
    assertThat(differences).isEmpty();
  }

  private static void check(ExpandedJob job, JsonNode expected, List<String> differences) {
    String id = job.id();
    compare(id + " dynamic", job.isDynamic(), expected.path("kind").asText().equals("dynamic"), differences);
    if (expected.path("failFast").isBoolean()) {
      compare(id + " fail-fast", job.failFast().orElseThrow(), expected.path("failFast").asBoolean(), differences);
    }
    List<JsonNode> legs = list(expected.path("legs"));
    compare(id + " legs", job.knownLegs().size(), legs.size(), differences);
    for (int i = 0; i < Math.min(legs.size(), job.knownLegs().size()); i++) {
      check(id, job, job.knownLegs().get(i), legs.get(i), differences);
    }
  }

  private static void check(String id, ExpandedJob job, Leg leg, JsonNode wanted, List<String> differences) {
    compare(id + " name", leg.name().exact().orElse(null), wanted.path("name").asText(), differences);
    compare(id + " matrix", leg.matrix().<JsonNode>map(CorpusLegsTest::json).orElse(JSON.nullNode()).toString(),
        normal(wanted.path("matrix")).toString(), differences);
    compare(id + " runs-on", leg.runsOn().value().map(r -> String.join(",", r)).orElse(null),
        wanted.path("runsOn").isNull() ? null : wanted.path("runsOn").asText(), differences);
    List<Uploads.Upload> uploads = Uploads.of(job, leg);
    compare(id + " uploads", uploads.size(), wanted.path("uploads").size(), differences);
    for (int u = 0; u < Math.min(uploads.size(), wanted.path("uploads").size()); u++) {
      same(wanted.path("uploads").get(u).path("name"), uploads.get(u).name(), id + " upload name", differences);
      same(wanted.path("uploads").get(u).path("path"), uploads.get(u).path(), id + " upload path", differences);
    }
  }

  /// A text the oracle resolved has to be ours; one it could not resolve has to have a hole. The oracle keeps
  /// a block's indentation where an expression stands in it, which the action strips from every line.
  private static void same(JsonNode wanted, Text ours, String what, List<String> differences) {
    if (wanted.isTextual()) {
      compare(what, ours.shown().lines().map(String::strip).toList(), wanted.asText().lines().map(String::strip).toList(), differences);
    } else if (wanted.isObject()) {
      compare(what + " has holes for " + wanted, !ours.holes().isEmpty(), true, differences);
    }
  }

  private static void compare(String what, Object ours, Object wanted, List<String> differences) {
    if (!Objects.equals(ours, wanted)) {
      differences.add("%s: %s, but GitHub has %s".formatted(what, ours, wanted));
    }
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static List<String> texts(JsonNode array) {
    return list(array).stream().map(JsonNode::asText).toList();
  }

  /// Numbers as GitHub has them, so that 3 and 3.0 are written alike.
  private static JsonNode normal(JsonNode node) {
    if (node.isObject()) {
      ObjectNode copy = JSON.createObjectNode();
      node.properties().forEach(e -> copy.set(e.getKey(), normal(e.getValue())));
      return copy;
    }
    if (node.isArray()) {
      var copy = JSON.createArrayNode();
      node.forEach(n -> copy.add(normal(n)));
      return copy;
    }
    return node.isNumber() ? JSON.getNodeFactory().numberNode(node.doubleValue()) : node;
  }

  private static JsonNode json(Value value) {
    return switch (value) {
      case Value.Null _ -> JSON.nullNode();
      case Value.Bool b -> JSON.getNodeFactory().booleanNode(b.value());
      case Value.Num n -> JSON.getNodeFactory().numberNode(n.value());
      case Value.Str s -> JSON.getNodeFactory().textNode(s.value());
      case Value.Arr a -> {
        var array = JSON.createArrayNode();
        a.items().forEach(v -> array.add(json(v)));
        yield array;
      }
      case Value.Obj o -> {
        ObjectNode object = JSON.createObjectNode();
        o.fields().forEach((k, v) -> object.set(k, json(v)));
        yield object;
      }
      case Value.Templated t -> JSON.getNodeFactory().textNode(t.text().shown());
      case Value.Unknown u -> JSON.getNodeFactory().textNode("{" + u.name() + "}");
    };
  }
}
